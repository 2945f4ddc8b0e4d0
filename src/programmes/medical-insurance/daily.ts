/** 八: the tax bureau gathers each day's payments and sends them to the insurance bureau; measured by the towns' tasks of annex 2 and the targets of 九. */
import type { Ctx } from '#platform/actions';
import { cite } from '#platform/citations';
import type { KnownRow, Period, RoundKind } from '#platform/rounds';
import { document, gathering, townTasks } from './figures.ts';
import { daily } from './figures-now.ts';

const names: Record<(typeof townTasks)[number]['town'], string> = {
  ningxiang: '宁乡镇',
  zhike: '枝柯镇',
  jinluo: '金罗镇',
  nuanquan: '暖泉镇',
  wujiazhuang: '武家庄镇',
  xiazaolin: '下枣林乡',
};

/** The day's figures as the payments that were matched to persons have them; where a county keeps its persons elsewhere, only the tasks. */
async function known(ctx: Ctx, { id: day }: Period): Promise<KnownRow[]> {
  const of = new Map((await daily(ctx, day)).map(d => [d.town, d]));
  return townTasks.map(({ town, people }) => {
    const d = of.get(town);
    return { id: town, values: { town, task: people, ...(d ? { paid: d.enrolled, amount: d.amount, today: d.today } : {}) } };
  });
}

export const enrolmentDaily: RoundKind = {
  id: 'enrolment-daily',
  title: '居民医保参保缴费日报',
  basis: cite(document, '八'),
  dueFrom: cite(document, '八'),
  // On days on which the bureau works; what was paid on a weekend stands in Monday's, because figures are of the whole gathering.
  schedule: { every: 'workday', from: gathering.from, to: gathering.to },
  columns: [
    { key: 'town', title: '乡镇', type: 'choice', options: names, required: true, known: 'fixed' },
    { key: 'task', title: '应参保', measure: '人', type: 'whole', required: true, known: 'fixed', sum: true, note: '附件 2 下达的任务' },
    { key: 'paid', title: '已缴费', under: ['累计'], measure: '人', type: 'whole', required: true, sum: true, note: '从 9 月 1 日起累计' },
    { key: 'amount', title: '金额', under: ['累计'], measure: '元', type: 'money', required: true, sum: true },
    { key: 'today', title: '缴费', under: ['当日'], measure: '人', type: 'whole', required: true, sum: true },
    { key: 'refunded', title: '退费', under: ['当日'], measure: '人', type: 'whole', sum: true },
  ],
  rates: [{ key: 'share', title: '参保率（%）', under: ['累计'], part: 'paid', whole: 'task', after: 'amount' }],
  rows: { unit: '个乡镇', key: ['town'], added: false },
  owes: ['taxation'],
  collects: 'medical-insurance',
  fill: known,
  faults(v, before) {
    const [paid, today] = [Number(v.paid ?? 0), Number(v.today ?? 0)];
    const last = before ? Number(before.paid ?? 0) : null;
    return [
      ...(today > paid ? [{ path: 'today', message: '当日缴费的人比累计还多' }] : []),
      ...(paid === 0 && Number(v.amount ?? 0) > 0 ? [{ path: 'paid', message: '有金额，没有缴费的人' }] : []),
      ...(last !== null && paid < last - Number(v.refunded ?? 0) ? [{ path: 'paid', message: `上一期累计 ${last} 人，减去退费还是比这一期多` }] : []),
    ];
  },
  doubts: v => (Number(v.paid ?? 0) > Number(v.task ?? 0) ? ['缴费的人比应参保的多'] : []),
};
