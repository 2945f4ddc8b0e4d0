/** The register of places: how near services are, what is to be confirmed, what is broken; each kept by its town. */
import { App, Button, Input, Select, Space } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { csvText, download, Frame, Trouble, Waits } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { placeKinds } from '../../figures.ts';
import { Coverage } from './coverage.tsx';
import { type DeskPlaces, type DeskPlaceView, useDeskPlaces, usePlaceChange } from './data.ts';
import { BreakDialog, CloseDialog } from './dialogs.tsx';
import { PlaceEditor } from './editor.tsx';
import { PhotosDialog } from './photos.tsx';
import { lightWords, PlaceTable, stateWords } from './place-table.tsx';
import './places.css';

const lights = { red: '核对已超期', yellow: '快到核对期', broken: '设备故障', closed: '已停用' } as const;
type LightFilter = keyof typeof lights;

/** Whatever the filter, what is closed shows only when it is asked for. */
function fits(p: DeskPlaceView, f: { q: string; kind: string; town: string; light: string }, today: string): boolean {
  const closed = p.closedOn !== null && p.closedOn <= today;
  if ((f.light === 'closed') !== closed) return false;
  if (f.light === 'broken' && !p.broken) return false;
  if ((f.light === 'red' || f.light === 'yellow') && p.light !== f.light) return false;
  if (f.kind && p.kind !== f.kind) return false;
  if (f.town && p.town !== f.town) return false;
  return !f.q || [p.name, p.address, p.villageName ?? '', String(p.no)].some(t => t.includes(f.q));
}

type Open = { kind: 'edit'; place: DeskPlaceView | null } | { kind: 'close' | 'break' | 'photos'; place: DeskPlaceView } | null;

export default function Places() {
  const query = useDeskPlaces();
  const { data: session } = useSession();
  const [open, setOpen] = useState<Open>(null);
  const opener = useRef<HTMLElement>(null);
  useEffect(() => {
    if (open !== null) return;
    opener.current?.focus();
    opener.current = null;
  }, [open]);
  const keeps = hasRole(session, 'town-officer', 'service-owner');
  // As it stands after each change, not as it was when the dialog opened.
  const photographed = open?.kind === 'photos' ? query.data?.items.find(p => p.no === open.place.no) : undefined;
  return (
    <Frame
      title="办事点"
      note="便民服务中心、服务站、驿站和自助机"
      actions={
        <>
          {hasRole(session, 'administrator') ? <Link href="/desk/places/outline">导入县域轮廓</Link> : null}
          {keeps ? <Link href="/desk/places/import">导入</Link> : null}
          <a href="/api/desk/places/export" className="places-export" download>
            导出供修改
          </a>
          {keeps ? (
            <Button type="primary" onClick={() => setOpen({ kind: 'edit', place: null })}>
              登记办事点
            </Button>
          ) : null}
        </>
      }
    >
      <Coverage />
      <Waits of={query}>{data => <List data={data} onOpen={setOpen} onMenu={from => (opener.current = from)} />}</Waits>
      {open?.kind === 'edit' && query.data ? (
        <PlaceEditor key={open.place?.no ?? 'new'} place={open.place} data={query.data} close={() => setOpen(null)} />
      ) : null}
      {photographed ? <PhotosDialog place={photographed} close={() => setOpen(null)} /> : null}
      {open?.kind === 'close' ? <CloseDialog place={open.place} today={query.data!.today} close={() => setOpen(null)} /> : null}
      {open?.kind === 'break' ? <BreakDialog place={open.place} today={query.data!.today} close={() => setOpen(null)} /> : null}
    </Frame>
  );
}

