/** The bureau's three steps: looking at the lists, marking who is what, and taking in what was paid. 五, 八 */
import { z } from 'zod';
import { action, type Ctx, guard } from '#platform/actions';
import { yuan } from '#platform/money';
import { maskOf, putRows, rejectHanded, type Values } from '#platform/registers';
import { settle } from './collecting.ts';
import { acceptedKeys, keepConflicts, refuseInsurance } from './conflicts.ts';
import { insuranceYear, personalShare } from './figures.ts';
import { handoverOf } from './handing.ts';
import { insured, payments, period } from './lists.ts';
import { type LoadedPerson, loadAssessed, loadLists, loadPayments, loadPersons, payerOf } from './loading.ts';
import { match, type Outcome, overpaid } from './matching.ts';
import { settingsNow } from './settings.ts';
import { bureaus, results, sorts } from './words.ts';
import { type Step, type Tell, work } from './working.ts';

/** Said, so that a page left open over the new year does not work on another one's lists. */
const ofYear = z.strictObject({ year: z.literal(insuranceYear) });

const keepStep = ({ sql, county, now, actor }: Ctx, step: Step, counts: Record<string, number>) => sql`
  insert into insurance_step (county, period, n, step, made_at, made_by_name, counts)
  values (${county}, ${period}, (select count(*)::int + 1 from insurance_step where county = ${county} and period = ${period}), ${step}, ${now}, ${actor.name},
    ${JSON.stringify(counts)}::text::jsonb)`;

interface Looked {
  loaded: LoadedPerson[];
  outcomes: Outcome[];
  fresh: number;
  gone: number;
  open: number;
}

async function look(ctx: Ctx, tell: Tell): Promise<Looked> {
  const loaded = await loadPersons(ctx);
  if (loaded.length === 0) throw refuseInsurance('insurance-nothing', '参保对象的台账还是空的，请先导入');
  const { lists, listed } = await loadLists(ctx);
  tell('comparing', 0, loaded.length);
  const { outcomes, conflicts } = match({
    ...{ persons: loaded.map(l => l.person), listed, lists, accepted: await acceptedKeys(ctx), today: ctx.today, calendar: ctx.calendar },
  });
  const found = [...conflicts, ...overpaid(outcomes, yuan)];
  const kept = await keepConflicts(
    ctx,
    found,
    new Map(
      [...loaded.map(l => [l.person.key, String(l.row.cells.identity)] as const), ...listed.map(l => [l.key, l.token] as const)].map(([key, token]) => [
        key,
        maskOf(token),
      ]),
    ),
  );
  return { loaded, outcomes, ...kept, open: found.length };
}

export const checkLists = action({
  name: 'insurance-conflict.check',
  may: 'insurance-conflict.work',
  summary: '把各部门、各乡镇推送的名单放在一起比对，找出要发回的问题',
  input: ofYear,
  output: z.object({ persons: z.number(), found: z.number(), fresh: z.number(), gone: z.number() }),
  async do(ctx) {
    guard(ctx, { units: [bureaus.leads] });
    return ctx.asHouse(async ctx => {
      const { loaded, open, fresh, gone } = await look(ctx, await work(ctx, 'check'));
      const counts = { persons: loaded.length, found: open, fresh, gone };
      await keepStep(ctx, 'check', counts);
      ctx.record({ subject: `insurance:${period}`, detail: counts });
      return counts;
    });
  },
});

/** What the register says of a person after the lists were looked at. */
function cellsOf({ category, identities, share, exempt, since }: Outcome): Values {
  const [first] = share?.shares ?? [];
  return {
    category,
    exempt,
    identities: identities.length > 0 ? identities.map(s => sorts[s]).join('、') : null,
    aid: share?.identity ?? null,
    aidSince: since,
    share: share?.person == null ? null : String(share.person),
    payer: first?.payer ?? null,
    because: share && (share.identity !== null || category === 'newborn') ? share.why.join('；') : null,
  };
}

