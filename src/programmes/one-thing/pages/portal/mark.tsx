/** Who put a thing on the list: ● the State Council, ▲ the province. */
import type { ThingRow } from '../../views.ts';
import './mark.css';

const markSigns = { national: '●', province: '▲', city: '' } as const;
export const markNames = { national: '国家重点事项', province: '省重点事项', city: '市县事项' } as const;

/** The sign alone, where its meaning stands beside it. */
export const Sign = ({ mark }: { mark: ThingRow['mark'] }) => (
  <span className={`mark mark-${mark}`} aria-hidden="true">
    {markSigns[mark]}
  </span>
);

/** The sign, with its meaning for those who hear the page. */
export function Mark({ mark }: { mark: ThingRow['mark'] }) {
  if (mark === 'city') return null;
  return (
    <span title={markNames[mark]}>
      <Sign mark={mark} />
      <span className="visually-hidden">（{markNames[mark]}）</span>
    </span>
  );
}