/** What is shown, for reading and printing; the table that can be brought in again is the server's. */
const listText = (rows: readonly DeskPlaceView[], today: string): string =>
  csvText(
    ['编号', '名称', '类型', '乡镇', '村（社区）', '地址', '电话', '状态', '能办（项）', '照片（张）', '核对', '核对日期', '核对人'],
    rows.map(p => [
      p.no,
      p.name,
      placeKinds[p.kind],
      p.townName,
      p.villageName,
      p.address,
      p.phone,
      stateWords(p, today),
      p.services.length,
      p.photos.length,
      lightWords[p.light],
      p.confirmedOn,
      p.confirmedBy,
    ]),
  );

function List({ data, onOpen, onMenu }: { data: DeskPlaces; onOpen(o: Open): void; onMenu(from: HTMLElement): void }) {
  const [params, setParams] = useSearchParams();
  const [, go] = useLocation();
  const { message } = App.useApp();
  const { data: session } = useSession();
  const change = usePlaceChange();
  const of = (key: string) => params.get(key) ?? '';
  const set = (key: string, value: string | undefined) =>
    setParams(
      was => {
        value ? was.set(key, value) : was.delete(key);
        return was;
      },
      { replace: true },
    );
  // A town begins with its own places.
  const own = session?.roles.find(r => r.role === 'town-officer')?.unit?.replace(/^town-/, '') ?? '';
  const town = params.has('town') ? of('town') : own;
  const f = { q: of('q').trim(), kind: of('kind'), town: town === 'all' ? '' : town, light: of('light') };
  const rows = data.items.filter(p => fits(p, f, data.today));
  const act = (p: DeskPlaceView, verb: 'confirmation' | 'repair', said: string) => {
    if (change.isPending) return;
    change.mutate({ no: p.no, verb, version: p.version }, { onSuccess: () => void message.success(said) });
  };
  return (
    <section className="frame-panel" aria-label="台账">
      <Space wrap className="no-print">
        <Input.Search
          aria-label="名称、地址或编号"
          placeholder="名称、地址或编号"
          allowClear
          defaultValue={f.q}
          onChange={e => set('q', e.target.value)}
          style={{ width: 220 }}
        />
        <Select
          aria-label="类型"
          placeholder="全部类型"
          allowClear
          value={f.kind || undefined}
          onChange={v => set('kind', v)}
          style={{ width: 190 }}
          options={Object.entries(placeKinds).map(([value, label]) => ({ value, label }))}
        />
        <Select
          aria-label="乡镇"
          placeholder="全部乡镇"
          allowClear
          value={f.town || undefined}
          onChange={v => set('town', v ?? 'all')}
          style={{ width: 140 }}
          options={data.towns.map(t => ({ value: t.id, label: t.name }))}
        />
        <Select
          aria-label="状态"
          placeholder="在用的"
          allowClear
          value={f.light in lights ? f.light : undefined}
          onChange={v => set('light', v)}
          style={{ width: 150 }}
          options={(Object.keys(lights) as LightFilter[]).map(value => ({ value, label: lights[value] }))}
        />
        <span className="frame-muted" role="status">
          共 {rows.length} 个
        </span>
        <Button disabled={rows.length === 0} onClick={() => download(`办事点清单-${data.today}.csv`, listText(rows, data.today))}>
          导出清单
        </Button>
        {f.q || f.kind || f.town || f.light ? (
          <Button type="link" onClick={() => go('/desk/places?town=all', { replace: true })}>
            清除筛选
          </Button>
        ) : null}
      </Space>
      {change.isError ? <Trouble error={change.error} /> : null}
      <PlaceTable
        rows={rows}
        today={data.today}
        busy={change.isPending ? change.variables.no : null}
        onEdit={place => onOpen({ kind: 'edit', place })}
        onConfirm={p => act(p, 'confirmation', `“${p.name}”已核对`)}
        onClose={place => onOpen({ kind: 'close', place })}
        onBreak={place => onOpen({ kind: 'break', place })}
        onMenu={onMenu}
        onPhotos={place => onOpen({ kind: 'photos', place })}
        onMend={p => act(p, 'repair', `“${p.name}”恢复使用`)}
      />
    </section>
  );
}
