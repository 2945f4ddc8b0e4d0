/**
 * A call in one screen: who calls and what they asked before, what it is about and who has asked the same, what the county
 * knows of it; answered at once, sent to a unit, or joined to what is already there.
 */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, AutoComplete, Button, Checkbox, Form, Input, Radio, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { dutyStates } from '#platform/supervision/pure';
import { readPhone } from '#platform/validators';
import { api, Problem, useCreate } from '#ui/api';
import { Frame, faultOf, Mark, Trouble, unitOptions, useUnits } from '#ui/frame';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import { callerFaults, ticketFields } from '../../forms.ts';
import type { Similar } from '../../reads.ts';
import { type Category, categories } from '../../words.ts';
import { useKnowledge } from './knowledge.ts';
import './hotline.css';

interface Earlier {
  names: string[];
  town: string | null;
  tickets: { id: string; number: string; title: string; state: keyof typeof dutyStates; unit: string; openedOn: string }[];
  total: number;
}

const empty = {
  channel: 'phone' as 'phone' | 'city',
  outside: '',
  phone: '',
  callerName: '',
  anonymous: false,
  confidential: false,
  category: undefined as Category | undefined,
  title: '',
  body: '',
  town: undefined as string | undefined,
  place: '',
  urgent: false,
};
type Call = typeof empty;
type Next = 'send' | 'answer';

/** The text when typing has paused. */
function usePaused(text: string, after = 400): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), after);
    return () => clearTimeout(timer);
  }, [text, after]);
  return paused;
}

