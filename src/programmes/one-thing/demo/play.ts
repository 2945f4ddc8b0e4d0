/** Applying as one person would go through it, from the questions to the receipt. */
import type { House } from '#platform/actions';
import { type Dice, type Player, pixel } from '#platform/demo';
import { addFile } from '#platform/files';
import { editApplication, makeApplication, readApplication } from '../actions.ts';
import type { GivenMaterial } from '../application.ts';
import type { ApplicationView } from '../application-view.ts';
import { currentVersion, factsOf, planOf, thingOf } from '../catalogue/versions.ts';
import { submit } from '../submit.ts';
import { fillForm } from './filling.ts';

/** The plan of a thing for these answers, from the published catalogue. */
export const planFor = (house: House, county: string, no: number, answers: Record<string, string>) =>
  house.db.read({ county, actor: 'system', roles: ['system'], parties: [], units: [], towns: [] }, async sql => {
    const version = await currentVersion({ sql, county, house } as never);
    const thing = thingOf(version, no);
    return planOf(version, thing, factsOf(version, thing, answers));
  });

export interface Applying {
  thing: number;
  answers: Record<string, string>;
  principal?: { kind: 'person' | 'firm'; id: string };
  /** At the window: the person who is there. */
  applicant?: string;
  delivery?: 'electronic' | 'window';
}

/** Ways for everything that the county does not have: declared or later where that is allowed, else uploaded. */
export async function provideMaterials(house: House, player: Player, view: ApplicationView, late = false): Promise<Record<string, GivenMaterial>> {
  const given: Record<string, GivenMaterial> = {};
  let file: string | undefined;
  for (const m of view.notice?.materials ?? []) {
    if (view.materials[m.id]?.way) continue;
    if (m.ways.includes('declare')) given[m.id] = { way: 'declare' };
    else if (late && m.ways.includes('follow')) given[m.id] = { way: 'follow' };
    else {
      const accept = m.upload === 'pdf' ? 'pdf' : 'image';
      file ??= (
        await player.does(addFile, {
          ...(await house.files.keep(accept === 'pdf' ? tinyPdf : pixel, accept)),
          name: `${m.name}.png`,
        })
      ).id;
      given[m.id] = { way: 'upload', files: [file] };
    }
  }
  return given;
}

const tinyPdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

export async function apply(house: House, county: string, player: Player, a: Applying, d: Dice): Promise<{ caseId: string; number: string }> {
  const { thing, answers, principal, applicant } = a;
  const { id } = await player.does(makeApplication, { thing, answers, ...(principal ? { principal } : {}), ...(applicant ? { applicant } : {}) });
  const first = await player.reads(readApplication, { applicationId: id });
  const plan = await planFor(house, county, thing, answers);
  const { values, rows } = fillForm(plan, first.values, d, house.clock.today());
  await player.does(editApplication, {
    applicationId: id,
    version: first.version,
    values,
    rows,
    materials: await provideMaterials(house, player, first, d.chance(0.15)),
    consent: true,
    delivery: { way: a.delivery ?? 'electronic' },
  });
  return player.does(submit, { applicationId: id, version: first.version + 1 });
}