export const markPersons = action({
  name: 'insurance-conflict.mark',
  may: 'insurance-conflict.work',
  summary: '标识身份：每个人是什么、自己缴多少、谁替缴、为什么，写进参保对象的台账',
  input: ofYear,
  output: z.object({ persons: z.number(), marked: z.number(), aided: z.number(), exempt: z.number(), found: z.number() }),
  async do(ctx) {
    guard(ctx, { units: [bureaus.leads] });
    return ctx.asHouse(async ctx => {
      const tell = await work(ctx, 'mark');
      const { loaded, outcomes, open } = await look(ctx, tell);
      const rows = outcomes.flatMap((o, i) => {
        const { row } = loaded[i]!;
        const cells = cellsOf(o);
        const same = Object.entries(cells).every(([key, is]) => (row.cells[key] ?? null) === is);
        return same ? [] : [{ ...row.cells, ...cells, markedOn: ctx.today }];
      });
      const { changed } = await putRows(ctx, insured.id, period, rows, '医保局标识身份', done => tell('writing', done, rows.length));
      const count = (category: string) => outcomes.filter(o => o.category === category).length;
      const counts = { persons: loaded.length, marked: changed, aided: count('aided'), exempt: count('exempt'), found: open };
      await keepStep(ctx, 'mark', counts);
      ctx.record({ subject: `insurance:${period}`, detail: counts });
      return counts;
    });
  },
});

export const collectPayments = action({
  name: 'insurance-conflict.collect',
  may: 'insurance-conflict.work',
  summary: '把税务推送的缴费对到人：对上的记为已参保，对不上的写明原因退回',
  input: ofYear,
  output: z.object({ payments: z.number(), enrolled: z.number(), returned: z.number(), waiting: z.number() }),
  async do(ctx) {
    const { leads, collects } = bureaus;
    guard(ctx, { units: [leads, collects] });
    return ctx.asHouse(async ctx => {
      const tell = await work(ctx, 'collect');
      const persons = await loadPersons(ctx);
      const of = new Map(persons.map(p => [p.person.key, p]));
      const assessed = await loadAssessed(ctx);
      const enrolledBy = new Set(persons.map(p => p.row.cells.voucher));
      // What once enrolled somebody stays; what went back is looked at again, because marks and persons change.
      const open = (await loadPayments(ctx)).filter(p => !enrolledBy.has(p.payment.voucher));
      const settled = settle(
        open.map(o => o.payment),
        new Map(persons.map(p => [p.person.key, payerOf(p, personalShare.value, assessed)])),
        (await settingsNow(ctx)).perMissedYear,
      );
      const came = new Map(open.map(o => [o.payment.id, o]));
      const enrolled = settled.filter(s => s.result === 'enrolled');
      await putRows(
        ctx,
        insured.id,
        period,
        enrolled.map(s => ({
          ...of.get(s.payment.key)!.row.cells,
          ...{ paid: String(s.payment.amount), paidOn: s.payment.on, channel: came.get(s.payment.id)!.cells.channel ?? null },
          ...{ voucher: s.payment.voucher, insuredFrom: s.insuredFrom },
        })),
        '税务缴费回传',
        done => tell('writing', done, enrolled.length),
      );
      const back = settled.filter(s => s.result !== 'enrolled' && came.get(s.payment.id)!.rejected === null);
      for (const [handover, of] of Map.groupBy(back, s => came.get(s.payment.id)!.handover)) {
        const rows = of.map(s => ({ row: s.payment.id, reason: `${results[s.result]}：${s.why}` }));
        await rejectHanded(ctx, payments, await handoverOf(ctx, handover), rows);
      }
      const counts = { payments: open.length, enrolled: enrolled.length, returned: back.length, waiting: settled.length - enrolled.length };
      await keepStep(ctx, 'collect', counts);
      ctx.record({ subject: `insurance:${period}`, detail: counts });
      return counts;
    });
  },
});
