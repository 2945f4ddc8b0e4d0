/** The way between the programme's pages, and where its registers have theirs. */
import { SubPages } from '#ui/frame';
import type { Place } from '#ui/registers';
import { useSession } from '#ui/session';
import { tabsFor } from './tabs.ts';

export function Pages() {
  const { data: session } = useSession();
  return <SubPages label="衔接资金的页面" pages={session ? tabsFor(session.roles) : []} />;
}

export const ledger = (name: string) => (): Place => ({ kind: `funds-${name}`, base: `/desk/funds/${name}`, pages: <Pages /> });
