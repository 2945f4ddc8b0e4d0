/** Every talk with a helper: who asked what, how long it took, what came of it, how it was rated. */
import { Link } from 'wouter';
import { timeOf } from '#platform/queues/pure';
import { grades, isBad } from '#platform/supervision/pure';
import { Choose, type Column, Days, ExportAll, type Field, Filters, Frame, ListTable, Mark, SearchBox, Tabs, useList } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { moment } from '#ui/words';
import type { DeskHelp } from '../../seats/reads.ts';
import { requestStates, results, ways } from '../../seats/words.ts';

interface Page {
  items: DeskHelp[];
  total: number;
}
const gradeOf = (grade: number | null) => (grade === null ? '' : grades[grade as keyof typeof grades]);
const waited = (r: DeskHelp) => (r.takenAt && r.calledAt ? Math.max(0, Math.round((Date.parse(r.calledAt) - Date.parse(r.takenAt)) / 60_000)) : null);

export default function HelpListPage() {
  const { data: session } = useSession();
  const found = useList<Page>('help', '/desk/help-requests', ['way', 'state', 'result', 'grade', 'from', 'to', 'q'], { every: 30_000 });
  const names = hasRole(session, 'helper', 'hotline-seat');
  const columns: Column<DeskHelp>[] = [
    { key: 'asked', title: '提出', value: r => r.askedAt, show: r => moment(r.askedAt, session?.today) },
    { key: 'number', unsorted: true, title: '号码', value: r => r.number ?? '', show: r => r.number ?? (r.day ? `约 ${r.day.slice(5)} ${r.time}` : '') },
    { key: 'subject', unsorted: true, title: '什么事', value: r => r.subject },
    ...(names ? [{ key: 'person', unsorted: true, title: '谁', value: (r: DeskHelp) => r.personName ?? '' }] : []),
    { key: 'way', unsorted: true, title: '方式', value: r => ways[r.way], minor: true },
    {
      key: 'state',
      unsorted: true,
      title: '结果',
      value: r => (r.result ? results[r.result] : requestStates[r.state]),
      show: r => (
        <>
          <Mark look={r.result === 'handed' ? 'warn' : r.result ? 'good' : r.state === 'missed' ? 'bad' : 'plain'}>
            {r.result ? results[r.result] : requestStates[r.state]}
          </Mark>
          {r.duty && names ? (
            <>
              {' '}
              <Link href={`/desk/duties/${r.duty}`}>{r.dutyNumber}</Link>
            </>
          ) : null}
        </>
      ),
    },
    { key: 'staff', unsorted: true, title: '帮办员', value: r => r.staffName ?? '', minor: true },
    { key: 'wait', title: '等候（分）', value: waited, show: r => waited(r) ?? '—' },
    { key: 'minutes', title: '用时（分）', value: r => r.minutes, show: r => r.minutes ?? '—' },
    {
      key: 'grade',
      title: '评价',
      value: r => r.grade,
      show: r => (
        <>
          {r.grade !== null && isBad(r.grade) ? <Mark look="bad">{gradeOf(r.grade)}</Mark> : gradeOf(r.grade)} {r.comment ?? ''}
        </>
      ),
    },
  ];
  const table: Field<DeskHelp>[] = [
    ['提出时间', r => moment(r.askedAt)],
    ['号码', r => r.number],
    ['什么事', r => r.subject],
    ...(names
      ? ([
          ['姓名', r => r.personName],
          ['讲了什么', r => r.told],
        ] as Field<DeskHelp>[])
      : []),
    ['方式', r => ways[r.way]],
    ['状态', r => requestStates[r.state]],
    ['结果', r => (r.result ? results[r.result] : '')],
    ['帮办员', r => r.staffName],
    ['叫到', r => (r.calledAt ? timeOf(r.calledAt) : '')],
    ['等候（分）', waited],
    ['用时（分）', r => r.minutes],
    ['工单', r => r.dutyNumber],
    ['评价', r => gradeOf(r.grade)],
    ['意见', r => r.comment],
  ];
  return (
    <Frame title="帮办记录" actions={<ExportAll of={found} name="帮办记录" columns={table} />}>
      <Filters>
        <Tabs of="state" label="状态" options={{ '': '全部', open: '没结束', done: '已结束', missed: '没有接通' }} />
        <Choose of="way" label="方式" all="全部方式" options={ways} />
        <Choose of="result" label="结果" all="全部结果" options={{ none: '还没写结果', ...results }} />
        <Choose of="grade" label="评价" all="全部评价" options={{ low: '不满意的', none: '还没有评价' }} />
        <Days max={session?.today} />
        <SearchBox
          label={names ? '按事由、姓名、号码、帮办员找' : '按事由、号码、帮办员找'}
          placeholder={names ? '事由、姓名、号码' : '事由、号码'}
          value={found.get('q') ?? ''}
          change={q => found.change({ q })}
          // A telephone number must stand in no address.
          refused={text => (/^1\d{10}$/.test(text) ? '不能按电话找，请用姓名' : undefined)}
        />
      </Filters>
      <section className="frame-panel" aria-label="清单">
        <ListTable label="帮办记录" of={found} columns={columns} rowKey={r => r.id} sortBy="asked" unit="条" nothing="还没有人请过帮办。" />
      </section>
    </Frame>
  );
}
