/** Registers that can be asked instead of a paper (数据共享): the county's own, and those of others through the exchange. */
import type { Askable, IntakeAnswer } from '#platform/exchange';
import type { Firm, KnownPerson } from '#platform/identity';
import type { Material } from './catalogue/schema.ts';

/** What a register says in the place of a material: who says it, when, and what. Goes into the case with it. */
export interface Found {
  from: string;
  at: string;
  lines: { name: string; value: string }[];
  /** The query through the exchange; null: a register of ours. */
  query: string | null;
}

/** Whether the applicant is spared a material, and why, in words; else what can be asked and what became of it. */
export type Answer =
  | { spared: true; says: string; found: Found | null }
  /** `ask`: what may be asked of whom now. `tried`: what was asked already, without success. */
  | { spared: false; ask: Askable | null; tried: IntakeAnswer | null };

/** Which of our registers proves which type of licence. */
const ours: Record<string, 'person' | 'firm'> = {
  'identity-card': 'person',
  'household-register': 'person',
  'business-licence': 'firm',
};

/**
 * Whether one of our registers answers for a material. Where none does and nothing can be handed in either, the unit
 * asks the other one itself: the applicant owes nothing, and a person has to look.
 */
export const isConnected = (material: Material): boolean => material.query !== undefined && material.licence !== undefined && material.licence in ours;

/** What others can be asked and have answered, by material. */
export interface Others {
  askable: ReadonlyMap<string, Askable>;
  answers: ReadonlyMap<string, IntakeAnswer>;
}

/** For each of the materials: what our registers know of the principal (for a firm’s agent, of the agent in person), and what others said. */
export function askRegisters(materials: readonly Material[], person: KnownPerson, firm: Firm | null, others: Others, now: string): Map<string, Answer> {
  const own = (from: string, name: string, value: string): Answer => ({
    spared: true,
    says: `${from}：${name}，${value}`,
    found: { from, at: now, lines: [{ name, value }], query: null },
  });
  return new Map(
    materials.map((m): [string, Answer] => {
      const register = m.query && m.licence ? ours[m.licence] : undefined;
      if (register === 'person' && person.local && person.identity) return [m.id, own(m.query!, person.name, '在册')];
      if (register === 'firm' && firm) return [m.id, own(m.query!, firm.name, firm.status === 'active' ? '存续' : '非正常状态')];
      const answer = m.query ? (others.answers.get(m.id) ?? null) : null;
      if (answer?.proves)
        return [
          m.id,
          {
            spared: true,
            says: `${answer.provider}，${answer.service}`,
            found: { from: answer.provider, at: answer.at, lines: answer.lines, query: answer.id },
          },
        ];
      if (m.query && m.upload === 'none') return [m.id, { spared: true, says: `${m.query}：由办理部门核验`, found: null }];
      return [m.id, { spared: false, ask: m.query && !answer?.exhausted ? (others.askable.get(m.id) ?? null) : null, tried: answer }];
    }),
  );
}
