/** 五, 四（一）: what is to be paid for those who are enrolled, by village, purse and identity. Pure: the same facts give the same fen and the same words. */
import { fenOf, yuan } from '#platform/money';
import type { Answers, Computed, RunColumn, RunLine, RunParameter, RunQuestion, RunRow } from '#platform/runs';
import { type AidIdentity, aids, personalShare, stateShare } from './figures.ts';

/** Somebody who is enrolled and aided. */
export interface Aided {
  id: string;
  name: string;
  /** Masked. */
  number: string;
  town: string;
  village: string;
  aid: AidIdentity;
  /** Fen: what is theirs to pay by the mark, and what they paid. */
  share: bigint | null;
  paid: bigint;
  paidOn: string;
}

export interface Facts {
  /** Villages in the county's order, with how many are enrolled. */
  villages: { town: string; townName: string; village: string; enrolled: number }[];
  aided: Aided[];
}

const groups = {
  destitute: { title: '特困人员', of: ['destitute', 'orphan', 'unsupported-child'] },
  lowIncome: { title: '低保对象', of: ['low-income'] },
  monitored: { title: '监测对象', of: ['monitored-unstable', 'monitored-marginal', 'monitored-sudden'] },
  returned: { title: '返贫致贫人口', of: ['returned-to-poverty'] },
  laidOff: { title: '下岗人员', of: ['laid-off'] },
  elderly: { title: '70 岁以上老人', of: ['elderly'] },
  veterans: { title: '重点优抚对象', of: ['veteran'] },
} as const satisfies Record<string, { title: string; of: readonly AidIdentity[] }>;
type Group = keyof typeof groups;
const groupOf = (aid: AidIdentity): Group => (Object.keys(groups) as Group[]).find(g => (groups[g].of as readonly string[]).includes(aid))!;

const purses = {
  medicalAid: { title: '医疗救助资金小计', of: ['destitute', 'lowIncome', 'monitored', 'returned'] },
  treasury: { title: '县财政小计', of: ['laidOff', 'elderly'] },
} as const satisfies Record<string, { title: string; of: readonly Group[] }>;

export const columns: RunColumn[] = [
  { id: 'town', title: '乡镇', type: 'words' },
  { id: 'enrolled', title: '已参保人数', type: 'whole' },
  ...purses.medicalAid.of.map((g): RunColumn => ({ id: g, title: groups[g].title, type: 'money', note: '医疗救助资金' })),
  { id: 'medicalAid', title: purses.medicalAid.title, type: 'money' },
  ...purses.treasury.of.map((g): RunColumn => ({ id: g, title: groups[g].title, type: 'money', note: '县财政' })),
  { id: 'treasury', title: purses.treasury.title, type: 'money' },
  { id: 'veterans', title: groups.veterans.title, type: 'money', note: '退役军人事务部门，按优抚对象医疗补助政策' },
  { id: 'total', title: '参保资助合计', type: 'money' },
  { id: 'state', title: '财政补助', type: 'money', note: '按参保人数，不在参保资助合计里（四（一））' },
];

export const parameters: RunParameter[] = [
  {
    ...{ key: 'state', title: '财政补助每人每年', standard: yuan(stateShare.atLeast), least: yuan(stateShare.atLeast), most: '2000.00', cite: stateShare.cite },
    note: '文件写“不低于 670 元”',
  },
];

/** 五 5 names no amount: where the veterans' list has none either, somebody has to say what goes into the bill. */
export function questionsOf({ aided }: Facts): RunQuestion[] {
  const veterans = aided.filter(a => a.aid === 'veteran' && a.share === null).length;
  if (veterans === 0) return [];
  return [
    {
      key: 'veterans',
      title: `重点优抚对象 ${veterans} 人没有写个人应缴，这次怎么算`,
      options: { rest: '个人没缴的部分由退役军人事务部门替缴', apart: '不算进来，由退役军人事务部门另行结算' },
      note: '五 5 只写“按优抚对象医疗补助政策执行”，没有写金额。',
    },
  ];
}

const paidFor = (a: Aided, answers: Answers): bigint => {
  if (a.share !== null) return personalShare.value - a.share;
  return answers.veterans === 'rest' ? personalShare.value - a.paid : 0n;
};
const sum = (amounts: readonly bigint[]) => amounts.reduce((a, b) => a + b, 0n);

