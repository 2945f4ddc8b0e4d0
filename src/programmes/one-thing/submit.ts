/** Handing an application in: one transaction makes the case, its tasks, materials, consents, first checks and receipt. */
import { z } from 'zod';
import { action, type Ctx, refusals, refuse } from '#platform/actions';
import { beginCase, type CaseFile, followCase, insertBegun, newTask, nextNumber, sealedPlace, type Task } from '#platform/cases';
import { intakeFiled } from '#platform/exchange';
import { shareFiles } from '#platform/files';
import { partiesOf } from '#platform/identity';
import { giveConsents } from '#platform/licences';
import { notifyPerson } from '#platform/notices';
import { searchText } from '#platform/search';
import { type Content, findApplication, type MaterialNow, saveApplication, type Worked, work } from './application.ts';
import { thingOf } from './catalogue/versions.ts';
import { type Fault, readForm } from './forms.ts';
import { checkTask, duplicatesOf, foundPlace, insertMaterials, type MaterialRow, type OpenedCase, oneThingKind } from './kind.ts';

const refuseSubmission = refusals({
  incomplete: [422, '还有内容没有填好，请按提示修改后再提交'],
});

export const incomplete = (faults: Fault[]) => refuseSubmission('incomplete', { detail: `有 ${faults.length} 处`, faults });

const receipt = z.object({ caseId: z.string(), number: z.string() });

/** The tasks of a new case before anything has happened to them. */
function plannedTasks(worked: Worked): Task[] {
  return worked.plan!.matters.map(({ matter, name, after }) =>
    newTask({
      id: crypto.randomUUID(),
      key: matter.id,
      title: name,
      unit: matter.department,
      after,
      promisedDays: matter.promisedDays,
      legalDays: matter.legalDays ?? null,
    }),
  );
}

const materialRow = (ctx: Ctx, caseId: string, now: MaterialNow, position: number): Omit<MaterialRow, 'version'> => {
  const { planned, given, way, licences } = now;
  const found = way === 'query' && now.register.spared ? now.register.found : null;
  const owed = way === 'result' || way === 'follow';
  const chosen = way === 'wallet' ? (licences.find(l => l.id === given?.licence) ?? licences[0]) : undefined;
  return {
    material: planned.material.id,
    name: planned.material.name,
    position,
    wantedBy: planned.wantedBy,
    way: way!,
    licenceId: chosen?.id ?? null,
    fileIds: way === 'upload' ? (given?.files ?? []) : [],
    state: owed ? 'owed' : 'given',
    givenOn: owed ? null : ctx.today,
    foundSealed: found && ctx.vault.seal(ctx.county, foundPlace(caseId, planned.material.id), JSON.stringify(found)),
    queryId: found?.query ?? null,
  };
};

export const submit = action({
  name: 'application.submit',
  may: 'application.submit',
  creates: true,
  summary: '提交申请：生成一个办件和各部门的事项',
  input: z.strictObject({ applicationId: z.uuid(), version: z.number().int().positive() }),
  output: receipt,
  async do(ctx, { applicationId, version }) {
    const application = await findApplication(ctx, applicationId, true);
    // A second click, a retry after a crash, another tab: the same case again.
    if (application.state === 'submitted') return receiptOf(ctx, application.caseId!);
    if (application.version !== version) throw refuse('changed', '这份申请在另一个窗口改过，请刷新核对后再提交');
    const worked = await work(ctx, application);
    if (worked.faults.length > 0) throw incomplete(worked.faults);
    return file(ctx, worked, application.clerk ? 'window' : 'portal');
  },
});

async function receiptOf(ctx: Ctx, caseId: string) {
  const [row] = await ctx.sql<{ number: string }[]>`select number from case_file where county = ${ctx.county} and id = ${caseId}`;
  if (!row) throw refuse('not-found');
  return { caseId, number: row.number };
}

/** Makes a case of an application in which nothing is wrong. */
export async function file(ctx: Ctx, worked: Worked, channel: CaseFile['channel']): Promise<{ caseId: string; number: string }> {
  const { application: a, plan, version, around: people } = worked;
  const thing = thingOf(version, a.thing);
  const id = crypto.randomUUID();
  const { data } = readForm(plan!.groups, worked.data, ctx.today);
  const content: Content = { ...a.content, ...data };
  const units = [...new Set(plan!.matters.map(m => m.matter.department))];
  // The lead comes first: it owns ratings and complaints about the whole.
  units.sort((x, y) => Number(y === thing.lead) - Number(x === thing.lead));
  const parties = partiesOf(a.principal, String(thing.no));
  return ctx.asHouse(async ctx => {
    // Statements that do not wait for each other travel together.
    const [number, duplicates] = await Promise.all([
      nextNumber(ctx),
      duplicatesOf(
        ctx,
        a.principal,
        plan!.matters.map(m => m.matter.id),
        id,
      ),
    ]);
    const row: CaseFile = {
      id,
      number,
      kind: 'one-thing',
      subject: String(thing.no),
      title: thing.name,
      definition: version.version,
      principalKind: a.principalKind,
      principal: a.principal,
      principalName: a.principalName,
      applicant: a.applicant,
      applicantName: people.applicant.name,
      channel,
      clerk: a.clerk,
      town: people.town,
      parties,
      units,
      delivery: content.delivery.way,
      state: 'open',
      filedAt: ctx.now,
      filedOn: ctx.today,
      finishedOn: null,
      sealed: ctx.vault.seal(ctx.county, sealedPlace(id), JSON.stringify(content)),
      version: 1,
    };
    const materials = worked.materials.map((m, i) => materialRow(ctx, id, m, i));
    const opened: OpenedCase = { file: row, version, thing, facts: { ...thing.facts, ...content.answers }, plan: plan!, content };
    const licences = worked.materials.flatMap(m => m.licences);
    const begun = await beginCase(ctx, row, plannedTasks(worked), { thing: thing.no, channel }, task =>
      checkTask(ctx, opened, task.key, { people, materials: materials as MaterialRow[], licences, duplicates }),
    );
    await Promise.all([
      insertBegun(ctx, begun, searchText([number, a.principalName, people.applicant.name, thing.name])),
      insertMaterials(ctx, id, materials),
      giveConsents(
        ctx,
        id,
        a.applicant,
        worked.materials
          .filter(m => m.way === 'wallet')
          .map(m => ({
            licenceId: (m.licences.find(l => l.id === m.given?.licence) ?? m.licences[0]!).id,
            material: m.planned.material.id,
            units: [...new Set(plan!.matters.filter(p => m.planned.wantedBy.includes(p.matter.id)).map(p => p.matter.department))],
          })),
      ),
      shareFiles(
        ctx,
        materials.flatMap(m => m.fileIds),
        parties,
        units,
      ),
      intakeFiled(ctx, a.id, row),
      saveApplication(ctx, a, { content, definition: version.version, state: 'submitted', caseId: id }),
      notifyPerson(ctx, a.applicant, {
        template: 'case-filed',
        data: { title: thing.name, number, count: String(begun.tasks.length) },
        link: oneThingKind.page(row),
      }),
    ]);
    await followCase(ctx, begun);
    return { caseId: id, number };
  });
}
