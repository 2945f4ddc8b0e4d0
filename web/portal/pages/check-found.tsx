/** What a check found: a licence of the county and how it stands today; a composite with its parts. */
import type { ReactNode } from 'react';
import { type Standing, spaced, standings } from '#platform/licences/pure';
import { day } from '#ui/words';

export interface Checked {
  number: string;
  typeName: string;
  bearer: string;
  issuer: string;
  issuedOn: string;
  validUntil: string | null;
  state: Standing;
  parts: { typeName: string; number: string; validUntil: string | null; state: Standing }[];
}

// Drawn, because not every font has them.
const tick = 'M14 25l7 7 14-15';
const cross = 'M17 17l14 14M31 17l-14 14';
const mark = 'M24 13v14M24 34v.5';

const states: Record<Standing, { look: 'good' | 'warn' | 'bad'; sign: string; title: string; meaning: string }> = {
  valid: { look: 'good', sign: tick, title: '有效', meaning: '本县发的证照，今天有效。' },
  partly: { look: 'warn', sign: mark, title: '部分许可失效', meaning: '是本县发的综合许可证，里面有的许可现在不能用，见下面每一项。' },
  expired: { look: 'bad', sign: cross, title: '已过期', meaning: '是本县发的证照，但有效期已经过了。' },
  suspended: { look: 'warn', sign: mark, title: '已暂停使用', meaning: '发证部门暂停了这张证照，恢复前不能使用。' },
  revoked: { look: 'bad', sign: cross, title: '已吊销（撤销）', meaning: '发证部门吊销（撤销）了这张证照，不能使用。' },
  cancelled: { look: 'bad', sign: cross, title: '已注销', meaning: '是本县发过的证照，持证人终止或不再使用，已经注销，不能使用。' },
  replaced: { look: 'warn', sign: mark, title: '已换发新证', meaning: '持证人已经换了新证，请对方出示新的一张。' },
};

export function Found({ licence }: { licence: Checked }) {
  const state = states[licence.state];
  return (
    <div className={`check-card check-${state.look}`}>
      <div className="check-state">
        <svg className="check-sign" viewBox="0 0 48 48" aria-hidden="true">
          <path d={state.sign} />
        </svg>
        <div>
          <h2>{state.title}</h2>
          <p>{state.meaning}</p>
        </div>
      </div>
      <dl>
        <Row name="证照">{licence.typeName}</Row>
        <Row name="持证人">
          {licence.bearer}
          {licence.bearer.includes('*') ? <span className="muted small">（为保护隐私，不全显示）</span> : null}
        </Row>
        <Row name="发证部门">{licence.issuer}</Row>
        <Row name="发证日期">{day(licence.issuedOn)}</Row>
        <Row name="有效期">{licence.validUntil ? `到${day(licence.validUntil)}` : '长期'}</Row>
        <Row name="编号">
          <span className="check-number">{spaced(licence.number)}</span>
        </Row>
      </dl>
      {licence.parts.length > 0 ? (
        <section aria-label="包含的许可">
          <h3>包含的许可</h3>
          <ul className="check-parts">
            {licence.parts.map(p => (
              <li key={p.number}>
                <strong>{p.typeName}</strong>
                <span className={p.state === 'valid' ? 'check-part-good' : 'check-part-bad'}>{standings[p.state]}</span>
                <span className="muted small">
                  {p.number}，{p.validUntil ? `到${day(p.validUntil)}` : '长期'}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <p className="muted small">请核对证照上的名称和持证人与这里一致。</p>
    </div>
  );
}

const Row = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
