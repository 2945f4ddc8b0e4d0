/** Writing down a visit: each step with its minutes, each finding with who has to mend it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { api, Problem, useCreate } from '#ui/api';
import { Frame, faultOf, Trouble, unitOptions, useUnits } from '#ui/frame';
import { useSession } from '#ui/session';
import type { OfficerRow } from '../../officers.ts';
import { findingKinds, severities, type Way, ways } from '../../words.ts';
import './helping.css';

interface Step {
  key: string;
  title: string;
  minutes: number | null;
  trouble: string;
}
interface Finding {
  key: string;
  kind: string | undefined;
  severity: number;
  unit: string | undefined;
  title: string;
  text: string;
}
const newStep = (): Step => ({ key: crypto.randomUUID(), title: '', minutes: null, trouble: '' });
const newFinding = (): Finding => ({ key: crypto.randomUUID(), kind: undefined, severity: 2, unit: undefined, title: '', text: '' });

export default function RecordVisit() {
  const { message } = App.useApp();
  const [, go] = useLocation();
  const client = useQueryClient();
  const today = useSession().data?.today ?? '';
  const { units } = useUnits();
  const [onDay, setDay] = useState(today);
  const [way, setWay] = useState<Way>('helper');
  const [officer, setOfficer] = useState<string>();
  const [thing, setThing] = useState<number>();
  const [words, setWords] = useState({ matter: '', place: '', walkedWith: '', summary: '' });
  const [steps, setSteps] = useState<Step[]>([newStep()]);
  const [findings, setFindings] = useState<Finding[]>([]);
  const create = useCreate();
  const things = useQuery({ queryKey: ['things'], queryFn: () => api.get<{ items: { no: number; name: string }[] }>('/things'), staleTime: 600_000 });
  const officers = useQuery({ queryKey: ['visits', 'officers'], queryFn: () => api.get<{ items: OfficerRow[] }>('/desk/experience-officers') });
  const send = useMutation({
    mutationFn: () =>
      create<{ id: string }>('/desk/visits', {
        onDay,
        way,
        ...words,
        ...(way === 'officer' && officer ? { officer } : {}),
        ...(thing === undefined ? {} : { thing }),
        steps: steps.map(({ key: _, ...s }) => s),
        findings: findings.map(({ key: _, ...f }) => f),
      }),
    onSuccess: async ({ id }) => {
      message.success(findings.length > 0 ? `已记下，${findings.length} 个问题已交部门改进` : '已记下');
      await client.invalidateQueries({ queryKey: ['visits'] });
      go(`/desk/visits/${id}`);
    },
  });
  const item = (path: string) => {
    const fault = faultOf(send.error, path);
    return { validateStatus: fault ? ('error' as const) : ('' as const), help: fault };
  };
  const text = (name: keyof typeof words, label: string, required = false) => (
    <Form.Item label={label} htmlFor={`visit-${name}`} required={required} {...item(name)}>
      <Input id={`visit-${name}`} maxLength={80} value={words[name]} onChange={e => setWords(was => ({ ...was, [name]: e.target.value }))} />
    </Form.Item>
  );
  const setStep = (i: number, change: Partial<Step>) => setSteps(was => was.map((s, n) => (n === i ? { ...s, ...change } : s)));
  const setFinding = (i: number, change: Partial<Finding>) => setFindings(was => was.map((f, n) => (n === i ? { ...f, ...change } : f)));
  const elsewhere = send.isError && send.error instanceof Problem && send.error.faults.length === 0;
  return (
    <Frame title="记一次走流程" back={{ to: '/desk/visits', title: '走流程' }}>
      <Form layout="vertical" className="helping-record" onFinish={() => !send.isPending && send.mutate()}>
        <section className="frame-panel" aria-label="基本情况">
          <Form.Item label="方式" required>
            <Radio.Group
              aria-label="方式"
              value={way}
              onChange={e => setWay(e.target.value as Way)}
              options={Object.entries(ways).map(([value, label]) => ({ value, label }))}
            />
          </Form.Item>
          <div className="helping-row">
            <Form.Item label="日期" htmlFor="visit-onDay" required {...item('onDay')}>
              <Input id="visit-onDay" type="date" value={onDay} max={today} onChange={e => setDay(e.target.value)} />
            </Form.Item>
            {text('place', '在哪里', true)}
            {way === 'helper' ? (
              text('walkedWith', '陪的是谁（称呼）', true)
            ) : (
              <Form.Item label="体验员" htmlFor="visit-officer" required {...item('officer')}>
                <Select
                  id="visit-officer"
                  aria-label="体验员"
                  value={officer ?? null}
                  onChange={setOfficer}
                  notFoundContent="名单里没有在聘的体验员"
                  options={(officers.data?.items ?? []).filter(o => o.serves).map(o => ({ value: o.id, label: o.name }))}
                />
              </Form.Item>
            )}
          </div>
          <div className="helping-row">
            <Form.Item label="一件事" htmlFor="visit-thing" {...item('thing')}>
              <Select
                id="visit-thing"
                aria-label="一件事"
                allowClear
                showSearch={{ optionFilterProp: 'label' }}
                value={thing ?? null}
                onChange={v => setThing(v ?? undefined)}
                options={(things.data?.items ?? []).map(t => ({ value: t.no, label: t.name }))}
              />
            </Form.Item>
            {text('matter', '或者别的事项')}
          </div>
        </section>
        <section className="frame-panel" aria-labelledby="visit-steps">
          <h2 id="visit-steps">每一步</h2>
          {steps.map((s, i) => (
            <fieldset key={s.key} className="helping-item">
              <legend>第 {i + 1} 步</legend>
              <div className="helping-row">
                <Form.Item label="做什么" htmlFor={`step-${i}-title`} required {...item(`steps.${i}.title`)}>
                  <Input id={`step-${i}-title`} maxLength={60} value={s.title} onChange={e => setStep(i, { title: e.target.value })} />
                </Form.Item>
                <Form.Item label="用了几分钟" htmlFor={`step-${i}-minutes`} required {...item(`steps.${i}.minutes`)}>
                  <InputNumber id={`step-${i}-minutes`} min={0} max={1440} precision={0} value={s.minutes} onChange={v => setStep(i, { minutes: v })} />
                </Form.Item>
                <Form.Item label="遇到的麻烦" htmlFor={`step-${i}-trouble`} {...item(`steps.${i}.trouble`)}>
                  <Input id={`step-${i}-trouble`} maxLength={300} value={s.trouble} onChange={e => setStep(i, { trouble: e.target.value })} />
                </Form.Item>
              </div>
              {steps.length > 1 ? (
                <Button size="small" onClick={() => setSteps(was => was.filter((_, n) => n !== i))}>
                  去掉第 {i + 1} 步
                </Button>
              ) : null}
            </fieldset>
          ))}
          <Button className="helping-more" onClick={() => setSteps(was => [...was, newStep()])}>
            加一步
          </Button>
        </section>
        <section className="frame-panel" aria-labelledby="visit-findings">
          <h2 id="visit-findings">发现的问题</h2>
          <p className="frame-muted">每个问题成为一件改进：交给部门，10 个工作日内改好答复，由发现人确认。</p>
          {findings.map((f, i) => (
            <fieldset key={f.key} className="helping-item">
              <legend>问题 {i + 1}</legend>
              <div className="helping-row">
                <Form.Item label="哪一类" htmlFor={`finding-${i}-kind`} required {...item(`findings.${i}.kind`)}>
                  <Select
                    id={`finding-${i}-kind`}
                    aria-label={`问题 ${i + 1} 是哪一类`}
                    value={f.kind ?? null}
                    onChange={v => setFinding(i, { kind: v })}
                    options={Object.entries(findingKinds).map(([value, label]) => ({ value, label }))}
                  />
                </Form.Item>
                <Form.Item label="由哪个部门改" htmlFor={`finding-${i}-unit`} required {...item(`findings.${i}.unit`)}>
                  <Select
                    id={`finding-${i}-unit`}
                    aria-label={`问题 ${i + 1} 由哪个部门改`}
                    showSearch={{ optionFilterProp: ['label', 'short'] }}
                    value={f.unit ?? null}
                    onChange={v => setFinding(i, { unit: v })}
                    options={unitOptions(units)}
                  />
                </Form.Item>
                <Form.Item label="程度">
                  <Radio.Group
                    aria-label={`问题 ${i + 1} 的程度`}
                    value={f.severity}
                    onChange={e => setFinding(i, { severity: Number(e.target.value) })}
                    options={Object.entries(severities).map(([value, label]) => ({ value: Number(value), label }))}
                  />
                </Form.Item>
              </div>
              <Form.Item label="一句话" htmlFor={`finding-${i}-title`} required {...item(`findings.${i}.title`)}>
                <Input id={`finding-${i}-title`} maxLength={60} value={f.title} onChange={e => setFinding(i, { title: e.target.value })} />
              </Form.Item>
              <Form.Item label="看到了什么，建议怎么改" htmlFor={`finding-${i}-text`} required {...item(`findings.${i}.text`)}>
                <Input.TextArea id={`finding-${i}-text`} rows={3} maxLength={1000} value={f.text} onChange={e => setFinding(i, { text: e.target.value })} />
              </Form.Item>
              <Button size="small" onClick={() => setFindings(was => was.filter((_, n) => n !== i))}>
                去掉问题 {i + 1}
              </Button>
            </fieldset>
          ))}
          <Button className="helping-more" onClick={() => setFindings(was => [...was, newFinding()])}>
            加一个问题
          </Button>
        </section>
        <section className="frame-panel" aria-label="总的感受">
          <Form.Item label="总的感受（选填）" htmlFor="visit-summary" {...item('summary')}>
            <Input.TextArea
              id="visit-summary"
              rows={3}
              maxLength={500}
              showCount
              value={words.summary}
              onChange={e => setWords(was => ({ ...was, summary: e.target.value }))}
            />
          </Form.Item>
        </section>
        {elsewhere ? <Trouble error={send.error} /> : null}
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          记下
        </Button>
      </Form>
    </Frame>
  );
}
