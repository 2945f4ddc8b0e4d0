/** Licences found by number, holder, type, state, end and paper. */
import { Link } from 'wouter';
import type { LicenceRow } from '#platform/licences';
import { papers, standings } from '#platform/licences/pure';
import { Choose, type Column, ExportAll, type Field, Filters, Frame, ListTable, Mark, SearchBox, Tabs, useList, useUnits } from '#ui/frame';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import { standingLooks } from './licence-words.ts';

interface Page {
  items: LicenceRow[];
  total: number;
  types: { id: string; name: string }[];
}

const states = {
  '': '全部',
  valid: '有效',
  expiring: '60 天内到期',
  suspended: '已暂停',
  waiting: '待确认',
  revoked: '已吊销',
  cancelled: '已注销',
  expired: '已过期',
  replaced: '已换新',
};

export function LicenceList() {
  const { data: session } = useSession();
  const { short } = useUnits();
  const found = useList<Page>('desk-licences', '/desk/licences', ['q', 'type', 'state', 'paper']);
  const columns: Column<LicenceRow>[] = [
    {
      key: 'type',
      title: '证照',
      value: l => l.typeName,
      show: l => (
        <div className="licence-what">
          <Link href={`/desk/licences/${l.id}`}>{l.typeName}</Link>
          <span className="frame-muted frame-small">{l.number}</span>
        </div>
      ),
    },
    { key: 'bearer', title: '持证人', value: l => l.bearerName },
    { key: 'issued', title: '签发', value: l => day(l.issuedOn, session?.today) },
    { key: 'until', title: '有效期至', value: l => (l.validUntil ? day(l.validUntil) : '长期') },
    { key: 'paper', title: '纸质', value: l => papers[l.paper], unsorted: true, minor: true },
    {
      key: 'state',
      title: '状态',
      value: l => standings[l.standing],
      unsorted: true,
      show: l => (
        <span className="licence-marks">
          <Mark look={standingLooks[l.standing]}>{standings[l.standing]}</Mark>
          {l.waiting ? <Mark look="warn">待确认吊销</Mark> : null}
        </span>
      ),
    },
  ];
  const table: Field<LicenceRow>[] = [
    ['证照', l => l.typeName],
    ['编号', l => l.number],
    ['持证人', l => l.bearerName],
    ['发证部门', l => short(l.issuer)],
    ['签发日期', l => l.issuedOn],
    ['有效期至', l => l.validUntil ?? '长期'],
    ['状态', l => standings[l.standing]],
    ['纸质证照', l => papers[l.paper]],
    ['流水号', l => l.paperSerial],
  ];
  return (
    <Frame title="电子证照" actions={<ExportAll of={found} name="电子证照" columns={table} />}>
      <Filters>
        <SearchBox label="按证照编号或持证人找" placeholder="证照编号、持证人" value={found.get('q') ?? ''} change={q => found.change({ q })} />
        <Choose of="type" label="种类" all="全部种类" options={found.list.data?.types.map(t => ({ value: t.id, label: t.name })) ?? []} />
        <Choose of="paper" label="纸质证照" all="纸质：全部" options={papers} />
        <Tabs of="state" label="状态" options={states} />
      </Filters>
      <section className="frame-panel" aria-label="清单">
        <ListTable label="证照" of={found} columns={columns} rowKey={l => l.id} sortBy="issued" unit="张" nothing="本单位还没有发过证照" />
      </section>
    </Frame>
  );
}
