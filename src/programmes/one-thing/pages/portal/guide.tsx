/** A guide that asks: for whom, at which stage, in which situation. Where one stands is in the address. */
import { useEffect, useRef } from 'react';
import { Link, useSearchParams } from 'wouter';
import { Failed, Loading, useTitle } from '#ui/kit';
import { type Stage, useThings } from './data.ts';
import { Mark } from './mark.tsx';
import './guide.css';

const audiences = [
  { id: 'individual', name: '自己或家里人', hint: '生孩子、上学、找工作、买房、退休、老人去世…' },
  { id: 'enterprise', name: '公司、店铺或单位', hint: '开公司、开饭店、招人、盖厂房、变更、注销…' },
] as const;

export default function Guide() {
  const { data, error, refetch } = useThings();
  const [params] = useSearchParams();
  const audience = audiences.find(a => a.id === params.get('for'));
  const stage = data?.stages.find(s => s.id === params.get('stage') && s.audience === audience?.id);
  const step = stage ? 3 : audience ? 2 : 1;
  const title = stage ? '现在是哪种情况？' : audience ? (audience.id === 'individual' ? '关于哪方面的事？' : '公司或店铺走到哪一步了？') : '给谁办事？';
  useTitle(title);
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  // The address's path stays the same from step to step, so the page moves the focus itself.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the step changes.
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [step]);
  if (error) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <div className="guide">
      <nav aria-label="已经选了">
        <ol className="guide-trail">
          <li>{step > 1 ? <Link href="/guide">从头选</Link> : <Link href="/">回首页</Link>}</li>
          {audience ? <li>{stage ? <Link href={`/guide?for=${audience.id}`}>{audience.name}</Link> : <span>{audience.name}</span>}</li> : null}
          {stage ? (
            <li>
              <span>{stage.name}</span>
            </li>
          ) : null}
        </ol>
      </nav>
      <p className="guide-step">第 {step} 步，共 3 步</p>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <ul className="guide-choices">
        {stage
          ? data.items
              .filter(t => t.stage === stage.id)
              .map(t => (
                <li key={t.no}>
                  <Link href={`/things/${t.no}`} className="guide-choice">
                    <strong>{t.situation}</strong>
                    <span>{t.intro}</span>
                    <span className="guide-name">
                      {t.name} <Mark mark={t.mark} />
                    </span>
                  </Link>
                </li>
              ))
          : audience
            ? data.stages
                .filter(s => s.audience === audience.id)
                .map(s => (
                  <li key={s.id}>
                    <Link href={`/guide?for=${audience.id}&stage=${s.id}`} className="guide-choice">
                      <strong>{s.name}</strong>
                      <span>{situationsOf(s, data.items)}</span>
                    </Link>
                  </li>
                ))
            : audiences.map(a => (
                <li key={a.id}>
                  <Link href={`/guide?for=${a.id}`} className="guide-choice">
                    <strong>{a.name}</strong>
                    <span>{a.hint}</span>
                  </Link>
                </li>
              ))}
      </ul>
      <p className="guide-otherwise">
        {step > 1 ? '都不是？' : '不想选？'}
        <Link href="/">回首页搜一搜</Link>，或者打 <a href="tel:12345">12345</a> 问话务员。
      </p>
    </div>
  );
}

const situationsOf = (stage: Stage, items: readonly { stage: string; situation: string }[]) =>
  items
    .filter(t => t.stage === stage.id)
    .map(t => t.situation)
    .join('；');
