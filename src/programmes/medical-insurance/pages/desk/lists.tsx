/** 名单和标识: how each list came, and the bureau's steps that follow from them. 五 */
import { useIsMutating, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Progress } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { api, wordsOf } from '#ui/api';
import { Mark, SortTable, Waits } from '#ui/frame';
import { useSession } from '#ui/session';
import { day, moment } from '#ui/words';
import { insuranceYear } from '../../figures.ts';
import type { ListView } from '../../reads.ts';
import { bureaus } from '../../words.ts';
import { InsuranceFrame } from './insurance-frame.tsx';

interface Step {
  n: number;
  step: 'check' | 'mark' | 'collect';
  madeAt: string;
  madeByName: string;
  counts: Record<string, number>;
}
interface Overview {
  by: string;
  today: string;
  changeDueToday: string;
  persons: { rows: number; marked: number; handedOn: string | null; handedRows: number | null; state: string | null };
  lists: ListView[];
  steps: Step[];
  mine: { work: boolean; collect: boolean };
  working: { step: Step['step']; byName: string; phase: keyof typeof phases; done: number; total: number } | null;
}

const phases = { reading: '读名单', comparing: '比对', writing: '写台账' } as const;

const said: Record<Step['step'], (c: Record<string, number>) => string> = {
  check: c => `比对 ${c.persons} 人，${c.found} 个问题，新的 ${c.fresh} 个，已经没有的 ${c.gone} 个`,
  mark: c => `${c.persons} 人中改了 ${c.marked} 人的标识，资助 ${c.aided} 人，不用在这里参保 ${c.exempt} 人`,
  collect: c => `核对 ${c.payments} 笔，参保 ${c.enrolled} 人，退回 ${c.returned} 笔，等税务更正的 ${c.waiting} 笔`,
};
const titles = { check: '比对名单', mark: '标识身份', collect: '核对缴费' } as const;

export default function ListsPage() {
  const running = useIsMutating({ mutationKey: ['insurance-step'] });
  const data = useQuery({
    queryKey: ['insurance', 'overview'],
    queryFn: ({ signal }) => api.get<Overview>('/desk/insurance/overview', signal),
    // Somebody works on it now: here, in another window, or on a page that was left.
    refetchInterval: q => (q.state.data?.working || running > 0 ? 1500 : false),
  });
  return (
    <InsuranceFrame title="名单和标识" note={data.data ? `名单 ${day(data.data.by)}前推送；今天调整的 ${day(data.data.changeDueToday)}前推送` : null}>
      <Waits of={data}>{view => <Shown view={view} />}</Waits>
    </InsuranceFrame>
  );
}

