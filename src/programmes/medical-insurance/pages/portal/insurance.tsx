/** What do I pay, who pays the rest, why, until when: the county's own rules, for oneself or for somebody in the family. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { Link } from 'wouter';
import { api, Problem } from '#ui/api';
import { Banner, Button, Choices, ErrorSummary, Failed, Field, useTitle } from '#ui/kit';
import { type Session, useSession } from '#ui/session';
import { day } from '#ui/words';
import { type AidIdentity, aids, gathering, insuranceYear, type Payer } from '../../figures.ts';
import type { Mine } from '../../mine.ts';
import { payers } from '../../words.ts';
import { MineStatus } from './mine-status.tsx';
import './insurance.css';

interface Cited {
  citations: { document: string; place: string }[];
  why: string[];
}
interface Share extends Cited {
  identity: AidIdentity | null;
  person: string | null;
  shares: { payer: Payer; amount: string | null }[];
}
interface Window extends Cited {
  open: boolean;
  insuredFrom: string | null;
  waitingMonths: number;
}

const stated = (Object.entries(aids) as [AidIdentity, { name: string }][]).filter(([id]) => id !== 'elderly');

interface Asked {
  birth: string;
  localHousehold: '' | 'yes' | 'no';
  identities: string[];
  lastInsuredYear: string;
}

const nothing: Asked = { birth: '', localHousehold: '', identities: [], lastInsuredYear: '' };

export default function InsurancePage() {
  useTitle('医保缴多少');
  const { data: session } = useSession();
  return session ? <Insurance session={session} /> : null;
}

function Insurance({ session }: { session: Session }) {
  const signedIn = session.kind === 'person';
  const mine = useQuery({ queryKey: ['insurance-mine'], queryFn: () => api.get<Mine>('/insurance/mine'), enabled: signedIn });
  const settings = useQuery({ queryKey: ['insurance-settings'], queryFn: () => api.get<{ perMissedYear: number }>('/insurance/settings') });
  const [asked, setAsked] = useState<Asked>(nothing);
  const [faults, setFaults] = useState<{ id: string; message: string }[]>([]);
  const [attempt, setAttempt] = useState(0);
  const result = useRef<HTMLHeadingElement>(null);
  const { today } = session;
  const ask = useMutation({
    mutationFn: async ({ birth, localHousehold, identities, lastInsuredYear }: Asked) => {
      const [share, window] = await Promise.all([
        api.post<Share>('/rules/insurance-share', { year: insuranceYear, on: today, birth, localHousehold: localHousehold === 'yes', identities }),
        api.post<Window>('/rules/insurance-window', {
          ...{ on: today, birth, ...(lastInsuredYear ? { lastInsuredYear: Number(lastInsuredYear) } : {}) },
          ...(settings.data ? settings.data : {}),
        }),
      ]);
      return { share, window };
    },
    onSuccess: () => setTimeout(() => result.current?.focus()),
    onError: error => error instanceof Problem && tell(error.faults.map(f => ({ id: `insurance-${f.path}`, message: f.message }))),
  });
  const tell = (found: typeof faults) => {
    setFaults(found);
    setAttempt(n => n + 1);
  };
  const change = (next: Partial<Asked>) => {
    setAsked(was => ({ ...was, ...next }));
    setFaults([]);
    ask.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = [
      ...(asked.birth === '' ? [{ id: 'insurance-birth', message: '请填写出生日期' }] : []),
      ...(asked.birth > today ? [{ id: 'insurance-birth', message: '出生日期在今天以后，请核对' }] : []),
      ...(asked.localHousehold === '' ? [{ id: 'insurance-local', message: '请选择是不是本县户籍' }] : []),
      ...(asked.lastInsuredYear !== '' && !/^(199\d|20[01]\d|202[0-5])$/.test(asked.lastInsuredYear)
        ? [{ id: 'insurance-lastInsuredYear', message: `上一次参保的年度写 1990 到 ${insuranceYear} 之间的四位数字` }]
        : []),
    ];
    if (found.length > 0) tell(found);
    else if (!ask.isPending) ask.mutate(asked);
  };
  const fault = (id: string) => faults.find(f => f.id === id)?.message;
  return (
    <div className="insurance stack-l">
      <header className="stack-s">
        <h1>医保缴多少</h1>
        <p className="muted">{insuranceYear} 年度城乡居民基本医疗保险。不保存您填的内容。参加职工医保的不用缴这一份。</p>
      </header>
      {mine.data && mine.data.people.length > 0 ? <MineStatus mine={mine.data} today={today} /> : null}
      {mine.error ? <Failed error={mine.error} again={() => void mine.refetch()} /> : null}
      <h2>算一算别的情况</h2>
      {mine.data?.birth ? (
        <Banner look="info">
          <p className="row between">
            <span>
              县里登记：{mine.data.name}，{day(mine.data.birth)}出生，{mine.data.localHousehold ? '本县户籍' : '不是本县户籍'}
            </span>
            <Button look="plain" onClick={() => change({ birth: mine.data.birth!, localHousehold: mine.data.localHousehold ? 'yes' : 'no' })}>
              用我的信息
            </Button>
          </p>
        </Banner>
      ) : null}
      <form className="stack card" noValidate onSubmit={submit}>
        <ErrorSummary key={attempt} faults={faults} />
        <Field id="insurance-birth" label="出生日期" error={fault('insurance-birth')}>
          {described => (
            <input
              {...described}
              className="input insurance-short"
              type="date"
              max={today}
              value={asked.birth}
              onChange={e => change({ birth: e.target.value })}
            />
          )}
        </Field>
        <Field id="insurance-local" group label="户籍在中阳县吗？" error={fault('insurance-local')}>
          {() => (
            <Choices
              inline
              name="local"
              value={asked.localHousehold}
              onChange={v => change({ localHousehold: v as Asked['localHousehold'] })}
              options={[
                { value: 'yes', label: '是' },
                { value: 'no', label: '不是' },
              ]}
            />
          )}
        </Field>
        <Field
          id="insurance-identities"
          group
          label="属于下面哪些？"
          optional
          hint="以民政、农业农村、退役军人等部门核实的名单为准；可以选几个，只享受最多的一种。满 70 岁由系统算"
        >
          {() => (
            <Choices
              name="identities"
              many
              value={asked.identities}
              onChange={(id, on) => change({ identities: on ? [...asked.identities, id] : asked.identities.filter(i => i !== id) })}
              options={stated.map(([value, { name }]) => ({ value, label: name }))}
            />
          )}
        </Field>
        <Field id="insurance-lastInsuredYear" label="上一次参保是哪一年度" optional hint="断过缴费的有待遇等待期" error={fault('insurance-lastInsuredYear')}>
          {described => (
            <input
              {...described}
              className="input insurance-short"
              inputMode="numeric"
              maxLength={4}
              value={asked.lastInsuredYear}
              onChange={e => change({ lastInsuredYear: e.target.value.trim() })}
            />
          )}
        </Field>
        {ask.error && faults.length === 0 ? <Failed error={ask.error} /> : null}
        <div>
          <Button type="submit" busy={ask.isPending}>
            算一算
          </Button>
        </div>
      </form>
      {ask.data ? (
        <section className="card stack" aria-labelledby="insurance-result">
          <h2 id="insurance-result" ref={result} tabIndex={-1}>
            {ask.data.share.person === null ? '个人缴多少另有政策' : `个人缴 ${ask.data.share.person} 元`}
          </h2>
          <dl className="insurance-shares">
            {ask.data.share.identity ? (
              <div>
                <dt>享受的资助</dt>
                <dd>{aids[ask.data.share.identity].name}</dd>
              </div>
            ) : null}
            {ask.data.share.shares.map(s => (
              <div key={s.payer}>
                <dt>{payers[s.payer]}替缴</dt>
                <dd>{s.amount === null ? '按优抚对象医疗补助政策' : `${s.amount} 元`}</dd>
              </div>
            ))}
            <div>
              <dt>现在能缴吗</dt>
              <dd>{ask.data.window.open ? '能' : '不能'}</dd>
            </div>
            {ask.data.window.insuredFrom ? (
              <div>
                <dt>今天缴，从哪天享受待遇</dt>
                <dd>
                  {day(ask.data.window.insuredFrom)}
                  {ask.data.window.waitingMonths > 0 ? `（有 ${ask.data.window.waitingMonths} 个月等待期）` : ''}
                </dd>
              </div>
            ) : null}
            <div>
              <dt>集中参保缴费期</dt>
              <dd>
                {day(gathering.from)}至{day(gathering.to)}，每月 1 日至 25 日
              </dd>
            </div>
          </dl>
          <h3>为什么</h3>
          <ol className="insurance-why">
            {[...ask.data.share.why, ...ask.data.window.why].map(step => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          {today > gathering.to && ask.data.window.open ? <p>集中缴费期以后参保，先到县医保局核定补缴金额，推送税务以后在原渠道缴（七（一））。</p> : null}
          <p className="muted small">
            依据：{ask.data.share.citations[0]!.document}。名单或金额有疑问，问县医保局或打 <a href="tel:12345">12345</a>；
            <Link href="/hall">到医保专窗办</Link>。
          </p>
        </section>
      ) : null}
      <section className="stack" aria-labelledby="insurance-know">
        <h2 id="insurance-know">还要知道</h2>
        <ul className="insurance-why">
          <li>
            新生儿：{insuranceYear} 年出生的，监护人尽快持户口本到县政务服务中心医保征缴窗口登记，自出生之日起享受待遇；也可以办
            <Link href="/things/17">新生儿出生一件事</Link>。{insuranceYear - 1} 年出生的，和别人一样缴 {insuranceYear} 年度的费，没有等待期（四（二））。
          </li>
          <li>从外地转来的，先在县医保局变更参保地，再缴费（六（一））。</li>
          <li>连续参保有奖励；没有在集中缴费期参保或者断过缴费的，有不少于 3 个月的待遇等待期，等待期内不享受待遇（七（二））。</li>
          <li>可以另外自愿买城乡居民意外伤害补充医疗保险，这是商业保险，不买不影响居民医保（七（三））。</li>
        </ul>
      </section>
    </div>
  );
}
