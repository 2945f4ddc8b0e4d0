/** The programme's pages in groups, each only for whom it is, and where its registers have theirs. */
import { SubPages } from '#ui/frame';
import type { Place } from '#ui/registers';
import { type Session, useSession } from '#ui/session';
import { bureaus } from '../../figures.ts';

const watches = (s: Session) => s.roles.some(r => ['supervisor', 'leader', 'auditor'].includes(r.role));
/** The two bureaus, and who watches the county. */
const keeps = (s: Session) => watches(s) || s.roles.some(r => r.unit !== null && (Object.values(bureaus) as string[]).includes(r.unit));
const all = (_: Session) => true;

const pages: readonly { group: string; path: string; title: string; sees(s: Session): boolean }[] = [
  { group: '总览', path: '/desk/funds', title: '总览', sees: all },
  { group: '项目', path: '/desk/funds/way', title: '申报与入库', sees: all },
  { group: '项目', path: '/desk/funds/projects', title: '项目库', sees: all },
  { group: '项目', path: '/desk/funds/records', title: '合同、验收、移交', sees: all },
  { group: '下达和支付', path: '/desk/funds/allotments', title: '下达', sees: keeps },
  { group: '下达和支付', path: '/desk/funds/payments', title: '支付', sees: keeps },
  { group: '调整', path: '/desk/funds/plans', title: '调整方案', sees: keeps },
  { group: '月报和通报', path: '/desk/funds/notices', title: '季度通报', sees: all },
  { group: '月报和通报', path: '/desk/rounds/funds-monthly', title: '月报', sees: all },
];

export function Pages() {
  const { data: session } = useSession();
  return <SubPages label="衔接资金的页面" pages={session ? pages.filter(p => p.sees(session)) : []} />;
}

export const ledger = (name: string) => (): Place => ({ kind: `funds-${name}`, base: `/desk/funds/${name}`, pages: <Pages /> });
