/** Two invented plans in the shapes of the printed one: last year's, which adds up and is approved, and this year's, in which a rate, two sums and a purse do not. */
import type { DemoCounty } from '#platform/demo';
import { demoLedger, demoReports } from './demo-ledger.ts';
import { demoWay } from './demo-way.ts';
import { setGoal } from './goals.ts';
import { beginPlan } from './plans.ts';
import { postPlan } from './posting.ts';
import { onePlan } from './reads.ts';
import { approvePlan, checkPlan, submitPlan } from './steps.ts';

const approved = `一、整合规模
二、调整情况
调减资金的项目 2 个，涉及资金 13.2 万元。
（一）产业类涉及 1 个项目，涉及资金 12 万元。
1. （演示）宁乡镇大棚蔬菜奖补：投资 60 万元，实际结算支付 48 万元，需核减资金 12 万元。
（二）基础设施项目 1 个，涉及资金 1.2 万元。
2. （演示）金罗镇田间路面硬化：投资 40 万元，实际结算支付 38.8 万元，需核减资金 1.2 万元。
三、使用方向
（一）调增资金项目 1 个，涉及资金 5 万元。其中产业类项目 1 个，涉及资金 5 万元。
产业类项目 1 个：
1. （演示）枝柯镇平菇菌棒奖补：补贴资金 35 万元，用于 50 万棒。按照补贴标准：0.8 元/棒，应补贴 40 万元，需新增安排 5 万元。
(二) 新增项目 1 个，涉及资金 8.2 万元
1. （演示）山桃育苗场地：用于场地平整。需新增安排 8.2 万元。
四、工作要求
`;

const draft = `一、整合规模
二、调整情况
调减资金的项目 6 个，涉及资金 59.8 万元，其中包含绩效评价问题整改资金 6.5 万元。
（一）产业类涉及 3 个项目，涉及资金 31.15 万元。
1. （演示）宁乡镇羊肚菌菌棒奖补：补贴资金 20 万元，经验收实际种植 36.7 万棒，应补贴 18.35 万元，需核减资金 1.65 万元。
2. （演示）金罗镇小杂粮加工点：投资 45 万元，实际结算支付 40.5 万元，需核减资金 4.5 万元。
3. （演示）枝柯镇蜂箱采购：投资 25 万元，因项目未实施，需核减资金 25 万元。
（二）基础设施项目 2 个，涉及资金 22.65 万元。
4. （演示）暖泉镇蓄水池维修：投资 70 万元，实际结算支付 57.35 万元，需核减资金 12.65 万元。
5. （演示）武家庄镇田间道路提升：投资 90 万元，根据实施情况，需核减资金 12 万元（使用衔接资金 5.5 万元，绩效评价问题整改资金 6.5 万元）。
（三）其他类项目 1 个，涉及资金 4 万元。
6. （演示）乡村工匠培训：投资 16 万元，实际结算支付 12 万元，需核减资金 4 万元。
三、使用方向
（一）调增资金项目 2 个，涉及资金 34.8 万元。其中产业类项目 2 个，涉及资金 34.8 万元。
产业类项目 2 个：
1. （演示）下枣林乡平菇菌棒奖补：补贴资金 84 万元，用于 120 万棒。按照补贴标准：0.9 元/棒，应补贴 96 万元，需新增安排 12 万元。
2. （演示）车鸣峪养蜂合作社扩建：决算价为 72.8 万元，已支付 50 万元，还需新增安排 22.8 万元（使用衔接资金 15.3 万元，绩效评价问题整改资金 7.5 万元）。
(二) 新增项目 1 个，涉及资金 25 万元
1. （演示）黑山羊圈舍改造：用于圈舍围护。需新增安排 25 万元。
四、工作要求
`;

export async function demoFunds(demo: DemoCounty): Promise<void> {
  const { house, play } = demo;
  const year = Number(house.clock.today().slice(0, 4));
  const [officer, finance, leader] = [await play('officer.agriculture'), await play('officer.finance'), await play('leader')];
  await demoLedger(demo, year - 1, 'last');
  await demoLedger(demo, year, 'this');
  const last = await officer.does(beginPlan, { year: year - 1, title: `演示：${year - 1} 年度衔接资金年终调整方案`, print: approved });
  const version = async () => (await officer.reads(onePlan, { planId: last.id })).plan.version;
  await officer.does(submitPlan, { planId: last.id, version: await version() });
  await finance.does(checkPlan, { planId: last.id, version: await version() });
  await leader.does(approvePlan, { planId: last.id, version: await version() });
  await officer.does(postPlan, { planId: last.id, days: 10, contact: '县农业农村局（演示电话，不能拨打），或拨打 12345' });
  await officer.does(beginPlan, { year, title: `演示：${year} 年度衔接资金年终调整方案`, print: draft });
  await demoReports(demo);
  for (const [quarter, percent] of [
    [1, 25],
    [2, 50],
    [3, 75],
    [4, 95],
  ] as const)
    await officer.does(setGoal, { year, quarter, percent, basis: '演示：县委农村工作领导小组会议定' });
  await demoWay(demo, year);
}