export default function NewCall() {
  const { message } = App.useApp();
  const [, go] = useLocation();
  const client = useQueryClient();
  const { units, towns, short } = useUnits();
  const today = useSession().data?.today;
  const [call, setCall] = useState<Call>(empty);
  const [next, setNext] = useState<Next>('send');
  const [unit, setUnit] = useState<string>();
  const [answer, setAnswer] = useState('');
  const [asked, setAsked] = useState(false);
  const create = useCreate();
  const set = <K extends keyof Call>(name: K, value: Call[K]) => setCall(was => ({ ...was, [name]: value }));

  const number = readPhone(call.phone);
  const caller = useQuery({
    queryKey: ['tickets', 'caller', number],
    queryFn: () => api.post<Earlier>('/desk/hotline/callers', { phone: number }),
    enabled: number !== null,
  });
  const text = usePaused(`${call.title} ${call.body}`.trim());
  const similar = useQuery({
    queryKey: ['tickets', 'similar', text, number],
    queryFn: () => api.post<{ items: Similar[] }>('/desk/hotline/similar', { text, ...(number ? { phone: number } : {}) }),
    enabled: text.length >= 4 || number !== null,
  });
  const known = useKnowledge(text);

  const send = useMutation({
    mutationFn: (what: object) => {
      const { outside, town, ...rest } = call;
      return create<{ id: string; number: string }>('/desk/hotline/tickets', {
        ...rest,
        ...(town ? { town } : {}),
        ...(call.channel === 'city' && outside ? { outside } : {}),
        next: what,
      });
    },
    onSuccess: async ({ id, number }) => {
      message.success(`${number} 已登记`);
      await client.invalidateQueries({ queryKey: ['tickets'] });
      go(`/desk/hotline/${id}`);
    },
  });
  const here = (path: string): string | undefined => {
    const said = faultOf(send.error, path);
    if (said || !asked) return said;
    const field = ticketFields[path as keyof typeof ticketFields];
    if (field) {
      const read = field.safeParse(call[path as keyof Call]);
      return read.success ? undefined : read.error.issues[0]?.message;
    }
    return callerFaults(call).find(f => f.path === path)?.message;
  };
  const wrong = () => ['category', 'title', 'body', 'place', 'callerName', 'phone'].some(path => faultOfCall(call, path));
  const submit = (what: object, ready: boolean) => {
    setAsked(true);
    if (!wrong() && ready && !send.isPending) send.mutate(what);
  };
  const item = (path: string) => ({ validateStatus: here(path) ? ('error' as const) : ('' as const), help: here(path) });
  const nextFault = asked
    ? next === 'send'
      ? unit
        ? faultOf(send.error, 'next.unit')
        : '请选择部门'
      : answer.trim().length < 10
        ? '答复至少 10 个字'
        : undefined
    : undefined;
  const elsewhere = send.isError && send.error instanceof Problem && send.error.faults.length === 0;
  return (
    <Frame title="新来电" back={{ to: '/desk/hotline', title: '热线工单' }}>
      <div className="call">
        <Form
          layout="vertical"
          className="frame-panel"
          onFinish={() => (next === 'send' ? submit({ do: 'send', unit }, unit !== undefined) : submit({ do: 'answer', answer }, answer.trim().length >= 10))}
        >
          <div className="call-row">
            <Form.Item label="来电号码" htmlFor="call-phone" {...item('phone')}>
              <Input
                id="call-phone"
                autoFocus
                inputMode="tel"
                autoComplete="off"
                maxLength={20}
                value={call.phone}
                onChange={e => set('phone', e.target.value)}
              />
            </Form.Item>
            <Form.Item label="称呼" htmlFor="call-name" {...item('callerName')}>
              <AutoComplete
                id="call-name"
                value={call.callerName}
                disabled={call.anonymous}
                onChange={v => set('callerName', v ?? '')}
                options={(caller.data?.names ?? []).map(value => ({ value }))}
                maxLength={30}
              />
            </Form.Item>
            <Form.Item label="来电方式" htmlFor="call-channel">
              <Select
                id="call-channel"
                value={call.channel}
                onChange={v => set('channel', v)}
                options={[
                  { value: 'phone', label: '电话' },
                  { value: 'city', label: '市平台转办' },
                ]}
              />
            </Form.Item>
            {call.channel === 'city' ? (
              <Form.Item label="市平台编号" htmlFor="call-outside">
                <Input id="call-outside" maxLength={40} value={call.outside} onChange={e => set('outside', e.target.value)} />
              </Form.Item>
            ) : null}
          </div>
          <div className="call-checks">
            <Checkbox checked={call.anonymous} onChange={e => set('anonymous', e.target.checked)}>
              匿名
            </Checkbox>
            <Checkbox checked={call.confidential} onChange={e => set('confidential', e.target.checked)}>
              对承办部门保密
            </Checkbox>
            <Checkbox checked={call.urgent} onChange={e => set('urgent', e.target.checked)}>
              紧急（2 小时签收，1 个工作日答复）
            </Checkbox>
          </div>
          <Form.Item label="类别" required {...item('category')}>
            <Radio.Group
              aria-label="类别"
              optionType="button"
              value={call.category}
              onChange={e => set('category', e.target.value as Category)}
              options={Object.entries(categories).map(([value, label]) => ({ value, label }))}
            />
          </Form.Item>
          <Form.Item label="一句话" htmlFor="call-title" required {...item('title')}>
            <Input id="call-title" maxLength={60} value={call.title} onChange={e => set('title', e.target.value)} />
          </Form.Item>
          <Form.Item label="发生了什么、要求什么" htmlFor="call-body" required {...item('body')}>
            <Input.TextArea id="call-body" rows={4} maxLength={2000} showCount value={call.body} onChange={e => set('body', e.target.value)} />
          </Form.Item>
          <div className="call-row">
            <Form.Item label="乡镇" htmlFor="call-town">
              <Select
                id="call-town"
                allowClear
                value={call.town ?? null}
                onChange={v => set('town', v ?? undefined)}
                options={towns.map(t => ({ value: t.id.replace(/^town-/, ''), label: t.short }))}
              />
            </Form.Item>
            <Form.Item label="地点" htmlFor="call-place" {...item('place')}>
              <Input id="call-place" maxLength={100} value={call.place} onChange={e => set('place', e.target.value)} />
            </Form.Item>
          </div>
          <Form.Item label="怎么办">
            <Radio.Group
              aria-label="怎么办"
              value={next}
              onChange={e => setNext(e.target.value as Next)}
              options={[
                { value: 'send', label: '交办部门' },
                { value: 'answer', label: '当场答复，办结' },
              ]}
            />
          </Form.Item>
          {next === 'send' ? (
            <Form.Item label="交给哪个部门" htmlFor="call-unit" required validateStatus={nextFault ? 'error' : ''} help={nextFault}>
              <Select
                id="call-unit"
                aria-label="交给哪个部门"
                showSearch={{ optionFilterProp: ['label', 'short'] }}
                value={unit ?? null}
                onChange={setUnit}
                options={unitOptions(units)}
              />
            </Form.Item>
          ) : (
            <Form.Item label="答复的内容" htmlFor="call-answer" required validateStatus={nextFault ? 'error' : ''} help={nextFault}>
              <Input.TextArea id="call-answer" rows={3} maxLength={2000} value={answer} onChange={e => setAnswer(e.target.value)} />
            </Form.Item>
          )}
          {elsewhere ? <Trouble error={send.error} /> : null}
          <Button type="primary" size="large" htmlType="submit" loading={send.isPending}>
            {next === 'send' ? '登记并交办' : '登记并办结'}
          </Button>
        </Form>
        <aside className="call-side" aria-label="参考">
          <section className="frame-panel" aria-labelledby="call-earlier">
            <h2 id="call-earlier">这个号码以前的工单</h2>
            {number === null ? (
              <p className="frame-muted">填了来电号码就会显示。</p>
            ) : caller.data ? (
              caller.data.total === 0 ? (
                <p className="frame-muted">第一次来电{caller.data.names.length > 0 ? `，登记过的人：${caller.data.names.join('、')}` : ''}。</p>
              ) : (
                <ul className="call-list">
                  {caller.data.tickets.map(t => (
                    <li key={t.id}>
                      <Aside id={t.id} title={t.title} />
                      <span className="frame-muted frame-small">
                        {t.number}，{day(t.openedOn, today)}，{dutyStates[t.state]}
                        {t.state === 'new' ? '' : `，${short(t.unit)}`}
                      </span>
                    </li>
                  ))}
                </ul>
              )
            ) : (
              <p className="frame-muted">正在查…</p>
            )}
          </section>
          <section className="frame-panel" aria-labelledby="call-similar">
            <h2 id="call-similar">可能是同一件事</h2>
            {(similar.data?.items.length ?? 0) === 0 ? (
              <p className="frame-muted">近 30 天在办的工单里没有相近的。</p>
            ) : (
              <ul className="call-list">
                {similar.data!.items.map(t => (
                  <li key={t.id}>
                    <Aside id={t.id} title={t.title} />
                    <span className="frame-muted frame-small">
                      {t.number}，{day(t.openedOn, today)}，{dutyStates[t.state as keyof typeof dutyStates]}
                    </span>
                    <span className="call-marks">
                      {t.samePhone ? <Mark look="info">同一号码</Mark> : null}
                      {t.likeness > 0 ? <Mark>用词相近 {Math.round(t.likeness * 100)}%</Mark> : null}
                      <Button size="small" loading={send.isPending} onClick={() => submit({ do: 'join', leader: t.id }, true)}>
                        登记并并入<span className="frame-hidden">：{t.title}</span>
                      </Button>
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </section>
          {known.length > 0 ? (
            <section className="frame-panel" aria-labelledby="call-known">
              <h2 id="call-known">知识库</h2>
              <ul className="call-list">
                {known.map(k => (
                  <li key={k.id}>
                    <strong>{k.title}</strong>
                    <span className="frame-small">{k.answer}</span>
                    {k.answer ? (
                      <Button
                        size="small"
                        onClick={() => {
                          setNext('answer');
                          setAnswer(k.answer);
                        }}
                      >
                        用作答复<span className="frame-hidden">：{k.title}</span>
                      </Button>
                    ) : null}
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
        </aside>
      </div>
    </Frame>
  );
}

function faultOfCall(call: Call, path: string): boolean {
  const field = ticketFields[path as keyof typeof ticketFields];
  return field ? !field.safeParse(call[path as keyof Call]).success : callerFaults(call).some(f => f.path === path);
}

/** Beside the call, which stays as it is typed. */
const Aside = ({ id, title }: { id: string; title: string }) => (
  <a href={`/desk/hotline/${id}`} target="_blank" rel="noreferrer">
    {title}
    <span className="frame-hidden">（新窗口）</span>
  </a>
);
