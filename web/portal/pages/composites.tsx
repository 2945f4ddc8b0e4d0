/** One trade, one licence: which there are, what each holds, and for a firm what it has and what is wanting. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { standings } from '#platform/licences/pure';
import { api, useCreate } from '#ui/api';
import { Banner, Button, Empty, Failed, Field, Loading, Tag, useTitle } from '#ui/kit';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import './composites.css';

interface Composite {
  id: string;
  name: string;
  title: string;
  plain: string;
  year: number;
  onlineSince: string;
  online: boolean;
  issuer: string;
  parts: {
    licence: string;
    name: string;
    optional: boolean;
    where: string | null;
    matters: { id: string; name: string; things: { no: number; name: string }[] }[];
  }[];
}
interface Held {
  id: string;
  has: { id: string; number: string; state: keyof typeof standings } | null;
  complete: boolean;
  fresher: boolean;
  parts: { licence: string; held: { id: string; number: string; validUntil: string | null } | null; unfit: string | null }[];
}
interface Principal {
  kind: string;
  id: string;
  name: string;
  things: number[] | null;
}

export default function CompositesPage() {
  useTitle('行业综合许可证');
  const { data: session } = useSession();
  const person = session?.kind === 'person';
  const all = useQuery({ queryKey: ['composites'], queryFn: () => api.get<{ items: Composite[] }>('/composites') });
  const principals = useQuery({ queryKey: ['principals'], queryFn: () => api.get<{ items: Principal[] }>('/principals'), enabled: person });
  // Who acts for a firm in some things only does not take licences for it.
  const firms = (principals.data?.items ?? []).filter(p => p.kind === 'firm' && p.things === null);
  const [chosen, setChosen] = useState('');
  const firm = firms.find(f => f.id === chosen) ?? firms[0];
  const held = useQuery({
    queryKey: ['composites', firm?.id],
    queryFn: () => api.get<{ items: Held[] }>(`/composites/of/${firm!.id}`),
    enabled: firm !== undefined,
  });
  return (
    <div className="composites stack-l">
      <header className="stack-s">
        <h1>行业综合许可证</h1>
        <p>开一家店要好几张证：合成一张，一个码就能查全部。里面每张证各自有效，一张停了，综合证上会标出来；换了新证，自动更新。</p>
      </header>
      {firms.length > 1 ? (
        <Field id="composites-firm" label="看哪家企业的">
          {described => (
            <select {...described} className="input" value={firm!.id} onChange={e => setChosen(e.target.value)}>
              {firms.map(f => (
                <option key={f.id} value={f.id}>
                  {f.name}
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : firm ? (
        <p>
          下面标出了<strong>{firm.name}</strong>有哪些、还差哪些。
        </p>
      ) : person ? (
        <p className="muted">您名下没有企业或个体工商户；开店以后，这里会标出已有的证照。</p>
      ) : (
        <p>
          <Link href="/sign-in?next=%2Fcomposites">登录</Link>以后，会标出您的企业已有哪些、还差哪些。
        </p>
      )}
      {all.error ? <Failed error={all.error} again={() => void all.refetch()} /> : all.data ? null : <Loading />}
      {held.error ? <Failed error={held.error} again={() => void held.refetch()} /> : null}
      {all.data?.items.length === 0 ? <Empty title="还没有上线的行业综合许可证" /> : null}
      <ul className="composites-list">
        {all.data?.items.map(x => (
          <One key={x.id + (firm?.id ?? '')} composite={x} held={held.data?.items.find(h => h.id === x.id)} firm={firm} />
        ))}
      </ul>
    </div>
  );
}

function One({ composite: x, held, firm }: { composite: Composite; held: Held | undefined; firm: Principal | undefined }) {
  const some = held?.parts.some(p => p.held) ?? false;
  return (
    <li className="card stack-s">
      <div className="row between">
        <h2>{x.name}</h2>
        {held?.has ? (
          <Tag look={held.has.state === 'valid' ? 'good' : 'warn'}>已有，{standings[held.has.state]}</Tag>
        ) : x.online ? null : (
          <Tag>{day(x.onlineSince)}上线</Tag>
        )}
      </div>
      <p className="muted">{x.plain}</p>
      <ul className="composites-parts" aria-label={`${x.name}包含的证照`}>
        {x.parts.map(p => {
          const mine = held?.parts.find(h => h.licence === p.licence);
          return (
            <li key={p.licence}>
              <span className={`composites-mark${mine?.held ? ' good' : ''}`} aria-hidden="true">
                {mine?.held ? '✓' : held && !p.optional ? '×' : '·'}
              </span>
              <span>
                {p.name}
                {p.where ? <span className="muted">（{p.where}）</span> : null}
                {p.optional ? <span className="muted">（有就放进来）</span> : null}
                {held ? (
                  <span className={mine?.held ? 'composites-good' : 'composites-bad'}>
                    {mine?.held ? '：已有' : mine?.unfit ? `：${mine.unfit}` : p.optional ? '：没有，不影响' : '：还差'}
                    {mine?.held?.validUntil ? `，至${day(mine.held.validUntil)}` : ''}
                  </span>
                ) : null}
                {mine?.held ? null : (
                  <span className="composites-ways">
                    {[...new Map(p.matters.flatMap(m => m.things).map(t => [t.no, t])).values()].slice(0, 3).map(t => (
                      <Link key={t.no} href={`/things/${t.no}`}>
                        去办：{t.name}
                      </Link>
                    ))}
                  </span>
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {held?.has ? (
        <p>
          <Link href={`/wallet/${held.has.id}`}>看我的{x.title}</Link>
        </p>
      ) : null}
      {firm && held && x.online && held.complete && (!held.has || held.fresher) ? <Take composite={x} firm={firm} again={held.has !== null} /> : null}
      {held && some && !held.complete ? (
        <p className="small">还差 {held.parts.filter((p, i) => !p.held && !x.parts[i]!.optional).length} 张必有的证照，办齐以后自动合成。</p>
      ) : null}
    </li>
  );
}

function Take({ composite: x, firm, again }: { composite: Composite; firm: Principal; again: boolean }) {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const create = useCreate();
  const take = useMutation({
    mutationFn: () => create<{ id: string }>(`/composites/${x.id}/licences`, { firm: firm.id }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['licences'] });
      navigate(`/wallet/${id}`);
    },
    onError: () => {
      void client.invalidateQueries({ queryKey: ['composites', firm.id] });
    },
  });
  return (
    <div className="stack-s">
      <Banner look="good">
        <p>{again ? '有新办的证照可以放进来，换一张新的。' : '要的证照都齐了，不用再交材料。'}</p>
      </Banner>
      <p>
        <Button busy={take.isPending} onClick={() => take.mutate()}>
          {again ? '换领' : '领取'}
          <span className="visually-hidden">{x.title}</span>
        </Button>
      </p>
      {take.error ? <Failed error={take.error} /> : null}
    </div>
  );
}
