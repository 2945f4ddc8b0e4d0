/** Materials, each once: what to bring, and what the county has already. */
import type { ReactNode } from 'react';
import type { NoticeView } from '../../views.ts';
import { howToGive, type NoticeMaterial, perhaps, perhapsWords, spared, toBring, wantedFor, whereFrom } from './notice-words.ts';
import type { Names } from './order.ts';

export function Materials({ notice, matters }: { notice: NoticeView; matters: Names }) {
  const bring = toBring(notice);
  const free = spared(notice);
  const maybe = perhaps(notice);
  return (
    <div className="notice-columns">
      <section className="card" aria-labelledby="notice-bring">
        <h2 id="notice-bring">{bring.length > 0 ? `要您准备的 ${bring.length} 份材料` : '不用您准备材料'}</h2>
        {bring.length > 0 ? (
          <ol className="notice-materials">
            {bring.map(m => (
              <Material key={m.id} material={m} matters={matters}>
                {m.hint ? <p>{m.hint}</p> : null}
                <p>{howToGive(m).join('；')}</p>
              </Material>
            ))}
          </ol>
        ) : (
          <p className="muted">{maybe.length > 0 ? '先由部门去查，查不到的才请您交。' : '需要的材料县里都有，或者办的过程中会产生。'}</p>
        )}
      </section>
      {maybe.length > 0 ? (
        <section className="card" aria-labelledby="notice-perhaps">
          <h2 id="notice-perhaps">查不到才交的 {maybe.length} 份材料</h2>
          <p className="muted">{perhapsWords}</p>
          <ul className="notice-materials">
            {maybe.map(m => (
              <Material key={m.id} material={m} matters={matters}>
                {m.hint ? <p>{m.hint}</p> : null}
                <p>{[whereFrom(m, matters), ...howToGive(m)].join('；')}</p>
              </Material>
            ))}
          </ul>
        </section>
      ) : null}
      {free.length > 0 ? (
        <section className="card notice-free" aria-labelledby="notice-free">
          <h2 id="notice-free">免提交的 {free.length} 份材料</h2>
          <p className="muted">这些县里已经有，或者办的过程中会产生。您同意后，由办事的部门自己去查。</p>
          <ul className="notice-materials">
            {free.map(m => (
              <Material key={m.id} material={m} matters={matters}>
                <p>{whereFrom(m, matters)}</p>
              </Material>
            ))}
          </ul>
          {free.some(m => m.ways.includes('upload')) ? <p className="small muted">万一没有查到，填表时会请您拍照上传。</p> : null}
        </section>
      ) : null}
    </div>
  );
}

const Material = ({ material: m, matters, children }: { material: NoticeMaterial; matters: Names; children: ReactNode }) => (
  <li>
    <strong>
      {m.name}
      {m.copies > 1 ? <span className="muted">（{m.copies} 份）</span> : null}
    </strong>
    {children}
    <p className="notice-for">{wantedFor(m, matters)}</p>
  </li>
);
