/** The places as rows: what each is, whether it can be used, when it was confirmed, and what its keeper can do. */
import { Button, Dropdown } from 'antd';
import { type Column, Mark, SortTable } from '#ui/frame';
import { day } from '#ui/words';
import { placeKinds } from '../../figures.ts';
import type { DeskPlaceView } from './data.ts';

interface Props {
  rows: readonly DeskPlaceView[];
  today: string;
  /** The place that is being changed. */
  busy: number | null;
  onEdit(p: DeskPlaceView): void;
  onConfirm(p: DeskPlaceView): void;
  onClose(p: DeskPlaceView): void;
  onBreak(p: DeskPlaceView): void;
  onMend(p: DeskPlaceView): void;
  onPhotos(p: DeskPlaceView): void;
  /** A menu was opened from this button: what it leads to gives the focus back to it. */
  onMenu(from: HTMLElement): void;
}

const marks = { green: 'good', yellow: 'warn', red: 'bad', none: 'plain' } as const;
export const lightWords = { green: '已核对', yellow: '快到期', red: '超期', none: '—' } as const;

type Look = 'good' | 'warn' | 'bad' | 'info' | 'plain';
/** How a place stands, what that looks like, and since when where it is to be mended. */
function stateOf(p: DeskPlaceView, today: string): [words: string, look: Look, since?: string] {
  if (p.closedOn && p.closedOn <= today) return [`${day(p.closedOn, today)}停用`, 'plain'];
  if (p.broken) return ['故障', 'bad', `${day(p.brokenSince, today)}起`];
  if (p.closedOn) return [`${day(p.closedOn, today)}起停用`, 'warn'];
  if (p.validFrom > today) return [`${day(p.validFrom, today)}启用`, 'info'];
  return p.open ? ['开着', 'good'] : ['没开', 'plain'];
}
export function stateWords(p: DeskPlaceView, today: string): string {
  const [words, , since] = stateOf(p, today);
  return since ? `${words}，${since}` : words;
}

function State({ place, today }: { place: DeskPlaceView; today: string }) {
  const [words, look, since] = stateOf(place, today);
  return (
    <>
      <Mark look={look}>{words}</Mark>
      {since ? <span className="places-sub">{since}</span> : null}
    </>
  );
}

const stateOrder = (p: DeskPlaceView) => (p.broken ? '0' : p.closedOn ? '1' : p.open ? '3' : '2');

export function PlaceTable({ rows, today, busy, onEdit, onConfirm, onClose, onBreak, onMend, onPhotos, onMenu }: Props) {
  const columns: Column<DeskPlaceView>[] = [
    {
      key: 'name',
      title: '名称',
      value: p => p.name,
      show: p => (
        <>
          <a href={`/places/${p.no}`} target="_blank" rel="noreferrer">
            {p.name}
          </a>
          <span className="places-sub">{placeKinds[p.kind]}</span>
        </>
      ),
    },
    { key: 'no', title: '编号', value: p => p.no, minor: true },
    { key: 'town', title: '乡镇', value: p => p.townName },
    { key: 'state', title: '状态', value: stateOrder, show: p => <State place={p} today={today} /> },
    { key: 'services', title: '能办', value: p => p.services.length, minor: true },
    {
      key: 'confirmed',
      title: '核对',
      value: p => p.confirmedOn,
      show: p =>
        p.light === 'none' ? (
          '—'
        ) : (
          <>
            <Mark look={marks[p.light]}>{lightWords[p.light]}</Mark>
            <span className="places-sub">
              {day(p.confirmedOn, today)} {p.confirmedBy}
            </span>
          </>
        ),
    },
    {
      key: 'do',
      title: '操作',
      value: p => (p.mine ? '0' : '1'),
      show: p =>
        p.mine && p.light !== 'none' ? (
          <span className="places-do">
            <Button size="small" loading={busy === p.no} onClick={() => onConfirm(p)} aria-label={`核对无误：${p.name}`}>
              核对无误
            </Button>
            <Button size="small" autoInsertSpace={false} onClick={() => onEdit(p)} aria-label={`修改：${p.name}`}>
              修改
            </Button>
            <Dropdown
              trigger={['click']}
              menu={{
                items: [
                  { key: 'photos', label: p.photos.length > 0 ? `照片（${p.photos.length}）` : '照片' },
                  ...(p.kind === 'kiosk' ? [p.broken ? { key: 'mend', label: '已修好' } : { key: 'break', label: '登记故障' }] : []),
                  ...(p.closedOn ? [] : [{ key: 'close', label: '停用' }]),
                ],
                onClick: ({ key }) => (key === 'photos' ? onPhotos(p) : key === 'mend' ? onMend(p) : key === 'break' ? onBreak(p) : onClose(p)),
              }}
            >
              <Button size="small" autoInsertSpace={false} aria-label={`更多：${p.name}`} onClick={e => onMenu(e.currentTarget)}>
                更多
              </Button>
            </Dropdown>
          </span>
        ) : null,
    },
  ];
  return (
    <SortTable label="办事点" rows={rows} columns={columns} rowKey={p => String(p.no)} sortBy="confirmed" ascending pageSize={20} empty="没有符合的办事点" />
  );
}
