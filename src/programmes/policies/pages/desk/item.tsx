/** Writing one benefit: what it says, who gets it, how much; tried on the firms before the head publishes it. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { api, Problem, useCreate } from '#ui/api';
import { Frame, Mark, unitOptions, useUnits, Waits } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';
import { type Fault, itemFaults } from '../../forms.ts';
import type { Item } from '../../item.ts';
import type { deskItem, Trial, vocabulary } from '../../items.ts';
import { AmountEditor } from './amount.tsx';
import { Basics } from './basics.tsx';
import { Conditions } from './conditions.tsx';
import { Materials } from './materials.tsx';
import { Ask, Found, PolicyBar, Refusal, useRefresh } from './shared.tsx';
import { TrialList } from './trial.tsx';
import { Changes, Versions } from './versions.tsx';

type Draft = Awaited<ReturnType<typeof deskItem.do>>;
type Vocabulary = Awaited<ReturnType<typeof vocabulary.do>>;

const blank = (today: string): Item => ({
  title: '',
  summary: '',
  kind: 'subsidy',
  way: 'claim',
  document: '',
  place: '',
  assumed: true,
  rules: [{ fact: 'status', op: 'is', values: ['active'] }],
  amount: { kind: 'fixed', yuan: '' },
  from: today,
  to: `${today.slice(0, 4)}-12-31`,
  once: 'year',
  excludes: [],
  materials: [],
  promisedDays: 10,
  contact: '',
});

export default function ItemPage() {
  const { id } = useParams<{ id: string }>();
  const { data: session } = useSession();
  const words = useQuery({ queryKey: ['policies', 'vocabulary'], queryFn: () => api.get<Vocabulary>('/desk/policies/vocabulary') });
  const draft = useQuery({ queryKey: ['policies', 'items', id], queryFn: () => api.get<Draft>(`/desk/policies/items/${id}`), enabled: id !== 'new' });
  if (id === 'new')
    return <Waits of={words}>{vocabulary => (session ? <Editor key="new" draft={null} start={blank(session.today)} vocabulary={vocabulary} /> : null)}</Waits>;
  return (
    <Found of={draft} what="这项政策" back={{ to: '/desk/policies', title: '惠企政策' }}>
      {data => <Waits of={words}>{vocabulary => <Editor key={data.id} draft={data} start={data.body} vocabulary={vocabulary} />}</Waits>}
    </Found>
  );
}

/** Which condition a fault is of, as they are counted on the page: `item.rules.3.any.0.day` is 条件 4.1. */
const ruleOf = (path: string): string => {
  const found = /^item\.rules\.(\d+)(?:\.any\.(\d+))?/.exec(path);
  return found ? `条件 ${Number(found[1]) + 1}${found[2] ? `.${Number(found[2]) + 1}` : ''}：` : '';
};

