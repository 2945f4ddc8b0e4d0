/** One thing on one screen: what it is, what it gives, who takes part in which order, what is spared. */
import { Link, useParams } from 'wouter';
import { Problem } from '#ui/api';
import { Empty, Failed, Loading, Tag, useTitle } from '#ui/kit';
import type { ThingView } from '../../views.ts';
import { Comparison, saved } from './comparison.tsx';
import { useThing, useThings } from './data.ts';
import { markNames, Sign } from './mark.tsx';
import { numbered, steps, stepTitle, waitsFor } from './order.ts';
import './order.css';
import './thing.css';

export default function Thing() {
  const { no = '' } = useParams();
  const { data, error, refetch } = useThing(no);
  useTitle(data?.name);
  if (error instanceof Problem && (error.status === 404 || error.status === 422)) return <NoThing />;
  if (error) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  return <Shown thing={data} />;
}

/** An address that no thing has. */
export function NoThing() {
  useTitle('没有这件事');
  return (
    <Empty title="没有这件事">
      <h1 className="visually-hidden">没有这件事</h1>
      <p>
        <Link href="/">回首页找一找</Link>，或者<Link href="/guide">一步一步问我</Link>
      </p>
    </Empty>
  );
}

function Shown({ thing }: { thing: ThingView }) {
  const spared = saved(thing.comparison);
  const count = thing.questions.length;
  return (
    <article className="thing">
      <Trail thing={thing} />
      <header className="thing-head">
        <p className="thing-situation">{thing.situation}</p>
        <h1>{thing.name}</h1>
        <p className="thing-intro">{thing.intro}</p>
        <p className="thing-tags">
          {thing.mark === 'city' ? null : (
            <Tag look="brand">
              <Sign mark={thing.mark} />
              &nbsp;{markNames[thing.mark]}
            </Tag>
          )}
          <Tag>{whose[thing.principal]}</Tag>
          <Tag>牵头：{thing.leadDepartment}</Tag>
        </p>
        <div className="thing-go">
          <Link href={`/things/${thing.no}/questions`} className="button primary thing-button">
            看看我要准备什么
          </Link>
          <p className="muted">{count > 0 ? `最多回答 ${count} 个问题，一两分钟` : '不用回答问题'}，不用登录</p>
        </div>
      </header>
      <div className="thing-columns">
        <div className="thing-side">
          <section className="card" aria-labelledby="thing-results">
            <h2 id="thing-results">办好以后，您会得到</h2>
            <ul className="thing-results">
              {[...new Set(thing.matters.map(m => m.result))].map(result => (
                <li key={result}>{result}</li>
              ))}
            </ul>
            {thing.matters.some(m => m.optional) ? <p className="muted small">具体有哪些，看您的情况。</p> : null}
          </section>
          <section className="card" aria-labelledby="thing-comparison">
            <h2 id="thing-comparison">能省多少事</h2>
            {spared ? <p className="thing-spared">{spared}</p> : null}
            <Comparison comparison={thing.comparison} caption="按要办的事项最多的情况算。您的情况怎样，回答几个问题就知道。" />
          </section>
        </div>
        <section className="card" aria-labelledby="thing-matters">
          <h2 id="thing-matters">要办的事，我们这样安排</h2>
          <p className="muted small">
            {departments(thing)} 个部门，{thing.matters.length} 个事项。您只交一次，后面由部门之间接着办。
          </p>
          <Order thing={thing} />
        </section>
      </div>
      <p className="thing-again">
        <Link href={`/things/${thing.no}/questions`} className="button primary thing-button">
          看看我要准备什么
        </Link>
      </p>
      <p className="thing-source">
        依据：{thing.source}。牵头部门：{thing.leadDepartment}。有疑问打 <a href="tel:12345">12345</a>，或
        <Link href={`/helpers?thing=${thing.no}`}>请人帮办</Link>。
      </p>
    </article>
  );
}

const whose = { person: '以个人名义办', firm: '以企业名义办', either: '个人、企业都能办' } as const;

const departments = (thing: ThingView) => new Set(thing.matters.map(m => m.departmentId)).size;

function Trail({ thing }: { thing: ThingView }) {
  const { data } = useThings();
  const stage = data?.stages.find(s => s.id === thing.stage);
  return (
    <nav aria-label="位置">
      <ol className="thing-trail">
        <li>
          <Link href={thing.audience === 'enterprise' ? '/?for=enterprise' : '/'}>首页</Link>
        </li>
        {stage ? (
          <li>
            <Link href={`/guide?for=${stage.audience}&stage=${stage.id}`}>{stage.name}</Link>
          </li>
        ) : null}
      </ol>
    </nav>
  );
}

function Order({ thing }: { thing: ThingView }) {
  const names = numbered(thing.matters);
  return (
    <ol className="order">
      {steps(thing.matters).map((level, index) => (
        <li key={level[0]!.id} className="order-step">
          <h3 className="order-title">{stepTitle(index, level.length)}</h3>
          <ul>
            {level.map(m => (
              <li key={m.id} className="order-matter">
                <strong>
                  <span className="order-number">{names.get(m.id)?.number}</span>
                  {m.name}
                </strong>
                <span className="order-plain">{m.plain}</span>
                <span className="order-small">
                  {[`${m.department}${m.lead ? '（牵头）' : ''}`, m.optional ? '看情况办' : '', waitsFor(m, names)].filter(Boolean).join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
