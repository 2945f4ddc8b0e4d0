/** A year divided, with every step of every cell in words (三). Pure: the same facts give the same fen and the same words. */
import { fenOf, yuan } from '#platform/money';
import type { Answers, Computed, RunColumn, RunParameter, RunQuestion, RunRow } from '#platform/runs';
import { type Facts, keyOf, type Place } from './facts.ts';
import { capacity, pools, reachesVillages, reward, tilts } from './figures.ts';
import { allocate, bandOf, type CountPool, emptyPools, type Village } from './rules.ts';

export const columns: RunColumn[] = [
  { id: 'town', title: '乡镇', type: 'words' },
  { id: 'outOfPoverty', title: '脱贫人口', type: 'whole', note: '上年 12 月 31 日，人' },
  { id: 'byPoverty', title: '60% 部分', type: 'money', note: '按脱贫人口占全县的比例' },
  { id: 'general', title: '一般农户人口', type: 'whole', note: '上年 12 月 31 日，人；安置点为同步搬迁人口' },
  { id: 'byGeneral', title: '20% 部分', type: 'money', note: '按一般农户人口占全县的比例' },
  { id: 'monitored', title: '监测户人口', type: 'whole', note: '上年 12 月 31 日，人' },
  { id: 'byMonitored', title: '15% 部分', type: 'money', note: '按监测户人口占全县的比例' },
  { id: 'collectiveIncome', title: '上年集体收入', type: 'money', note: '不含光伏收入' },
  { id: 'tilt', title: '5% 倾斜', type: 'money', note: '村集体经济收入较少的村' },
  { id: 'reward', title: '示范奖励', type: 'money', note: '倾斜以后的结余' },
  { id: 'total', title: '合计', type: 'money' },
  { id: 'payee', title: '拨付到', type: 'words' },
];

export const parameters: RunParameter[] = [
  {
    ...{ key: 'low', title: '低于 20 万元的村每村倾斜' },
    ...{ standard: yuan(tilts.low.amount), least: yuan(tilts.low.atLeast), most: yuan(tilts.low.amount), cite: tilts.low.cite },
    note: '文件写 4-5 万元',
  },
  {
    ...{ key: 'middle', title: '20 万元到 30 万元的村每村倾斜' },
    ...{ standard: yuan(tilts.middle.amount), least: yuan(tilts.middle.amount), most: yuan(tilts.middle.amount), cite: tilts.middle.cite },
    note: '文件写 3 万元，不能改',
  },
  {
    ...{ key: 'reward', title: '示范村每村奖励' },
    ...{ standard: yuan(reward.amount), least: yuan(reward.atLeast), most: yuan(reward.atMost), cite: reward.cite },
    note: '文件写 10 万元左右，“左右”按 8 万到 12 万元理解',
  },
];

/** What there is to divide: net income of the year, and what the last run left. */
export const baseOf = (f: Facts): bigint => f.village.net + f.central.net + (f.carried?.amount ?? 0n);

const villageOf = (p: Place, n: number): Village => ({
  // Ties of a fen go by the county's own order of villages.
  id: String(n).padStart(7, '0'),
  ...{ outOfPoverty: p.outOfPoverty, general: p.general, monitored: p.monitored, collectiveIncome: p.collectiveIncome },
  ...(p.model ? { model: true } : {}),
});

/** Where the document is silent: exactly 200,000, and a pool that nobody shares. */
export function questionsOf(f: Facts): RunQuestion[] {
  const exact = f.places.filter(p => bandOf({ collectiveIncome: p.collectiveIncome }) === null);
  const empty = emptyPools(baseOf(f), f.places.map(villageOf));
  return [
    ...exact.map(p => ({
      key: `band:${keyOf(p)}`,
      title: `${p.townName}${p.name}上年集体收入正好 ${said(tilts.low.below)} 元，按哪一档倾斜`,
      options: { low: '按低于 20 万元', middle: '按 20 万元到 30 万元' },
      note: '三 4 写了“低于 20 万元”和“高于 20 万元且低于 30 万元”，没有写正好 20 万元。',
    })),
    ...empty
      .filter(pool => pool !== 'poverty')
      .map(pool => ({
        key: `pool:${pool}`,
        title: `全县没有${pools[pool].name}，${pools[pool].percent}% 这一份给谁`,
        options: { left: '不分，结转下一年', poverty: '并入脱贫人口这一份' },
        note: '三 按人口比例分配，没有写没有人时怎么办。',
      })),
  ];
}

const people = { poverty: 'outOfPoverty', general: 'general', monitored: 'monitored' } as const;
const grouped = (n: number | bigint) => n.toLocaleString('en-US');
const said = (fen: bigint) => yuan(fen).replace(/\B(?=(\d{3})+(?=\.))/g, ',');

