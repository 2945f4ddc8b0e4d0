/** The pages of the enrolment under one heading. */
import type { ReactNode } from 'react';
import { Frame } from '#ui/frame';
import { Pages } from './places.tsx';
import './insurance-desk.css';

interface Props {
  title: string;
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function InsuranceFrame({ title, note, actions, children }: Props) {
  return (
    <Frame title={`居民医保：${title}`} note={note} actions={actions}>
      <Pages />
      {children}
    </Frame>
  );
}

/** A share with what it is made of: never without its denominator. */
export const Share = ({ part, whole, percent }: { part: number; whole: number; percent: number | null }) => (
  <span className="insurance-share">
    {percent === null ? '—' : `${percent.toFixed(2)}%`}
    <small>
      {part.toLocaleString('zh-CN')} / {whole.toLocaleString('zh-CN')}
    </small>
  </span>
);
