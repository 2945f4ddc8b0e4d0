/** One plan: how it balances, what does not add up, its rows and sums, who did what. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Steps } from 'antd';
import { Link, useParams } from 'wouter';
import { api } from '#ui/api';
import { Frame, Mark, SortTable, Waits } from '#ui/frame';
import { type Session, useSession } from '#ui/session';
import { day } from '#ui/words';
import { purses, seasons, sources } from '../../figures.ts';
import { parts } from '../../plan.ts';
import type { PlanView } from '../../views.ts';
import { Findings } from './findings.tsx';
import { Objections } from './objections.tsx';
import { PlanActions } from './plan-actions.tsx';
import { StateMark } from './plans.tsx';
import { Posting, Words } from './posting.tsx';
import { Changes, Differences } from './records.tsx';
import { Rows } from './rows.tsx';
import { Sums } from './sums.tsx';
import './funds.css';

export default function PlanPage() {
  const { id = '' } = useParams<{ id: string }>();
  const { data: session } = useSession();
  const data = useQuery({
    queryKey: ['funds', 'plan', id],
    queryFn: ({ signal }) => api.get<PlanView>(`/desk/funds/plans/${id}`, signal),
  });
  const view = data.data;
  return (
    <Frame
      title={view ? `${view.plan.title}${view.plan.no > 1 ? `（第 ${view.plan.no} 版）` : ''}` : '衔接资金调整方案'}
      back={{ to: '/desk/funds/plans', title: '衔接资金调整方案' }}
      note={
        view ? (
          <>
            <StateMark state={view.plan.state} /> {seasons[view.plan.season]} {view.plan.number}
          </>
        ) : null
      }
      actions={view ? <Button onClick={() => window.print()}>打印</Button> : null}
    >
      <Waits of={data}>{view => (session ? <Shown view={view} session={session} /> : null)}</Waits>
    </Frame>
  );
}

function Shown({ view, session }: { view: PlanView; session: Session }) {
  const client = useQueryClient();
  const { plan } = view;
  const refresh = () => client.invalidateQueries({ queryKey: ['funds'] });
  const writes = view.may.write && plan.state === 'draft';
  return (
    <>
      <section className="frame-panel" aria-label="经过">
        <Course plan={plan} today={session.today} />
        {plan.note ? (
          <p>
            <Mark look="warn">退回</Mark> {plan.note}
          </p>
        ) : null}
        {plan.because ? <p>出新版的原因：{plan.because}</p> : null}
        {view.older || view.newer ? (
          <p>
            {view.older ? <Link href={`/desk/funds/plans/${view.older.id}`}>看第 {view.older.no} 版</Link> : null}
            {view.newer ? <Link href={`/desk/funds/plans/${view.newer.id}`}>看新的第 {view.newer.no} 版</Link> : null}
          </p>
        ) : null}
        <PlanActions view={view} refresh={refresh} />
      </section>
      <Posting view={view} refresh={refresh} today={session.today} />
      <Objections items={view.objections} today={session.today} answers={view.may.answer} refresh={refresh} />
      <Balance view={view} />
      <Findings view={view} writes={writes} refresh={refresh} today={session.today} />
      <Rows view={view} writes={writes} refresh={refresh} today={session.today} />
      <Sums view={view} writes={writes} refresh={refresh} />
      <Words view={view} today={session.today} />
      {plan.unread.length > 0 ? <Unread view={view} /> : null}
      {view.older ? <Differences view={view} /> : null}
      <Changes view={view} today={session.today} />
      {view.print ? (
        <details className="frame-panel no-print">
          <summary>读入的原文</summary>
          <p className="funds-print">{view.print}</p>
        </details>
      ) : null}
      <p className="frame-muted frame-small">依据：{view.citations.map(c => `${c.document} ${c.place}`).join('；')}</p>
    </>
  );
}

const order = ['draft', 'submitted', 'checked', 'approved'];

function Course({ plan, today }: { plan: PlanView['plan']; today: string }) {
  const who = (name: string | null, on: string | null) => (name && on ? `${name} ${day(on, today)}` : '');
  const at = plan.state === 'replaced' ? 4 : order.indexOf(plan.state);
  return (
    <Steps
      size="small"
      current={plan.state === 'approved' ? 4 : Math.max(at, 0)}
      status={plan.state === 'discarded' ? 'error' : 'process'}
      items={[
        { title: '编制', content: who(plan.madeByName, plan.madeOn) },
        { title: '财政复核', content: who(plan.checkedByName, plan.checkedOn) || (plan.submittedOn ? `${who(plan.submittedByName, plan.submittedOn)}送` : '') },
        { title: '审定', content: who(plan.approvedByName, plan.approvedOn) },
        { title: '不再改动', content: plan.state === 'replaced' ? '已被新版代替' : '' },
      ]}
    />
  );
}

function Balance({ view }: { view: PlanView }) {
  const whole = view.bySource.every(b => b.source !== '' || (b.cut === '0' && b.given === '0'));
  const title = (b: PlanView['balances'][number]) => (b.purse ? purses[b.purse] : '合计');
  return (
    <section className="frame-panel" aria-labelledby="funds-balance">
      <h2 id="funds-balance">资金平衡（万元）</h2>
      <SortTable
        label="资金平衡"
        rows={view.balances}
        rowKey={b => b.purse || 'all'}
        sortBy=""
        columns={[
          { key: 'purse', title: '资金', value: title, unsorted: true },
          {
            key: 'left',
            title: '平不平',
            value: b => b.left,
            unsorted: true,
            show: b =>
              b.left === '0' ? <Mark look="good">平</Mark> : <Mark look="bad">{b.left.startsWith('-') ? `多给 ${b.left.slice(1)}` : `还剩 ${b.left}`}</Mark>,
          },
          { key: 'cut', title: parts.cut, value: b => Number(b.cut), show: b => b.cut, unsorted: true },
          { key: 'addition', title: parts.addition, value: b => Number(b.addition), show: b => b.addition, unsorted: true },
          { key: 'fresh', title: parts.new, value: b => Number(b.fresh), show: b => b.fresh, unsorted: true },
        ]}
      />
      <p className="frame-muted frame-small">没有写明用哪种资金的，算作衔接资金。</p>
      <h3>衔接资金按来源（万元）</h3>
      <SortTable
        label="按来源平衡"
        rows={view.bySource.filter(b => b.source !== '' || b.cut !== '0' || b.given !== '0')}
        rowKey={b => b.source || 'none'}
        sortBy=""
        columns={[
          { key: 'source', title: '来源', value: b => (b.source ? sources[b.source].name : '没有写明来源'), unsorted: true },
          {
            key: 'left',
            title: '平不平',
            value: b => b.left,
            unsorted: true,
            show: b =>
              b.source === '' ? (
                <Mark look="warn">还要分清</Mark>
              ) : b.left === '0' ? (
                <Mark look="good">平</Mark>
              ) : (
                <Mark look={whole ? 'bad' : 'plain'}>{b.left.startsWith('-') ? `多给 ${b.left.slice(1)}` : `还剩 ${b.left}`}</Mark>
              ),
          },
          { key: 'cut', title: parts.cut, value: b => Number(b.cut), show: b => b.cut, unsorted: true },
          { key: 'given', title: '调增和新增', value: b => Number(b.given), show: b => b.given, unsorted: true },
        ]}
      />
      <p className="frame-muted frame-small">行里没有写的，项目只有一个来源时算那个来源；每一行都分清以后，来源不平的才列为对不上。</p>
    </section>
  );
}

function Unread({ view }: { view: PlanView }) {
  return (
    <section className="frame-panel" aria-labelledby="funds-unread">
      <h2 id="funds-unread">没有读出的 {view.plan.unread.length} 段</h2>
      <p className="frame-muted">这些文字没有归到哪一行，或者没有写金额。请对照原文，需要的补成一行。</p>
      <ul className="funds-list">
        {view.plan.unread.map((text, i) => (
          <li key={i}>{text}</li>
        ))}
      </ul>
    </section>
  );
}
