/** A licence as it looks: frame, title, lines, QR code, the drawn seal. The same data draws the PDF. */
import { useId } from 'react';
import type { Drawn } from '#platform/licences';
import { spaced, standings } from '#platform/licences/pure';
import { Qr } from '#ui/qr';
import { day } from '#ui/words';
import './face.css';

export function LicenceFace({ face, link }: { face: Drawn; link?: (licenceId: string) => string }) {
  const usable = face.standing === 'valid';
  return (
    <article className={`face face-${face.shape}${usable ? '' : ' face-off'}`} aria-label={`${face.title}的样式`}>
      <p className="face-number">证照编号 {spaced(face.number)}</p>
      <h2 className="face-title">{face.title}</h2>
      <dl className="face-lines">
        <div>
          <dt>{face.bearerLabel}</dt>
          <dd>{face.bearerName}</dd>
        </div>
        {face.lines.map(l => (
          <div key={l.id}>
            <dt>{l.label}</dt>
            <dd>{l.value}</dd>
          </div>
        ))}
        {face.parts.map(p => (
          <div key={p.licenceId}>
            <dt>{link ? <a href={link(p.licenceId)}>{p.typeName}</a> : p.typeName}</dt>
            <dd>
              <span className={p.standing === 'valid' ? 'face-good' : 'face-bad'}>{standings[p.standing]}</span>
              {p.validUntil ? `，至${day(p.validUntil)}` : '，长期'}
              <span className="face-small">{p.number}</span>
            </dd>
          </div>
        ))}
        <div>
          <dt>有效期</dt>
          <dd>{face.validUntil ? `${day(face.issuedOn)}至${day(face.validUntil)}` : '长期'}</dd>
        </div>
      </dl>
      {face.note ? <p className="face-note">{face.note}</p> : null}
      <div className="face-foot">
        <figure className="face-qr">
          <Qr text={`${window.location.origin}/check/${face.number}`} alt={`查验${face.title}的二维码`} size={104} />
          <figcaption>扫码查真假</figcaption>
        </figure>
        <div className="face-signed">
          <Seal unit={face.seal} below={face.demo ? '演示' : '电子证照'} />
          <p>
            {face.issuerName}
            <br />
            {day(face.issuedOn)}
          </p>
        </div>
      </div>
      {usable ? null : <p className="face-stamp">{standings[face.standing]}</p>}
      {face.demo ? <p className="face-demo">演示数据，不具有法律效力</p> : null}
    </article>
  );
}

/** A picture of a seal; what counts is the signature of the document. */
function Seal({ unit, below }: { unit: string; below: string }) {
  const arc = useId();
  return (
    <svg className="face-seal" viewBox="0 0 120 120" role="img" aria-label={`印章：${unit}（${below}）`}>
      <circle cx="60" cy="60" r="56" fill="none" stroke="currentColor" strokeWidth="3" />
      <path id={arc} d="M 20.5 76 A 42.5 42.5 0 1 1 99.5 76" fill="none" />
      <text fontSize={unit.length > 12 ? 10.5 : 13} fontWeight="700" fill="currentColor" textAnchor="middle">
        <textPath href={`#${arc}`} startOffset="50%" textLength={Math.min(168, unit.length * 15)} lengthAdjust="spacing">
          {unit}
        </textPath>
      </text>
      <path fill="currentColor" d="M60 44l4.1 10.4 11.1.7-8.6 7.1 2.8 10.8-9.4-6-9.4 6 2.8-10.8-8.6-7.1 11.1-.7z" />
      <text x="60" y="96" fontSize="11" fontWeight="700" fill="currentColor" textAnchor="middle">
        {below}
      </text>
    </svg>
  );
}
