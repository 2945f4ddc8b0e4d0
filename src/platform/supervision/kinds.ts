/** Kinds of duties: data of the manifests. What differs between kinds is written here and nowhere else. */
import type { Role, StaffRole } from '../access/index.ts';
import type { Ctx } from '../actions/index.ts';
import { type Citation, cite } from '../citations/index.ts';
import { notifyPerson } from '../notices/index.ts';
import type { DutyRow } from './duty-row.ts';
import { answerDays, dutyKinds } from './words.ts';

/** What has happened, for who asked. */
export type Step = 'opened' | 'sent' | 'answered' | 'reopened' | 'closed' | 'joined';

export interface DutyKind {
  id: string;
  title: string;
  /** Before the year in the number: 督〔2024〕1号. */
  prefix: string;
  /** Working days to answer. */
  days: number;
  /** Where the days are from. */
  source: Citation | 'assumed';
  openedBy: readonly Role[];
  /** Working hours within which the unit takes it in hand; absent: it need not. */
  takeHours?: { ordinary: number; urgent: number };
  /** Ends by a call back to who asked; otherwise the supervisor confirms the answer. */
  follow?: boolean;
  /** Sends on what was asked from outside: holders of this role are told that something waits. */
  sentBy?: StaffRole;
  /** Opens one that another platform hands over, which has that number there; refuses what is wrong with it. */
  takeFrom?(ctx: Ctx, asked: unknown, outside: string): Promise<{ id: string; number: string }>;
  /** Page of the desk that says more, before the id. */
  page?: string;
  /** Tells who asked, in the house's scope; absent: a message when it is closed. */
  tell?(ctx: Ctx, duty: DutyRow, step: Step): Promise<void>;
}

declare module '../actions/action.ts' {
  interface House {
    duties: Record<string, DutyKind>;
  }
}

export const kindOf = (ctx: Ctx, id: string): DutyKind => {
  const kind = ctx.house.duties[id];
  if (!kind) throw new Error(`no kind of duty ${id}`);
  return kind;
};

/** Where the desk shows it. */
export const deskPage = (kind: DutyKind, id: string): string => `${kind.page ?? '/desk/duties/'}${id}`;

export const ownKinds: readonly DutyKind[] = [
  { id: 'letter', title: dutyKinds.letter, prefix: '督', days: answerDays.letter, source: 'assumed', openedBy: ['supervisor', 'leader'] },
  {
    id: 'bad-rating',
    title: dutyKinds['bad-rating'],
    prefix: '评',
    days: answerDays['bad-rating'],
    source: cite('GB/T 39735-2020', ''),
    openedBy: ['resident'],
  },
  { id: 'complaint', title: dutyKinds.complaint, prefix: '诉', days: answerDays.complaint, source: cite('GB/T 39735-2020', ''), openedBy: ['resident'] },
];

/** Tells who asked, in the way of the kind. */
export async function tellAsker(ctx: Ctx, duty: DutyRow, step: Step): Promise<void> {
  const kind = kindOf(ctx, duty.kind);
  if (kind.tell) return kind.tell(ctx, duty, step);
  const [party] = duty.parties;
  if (step !== 'closed' || !party) return;
  await notifyPerson(ctx, party, {
    template: 'duty-closed',
    data: { kind: kind.title, title: duty.title },
    ...(duty.caseId ? { link: `/cases/${duty.caseId}` } : {}),
  });
}
