/** What the county's lists say of oneself, of the children of the household and of those for whom one acts. */
import { Link } from 'wouter';
import { Banner, Tag } from '#ui/kit';
import { day } from '#ui/words';
import { gathering, insuranceYear, type Payer, paymentDays } from '../../figures.ts';
import type { Mine, MineInsured } from '../../mine.ts';
import { payers } from '../../words.ts';

export function MineStatus({ mine, today }: { mine: Mine; today: string }) {
  return (
    <section className="stack" aria-labelledby="insurance-mine">
      <h2 id="insurance-mine">我家的参保情况</h2>
      {mine.people.map(p => (
        <One key={p.identity + p.name} of={p} document={mine.document} today={today} />
      ))}
      <p className="muted small">
        名单或金额不对，<Link href="/hotline/new">写给 12345</Link>，转县医保局和出名单的部门核实；也可以打 <a href="tel:12345">12345</a>
        。同一户的未成年人直接列在这里；别的家人要在
        <Link href="/mandates">委托</Link>里授权，才能看到。
      </p>
    </section>
  );
}

function state(p: MineInsured, today: string): { look: 'good' | 'warn' | 'brand'; words: string } {
  if (!p.known) return { look: 'warn', words: '不在名单上' };
  if (p.exempt) return { look: 'brand', words: `不用在这里参保：${p.exempt}` };
  if (p.newborn) return { look: 'good', words: '已登记，今年不用缴' };
  if (p.paid) return { look: 'good', words: '已参保' };
  return { look: 'warn', words: today > gathering.to ? '没有在集中缴费期参保' : '还没有缴费' };
}

/** Nobody can pay yet: the bureau has to say first how much. */
const unassessed = (p: MineInsured) => p.assessment.needed && p.assessment.amount === null;

const relations = { self: '（本人）', child: '（未成年人）', mandate: '' } as const;

function One({ of: p, document, today }: { of: MineInsured; document: string; today: string }) {
  const { look, words } = state(p, today);
  const heading = `insured-${p.identity}-${p.relation}`;
  return (
    <article className="card stack" aria-labelledby={heading}>
      <h3 id={heading}>
        {p.name}
        {relations[p.relation]} <Tag look={look}>{words}</Tag>
      </h3>
      {!p.known ? (
        <Banner look="warn">
          <p>县里 {insuranceYear} 年度的参保对象里没有这个身份证号。在中阳生活、没有参加职工医保的，带身份证到村（社区）或县医保局登记；在外地参保的不用管。</p>
        </Banner>
      ) : (
        <dl className="insurance-shares">
          <div>
            <dt>个人缴</dt>
            <dd>{p.exempt ? '—' : p.share === null ? '按优抚对象医疗补助政策' : `${p.share} 元`}</dd>
          </div>
          {p.others.map(o => (
            <div key={o.payer}>
              <dt>{payers[o.payer as Payer]}替缴</dt>
              <dd>{o.amount === null ? '按优抚对象医疗补助政策' : `${o.amount} 元`}</dd>
            </div>
          ))}
          <div>
            <dt>名单上的身份</dt>
            <dd>{p.identities.length > 0 ? p.identities.join('、') : '没有'}</dd>
          </div>
          {p.aid ? (
            <div>
              <dt>享受的资助</dt>
              <dd>
                {p.aid}（{document} {p.place}）
              </dd>
            </div>
          ) : null}
          {p.paid ? (
            <>
              <div>
                <dt>缴费</dt>
                <dd>
                  {day(p.paid.on)}缴 {p.paid.amount} 元{p.paid.channel ? `，${p.paid.channel}` : ''}
                </dd>
              </div>
              <div>
                <dt>享受待遇</dt>
                <dd>
                  {p.from ? day(p.from) : `${insuranceYear}年1月1日`}至{day(p.until)}
                </dd>
              </div>
            </>
          ) : p.exempt ? null : p.newborn ? (
            <div>
              <dt>享受待遇</dt>
              <dd>
                自出生之日起至{day(p.until)}，从次年起缴费（{document} 四（二））
              </dd>
            </div>
          ) : (
            <>
              {p.assessment.needed ? (
                <div>
                  <dt>补缴</dt>
                  <dd>
                    {p.assessment.amount
                      ? `县医保局${day(p.assessment.on!)}核定 ${p.assessment.amount} 元，可以缴了`
                      : '集中缴费期已经结束，先到县医保局核定补缴金额，推送税务以后再缴（七（一））'}
                  </dd>
                </div>
              ) : today <= gathering.to ? (
                <div>
                  <dt>什么时候缴</dt>
                  <dd>
                    {day(gathering.to)}前，每月 {paymentDays.first} 日至 {paymentDays.last} 日
                  </dd>
                </div>
              ) : null}
              <div>
                <dt>{unassessed(p) ? '今天核定、缴费的话' : '现在缴'}</dt>
                <dd>
                  {p.ifToday
                    ? `从${day(p.ifToday)}起享受待遇${p.waiting > 0 ? `（有 ${p.waiting} 个月等待期）` : ''}`
                    : `今天不能缴，每月 ${paymentDays.first} 日至 ${paymentDays.last} 日可以缴`}
                </dd>
              </div>
            </>
          )}
        </dl>
      )}
      {p.known && !p.paid && !p.exempt && !p.newborn && p.ifToday && !unassessed(p) ? <HowToPay of={p} /> : null}
      {p.known && !p.exempt ? (
        <details>
          <summary>为什么</summary>
          <ol className="insurance-why">
            {p.why.map(step => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </details>
      ) : null}
    </article>
  );
}

/** 六 */
function HowToPay({ of: p }: { of: MineInsured }) {
  if (p.share === '0.00') return <p>不用自己缴，由出名单的部门和税务部门办；到 {day(gathering.to)}还显示没有参保的，请问村（社区）。</p>;
  return (
    <p>
      微信、支付宝、银行柜台或手机银行、自然人电子税务局都可以缴，家人的职工医保个人账户也可以代缴；不会用手机的，找村（社区）的协办人员
      {p.helpers.map((h, i) => (
        <span key={h.name}>
          {i === 0 ? '：' : '、'}
          {h.name}
          {h.phone ? (
            <>
              {' '}
              <a href={`tel:${h.phone}`}>{h.phone}</a>
            </>
          ) : null}
        </span>
      ))}
      。
    </p>
  );
}
