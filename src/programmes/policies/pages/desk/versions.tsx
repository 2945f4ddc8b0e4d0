/** The versions of an item: who wrote and published each, when, and what it changed. */

import { day } from '#ui/words';
import { itemChanges } from '../../changes.ts';
import type { Names } from '../../facts.ts';
import type { Item } from '../../item.ts';
import type { deskItem } from '../../items.ts';

type Draft = Awaited<ReturnType<typeof deskItem.do>>;

interface ChangesProps {
  before: Item;
  after: Item;
  names: Names;
  items: readonly { id: string; title: string }[];
}

/** Field by field: what was, and what is. */
export function Changes({ before, after, names, items }: ChangesProps) {
  const changes = itemChanges(before, after, names, id => items.find(i => i.id === id)?.title ?? '另一项政策');
  if (changes.length === 0) return <p className="frame-muted">内容没有变</p>;
  return (
    <dl className="policy-changes">
      {changes.map(c => (
        <div key={c.field}>
          <dt>{c.field}</dt>
          {c.before.map(line => (
            <dd key={`-${line}`}>
              <span className="frame-hidden">原来：</span>
              <del>{line}</del>
            </dd>
          ))}
          {c.after.map(line => (
            <dd key={`+${line}`}>
              <span className="frame-hidden">改成：</span>
              <ins>{line}</ins>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

export function Versions({ draft, names, items }: { draft: Draft } & Pick<ChangesProps, 'names' | 'items'>) {
  return (
    <section className="frame-panel policy-try" aria-label="已发布的版本">
      <h2>已发布的版本</h2>
      <p className="frame-muted">发布了的版本不再变。已有的申领按提交时的版本办，新的申领按最新的版本。</p>
      {draft.versions.map((v, i) => {
        const earlier = draft.versions[i + 1];
        return (
          <details key={v.no} open={i === 0 && earlier !== undefined}>
            <summary>
              <span>第 {v.no} 版</span>
              <span className="frame-muted">
                {day(v.publishedOn)}起，{v.writtenByName ? `${v.writtenByName}起草，` : ''}
                {v.publishedByName}审核发布
              </span>
            </summary>
            {earlier ? <Changes before={earlier.body} after={v.body} names={names} items={items} /> : <p className="frame-muted">第一次发布：{v.body.title}</p>}
          </details>
        );
      })}
    </section>
  );
}
