/** Registers that can be asked instead of a paper (数据共享): the county's own registers of persons and firms. */
import type { Firm, KnownPerson } from '#platform/identity';
import type { Material } from './catalogue/schema.ts';

/** Whether the applicant is spared a material, and why, in words: a register of ours says it, or the unit asks the other one itself. */
export type Answer = { spared: true; says: string } | { spared: false };

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

/** For each of the materials: what our registers know of the principal; for a firm’s agent, of the agent in person. */
export function askRegisters(materials: readonly Material[], person: KnownPerson, firm: Firm | null): Map<string, Answer> {
  return new Map(
    materials.map((m): [string, Answer] => {
      const register = m.query && m.licence ? ours[m.licence] : undefined;
      if (register === 'person' && person.local && person.identity) return [m.id, { spared: true, says: `${m.query}：${person.name}，在册` }];
      if (register === 'firm' && firm) return [m.id, { spared: true, says: `${m.query}：${firm.name}，${firm.status === 'active' ? '存续' : '非正常状态'}` }];
      return [m.id, m.query && m.upload === 'none' ? { spared: true, says: `${m.query}：由办理部门核验` } : { spared: false }];
    }),
  );
}
