/** Lights, due days and the advice of the checks: in a colour and always in a word. */

import type { ReactNode } from 'react';
import type { Light as LightName } from '#platform/cases/pure';
import { day } from '#ui/words';
import './light.css';

export const lightNames: Record<LightName, string> = {
  green: '正常',
  yellow: '将到期',
  red: '已超期',
  stopped: '已停表',
  none: '—',
};

export const Light = ({ light }: { light: LightName }) => (
  <span className={`light light-${light}`}>
    <i aria-hidden="true" />
    {lightNames[light]}
  </span>
);

/** `还剩 3 天`, counted in working days, as every limit is. */
export function leftInWords(daysLeft: number | null, light: LightName): string {
  if (daysLeft === null) return '';
  // On the weekend after the due day no working day has passed yet.
  if (daysLeft === 0) return light === 'red' ? '刚过期' : '今天到期';
  return daysLeft > 0 ? `还剩 ${daysLeft} 个工作日` : `超 ${-daysLeft} 个工作日`;
}

interface DueProps {
  dueOn: string | null;
  daysLeft: number | null;
  light: LightName;
  today: string;
}

export function Due({ dueOn, daysLeft, light, today }: DueProps) {
  if (light === 'stopped') return <span className="light-muted">停表，不计时</span>;
  if (!dueOn) return <span className="light-muted">—</span>;
  return (
    <span className="due">
      {day(dueOn, today)}
      <small className={`light-${light}`}>{leftInWords(daysLeft, light)}</small>
    </span>
  );
}

export type Advice = 'pass' | 'doubt' | 'fail';
export const adviceNames: Record<Advice, string> = { pass: '合格', doubt: '有疑点', fail: '不合格' };
const adviceSigns: Record<Advice, string> = { pass: '✓', doubt: '?', fail: '✕' };

export const AdviceMark = ({ advice }: { advice: Advice | null }) =>
  advice ? (
    <span className={`advice advice-${advice}`}>
      <i aria-hidden="true">{adviceSigns[advice]}</i>
      {adviceNames[advice]}
    </span>
  ) : (
    <span className="light-muted">—</span>
  );

/** A small word that stands out: `补正过`, `容缺后补`. */
export const Mark = ({ look = 'plain', children }: { look?: 'plain' | 'info' | 'good' | 'warn' | 'bad'; children: ReactNode }) => (
  <span className={`mark mark-${look}`}>{children}</span>
);

/** `10月20日 10:55`: an instant in China's time, with the year where it is not this one. */
export function clockTime(instant: string, today: string): string {
  const local = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  return `${day(local.slice(0, 10), today)} ${local.slice(11, 16)}`;
}
