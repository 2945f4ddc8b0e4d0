/** The four pages of the appraisal under one heading. */
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { Frame, SubPages } from '#ui/frame';
import './appraisal.css';

const pages = [
  { path: '/desk/appraisal', title: '动态评价' },
  { path: '/desk/appraisal/runs', title: '考核结果' },
  { path: '/desk/appraisal/scheme', title: '考核办法' },
  { path: '/desk/appraisal/reviews', title: '复议诉讼' },
];

export function AppraisalFrame({ note, actions, children }: { note?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  const [location] = useLocation();
  const here = pages.filter(p => location === p.path || location.startsWith(`${p.path}/`)).at(-1);
  return (
    <Frame title={here ? `部门考核：${here.title}` : '部门考核'} note={note} actions={actions}>
      <SubPages label="部门考核的页面" pages={pages} />
      {children}
    </Frame>
  );
}