/** 二 says how much was built; what is registered may be another figure, and then somebody should look. */
function capacityNotes(f: Facts): string[] {
  const megawatts = (kilowatts: number) => Number((kilowatts / 1000).toFixed(3));
  return (['village', 'central'] as const).flatMap(sort =>
    megawatts(f[sort].kilowatts) === capacity[sort]
      ? []
      : [`${sort === 'village' ? '村级' : '集中式'}电站登记的容量是 ${megawatts(f[sort].kilowatts)} MW，文件写的是 ${capacity[sort]} MW，请核对（二）`],
  );
}

const movedNotes = ({ moved }: Facts): string[] => [
  ...(moved.listed.length > 0 ? [`${moved.listed.join('、')}的人数与搬迁人员名单（${moved.people} 人）一致，迁出村的人口已除去搬走的人（三 2、三 3）`] : []),
  ...(moved.unlisted.length > 0 ? [`${moved.unlisted.join('、')}没有搬迁人员名单，没有核对住在安置点的人是不是也算在迁出村`] : []),
];

export function divided(f: Facts, amounts: Answers, answers: Answers): Computed {
  const income = baseOf(f);
  if (income < 0n) throw new RangeError('stations cost more than they bring');
  const villages = f.places.map((p, n): Village => {
    const band = answers[`band:${keyOf(p)}`];
    return { ...villageOf(p, n), ...(band === 'low' || band === 'middle' ? { band } : {}) };
  });
  const merged = emptyPools(income, villages).filter(pool => answers[`pool:${pool}`] === 'poverty');
  const each = { low: fenOf(amounts.low!)!, middle: fenOf(amounts.middle!)!, reward: fenOf(amounts.reward!)! };
  const found = allocate(income, villages, each, merged);
  const heads = Object.fromEntries(Object.entries(people).map(([pool, key]) => [pool, f.places.reduce((sum, p) => sum + p[key], 0)])) as Record<
    CountPool,
    number
  >;
  const tilted = found.rows.reduce((sum, r) => sum + r.tilt, 0n);

  const byCount = (pool: CountPool, p: Place, share: bigint): string[] => {
    const own = p[people[pool]];
    const pot = found.pools[pool];
    const { percent, name } = pools[pool];
    const of = pool === 'poverty' && merged.length > 0 ? `${percent}%，加上按决定并入的` : `${percent}%`;
    if (own === 0) return [`本${p.site ? '点' : '村'}没有${name}，这一份是 0（三）`];
    const floor = (pot * BigInt(own)) / BigInt(heads[pool]);
    return [
      `可分配 ${said(income)} 元的 ${of} 是 ${said(pot)} 元（三）`,
      `${name}：本${p.site ? '点' : '村'} ${grouped(own)} 人，全县 ${grouped(heads[pool])} 人`,
      `${said(pot)} × ${own} ÷ ${heads[pool]} = ${said(floor)} 元（不足一分的舍去）`,
      ...(share > floor ? [`舍去的加起来的几分，按余数从大到小每村一分，余数相同的按县里村名顺序：加 0.01 元，得 ${said(share)} 元`] : []),
    ];
  };

  const byTilt = (p: Place, v: Village, share: bigint): string[] => {
    if (p.collectiveIncome === null) return ['安置点没有村集体经济收入，不倾斜（三 4）'];
    const band = bandOf(v)!;
    const own = said(p.collectiveIncome);
    if (band === 'none') return [`上年村集体经济收入 ${own} 元，不低于 30 万元，不倾斜（三 4）`];
    const wanted = each[band];
    const why = v.band
      ? `正好 20 万元，文件没有写归哪一档，按记录的决定归“${band === 'low' ? '低于' : '高于'} 20 万元”`
      : band === 'low'
        ? '低于 20 万元'
        : '高于 20 万元、低于 30 万元';
    return [
      `上年村集体经济收入 ${own} 元（不含光伏），${why}：倾斜 ${said(wanted)} 元（三 4）`,
      ...(found.asked > found.pools.tilt
        ? [
            `全县倾斜要 ${said(found.asked)} 元，5% 只有 ${said(found.pools.tilt)} 元，按比例缩减`,
            `${said(found.pools.tilt)} × ${said(wanted)} ÷ ${said(found.asked)} = ${said(share)} 元（分按余数从大到小）`,
          ]
        : []),
    ];
  };

  const byReward = (p: Place, share: bigint): string[] => {
    if (!p.model) return ['不是县里确定的示范村（三 4）'];
    if (found.rest === 0n) return ['5% 倾斜以后没有结余，没有奖励（三 4）'];
    return [
      `倾斜以后结余 ${said(found.rest)} 元，示范村 ${found.models} 个，每村 ${said(each.reward)} 元（三 4）`,
      ...(share < each.reward ? [`结余不够，按比例缩减为 ${said(share)} 元`] : []),
    ];
  };

  const at = `${f.year} 年 12 月 31 日数据`;
  const paid = (p: Place) =>
    !p.site
      ? '资金拨付到行政村（三 1）'
      : p.payeeKind === 'town'
        ? `安置点的资金拨付到${p.payee}，由镇指导分配发放（三 2）`
        : `安置点的资金拨付到${p.payee}（三 3）`;

  const rows = f.places.map((p, n): RunRow => {
    const r = found.rows[n]!;
    const cell = (value: string, ...why: string[]) => ({ value, why });
    return {
      key: keyOf(p),
      title: p.name,
      unit: `town-${p.town}`,
      cells: {
        town: cell(p.townName),
        outOfPoverty: cell(String(p.outOfPoverty), `县乡村振兴局提供，${at}（三 5）`),
        byPoverty: { value: yuan(r.byPoverty), why: byCount('poverty', p, r.byPoverty) },
        general: cell(String(p.general), `${p.site ? '同步搬迁人口，县乡村振兴局' : '县公安局'}提供，${at}（三 5）`),
        byGeneral: { value: yuan(r.byGeneral), why: byCount('general', p, r.byGeneral) },
        monitored: cell(String(p.monitored), `县乡村振兴局提供，${at}（三 5）`),
        byMonitored: { value: yuan(r.byMonitored), why: byCount('monitored', p, r.byMonitored) },
        collectiveIncome: cell(
          p.collectiveIncome === null ? '' : yuan(p.collectiveIncome),
          p.collectiveIncome === null ? '安置点没有村集体经济收入' : `县委组织部提供，${f.year} 年全年，不含光伏收入（三 4、三 5）`,
        ),
        tilt: { value: yuan(r.tilt), why: byTilt(p, villages[n]!, r.tilt) },
        reward: { value: yuan(r.reward), why: byReward(p, r.reward) },
        total: cell(yuan(r.total), `${[r.byPoverty, r.byGeneral, r.byMonitored, r.tilt, r.reward].map(said).join(' + ')} = ${said(r.total)} 元`),
        payee: cell(p.payee, paid(p)),
      },
      total: yuan(r.total),
      rank: null,
      lines: [],
    };
  });

  const summed = (of: (r: (typeof found.rows)[number]) => bigint) => yuan(found.rows.reduce((sum, r) => sum + of(r), 0n));
  const reach = f.village.gross === 0n ? null : (f.village.net * 10_000n) / f.village.gross;
  return {
    rows,
    notes: [
      `村级电站：${f.year} 年发电收入 ${said(f.village.gross)} 元，扣除费用 ${said(f.village.costs)} 元，净收益 ${said(f.village.net)} 元（二）`,
      `集中式电站：收益 ${said(f.central.gross)} 元，扣除 ${said(f.central.costs)} 元，净收益 ${said(f.central.net)} 元（二）`,
      ...capacityNotes(f),
      ...movedNotes(f),
      ...(f.carried
        ? [
            `${f.carried.from}没有分出去、结转到这一次的 ${said(f.carried.amount)} 元`,
            `可分配总额 ${said(f.village.net)} + ${said(f.central.net)} + ${said(f.carried.amount)} = ${said(income)} 元`,
          ]
        : [`可分配总额 ${said(f.village.net)} + ${said(f.central.net)} = ${said(income)} 元`]),
      ...(reach === null
        ? []
        : [
            `村级电站发电收入到村率 ${(Number(reach) / 100).toFixed(2)}%，文件要求不低于 ${reachesVillages.atLeast}%${reach < BigInt(reachesVillages.atLeast * 100) ? '：没有达到，请核对扣除的费用' : ''}（三）`,
          ]),
      ...found.why.map(why => why.replaceAll(/\d+\.\d\d(?= 元)/g, m => m.replace(/\B(?=(\d{3})+(?=\.))/g, ','))),
      `分到各村（安置点）合计 ${said(income - found.left)} 元，没有分出去、结转的 ${said(found.left)} 元，两项相加等于可分配总额`,
    ],
    balance: { base: yuan(income), given: yuan(income - found.left), left: yuan(found.left) },
    sums: {
      ...Object.fromEntries(Object.entries(people).map(([pool, key]) => [key, String(heads[pool as CountPool])])),
      ...{ byPoverty: summed(r => r.byPoverty), byGeneral: summed(r => r.byGeneral), byMonitored: summed(r => r.byMonitored) },
      ...{ tilt: yuan(tilted), reward: summed(r => r.reward), total: yuan(income - found.left) },
    },
  };
}