function Editor({ draft, start, vocabulary }: { draft: Draft | null; start: Item; vocabulary: Vocabulary }) {
  const { data: session } = useSession();
  const { message } = App.useApp();
  const { units, name } = useUnits();
  const [, go] = useLocation();
  const refresh = useRefresh();
  const [item, setItem] = useState(start);
  const [asking, setAsking] = useState<'return' | 'close' | null>(null);
  const own = [...new Set(session?.roles.flatMap(r => (['reviewer', 'programme-officer'].includes(r.role) && r.unit ? [r.unit] : [])) ?? [])];
  const [unit, setUnit] = useState(draft?.unit ?? own[0] ?? '');
  const create = useCreate();
  // The version that is being changed: a draft that somebody else has saved meanwhile must not be written over unseen.
  const [base, setBase] = useState({ version: draft?.version ?? 0, body: start });
  const overtaken = draft !== null && draft.version !== base.version;
  const touched = JSON.stringify(item) !== JSON.stringify(base.body);
  const change = (part: Partial<Item>) => setItem(was => ({ ...was, ...part }));
  const writes = hasRole(session, 'reviewer', 'programme-officer') && own.includes(unit);
  const heads = session?.roles.some(r => r.role === 'unit-head' && r.unit === draft?.unit) ?? false;
  const readOnly = !writes || draft?.state === 'review';
  const changed = JSON.stringify(item) !== JSON.stringify(draft?.body ?? null);

  const save = useMutation({
    mutationFn: async () => {
      if (draft) return api.put(`/desk/policies/items/${draft.id}`, { version: base.version, item });
      const made = await create<{ id: string }>('/desk/policies/items', { unit, item });
      go(`/desk/policies/${made.id}`, { replace: true });
      return made;
    },
    onSuccess: async () => {
      setBase(was => ({ version: was.version + 1, body: item }));
      await refresh();
      message.success('已保存');
    },
    onError: async error => {
      if (error instanceof Problem && error.code === 'changed') await refresh();
    },
  });
  const step = useMutation({
    mutationFn: ({ to, reason }: { to: 'review' | 'publication' | 'return' | 'closing'; reason?: string }) =>
      api.post(
        `/desk/policies/items/${draft!.id}/${to}`,
        to === 'closing' ? { reason } : { version: draft!.version, ...(reason === undefined ? {} : { reason }) },
      ),
    onSuccess: async (_, { to }) => {
      setAsking(null);
      if (to !== 'closing') setBase(was => ({ ...was, version: was.version + 1 }));
      await refresh();
    },
  });
  const attempt = useMutation({ mutationFn: () => api.post<Trial>('/desk/policies/trial', { item, ...(draft ? { itemId: draft.id } : {}) }) });
  const busy = save.isPending || step.isPending;
  const follow = () => {
    if (!draft) return;
    setItem(draft.body);
    save.reset();
    setBase({ version: draft.version, body: draft.body });
  };
  // Who has typed nothing sees what is there now.
  useEffect(() => {
    if (overtaken && !touched && !busy) follow();
  });
  const unsaved = !readOnly && changed && (draft !== null || item.title !== '');
  useEffect(() => {
    if (!unsaved) return;
    const warn = (e: BeforeUnloadEvent) => e.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [unsaved]);

  const refused = [save.error, attempt.error].flatMap(e => (e instanceof Problem ? e.faults : []));
  const faults: Fault[] = refused.length > 0 ? refused : itemFaults(item).filter(() => changed && draft !== null);
  const fault = (path: string) => faults.find(f => f.path === `item.${path}`)?.message;
  return (
    <Frame
      title={draft ? draft.body.title : '起草政策'}
      back={{ to: '/desk/policies', title: '惠企政策' }}
      note={
        draft ? (
          <Mark look={draft.state === 'review' ? 'warn' : draft.state === 'published' ? 'good' : 'info'}>
            {draft.closedOn
              ? '已关闭'
              : draft.state === 'review'
                ? '待负责人审核'
                : draft.state === 'published'
                  ? `已发布第 ${draft.versions[0]?.no} 版`
                  : '修改中'}
          </Mark>
        ) : null
      }
      actions={
        <>
          <Button onClick={() => attempt.mutate()} loading={attempt.isPending}>
            试算
          </Button>
          {readOnly ? null : (
            <Button
              type={draft && !changed ? 'default' : 'primary'}
              disabled={draft !== null && !changed}
              loading={save.isPending}
              onClick={() => !busy && save.mutate()}
            >
              保存草稿
            </Button>
          )}
          {draft && writes && draft.state === 'editing' && !changed ? (
            <Button type="primary" loading={step.isPending} onClick={() => !busy && step.mutate({ to: 'review' })}>
              送负责人审核
            </Button>
          ) : null}
          {draft && heads && draft.state === 'review' ? (
            <>
              <Button onClick={() => setAsking('return')}>退回修改</Button>
              <Button type="primary" loading={step.isPending} onClick={() => !busy && step.mutate({ to: 'publication' })}>
                审核发布
              </Button>
            </>
          ) : null}
          {draft && heads && draft.versions.length > 0 && !draft.closedOn ? (
            <Button danger onClick={() => setAsking('close')}>
              关闭政策
            </Button>
          ) : null}
        </>
      }
    >
      <PolicyBar />
      {overtaken && touched && !busy ? (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={`这份草稿刚被${draft.madeByName}改过`}
          description="您这里改的还没有保存。先记下要改的，再看最新的内容。"
          action={<Button onClick={follow}>看最新的</Button>}
        />
      ) : null}
      {draft?.note && draft.state === 'editing' ? <Alert type="warning" showIcon title="负责人退回" description={draft.note} /> : null}
      {draft?.closedOn ? <Alert type="info" showIcon title={`${day(draft.closedOn)}关闭`} description={draft.closedReason} /> : null}
      {overtaken ? null : <Refusal error={save.error ?? (asking ? null : step.error)} />}
      {draft?.versions[0] && (changed || draft.state !== 'published') ? (
        <section className="frame-panel" aria-label="这次修改">
          <h2>和第 {draft.versions[0].no} 版相比改了什么</h2>
          <Changes before={draft.versions[0].body} after={item} names={vocabulary.names} items={vocabulary.items} />
        </section>
      ) : null}
      <Basics item={item} change={change} readOnly={readOnly} fault={fault}>
        {draft ? (
          <Input id="item-unit" disabled value={name(draft.unit)} />
        ) : (
          <Select id="item-unit" value={unit} onChange={setUnit} options={unitOptions(units.filter(u => own.includes(u.id)))} />
        )}
      </Basics>
      <section className="frame-panel" aria-label="条件">
        <h2>谁可以享受（全部要满足）</h2>
        <Conditions rules={item.rules} names={vocabulary.names} set={rules => change({ rules })} readOnly={readOnly} />
        {faults
          .filter(f => f.path.startsWith('item.rules'))
          .map(f => (
            <p className="policy-wrong" key={f.path + f.message}>
              {ruleOf(f.path)}
              {f.message}
            </p>
          ))}
        <label className="policy-label" htmlFor="item-excludes">
          同一年不能重复享受的政策
        </label>
        <Select
          id="item-excludes"
          disabled={readOnly}
          mode="multiple"
          optionFilterProp="label"
          value={item.excludes}
          onChange={excludes => change({ excludes })}
          options={vocabulary.items.filter(i => i.id !== draft?.id).map(i => ({ value: i.id, label: i.title }))}
          placeholder="没有"
        />
      </section>
      <section className="frame-panel" aria-label="金额">
        <h2>给多少</h2>
        <AmountEditor amount={item.amount} set={amount => change({ amount })} readOnly={readOnly} />
        {faults
          .filter(f => f.path.startsWith('item.amount'))
          .map(f => (
            <p className="policy-wrong" key={f.path + f.message}>
              {f.message}
            </p>
          ))}
      </section>
      {item.way === 'claim' ? <Materials materials={item.materials} set={materials => change({ materials })} readOnly={readOnly} /> : null}
      <Refusal error={attempt.error} />
      {attempt.data ? <TrialList trial={attempt.data} /> : null}
      {draft && draft.versions.length > 0 ? <Versions draft={draft} names={vocabulary.names} items={vocabulary.items} /> : null}
      <Ask
        open={asking !== null}
        title={asking === 'close' ? '关闭政策' : '退回修改'}
        label={asking === 'close' ? '为什么关闭（企业会看到）' : '为什么退回'}
        ok={asking === 'close' ? '关闭政策' : '退回修改'}
        danger={asking === 'close'}
        busy={step.isPending}
        error={asking ? step.error : null}
        send={reason => step.mutate({ to: asking === 'close' ? 'closing' : 'return', reason })}
        close={() => {
          step.reset();
          setAsking(null);
        }}
      />
    </Frame>
  );
}
