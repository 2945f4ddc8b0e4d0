/** The demo county's store, allotments, payments and monthly reports, all invented: they fit this year's draft plan, and two projects are slow. */
import { castPlayers, type DemoCounty } from '#platform/demo';
import { bringTable } from '#platform/registers';
import { acceptReport, readReport, saveDraft, sendReport } from '#platform/rounds';
import { csvText } from '#platform/tables';
import { fundsMonthly } from './monthly.ts';
import { projectsUnderWay } from './project-reads.ts';
import { adoptProjects } from './project-steps.ts';
import { allotments, payments, projects } from './projects.ts';
import { type Stage, stages } from './way.ts';

type Money = readonly [source: '中央' | '省级' | '市级' | '县级', amount: number];

interface Invented {
  name: string;
  category: string;
  town: string;
  place: string;
  unit: string;
  lead: string;
  amount: number;
  money: readonly Money[];
  paid: number;
  stage: string;
  progress: number;
}

const one = (
  name: string,
  category: string,
  town: string,
  place: string,
  unit: string,
  amount: number,
  money: readonly Money[],
  paid: number,
  stage: string,
  progress: number,
): Invented => ({
  ...{
    name: `（演示）${name}`,
    category,
    town,
    place,
    unit,
    lead: category === '产业类' ? '县农业农村局' : '县乡村振兴局',
    amount,
    money,
    paid,
    stage,
    progress,
  },
});

const invented: readonly Invented[] = [
  one('宁乡镇羊肚菌菌棒奖补', '产业类', '宁乡镇', '郝家岭村', '宁乡镇', 20, [['中央', 20]], 18.35, '已验收', 100),
  one('金罗镇小杂粮加工点', '产业类', '金罗镇', '金罗村', '金罗镇', 45, [['省级', 45]], 40.5, '已结算', 100),
  one('枝柯镇蜂箱采购', '产业类', '枝柯镇', '枝柯村', '枝柯镇', 25, [['市级', 25]], 0, '未实施', 0),
  one('暖泉镇蓄水池维修', '基础设施', '暖泉镇', '暖泉村', '暖泉镇', 70, [['县级', 70]], 57.35, '已结算', 100),
  one('武家庄镇田间道路提升', '基础设施', '武家庄镇', '武家庄村', '武家庄镇', 90, [['中央', 90]], 78, '实施中', 88),
  one('乡村工匠培训', '其他类', '县级（跨乡镇）', '全县', '县农业农村局', 16, [['县级', 16]], 12, '已结算', 100),
  one('下枣林乡平菇菌棒奖补', '产业类', '下枣林乡', '下枣林村', '下枣林乡', 84, [['中央', 84]], 84, '已验收', 100),
  one('车鸣峪养蜂合作社扩建', '产业类', '暖泉镇', '车鸣峪村', '暖泉镇', 50, [['省级', 50]], 50, '已结算', 100),
  one('黑山羊圈舍改造', '产业类', '金罗镇', '水峪村', '金罗镇', 25, [], 0, '在库', 0),
  one(
    '金罗镇核桃低产园改造',
    '产业类',
    '金罗镇',
    '西坡村',
    '金罗镇',
    120,
    [
      ['中央', 80],
      ['县级', 40],
    ],
    30,
    '实施中',
    35,
  ),
  one('暖泉镇村道护栏', '基础设施', '暖泉镇', '刘家坪村', '暖泉镇', 66, [['县级', 66]], 60, '已验收', 100),
  one('枝柯镇垃圾收集点', '乡村建设行动', '枝柯镇', '师庄村', '枝柯镇', 36, [['市级', 36]], 9, '实施中', 40),
];

/** Last year's, of the plan that was approved and made public. */
const lastYears: readonly Invented[] = [
  one('宁乡镇大棚蔬菜奖补', '产业类', '宁乡镇', '冯家岭村', '宁乡镇', 60, [['中央', 60]], 48, '已结算', 100),
  one('金罗镇田间路面硬化', '基础设施', '金罗镇', '金罗村', '金罗镇', 40, [['县级', 40]], 38.8, '已结算', 100),
  one('枝柯镇平菇菌棒奖补', '产业类', '枝柯镇', '上桥村', '枝柯镇', 35, [['中央', 35]], 35, '已验收', 100),
  one('山桃育苗场地', '产业类', '暖泉镇', '暖泉村', '暖泉镇', 8.2, [], 0, '在库', 0),
];

const level = { 中央: '中央专项衔接资金', 省级: '省级专项衔接资金', 市级: '市级专项衔接资金', 县级: '县级预算安排专项资金' } as const;
const settled = (i: Invented) => i.stage === '已结算';
const accepted = (i: Invented) => settled(i) || i.stage === '已验收';

