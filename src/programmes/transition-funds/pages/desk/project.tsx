/** One project: where it stands and who is next, its way with the postings, contracts to hand-over, vouchers, what people objected. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { api } from '#ui/api';
import { ReasonDialog } from '#ui/duty';
import { Frame, Mark, SortTable, Waits } from '#ui/frame';
import { day } from '#ui/words';
import type { ProjectView, RecordView } from '../../project-reads.ts';
import { inPlan, type RecordKind, recordKinds, type Step, stages, steps } from '../../way.ts';
import { Objections } from './objections.tsx';
import { PaperButton, ProjectPapers, type Proving } from './papers.tsx';
import { ProposalDialog } from './proposal-dialog.tsx';
import { RecordDialog } from './record-dialog.tsx';
import { StepDialog } from './step-dialog.tsx';
import { stageLook, stageName } from './way.tsx';
import './funds.css';

export default function ProjectPage() {
  const { id = '' } = useParams<{ id: string }>();
  const data = useQuery({ queryKey: ['funds', 'project', id], queryFn: ({ signal }) => api.get<ProjectView>(`/desk/funds/projects/${id}`, signal) });
  const view = data.data;
  return (
    <Frame
      title={view?.name ?? '衔接资金项目'}
      back={{ to: '/desk/funds/way', title: '项目申报与入库' }}
      note={view ? <Mark look={stageLook(view.stage)}>{stageName(view.stage)}</Mark> : null}
      actions={view ? <Button onClick={() => window.print()}>打印</Button> : null}
    >
      <Waits of={data}>{view => <Shown view={view} />}</Waits>
    </Frame>
  );
}

function Shown({ view }: { view: ProjectView }) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const [step, take] = useState<ProjectView['may']['steps'][number] | null>(null);
  const [kind, record] = useState<RecordKind | null>(null);
  const [gone, withdraw] = useState<RecordView | null>(null);
  const [changing, change] = useState(false);
  const [proving, prove] = useState<Proving | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: ['funds'] });
  const done = (text: string) => {
    message.success(text);
    take(null);
    record(null);
    withdraw(null);
    change(false);
    void refresh();
  };
  // Before it is in the plan there is no money to speak of.
  const begun = view.stage === null || (inPlan as readonly string[]).includes(view.stage) || view.sums.allotted !== '0' || view.records.length > 0;
  const forward = (s: Step) => s !== 'return' && s !== 'refuse' && s !== 'drop' && s !== 'stop';
  return (
    <>
      <section className="frame-panel" aria-label="现在">
        <p>
          {view.year} 年的项目，{stageName(view.stage)}
          {view.waits ? `，等${view.waits}办` : ''}。
        </p>
        {view.lacks.length > 0 ? <Alert type="warning" showIcon title={`没有填：${view.lacks.join('、')}；填全以前不能往下送，也不能列入计划`} /> : null}
        {view.doubts.map(d => (
          <Alert key={d} type="warning" showIcon title={d} />
        ))}
        <div className="funds-steps no-print">
          {view.may.change ? <Button onClick={() => change(true)}>填写、修改</Button> : null}
          {view.may.steps
            .filter(s => forward(s.step))
            .map(s => (
              <Button key={s.step} type="primary" onClick={() => take(s)}>
                {steps[s.step]}
              </Button>
            ))}
          {view.may.records.map(k => (
            <Button key={k} onClick={() => record(k)}>
              登记{recordKinds[k]}
            </Button>
          ))}
          {view.may.steps
            .filter(s => !forward(s.step))
            .map(s => (
              <Button key={s.step} danger={s.step === 'refuse' || s.step === 'drop'} onClick={() => take(s)}>
                {steps[s.step]}
              </Button>
            ))}
        </div>
      </section>
      <section className="frame-panel" aria-labelledby="project-facts">
        <div className="frame-panel-head">
          <h2 id="project-facts">内容</h2>
          <Link href={`/desk/funds/projects/rows/${view.id}`}>台账里的这一行、修改记录</Link>
        </div>
        <dl className="funds-facts">
          {view.facts.map(f => (
            <div key={f.key}>
              <dt>{f.title}</dt>
              <dd>{f.text || '—'}</dd>
            </div>
          ))}
        </dl>
      </section>
      {begun ? (
        <>
          <Money view={view} prove={prove} />
          <Records view={view} withdraw={withdraw} prove={prove} />
        </>
      ) : null}
      <Objections items={view.objections} today={view.today} answers={view.may.answer} refresh={refresh} />
      <Course view={view} prove={prove} />
      {proving ? <ProjectPapers view={view} of={proving} fresh={refresh} close={() => prove(null)} /> : null}
      {step ? <StepDialog view={view} step={step} done={() => done(`已${steps[step.step]}`)} cancel={() => take(null)} /> : null}
      {kind ? <RecordDialog view={view} kind={kind} done={() => done(`已登记${recordKinds[kind]}`)} cancel={() => record(null)} /> : null}
      {changing ? <ProposalDialog fields={view.fields} project={view} done={() => done('已保存')} cancel={() => change(false)} /> : null}
      {gone ? (
        <ReasonDialog
          title={`撤下${recordKinds[gone.kind]}：${gone.number || gone.party}`}
          ok="撤下"
          label="原因"
          note="撤下以后不再计入合计，记录还在。"
          send={({ reason }) => api.post(`/desk/funds/projects/${view.id}/records/${gone.id}/withdrawal`, { version: view.version, reason })}
          done={() => done('已撤下')}
          cancel={() => withdraw(null)}
        />
      ) : null}
    </>
  );
}

function Money({ view, prove }: { view: ProjectView; prove(of: Proving): void }) {
  const { sums } = view;
  const figures: [string, string | null][] = [
    ['下达', sums.allotted],
    ['合同价', sums.contracted],
    ['结算价', sums.settled],
    ['已支付', sums.paid],
    ['没有支付', sums.unpaid],
  ];
  return (
    <section className="frame-panel" aria-labelledby="project-money">
      <h2 id="project-money">资金（万元）</h2>
      <dl className="funds-figures">
        {figures.map(([title, text]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{text ?? '—'}</dd>
          </div>
        ))}
      </dl>
      {view.allotments.length > 0 ? <p className="frame-muted">来源：{view.allotments.map(a => `${a.source} ${a.amount}`).join('；')}</p> : null}
      <h3>支付凭证</h3>
      <SortTable
        label="支付凭证"
        rows={view.payments}
        rowKey={p => p.id}
        sortBy="on"
        ascending
        empty="还没有支付"
        columns={[
          {
            key: 'voucher',
            title: '凭证号',
            value: p => p.voucher,
            show: p => (view.may.ledger ? <Link href={`/desk/funds/payments/rows/${p.id}`}>{p.voucher}</Link> : p.voucher),
          },
          { key: 'amount', title: '支付', value: p => Number(p.amount), show: p => p.amount, total: sums.paid },
          { key: 'on', title: '日期', value: p => p.on, show: p => day(p.on, view.today) },
          { key: 'source', title: '来源', value: p => p.source },
          { key: 'payee', title: '收款单位', value: p => p.payee, show: p => p.payee || '—' },
          {
            key: 'papers',
            title: '附件',
            value: () => null,
            unsorted: true,
            show: p => (
              <PaperButton view={view} of={{ sort: 'payment', ref: p.id, title: `支付凭证 ${p.voucher}`, mine: view.may.papers.payment }} open={prove} />
            ),
          },
        ]}
      />
    </section>
  );
}

export const passedName = (r: Pick<RecordView, 'kind' | 'passed'>): string => (r.kind === 'acceptance' ? (r.passed ? '合格' : '整改以后再验') : '');

function Records({ view, withdraw, prove }: { view: ProjectView; withdraw(r: RecordView): void; prove(of: Proving): void }) {
  return (
    <section className="frame-panel" aria-labelledby="project-records">
      <h2 id="project-records">合同、验收、结算、移交</h2>
      <SortTable
        label="合同、验收、结算、移交"
        rows={view.records}
        rowKey={r => r.id}
        sortBy=""
        empty="还没有登记"
        columns={[
          {
            key: 'kind',
            title: '种类',
            value: r => recordKinds[r.kind],
            unsorted: true,
            show: r => (
              <span className="funds-said">
                <span className={r.withdrawn ? 'funds-gone' : ''}>
                  {recordKinds[r.kind]} {r.number}
                </span>
                {r.passed === null ? null : <Mark look={r.passed ? 'good' : 'warn'}>{passedName(r)}</Mark>}
                {r.withdrawn ? <span className="frame-small">撤下，{r.withdrawn}</span> : null}
              </span>
            ),
          },
          { key: 'amount', title: '金额', value: r => (r.amount === null ? null : Number(r.amount)), show: r => r.amount ?? '—', unsorted: true },
          { key: 'on', title: '日期', value: r => r.on, show: r => day(r.on, view.today), unsorted: true },
          { key: 'party', title: '单位', value: r => r.party, unsorted: true },
          { key: 'note', title: '说明', value: r => r.note, show: r => <span className="funds-said">{r.note || '—'}</span>, unsorted: true },
          {
            key: 'papers',
            title: '附件',
            value: () => null,
            unsorted: true,
            show: r => (
              <PaperButton
                view={view}
                of={{ sort: 'record', ref: r.id, title: `${recordKinds[r.kind]} ${r.number || r.party}`, mine: view.may.papers.record && !r.withdrawn }}
                open={prove}
              />
            ),
          },
          {
            key: 'by',
            title: '谁登记',
            value: r => r.madeByName,
            show: r => `${r.unit} ${r.madeByName} ${day(r.madeOn, view.today)}`,
            unsorted: true,
            minor: true,
          },
          ...(view.may.record && view.records.some(r => !r.withdrawn)
            ? [
                {
                  key: 'do',
                  title: '操作',
                  value: () => null,
                  unsorted: true,
                  show: (r: RecordView) =>
                    r.withdrawn ? null : (
                      <Button size="small" className="no-print" onClick={() => withdraw(r)}>
                        撤下
                        <span className="frame-hidden">
                          ：{recordKinds[r.kind]} {r.number}
                        </span>
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
    </section>
  );
}

function Course({ view, prove }: { view: ProjectView; prove(of: Proving): void }) {
  return (
    <section className="frame-panel" aria-labelledby="project-way">
      <h2 id="project-way">经过</h2>
      <SortTable
        label="经过"
        rows={view.steps}
        rowKey={s => String(s.n)}
        sortBy=""
        empty={view.stage === null ? '还没有登记进展' : '还没有送出'}
        columns={[
          { key: 'step', title: '办了什么', value: s => steps[s.step], show: s => <strong>{steps[s.step]}</strong>, unsorted: true },
          { key: 'on', title: '日期', value: s => s.madeOn, show: s => day(s.madeOn, view.today), unsorted: true },
          { key: 'by', title: '谁', value: s => `${s.unit} ${s.madeByName}`, unsorted: true },
          { key: 'stage', title: '之后', value: s => stages[s.stage], unsorted: true },
          {
            key: 'note',
            title: '意见、公示',
            value: s => s.note,
            unsorted: true,
            show: s => (
              <span className="funds-said">
                {s.note || (s.postedFrom ? null : '—')}
                {s.postedFrom && s.postedUntil ? (
                  <span>
                    公示 {day(s.postedFrom, view.today)} 到 {day(s.postedUntil, view.today)}，
                    {s.step === 'admit' ? `网上公示，反映问题：${s.postedAt}` : s.postedAt}
                    {s.step === 'admit' ? null : (
                      <PaperButton
                        view={view}
                        of={{ sort: 'step', ref: String(s.n), title: `${steps[s.step]}前的公示照片`, mine: view.may.papers.steps.includes(s.n) }}
                        open={prove}
                      />
                    )}
                  </span>
                ) : null}
              </span>
            ),
          },
        ]}
      />
      {view.steps.some(s => s.step === 'admit') ? (
        <p>
          <a href={`/funds?view=projects&year=${view.year}`} target="_blank" rel="noreferrer">
            看公示页
          </a>
        </p>
      ) : null}
    </section>
  );
}
