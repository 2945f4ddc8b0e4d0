/** Where the programme's registers and runs have their pages, and the way between them. */
import { useParams } from 'wouter';
import { SubPages } from '#ui/frame';
import type { Place } from '#ui/registers';
import { useSession } from '#ui/session';
import { tabsFor } from './tabs.ts';

export function Pages() {
  const { data: session } = useSession();
  return <SubPages label="光伏收益的页面" pages={session ? tabsFor(session.roles) : []} />;
}

/** The register that the address names; an address that names none has no page. */
export function useRegisterPlace(): Place {
  const { register = '' } = useParams<{ register: string }>();
  return { kind: `solar-${register}`, base: `/desk/solar/${register}`, pages: <Pages /> };
}

export const runs = {
  kind: 'solar-run',
  base: '/desk/solar/runs',
  title: '光伏帮扶收益分配',
  tabs: <Pages />,
  sources: { to: '/desk/solar/sources', title: '看各单位的数据' },
  verb: '测算',
  row: '村（安置点）',
  unit: '个',
};
