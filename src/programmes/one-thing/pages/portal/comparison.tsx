/** Doing the matters one by one against doing them as one thing. */
import type { ThingView } from '../../views.ts';
import './comparison.css';

type Figures = ThingView['comparison'];

const rows = [
  { key: 'materials', name: '交材料', unit: '份' },
  { key: 'forms', name: '填表', unit: '张' },
  { key: 'fields', name: '填内容', unit: '项' },
  { key: 'visits', name: '跑现场', unit: '次' },
  { key: 'days', name: '最长等', unit: '个工作日' },
] as const;

export const Comparison = ({ comparison: { separate, together }, caption }: { comparison: Figures; caption: string }) => (
  <table className="comparison">
    <caption>{caption}</caption>
    <thead>
      <tr>
        <td />
        <th scope="col">一样一样分开办</th>
        <th scope="col">在这里一起办</th>
      </tr>
    </thead>
    <tbody>
      {rows.map(({ key, name, unit }) => {
        const most = Math.max(separate[key], together[key], 1);
        return (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td>
              <Bar share={separate[key] / most} />
              <span className="comparison-number">{separate[key]}</span> {unit}
            </td>
            <td className="comparison-together">
              <Bar share={together[key] / most} />
              <span className="comparison-number">{together[key]}</span> {unit}
            </td>
          </tr>
        );
      })}
    </tbody>
  </table>
);

const Bar = ({ share }: { share: number }) => (
  <span className="comparison-bar" aria-hidden="true">
    <span style={{ width: `${Math.round(share * 100)}%` }} />
  </span>
);

/** What is saved, as a sentence: 少交 7 份材料、少跑 7 次. Empty where nothing is. */
export function saved({ separate, together }: Figures): string {
  const less = (key: (typeof rows)[number]['key']) => separate[key] - together[key];
  return [
    less('materials') > 0 ? `少交 ${less('materials')} 份材料` : '',
    less('fields') > 0 ? `少填 ${less('fields')} 项内容` : '',
    less('visits') > 0 ? `少跑 ${less('visits')} 次` : '',
    less('days') > 0 ? `快 ${less('days')} 个工作日` : '',
  ]
    .filter(Boolean)
    .join('、');
}
