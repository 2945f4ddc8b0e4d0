/** One benefit: who gets it, how much, until when, by which document; for one's own firm condition by condition. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'wouter';
import { api, query } from '#ui/api';
import { Banner, Loading, Tag, useTitle } from '#ui/kit';
import { day } from '#ui/words';
import { kinds, onces, ways } from '../../item.ts';
import type { PolicyView } from '../../portal.ts';
import { FirmSelect, useFirm } from './firm.tsx';
import { Missing, noPolicy } from './missing.tsx';
import { moneyWords, OutcomeTag, Reasons, useUnitNames, yuanOf } from './names.tsx';
import './policies.css';

export default function PolicyPage() {
  const { id } = useParams<{ id: string }>();
  const mine = useFirm();
  const { data, error, refetch } = useQuery({
    queryKey: ['policy', id, mine.firm?.id],
    queryFn: () => api.get<PolicyView>(`/policies/${id}${query({ firm: mine.firm?.id })}`),
    enabled: mine.ready,
  });
  useTitle(data?.item.title);
  const unitName = useUnitNames();
  if (error) return <Missing error={error} again={() => void refetch()} {...noPolicy} />;
  if (!data) return <Loading />;
  const { item, firm } = data;
  return (
    <div className="policies stack-l">
      <header className="stack-s">
        <p>
          <Link href={`/policies${mine.firm ? `?firm=${mine.firm.id}` : ''}`}>← 惠企政策</Link>
        </p>
        <h1>{item.title}</h1>
        <p className="row">
          <Tag>{kinds[item.kind]}</Tag>
          <Tag look="brand">{ways[item.way]}</Tag>
          {item.assumed ? <Tag look="warn">待部门确认</Tag> : null}
        </p>
        <p>{item.summary}</p>
      </header>
      {data.closedOn ? (
        <Banner look="warn">
          <p>
            这项政策已于{day(data.closedOn)}关闭：{data.closedReason}
          </p>
        </Banner>
      ) : null}
      {firm ? (
        <section className="card stack" aria-labelledby="policy-for-me">
          <div className="row between">
            <h2 id="policy-for-me">您的企业</h2>
            <OutcomeTag outcome={firm.outcome} />
          </div>
          <FirmSelect {...mine} />
          <Reasons reasons={firm.reasons} />
          {firm.outcome !== 'unmet' ? (
            <div className="policy-lines stack-s">
              {firm.lines.map(l => (
                <p key={l}>{l}</p>
              ))}
              {firm.amount ? <p className="policy-mine">大约可得 {yuanOf(firm.amount)}</p> : null}
            </div>
          ) : null}
          <Next data={data} firm={firm.id} outcome={firm.outcome} />
        </section>
      ) : mine.session && !mine.person ? (
        <p>
          <Link className="button primary" href={`/sign-in?next=/policies/${id}`}>
            登录，看我的企业符不符合
          </Link>
        </p>
      ) : null}
      <section className="card stack" aria-labelledby="policy-what">
        <h2 id="policy-what">政策说明</h2>
        <dl className="policy-facts">
          <dt>给多少</dt>
          <dd>{data.amount}</dd>
          <dt>给谁</dt>
          <dd>
            <ul className="stack-s">
              {data.conditions.map(c => (
                <li key={c}>{c}</li>
              ))}
            </ul>
          </dd>
          <dt>次数</dt>
          <dd>
            {onces[item.once]}
            {data.excludes.length > 0 ? (
              <>
                ；同一年不能和
                {data.excludes.map(e => (
                  <Link key={e.id} href={`/policies/${e.id}`}>
                    “{e.title}”
                  </Link>
                ))}
                重复
              </>
            ) : null}
          </dd>
          <dt>时间</dt>
          <dd>
            {day(item.from)}至{day(item.to)}，{item.way === 'claim' ? `提交后 ${item.promisedDays} 个工作日内审核` : '由部门定期匹配，公示后支付'}
          </dd>
          {item.materials.length > 0 ? (
            <>
              <dt>要交的</dt>
              <dd>
                {item.materials.map(m => (
                  <p key={m.id}>
                    {m.title}
                    <span className="muted">（{m.why}）</span>
                  </p>
                ))}
              </dd>
            </>
          ) : null}
          <dt>今年资金</dt>
          <dd>{data.left === null ? '还没有下达' : data.money === 'spent' ? '已经用完' : `还剩 ${yuanOf(data.left)}`}</dd>
          <dt>依据</dt>
          <dd>
            {item.document} {item.place}
          </dd>
          <dt>版本</dt>
          <dd>
            {data.no === 1 ? `${day(data.since)}公布` : `第 ${data.no} 版，${day(data.since)}起按这一版（${day(data.firstPublishedOn)}第一次公布）`}
            {data.changes.length > 0 ? (
              <details>
                <summary>这一版改了什么</summary>
                <ul className="stack-s">
                  {data.changes.map(c => (
                    <li key={c.field}>
                      {c.field}
                      {c.before.length > 0 ? `，原来：${c.before.join('；')}` : ''}
                      {c.after.length > 0 ? `，现在：${c.after.join('；')}` : '，现在没有'}
                    </li>
                  ))}
                </ul>
                <p className="muted">以前提交的申领按提交时的版本办。</p>
              </details>
            ) : null}
          </dd>
          <dt>部门</dt>
          <dd>
            {unitName(data.unit)}，电话 <a href={`tel:${item.contact.replaceAll(/[^\d+]/g, '')}`}>{item.contact}</a>
          </dd>
        </dl>
      </section>
    </div>
  );
}

function Next({ data, firm, outcome }: { data: PolicyView; firm: string; outcome: string }) {
  if (data.closedOn || !data.open) return <p className="muted">现在不在申领时间里。</p>;
  if (data.item.way === 'without-claim')
    return <p>{outcome === 'met' ? '不用申请。部门生成名单并公示后，会发短信请您确认收款账户。' : '不用申请。条件符合以后，部门会主动联系您。'}</p>;
  if (data.firm?.reasons.some(r => r.outcome === 'unmet' && r.have === '已经申领或享受过'))
    return (
      <p>
        已经申领过，<Link href="/policies/mine">看进展和到账</Link>。
      </p>
    );
  if (outcome === 'unmet') return <p className="muted">现在还不能申领。信息有误的，请打下面的电话更正。</p>;
  if (data.money !== 'there') return <p className="muted">{moneyWords[data.money]}。资金情况可以打下面的电话问。</p>;
  return (
    <p>
      <Link className="button primary" href={`/policies/${data.id}/claim?firm=${firm}`}>
        申领
      </Link>
    </p>
  );
}
