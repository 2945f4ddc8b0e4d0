/**
 * Registers that can be asked instead of a paper (数据共享). Here: the county's own registers of persons and firms; the
 * data-sharing platform of the city stands behind the same interface.
 */
import type { Ctx } from '#platform/actions';
import { findFirm, findPerson } from '#platform/identity';
import type { Material } from './catalogue/schema.ts';

export interface Principal {
  kind: 'person' | 'firm';
  id: string;
}

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

/** Asks for each of the materials at once; runs in the house's scope, and only for the principal of the application. */
export const askRegisters = (ctx: Ctx, materials: readonly Material[], principal: Principal, applicant: string): Promise<Map<string, Answer>> =>
  ctx.asHouse(async ctx => {
    const personId = principal.kind === 'person' ? principal.id : applicant;
    const wanted = materials.filter(m => m.query && m.licence && ours[m.licence]);
    const person = wanted.some(m => ours[m.licence!] === 'person') ? await findPerson(ctx, personId) : null;
    const firm = principal.kind === 'firm' && wanted.some(m => ours[m.licence!] === 'firm') ? await findFirm(ctx, principal.id) : null;
    return new Map<string, Answer>(
      materials.map((m): [string, Answer] => {
        const register = m.query && m.licence ? ours[m.licence] : undefined;
        if (register === 'person' && person?.local && person.identity) return [m.id, { proven: true, says: `${m.query}：${person.name}，在册` }];
        if (register === 'firm' && firm) return [m.id, { proven: true, says: `${m.query}：${firm.name}，${firm.status === 'active' ? '存续' : '非正常状态'}` }];
        return [m.id, m.query && m.upload === 'none' ? { proven: true, says: `${m.query}：由办理部门核验` } : { proven: false }];
      }),
    );
  });
