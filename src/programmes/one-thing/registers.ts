/** Registers that can be asked instead of a paper (数据共享): the county's own registers of persons and firms. */
import type { Firm, KnownPerson } from '#platform/identity';
import type { Material } from './catalogue/schema.ts';

/** What a register says of a material: proven or not, in words for the reviewer. */
export type Answer = { proven: true; says: string } | { proven: false };

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

/** Asks for each of the materials what the registers know of the principal; for a firm's agent, of the agent in person. */
export function askRegisters(materials: readonly Material[], person: KnownPerson, firm: Firm | null): Map<string, Answer> {
  return new Map(
    materials.map((m): [string, Answer] => {
      const register = m.query && m.licence ? ours[m.licence] : undefined;
      if (register === 'person' && person.local && person.identity) return [m.id, { proven: true, says: `${m.query}：${person.name}，在册` }];
      if (register === 'firm' && firm) return [m.id, { proven: true, says: `${m.query}：${firm.name}，${firm.status === 'active' ? '存续' : '非正常状态'}` }];
      return [m.id, m.query && m.upload === 'none' ? { proven: true, says: `${m.query}：由办理部门核验` } : { proven: false }];
    }),
  );
}
