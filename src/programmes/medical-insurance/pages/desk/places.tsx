/** The pages of the enrolment, each only for whom it is. */
import { useParams } from 'wouter';
import { SubPages } from '#ui/frame';
import type { Place } from '#ui/registers';
import { type Session, useSession } from '#ui/session';

const watches = (s: Session) => s.roles.some(r => ['supervisor', 'leader', 'auditor'].includes(r.role));
const works =
  (...units: string[]) =>
  (s: Session) =>
    s.roles.some(r => units.includes(r.unit ?? ''));
const of =
  (...units: string[]) =>
  (s: Session) =>
    watches(s) || works(...units)(s);
const inTown = (s: Session) => s.roles.some(r => r.unit?.startsWith('town-'));

const d = '/desk/insurance';

/** In groups by what is done, so that a telephone shows them in a line. */
const all: readonly { group: string; path: string; title: string; sees(s: Session): boolean }[] = [
  { group: '参保进度', path: d, title: '参保进度', sees: () => true },
  {
    ...{ group: '参保进度', path: `${d}/missing`, title: '还没参保的人' },
    sees: s => inTown(s) || of('medical-insurance', 'taxation', 'civil-affairs', 'agriculture', 'veterans-affairs')(s),
  },
  {
    ...{ group: '参保进度', path: `${d}/reminders`, title: '短信提醒' },
    sees: s => inTown(s) || of('medical-insurance', 'civil-affairs', 'agriculture', 'veterans-affairs')(s),
  },
  { group: '参保进度', path: `${d}/schools`, title: '学校', sees: of('medical-insurance', 'education') },
  { group: '名单', path: `${d}/lists`, title: '名单和标识', sees: () => true },
  {
    ...{ group: '名单', path: `${d}/conflicts`, title: '名单问题' },
    sees: s => inTown(s) || of('medical-insurance', 'taxation', 'civil-affairs', 'agriculture', 'veterans-affairs')(s),
  },
  { group: '台账', path: `${d}/persons`, title: '参保对象', sees: s => inTown(s) || of('medical-insurance')(s) },
  { group: '台账', path: `${d}/lists/insurance-helpers`, title: '协办人员', sees: s => inTown(s) || of('medical-insurance', 'taxation')(s) },
  { group: '台账', path: `${d}/lists/insurance-back-payments`, title: '补缴核定', sees: s => inTown(s) || of('medical-insurance')(s) },
  { group: '缴费和资金', path: `${d}/exchange`, title: '和税务往来', sees: of('medical-insurance', 'taxation') },
  { group: '缴费和资金', path: `${d}/payments`, title: '缴费', sees: of('taxation') },
  { group: '缴费和资金', path: `${d}/bill`, title: '资助资金', sees: of('medical-insurance', 'finance') },
  { group: '分工', path: `${d}/duties`, title: '分工和决定', sees: () => true },
];

export function Pages() {
  const { data: session } = useSession();
  return <SubPages label="居民医保的页面" pages={session ? all.filter(p => p.sees(session)) : []} />;
}

export const usePersons = (): Place => ({ kind: 'insured', base: '/desk/insurance/persons', pages: <Pages /> });
export const usePayments = (): Place => ({ kind: 'insurance-payments', base: '/desk/insurance/payments', pages: <Pages /> });

/** One of the departments' and towns' lists, as the address names it. */
export function useListPlace(): Place {
  const { kind = '' } = useParams<{ kind: string }>();
  return { kind, base: `/desk/insurance/lists/${kind}`, pages: <Pages /> };
}

export const bills = {
  kind: 'insurance-run',
  base: '/desk/insurance/bill',
  title: '居民医保参保资助资金',
  tabs: <Pages />,
  sources: { to: '/desk/insurance/lists', title: '看名单和标识' },
  verb: '测算',
  row: '村（社区）',
  unit: '个',
};
