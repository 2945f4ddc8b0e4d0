/** The demo county's benefits: items, facts, the years behind, and what two firms and their departments do today, each by the door that a browser uses. */
import type { z } from 'zod';
import { type Actor, systemActor } from '#platform/access';
import { type Action, knownActor, perform, Refusal } from '#platform/actions';
import { type DemoCounty, pixel } from '#platform/demo';
import { addFile } from '#platform/files';
import { submitClaim, withdrawClaim } from './claiming.ts';
import { acceptClaim, askClaim, decideClaim } from './claims.ts';
import { makeHistory } from './demo-history.ts';
import { demoItems } from './demo-items.ts';
import type { Signers } from './demo-writing.ts';
import { editDraft, publishDraft, submitDraft } from './items.ts';
import { objectToClaim } from './objections.ts';
import { confirmBatch, prepareBatch, recordResults, sendBatch } from './payments.ts';
import { makeRun, publishRun } from './runs.ts';

type Does = <S extends z.ZodType, O>(action: Action<S, O>, input: z.input<S>) => Promise<O>;

/** Titles that the two firms meet today; their past knows nothing of them. */
const played = [
  '小微企业经营场所租金补贴',
  '吸纳脱贫劳动力就业补贴',
  '创业担保贷款贴息',
  '一次性创业补贴',
  '放心餐饮单位创建补助',
  '小场所消防设施改造补助',
  '新开办企业印章免费刻制补贴',
  '高校毕业生社会保险补贴',
  '物流企业扩容奖励',
  '失业保险稳岗返还',
  '职工医保费缓缴减免',
  '开餐饮店一件事首办奖励',
];

export async function policiesDemo({ house, county, seed, cast }: DemoCounty): Promise<void> {
  let step = 0;
  const acting =
    (actor: Actor): Does =>
    (action, input) =>
      perform(house, action, knownActor(actor), input, { county, requestId: `policies:${++step}`, key: `policies:${step}` });
  const staffOf = (unit: string) => cast.staff[`officer.${unit}`] ?? cast.staff[`reviewer.${unit}`]!;
  /** Somebody at work who has just signed in again, as money asks for. */
  const worker = ({ id, name, roles }: (typeof cast.staff)[string]): Does =>
    acting({ kind: 'staff', id, name, county, parties: [], grants: roles.map(r => ({ role: r.role, unit: r.unit })) as Actor['grants'], elevated: true });
  const system = acting(systemActor(county, '演示'));
  const { noodles, catering } = cast.firms;
  const person = cast.people.firm;
  // A county without the two firms of the stories has no benefits to show.
  if (!noodles || !catering || !person) return;
  const owner = acting({
    kind: 'person',
    id: person.id,
    name: person.name,
    county,
    person: person.id,
    parties: [person.id, noodles.id, catering.id],
    grants: [{ role: 'resident' }],
    elevated: false,
  });

  const units = [...new Set(demoItems.map(i => i.unit))];
  const signers: Signers = Object.fromEntries([
    ...units.map(u => [u, staffOf(u)]),
    ...[...units, 'finance'].map(u => [`head.${u}`, cast.staff[`head.${u}`]!]),
    ['officer.finance', cast.staff['officer.finance']!],
  ]);
  const kept = await house.files.keep(pixel, 'image');
  const file = await system(addFile, { ...kept, name: '材料（演示）.png' });
  const { items } = await system(makeHistory, { seed, signers, quiet: [noodles.id, catering.id], file: file.id, played });
  const idOf = (title: string) => items.find(i => i.title === title)!.id;
  const officer = (title: string) => worker(staffOf(items.find(i => i.title === title)!.unit));
  const photo = await owner(addFile, { ...kept, name: '租赁合同.png' });

  const claim = (
    title: string,
    firm: { id: string; name: string },
    more: { declared?: Record<string, number | boolean>; materials?: Record<string, string> } = {},
  ) =>
    owner(submitClaim, {
      policyId: idOf(title),
      firm: firm.id,
      ...more,
      account: { holder: firm.name, bank: '中阳县农村商业银行营业部', number: firm === noodles ? '6228480402564890018' : '6217001234567890114' },
      signed: true,
    });
  const approve = async (title: string, firm: { id: string; name: string }): Promise<string> => {
    const { id } = await claim(title, firm);
    await officer(title)(acceptClaim, { claimId: id, version: 1 });
    return (await officer(title)(decideClaim, { claimId: id, version: 2, outcome: 'approved' })).grant!;
  };

  await claim('小微企业经营场所租金补贴', catering, { declared: { rent: 96_000, 'other-aid': true }, materials: { lease: photo.id } });
  const accepted = await claim('吸纳脱贫劳动力就业补贴', catering);
  await officer('吸纳脱贫劳动力就业补贴')(acceptClaim, { claimId: accepted.id, version: 1 });
  const correcting = await claim('创业担保贷款贴息', catering, { declared: { interest: 18_600, 'other-aid': true }, materials: { 'interest-slip': photo.id } });
  await officer('创业担保贷款贴息')(askClaim, { claimId: correcting.id, version: 1, what: '付息凭证看不清，请重新拍照上传，并写明贷款银行' });
  const withdrawn = await claim('吸纳脱贫劳动力就业补贴', noodles);
  await owner(withdrawClaim, { claimId: withdrawn.id, version: 1 });
  const refused = await claim('一次性创业补贴', noodles);
  await officer('一次性创业补贴')(acceptClaim, { claimId: refused.id, version: 1 });
  await officer('一次性创业补贴')(decideClaim, { claimId: refused.id, version: 2, outcome: 'refused', explanation: '经营者名下另有企业，不属于首次创业' });
  await owner(objectToClaim, { claimId: refused.id, words: '另一家公司是后来办的，面馆是我第一次创业，请再核对登记日期' });
  await approve('放心餐饮单位创建补助', noodles);
  // What is claimed stays on its version when the item changes.
  const rent = items.find(i => i.title === '小微企业经营场所租金补贴')!;
  await officer(rent.title)(editDraft, { itemId: rent.id, version: 1, item: { ...rent.item, promisedDays: rent.item.promisedDays - 2 } });
  await officer(rent.title)(submitDraft, { itemId: rent.id, version: 2 });
  await worker(cast.staff[`head.${rent.unit}`]!)(publishDraft, { itemId: rent.id, version: 3 });
  const prepared = await approve('小场所消防设施改造补助', noodles);
  await officer('小场所消防设施改造补助')(prepareBatch, { unit: 'fire-rescue', grants: [prepared] });

  // One that the bank sends back.
  const returned = await approve('物流企业扩容奖励', catering);
  const batch = await officer('物流企业扩容奖励')(prepareBatch, { unit: 'transport', grants: [returned] });
  const finance = worker(cast.staff['officer.finance']!);
  await finance(confirmBatch, { batchId: batch.id, version: 1 });
  const { rows } = await finance(sendBatch, { batchId: batch.id, version: 2 });
  await finance(recordResults, { batchId: batch.id, version: 3, csv: `支付编号,结果,原因\n${rows[0]![0]},退回,账号与户名不符\n` });

  await officer('职工医保费缓缴减免')(makeRun, { itemId: idOf('职工医保费缓缴减免') });
  const run = await officer('失业保险稳岗返还')(makeRun, { itemId: idOf('失业保险稳岗返还') });
  try {
    await worker(cast.staff['head.human-resources']!)(publishRun, { runId: run.id, version: 1 });
  } catch (error) {
    // At the end of a year the next one's holidays may not be known: the list then waits to be published.
    if (!(error instanceof Refusal)) throw error;
  }
}
