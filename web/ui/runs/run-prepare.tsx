/** Before a period is computed: whose figures are signed, what is missing, what somebody has to decide; then the amounts, and the computation. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { RunReadiness } from '#platform/runs';
import { Problem, useCreate } from '../api/index.ts';
import { Frame, faultOf, Mark, Trouble, Waits } from '../frame/index.ts';
import { useFilters } from '../pages/index.ts';
import { useSession } from '../session/index.ts';
import { day } from '../words/index.ts';
import { at, type RunPlace, stale, useReadiness } from './data.ts';
import './runs.css';

const states = { signed: '已确认', changed: '确认后又改过', missing: '还没有确认' } as const;
const looks = { signed: 'good', changed: 'warn', missing: 'warn' } as const;

export function RunPrepare(place: RunPlace) {
  const { get, change } = useFilters();
  const ready = useReadiness(place.kind, get('period'));
  return (
    <Frame
      title={`${place.verb}一期`}
      back={{ to: place.base, title: place.title }}
      actions={
        ready.data ? (
          <Select
            aria-label="哪一期"
            value={ready.data.period}
            options={ready.data.periods}
            onChange={period => change({ period })}
            popupMatchSelectWidth={false}
          />
        ) : null
      }
    >
      <Waits of={ready}>{r => <Prepared key={r.period} place={place} ready={r} />}</Waits>
    </Frame>
  );
}

function Prepared({ place, ready: r }: { place: RunPlace; ready: RunReadiness }) {
  const { data: session } = useSession();
  const today = session?.today ?? '';
  const open = r.questions.filter(q => !q.decision);
  const unsigned = r.sources.filter(s => s.state !== 'signed');
  const whole = r.lacks.length === 0 && unsigned.length === 0 && open.length === 0;
  return (
    <>
      <section className="frame-panel" aria-labelledby="run-sources">
        <div className="frame-panel-head">
          <h2 id="run-sources">数据来源</h2>
          <Link href={place.sources.to}>{place.sources.title}</Link>
        </div>
        <ul className="runs-list">
          {r.sources.map(s => (
            <li key={s.key}>
              <p>
                <Mark look={looks[s.state]}>{states[s.state]}</Mark> <strong>{s.title}</strong>
              </p>
              <p className="frame-muted">
                {s.unit}
                {s.byName ? `，${s.byName} ${day(s.on, today)} 确认` : ''}
              </p>
            </li>
          ))}
        </ul>
      </section>
      {r.lacks.length > 0 ? (
        <section className="frame-panel" aria-labelledby="run-lacks">
          <h2 id="run-lacks">还缺的</h2>
          <ul className="runs-list">
            {r.lacks.map(l => (
              <li key={l.what}>
                <p>
                  <Mark look="bad">缺 {l.names.length} 项</Mark> {l.what}
                </p>
                <Names of={l.names} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {r.questions.length > 0 ? <Questions place={place} ready={r} today={today} /> : null}
      {r.mine.includes('make') ? (
        <Compute place={place} ready={r} whole={whole} />
      ) : (
        <Alert showIcon type="info" title={whole ? `数据已经齐了，由经办单位${place.verb}` : '数据还不齐，或还有要决定的，暂时不能算'} />
      )}
    </>
  );
}

function Names({ of }: { of: readonly string[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? of : of.slice(0, 12);
  return (
    <p className="frame-small">
      {shown.join('、')}
      {shown.length < of.length ? (
        <Button type="link" size="small" onClick={() => setAll(true)}>
          显示全部 {of.length} 个
        </Button>
      ) : null}
    </p>
  );
}

type Question = RunReadiness['questions'][number];

function Questions({ place, ready: r, today }: { place: RunPlace; ready: RunReadiness; today: string }) {
  const [about, setAbout] = useState<Question | null>(null);
  return (
    <section className="frame-panel" aria-labelledby="run-questions">
      <h2 id="run-questions">文件没有写明、要决定的</h2>
      <ul className="runs-list">
        {r.questions.map(q => (
          <li key={q.key}>
            <p>
              <Mark look={q.decision ? 'good' : 'warn'}>{q.decision ? '已决定' : '待决定'}</Mark> <strong>{q.title}</strong>
            </p>
            <p className="frame-muted frame-small">{q.note}</p>
            {q.decision ? (
              <p>
                {q.decision.answerTitle}
                <span className="frame-muted">
                  （{q.decision.decidedByName}，{day(q.decision.decidedOn, today)}；依据：{q.decision.basis}）
                </span>
              </p>
            ) : null}
            {r.mine.includes('decide') ? (
              <Button size="small" onClick={() => setAbout(q)}>
                {q.decision ? '重新决定' : '作出决定'}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {about ? <DecideDialog place={place} period={r.period} question={about} onClose={() => setAbout(null)} /> : null}
    </section>
  );
}

function DecideDialog({ place, period, question, onClose }: { place: RunPlace; period: string; question: Question; onClose(): void }) {
  const client = useQueryClient();
  const [answer, setAnswer] = useState<string | null>(question.decision?.answer ?? null);
  const [basis, setBasis] = useState('');
  const [asked, setAsked] = useState(false);
  const create = useCreate();
  const send = useMutation({
    mutationFn: () => create(`${at(place.kind)}/decisions`, { period, question: question.key, answer, basis }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: [...stale] });
      onClose();
    },
  });
  const wrongAnswer = faultOf(send.error, 'answer') ?? (asked && !answer ? '请选一种' : undefined);
  const wrongBasis = faultOf(send.error, 'basis') ?? (asked && basis.trim().length < 5 ? '请写明依据，至少 5 个字，例如会议纪要的文号' : undefined);
  const submit = () => {
    setAsked(true);
    if (answer && basis.trim().length >= 5 && !send.isPending) send.mutate();
  };
  return (
    <Modal open title="作出决定" okText="记录决定" cancelText="取消" onOk={submit} confirmLoading={send.isPending} onCancel={onClose}>
      <Form layout="vertical" onFinish={submit}>
        <p>{question.title}</p>
        <p className="frame-muted frame-small">{question.note}决定连同作出的人、日期和依据一起留存，写进测算结果。</p>
        <Form.Item validateStatus={wrongAnswer ? 'error' : ''} help={wrongAnswer}>
          <Radio.Group
            aria-label="怎么办"
            value={answer}
            onChange={e => setAnswer(e.target.value as string)}
            options={Object.entries(question.options).map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
        <Form.Item label="依据" htmlFor="decision-basis" required validateStatus={wrongBasis ? 'error' : ''} help={wrongBasis}>
          <Input.TextArea id="decision-basis" rows={3} maxLength={500} showCount value={basis} onChange={e => setBasis(e.target.value)} />
        </Form.Item>
        {send.isError && !wrongAnswer && !wrongBasis ? <Trouble error={send.error} /> : null}
      </Form>
    </Modal>
  );
}

function Compute({ place, ready: r, whole }: { place: RunPlace; ready: RunReadiness; whole: boolean }) {
  const client = useQueryClient();
  const [, go] = useLocation();
  const [amounts, setAmounts] = useState<Record<string, string>>(Object.fromEntries(r.parameters.map(p => [p.key, p.standard])));
  const [reason, setReason] = useState('');
  const create = useCreate();
  const send = useMutation({
    mutationFn: () => create<{ id: string }>(`${at(place.kind)}/runs`, { period: r.period, parameters: amounts, ...(r.posted ? { reason } : {}) }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: [...stale] });
      go(`${place.base}/${id}`);
    },
  });
  const wrongReason = faultOf(send.error, 'reason');
  const seen = send.error instanceof Problem && send.error.faults.length > 0;
  return (
    <section className="frame-panel" aria-labelledby="run-compute">
      <h2 id="run-compute">参数</h2>
      <Form layout="vertical" onFinish={() => send.mutate()} className="runs-parameters">
        {r.parameters.map(p => {
          const wrong = faultOf(send.error, `parameters.${p.key}`);
          const fixed = p.least === p.most;
          return (
            <Form.Item
              key={p.key}
              label={`${p.title}（元）`}
              htmlFor={`run-${p.key}`}
              validateStatus={wrong ? 'error' : ''}
              help={wrong ?? `${p.note ? `${p.note}；` : ''}依据 ${p.cite.document} ${p.cite.place}`}
            >
              <Input
                id={`run-${p.key}`}
                inputMode="decimal"
                maxLength={20}
                disabled={fixed}
                value={amounts[p.key]}
                onChange={e => setAmounts({ ...amounts, [p.key]: e.target.value })}
              />
            </Form.Item>
          );
        })}
        {r.posted ? (
          <Form.Item label="已经公示过，为什么重新算" htmlFor="run-reason" required validateStatus={wrongReason ? 'error' : ''} help={wrongReason}>
            <Input id="run-reason" maxLength={300} value={reason} onChange={e => setReason(e.target.value)} />
          </Form.Item>
        ) : null}
        <div className="runs-steps">
          <Button type="primary" htmlType="submit" disabled={!whole} loading={send.isPending}>
            {place.verb}
          </Button>
          <span className="frame-muted frame-small">
            {whole ? '算好以后可以和上一次对比：谁多了、谁少了；由另一人复核，领导审定后公示。' : '数据齐了、都确认了、该决定的决定了，才能算。'}
          </span>
        </div>
        {send.isError && !seen ? <Trouble error={send.error} /> : null}
      </Form>
    </section>
  );
}