export function billed({ villages, aided }: Facts, amounts: Answers, answers: Answers): Computed {
  const of = Map.groupBy(aided, a => `${a.town} ${a.village}`);
  const state = fenOf(amounts.state!)!;
  const all = Object.keys(groups) as Group[];
  const sums = new Map<string, bigint>();
  const add = (column: string, fen: bigint) => sums.set(column, (sums.get(column) ?? 0n) + fen);
  const rows = villages.map((v): RunRow => {
    const here = of.get(`${v.town} ${v.village}`) ?? [];
    const by = new Map(all.map(g => [g, here.filter(a => groupOf(a.aid) === g)]));
    const amount = (g: Group) => sum(by.get(g)!.map(a => paidFor(a, answers)));
    const cells: RunRow['cells'] = {
      town: { value: v.townName, why: [] },
      enrolled: { value: String(v.enrolled), why: ['税务推送的缴费对上的人'] },
    };
    for (const g of all) cells[g] = { value: yuan(amount(g)), why: whyOf(g, by.get(g)!, answers) };
    for (const [purse, { of }] of Object.entries(purses))
      cells[purse] = { value: yuan(sum(of.map(amount))), why: [of.map(g => `${groups[g].title} ${yuan(amount(g))}`).join(' + ')] };
    const total = sum(all.map(amount));
    cells.total = { value: yuan(total), why: ['医疗救助资金、县财政、退役军人事务部门三项相加；每个人只算一种（五）'] };
    cells.state = { value: yuan(state * BigInt(v.enrolled)), why: [`${v.enrolled} 人 × ${yuan(state)} 元（四（一））`] };
    for (const [column, { value }] of Object.entries(cells)) if (column !== 'town') add(column, column === 'enrolled' ? BigInt(value) : fenOf(value)!);
    return {
      key: `${v.town}/${v.village}`,
      title: v.village,
      unit: `town-${v.town}`,
      cells,
      total: yuan(total),
      rank: null,
      lines: here.map(a => lineOf(a, answers)),
    };
  });
  const shown = (column: string) => (column === 'enrolled' ? String(sums.get(column) ?? 0n) : yuan(sums.get(column) ?? 0n));
  return {
    rows,
    notes: [
      `已参保 ${shown('enrolled')} 人，其中享受参保资助 ${aided.length} 人`,
      `医疗救助资金 ${shown('medicalAid')} 元，县财政 ${shown('treasury')} 元，退役军人事务部门 ${shown('veterans')} 元，合计 ${shown('total')} 元（五）`,
      `财政补助每人 ${yuan(state)} 元，共 ${shown('state')} 元，不在上面的合计里（四（一））`,
    ],
    sums: Object.fromEntries(columns.filter(c => c.id !== 'town').map(c => [c.id, shown(c.id)])),
  };
}

function whyOf(g: Group, here: readonly Aided[], answers: Answers): string[] {
  if (here.length === 0) return ['没有这一类已参保的人'];
  if (g === 'veterans') {
    const known = here.filter(a => a.share !== null);
    const open = here.length - known.length;
    return [
      ...(known.length > 0 ? [`${known.length} 人按退役军人事务部门核定的个人应缴，替缴 ${yuan(sum(known.map(a => paidFor(a, answers))))} 元（五 5）`] : []),
      ...(open > 0 ? [`${open} 人按记录的决定，${answers.veterans === 'rest' ? '个人没缴的部分由退役军人事务部门替缴' : '不算进来'}（五 5）`] : []),
    ];
  }
  return [...Map.groupBy(here, a => a.aid)].map(([aid, of]) => {
    const each = personalShare.value - of[0]!.share!;
    return `${aids[aid].name} ${of.length} 人 × ${yuan(each)} 元 = ${yuan(each * BigInt(of.length))} 元（${aids[aid].cite.place}）`;
  });
}

const lineOf = (a: Aided, answers: Answers): RunLine => ({
  ...{ column: groupOf(a.aid), key: a.id, title: `${a.name} ${a.number}`, on: a.paidOn },
  detail: `${aids[a.aid].name}，个人缴 ${yuan(a.paid)} 元，替缴 ${yuan(paidFor(a, answers))} 元`,
});