function Shown({ view }: { view: Overview }) {
  const { data: session } = useSession();
  const last = (step: Step['step']) => view.steps.find(s => s.step === step);
  const units = session?.roles.map(r => r.unit) ?? [];
  const own = view.lists.filter(l => l.unit !== bureaus.leads && session?.roles.some(r => r.unit === l.unit && writers.includes(r.role)));
  const watches = session?.roles.some(r => ['supervisor', 'leader', 'auditor'].includes(r.role)) ?? false;
  return (
    <>
      {own.length > 0 ? (
        <section className="frame-panel" aria-labelledby="insurance-own">
          <h2 id="insurance-own">本单位的名单</h2>
          <ul className="insurance-conflicts">
            {own.map(l => (
              <li key={l.id}>
                <span className="insurance-head">
                  <strong>{l.title}</strong>
                  <ListLight list={l} />
                </span>
                <span>{ownWords(l, view)}</span>
                <span className="insurance-card-steps">
                  <Link href={listAt(l)}>填名单、导入表</Link>
                  {l.due ? <Link href={`${listAt(l)}/handovers`}>{l.waiting > 0 ? '交出名单' : '历次交接'}</Link> : null}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section className="frame-panel" aria-labelledby="insurance-steps">
        <h2 id="insurance-steps">医保局的三步</h2>
        <ol className="insurance-steps">
          <Doing
            path="checks"
            step="check"
            last={last('check')}
            working={view.working}
            may={view.mine.work}
            asked={watches || view.mine.collect || own.length > 0}
          >
            把推送来的名单放在一起，找出证号不对、重名、重复、已死亡、已参加职工医保的。
          </Doing>
          <Doing path="marks" step="mark" last={last('mark')} working={view.working} may={view.mine.work}>
            按名单写明每个人是什么、自己缴多少、谁替缴、为什么。台账 {view.persons.rows} 人，标识过 {view.persons.marked} 人；
            {view.persons.handedOn ? `${day(view.persons.handedOn, view.today)}推送税务 ${view.persons.handedRows} 人` : '还没有推送税务'}。
          </Doing>
          <Doing path="collections" step="collect" last={last('collect')} working={view.working} may={view.mine.collect}>
            把税务推送的缴费对到人；对不上的写明原因退回。
          </Doing>
        </ol>
      </section>
      <section className="frame-panel" aria-labelledby="insurance-lists">
        <h2 id="insurance-lists">名单</h2>
        <SortTable
          label="名单"
          rows={view.lists}
          rowKey={l => l.id}
          sortBy=""
          columns={[
            {
              key: 'title',
              title: '名单',
              value: l => l.title,
              // The others' lists are theirs; the bureau sees what was handed to it.
              show: l =>
                watches || units.includes(l.unit) || view.mine.work ? (
                  <Link href={view.mine.work && l.due ? `${listAt(l)}/handovers` : listAt(l)}>{l.title}</Link>
                ) : (
                  l.title
                ),
            },
            { key: 'unit', title: '谁的', value: l => l.unitName, minor: true },
            { key: 'rows', title: '台账里', value: l => l.rows, minor: true },
            {
              key: 'handed',
              title: '推送的',
              minor: true,
              value: l => l.handedRows,
              show: l => (l.due ? (l.handedRows === null ? '—' : `${l.handedRows}（第 ${l.number} 版）`) : '不用推送'),
            },
            { key: 'on', title: '推送日期', value: l => l.handedOn, show: l => (l.handedOn ? day(l.handedOn, view.today) : '—') },
            { key: 'state', title: '按时没有', value: l => l.light, show: l => <ListLight list={l} /> },
          ]}
        />
      </section>
      <section className="frame-panel" aria-labelledby="insurance-done">
        <h2 id="insurance-done">做过的</h2>
        <SortTable
          label="做过的"
          rows={view.steps}
          rowKey={s => String(s.n)}
          sortBy=""
          first={8}
          empty="还没有比对过"
          columns={[
            { key: 'step', title: '哪一步', value: s => titles[s.step], unsorted: true },
            { key: 'at', title: '什么时候', value: s => s.madeAt, show: s => moment(s.madeAt), unsorted: true },
            { key: 'by', title: '谁', value: s => s.madeByName, unsorted: true },
            { key: 'counts', title: '结果', value: s => said[s.step](s.counts), unsorted: true },
          ]}
        />
      </section>
    </>
  );
}

const writers = ['programme-officer', 'town-officer'];
const listAt = (l: ListView) => `/desk/insurance/lists/${l.id}`;

/** How far one's own list is, and what is to be done next. */
function ownWords(l: ListView, view: Overview): string {
  if (!l.due) return `台账 ${l.rows} 条，不用推送：医保局比对的时候看台账里现在的`;
  if (l.handedOn === null) return l.rows === 0 ? '还没有人：没有要列的就不用推送' : `台账 ${l.rows} 条，还没有推送，${day(view.by)}前推送`;
  const handed = `第 ${l.number} 版 ${l.handedRows} 条，${day(l.handedOn, view.today)}推送`;
  return l.waiting === 0 ? `${handed}，和台账一样` : `${handed}；以后改过 ${l.waiting} 条，还没有推送${l.dueOn ? `，${day(l.dueOn, view.today)}前推送` : ''}`;
}

function ListLight({ list: l }: { list: ListView }) {
  if (!l.due) return <span className="frame-muted">—</span>;
  const words =
    l.handedOn === null
      ? l.light === 'red'
        ? '逾期没有推送'
        : '还没有推送'
      : l.late > 0
        ? `${l.late} 条调整逾期没有推送`
        : l.light === 'red'
          ? '推送晚了'
          : l.waiting > 0
            ? `改过 ${l.waiting} 条没有推送`
            : '按时';
  return (
    <>
      <Mark look={l.light === 'red' ? 'bad' : l.light === 'yellow' ? 'warn' : l.handedOn ? 'good' : 'plain'}>{words}</Mark>
      {l.handedOn !== null && !l.sealed ? <Mark look="warn">没有盖章的纸质版</Mark> : null}
    </>
  );
}

interface DoingProps {
  path: string;
  step: Step['step'];
  last: Step | undefined;
  working: Overview['working'];
  may: boolean;
  /** Whether questions of the lists come to the reader. */
  asked?: boolean;
  children: ReactNode;
}
function Doing({ path, step, last, working, may, asked, children }: DoingProps) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const run = useMutation({
    mutationKey: ['insurance-step'],
    mutationFn: () => api.post<Record<string, number>>(`/desk/insurance/${path}`, { year: insuranceYear }),
    onSuccess: async counts => {
      message.success(said[step](counts));
      await client.invalidateQueries({ predicate: q => String(q.queryKey[0]).startsWith('insurance') || String(q.queryKey[0]).startsWith('register') });
    },
    onError: error => message.error(wordsOf(error, '没有做成，请再试一次')),
  });
  const busy = run.isPending || working?.step === step;
  return (
    <li>
      <strong>{titles[step]}</strong>
      <span>{children}</span>
      <span className="frame-muted frame-small">{last ? `上一次 ${moment(last.madeAt)} ${last.madeByName}：${said[step](last.counts)}` : '还没有做过'}</span>
      {step === 'check' && last && asked ? <Link href="/desk/insurance/conflicts">看名单问题</Link> : null}
      {step === 'mark' && may ? <Link href="/desk/insurance/persons/handovers">推送税务</Link> : null}
      {step === 'collect' && may ? <Link href="/desk/insurance/payments/handovers">税务推送的缴费</Link> : null}
      {may ? (
        <Button type={step === 'check' ? 'primary' : 'default'} loading={busy} disabled={working !== null && !busy} onClick={() => !busy && run.mutate()}>
          {titles[step]}
        </Button>
      ) : null}
      {busy ? (
        <>
          <span role="status">
            {working && !run.isPending ? `${working.byName}正在` : '正在'}
            {titles[step]}
            {working?.step === step ? `：${phases[working.phase]}` : ''}，离开这一页也会做完
          </span>
          <Progress aria-label={`${titles[step]}进度`} percent={working?.step === step ? partOf(working) : 0} status="active" />
        </>
      ) : null}
    </li>
  );
}

/** Reading, comparing and writing, as parts of the whole that it takes for a county. */
function partOf({ phase, done, total }: NonNullable<Overview['working']>): number {
  const [from, width] = { reading: [0, 0.25], comparing: [0.25, 0.15], writing: [0.4, 0.6] }[phase] as [number, number];
  return Math.floor((from + (total > 0 ? done / total : 0) * width) * 100);
}
