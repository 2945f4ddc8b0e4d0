/** Another's register instead of a paper: asked from the form of an application, for the unit that would have wanted the paper. */
import { z } from 'zod';
import { action, refuse } from '#platform/actions';
import { askInstead } from '#platform/exchange';
import { refuseApplication } from './actions.ts';
import { findApplication, work } from './application.ts';
import { unitFor } from './giving.ts';

export const askForMaterial = action({
  name: 'application.ask',
  may: 'application.edit',
  creates: true,
  summary: '不交材料，请县里向有这项数据的单位查询；本人同意后才查',
  input: z.strictObject({
    applicationId: z.uuid(),
    materialId: z.string().max(80),
    /** The applicant has read what is asked of whom and agrees. */
    agreed: z.literal(true, '要先同意，才能查询'),
  }),
  output: z.object({ id: z.string() }),
  async do(ctx, { applicationId, materialId }) {
    const application = await findApplication(ctx, applicationId, true);
    if (application.state !== 'draft') throw refuseApplication('not-draft');
    const worked = await work(ctx, application);
    const now = worked.materials.find(m => m.planned.material.id === materialId);
    if (!worked.plan || !now) throw refuse('input', { faults: [{ path: 'materialId', message: '这件事不需要这份材料' }] });
    if (now.register.spared) throw refuse('input', { faults: [{ path: 'materialId', message: '这份材料不用交，不用再查' }] });
    ctx.record({ subject: `application:${applicationId}`, detail: { material: materialId } });
    const { principalKind, principal } = application;
    return {
      id: await askInstead(ctx, { application: applicationId, material: materialId, unit: unitFor(worked.plan, now.planned), principalKind, principal }),
    };
  },
});
