/** One place of the list: what it is, whether it is open, how far, and how one gets there. */
import { Link } from 'wouter';
import { Tag } from '#ui/kit';
import { placeKinds } from '../../figures.ts';
import type { Ranked } from '../../rules.ts';
import { type PlaceView, stateInWords } from './data.ts';

export function PlaceCard({ ranked: { place: p, why } }: { ranked: Ranked<PlaceView> }) {
  return (
    <article className="card place-card">
      <h2>
        <Link href={`/places/${p.no}`}>{p.name}</Link>
      </h2>
      <p className="place-state">
        <Tag look={p.broken ? 'bad' : p.open ? 'good' : 'warn'}>{stateInWords(p)}</Tag>
        <span className="muted">{placeKinds[p.kind]}</span>
      </p>
      <p>{p.address}</p>
      {why.length > 0 ? <p className="muted small">{why.filter(w => !w.startsWith('设备')).join('；')}</p> : null}
      {p.phone ? (
        <p className="no-print">
          <a href={`tel:${p.phone}`} aria-label={`给${p.name}打电话 ${p.phone}`}>
            打电话 {p.phone}
          </a>
        </p>
      ) : null}
    </article>
  );
}
