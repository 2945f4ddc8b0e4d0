/** All benefits: what one's firm gets comes first, with why; the rest is found by words, kind, department and way. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { api, query } from '#ui/api';
import { Button, Empty, Failed, Loading, Tag, useTitle } from '#ui/kit';
import { day } from '#ui/words';
import { kinds, ways } from '../../item.ts';
import type { PolicyList } from '../../portal.ts';
import { FirmSelect, useFirm } from './firm.tsx';
import { OutcomeTag, useUnitNames, yuanOf } from './names.tsx';
import './policies.css';

export default function PoliciesPage() {
  useTitle('惠企政策');
  const mine = useFirm();
  const unitName = useUnitNames();
  const [params, setParams] = useSearchParams();
  const get = (key: string) => params.get(key) ?? '';
  const [text, setText] = useState(get('q'));
  const filter = { q: get('q'), kind: get('kind'), way: get('way'), unit: get('unit'), firm: mine.firm?.id };
  const list = useQuery({
    queryKey: ['policies', filter],
    queryFn: ({ signal }) => api.get<PolicyList>(`/policies${query(filter)}`, signal),
    placeholderData: keepPreviousData,
    enabled: mine.ready,
  });
  const set = (key: string, value: string) =>
    setParams(
      was => {
        const next = new URLSearchParams(was);
        value ? next.set(key, value) : next.delete(key);
        return next;
      },
      { replace: true },
    );
  const narrowed = Boolean(filter.q || filter.kind || filter.way || filter.unit);
  const clear = () => {
    setText('');
    setParams(mine.firm ? { firm: mine.firm.id } : {});
  };
  return (
    <div className="policies stack-l">
      <header className="stack-s">
        <h1>惠企政策</h1>
        <p className="muted">县里给企业和个体工商户的奖励、补贴、返还。符合条件的排在前面，能免申请的直接给。</p>
        <p className="policy-links">
          <Link href="/policies/mine">我的申领和到账</Link>
          <Link href="/policies/notices">免申即享公示</Link>
        </p>
        {mine.session && !mine.person ? (
          <p>
            <Link href="/sign-in?next=/policies">登录后</Link>，看您的企业能领哪些。
          </p>
        ) : null}
        {mine.person && mine.ready && !mine.firm ? <p className="muted">您名下没有企业，也没有企业委托您。下面是全部政策。</p> : null}
        <FirmSelect {...mine} />
      </header>
      <search aria-label="找政策">
        <form
          className="policy-filters"
          onSubmit={e => {
            e.preventDefault();
            set('q', text.trim());
          }}
        >
          <div className="policy-search">
            <label htmlFor="policy-q">找一找</label>
            <div className="row">
              <input
                id="policy-q"
                className="input"
                type="search"
                maxLength={40}
                placeholder="例如：招人、冷库、贴息、wg"
                value={text}
                onChange={e => setText(e.target.value)}
              />
              <Button type="submit" look="secondary">
                查找
              </Button>
            </div>
          </div>
          <Choice id="policy-kind" label="种类" value={filter.kind} set={v => set('kind', v)} options={Object.entries(kinds)} />
          <Choice id="policy-way" label="方式" value={filter.way} set={v => set('way', v)} options={Object.entries(ways)} />
          <Choice
            id="policy-unit"
            label="部门"
            value={filter.unit}
            set={v => set('unit', v)}
            options={(list.data?.units ?? []).map(u => [u, unitName(u) || u])}
          />
        </form>
      </search>
      {list.error ? <Failed error={list.error} again={() => void list.refetch()} /> : list.data ? null : <Loading />}
      {list.data?.items.length === 0 ? (
        <Empty title="没有找到这样的政策">
          <p>
            <Button look="secondary" onClick={clear}>
              看全部 {list.data.total} 项
            </Button>
          </p>
        </Empty>
      ) : null}
      {list.data ? <Groups list={list.data} firm={mine.firm?.id} unitName={unitName} narrowed={narrowed} /> : null}
    </div>
  );
}

interface ChoiceProps {
  id: string;
  label: string;
  value: string;
  set(value: string): void;
  options: [string, string][];
}

const Choice = ({ id, label, value, set, options }: ChoiceProps) => (
  <div>
    <label htmlFor={id}>{label}</label>
    <select id={id} className="input" value={value} onChange={e => set(e.target.value)}>
      <option value="">全部</option>
      {options.map(([key, name]) => (
        <option key={key} value={key}>
          {name}
        </option>
      ))}
    </select>
  </div>
);

interface GroupsProps {
  list: PolicyList;
  firm: string | undefined;
  unitName(id: string): string;
  narrowed: boolean;
}

function Groups({ list, firm, unitName, narrowed }: GroupsProps) {
  const cards = (items: PolicyList['items']) => (
    <ul className="policy-list">
      {items.map(i => (
        <Card key={i.id} item={i} firm={firm} unitName={unitName} />
      ))}
    </ul>
  );
  if (!firm)
    return (
      <section className="stack">
        <h2>{narrowed ? `找到 ${list.items.length} 项` : `全部 ${list.total} 项`}</h2>
        {cards(list.items)}
      </section>
    );
  const of = (outcome: string) => list.items.filter(i => i.outcome === outcome);
  const unmet = of('unmet');
  return (
    <>
      {[
        { title: '您的企业符合', items: of('met') },
        { title: '补一点信息就知道', items: of('unknown') },
      ]
        .filter(g => g.items.length > 0)
        .map(g => (
          <section key={g.title} className="stack" aria-label={g.title}>
            <h2>
              {g.title}
              <span className="muted"> {g.items.length} 项</span>
            </h2>
            {cards(g.items)}
          </section>
        ))}
      {unmet.length > 0 ? (
        // What one cannot have stands behind one line, unless it is what was looked for.
        <details className="stack" open={narrowed || unmet.length === list.items.length}>
          <summary className="policy-rest">现在还不符合的 {unmet.length} 项，看差在哪里</summary>
          {cards(unmet)}
        </details>
      ) : null}
    </>
  );
}

function Card({ item: i, firm, unitName }: { item: PolicyList['items'][number]; firm: string | undefined; unitName(id: string): string }) {
  return (
    <li>
      <Link href={`/policies/${i.id}${firm ? `?firm=${firm}` : ''}`} className={`card policy-card ${i.outcome ?? ''}`}>
        <h3>{i.title}</h3>
        <span>{i.summary}</span>
        <span className="policy-amount">{i.amount}</span>
        {i.mine && i.outcome === 'met' ? <span className="policy-mine">您大约可得 {yuanOf(i.mine)}</span> : null}
        {i.because.length > 0 ? (
          <span className="small">
            {i.outcome === 'unmet' ? '差在：' : '还要知道：'}
            {i.because.slice(0, 2).join('；')}
            {i.because.length > 2 ? `等 ${i.because.length} 条` : ''}
          </span>
        ) : null}
        <span className="row small">
          {i.outcome ? <OutcomeTag outcome={i.outcome} /> : null}
          <Tag>{kinds[i.kind]}</Tag>
          <Tag {...(i.way === 'without-claim' ? { look: 'brand' as const } : {})}>{ways[i.way]}</Tag>
          <span className="muted">
            {i.money === 'spent' ? '今年资金已用完，' : i.money === 'short' ? '今年资金不够，' : ''}
            {unitName(i.unit)}，{i.open ? `到${day(i.to)}` : '现在不在申领时间'}
          </span>
        </span>
      </Link>
    </li>
  );
}