const stageOf = (said: string) => (Object.keys(stages) as Stage[]).find(s => stages[s] === said) as 'store';

export async function demoLedger({ house, play }: DemoCounty, year: number, which: 'this' | 'last'): Promise<void> {
  const of = which === 'this' ? invented : lastYears;
  const period = String(year);
  const bring = async (account: string, kind: string, what: string, head: readonly string[], lines: readonly (readonly (string | number)[])[]) =>
    bringTable(house, await play(account), kind, period, `演示数据（虚构）-${what}.csv`, csvText(head, lines));
  await bring(
    'officer.agriculture',
    projects.id,
    '项目库',
    [
      '项目名称',
      '项目类型',
      '乡镇',
      '建设性质',
      '实施地点',
      '建设工期',
      '主管部门',
      '责任单位',
      '建设单位',
      '项目主要内容',
      '资金规模',
      '受益户次',
      '受益人次',
      '绩效目标',
      '利益联结',
      '验收日期',
      '结算价',
    ],
    of.map((i, n) => [
      ...[i.name, i.category, i.town, i.category === '产业类' ? '补助' : '新建', i.place, `${year}.4-${year}.11`, i.lead, i.unit, `${i.place}经济合作社`],
      ...['演示用的项目内容', i.amount, 20 + n * 7, 48 + n * 15, '按期完成，群众满意', '务工和分红'],
      ...[accepted(i) ? `${year}-09-2${n % 9}` : '', settled(i) ? i.paid : ''],
    ]),
  );
  const officer = await play('officer.agriculture');
  const { items } = await officer.reads(projectsUnderWay, { year });
  for (const [stage, some] of Map.groupBy(of, i => i.stage))
    await officer.does(adoptProjects, {
      projects: some.map(i => items.find(p => p.name === i.name)!.id),
      ...{ stage: stageOf(stage), note: '演示：系统使用以前已经办过' },
    });
  await bring(
    'officer.finance',
    allotments.id,
    '下达',
    ['项目名称', '来源', '资金', '下达文号', '下达金额', '下达日期'],
    of.flatMap(i =>
      i.money.map(([source, amount]) => [i.name, level[source], '衔接资金', `演示财农〔${year}〕${source === '中央' ? 1 : 2}号`, amount, `${year}-03-20`]),
    ),
  );
  await bring(
    'officer.finance',
    payments.id,
    '支付',
    ['支付凭证号', '项目名称', '来源', '支付金额', '支付日期', '收款单位'],
    of.flatMap((i, n) =>
      i.paid > 0
        ? [[`演示${year}${String(n + 1).padStart(4, '0')}`, i.name, level[i.money[0]![0]], i.paid, `${year}-09-${10 + n}`, `${i.place}经济合作社`]]
        : [],
    ),
  );
}

/** The last but one month: sent and accepted but for one town. The last: two have sent theirs. */
export async function demoReports({ house, county, cast }: DemoCounty): Promise<void> {
  const today = house.clock.today();
  const month = (back: number) => {
    const [y, m] = today.split('-').map(Number) as [number, number];
    return new Date(Date.UTC(y, m - 1 - back, 1)).toISOString().slice(0, 7);
  };
  for (const { period, units, accepts } of [
    { period: month(2), units: ['ningxiang', 'jinluo', 'zhike', 'wujiazhuang', 'xiazaolin'], accepts: true },
    { period: month(1), units: ['ningxiang', 'wujiazhuang'], accepts: false },
  ]) {
    // Of a month of another year there is no store.
    if (period.slice(0, 4) !== today.slice(0, 4)) continue;
    const next = new Date(Date.UTC(Number(period.slice(0, 4)), Number(period.slice(5)), 4)).toISOString().slice(0, 10);
    const [day] = [next, today].sort() as [string, string];
    const play = castPlayers({ ...house, clock: { today: () => day, now: () => `${day}T02:10:00.000Z` } }, county, cast);
    for (const town of units) {
      const reporter = await play(`town.${town}`);
      const at = { kind: fundsMonthly.id, period, unit: `town-${town}` };
      const { rows } = await reporter.reads(readReport, at);
      const typed = rows.map(r => {
        const i = invented.find(x => x.name === r.values.project)!;
        return {
          id: r.id,
          values: { progress: String(accepts ? Math.max(0, i.progress - 10) : i.progress), problem: i.progress === 0 ? '没有选定供货单位，不再实施' : '' },
        };
      });
      const { version } = await reporter.does(saveDraft, { ...at, version: 0, rows: typed });
      const sent = await reporter.does(sendReport, { ...at, version });
      if (accepts) await (await play('officer.agriculture')).does(acceptReport, { ...at, version: sent.version });
    }
  }
}
