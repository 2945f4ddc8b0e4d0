/** Projects of next year on their way, and contracts and acceptances of this year's; all invented. */
import { addDays } from '#platform/calendar';
import type { DemoCounty, Player } from '#platform/demo';
import { oneProject, projectsUnderWay } from './project-reads.ts';
import { addRecord, proposeProject, stepProject } from './project-steps.ts';

const proposals = [
  { name: '（演示）金罗镇水峪村黑木耳大棚', town: '金罗镇', place: '水峪村', category: '产业类', lead: '县农业农村局', amount: '62', steps: 4 },
  { name: '（演示）宁乡镇冯家岭村供水管网改造', town: '宁乡镇', place: '冯家岭村', category: '基础设施', lead: '供水服务中心', amount: '48.5', steps: 2 },
  { name: '（演示）暖泉镇刘家坪村晾晒场', town: '暖泉镇', place: '刘家坪村', category: '基础设施', lead: '县农业农村局', amount: '35', steps: 1 },
  { name: '（演示）金罗镇西坡村核桃初加工', town: '金罗镇', place: '西坡村', category: '产业类', lead: '', amount: '40', steps: 0 },
];
const accounts: Record<string, string> = { 金罗镇: 'town.jinluo', 宁乡镇: 'town.ningxiang', 暖泉镇: 'town.nuanquan' };

const step = async (who: Player, projectId: string, name: 'propose' | 'pass' | 'endorse' | 'admit' | 'start', more: object = {}) => {
  const { version } = await who.reads(oneProject, { projectId });
  await who.does(stepProject, { projectId, version, step: name, ...more });
};

export async function demoWay({ house, play }: DemoCounty, year: number): Promise<void> {
  const today = house.clock.today();
  const paper = (back: number, at: string) => ({ posting: { from: addDays(today, -back), until: addDays(today, -back + 10), at } });
  const [officer, head] = [await play('officer.agriculture'), await play('head.agriculture')];
  for (const [n, p] of proposals.entries()) {
    const town = await play(accounts[p.town]!);
    const { id } = await town.does(proposeProject, {
      year: year + 1,
      values: {
        ...{ name: p.name, category: p.category, town: p.town, nature: '新建', place: p.place, term: `${year + 1}.3-${year + 1}.10`, lead: p.lead },
        ...{ unit: p.town, builder: `${p.place}股份经济合作社`, content: `${p.place}村民会议议定的演示内容`, amount: p.amount },
        ...(p.steps > 0
          ? { households: String(60 + n * 9), persons: String(150 + n * 20), goal: '当年建成，带动务工和分红', benefit: '务工、分红、土地流转' }
          : {}),
      },
    });
    if (p.steps > 0) await step(town, id, 'propose', paper(34, `${p.place}村务公开栏`));
    if (p.steps > 1) await step(town, id, 'pass', { note: '规划、用地可行，村级公示无异议', ...paper(20, `${p.town}政府公开栏`) });
    if (p.steps > 2) await step(officer, id, 'endorse', { note: '产业符合规划，同意上报' });
    if (p.steps > 3) await step(head, id, 'admit', { days: 15, contact: '县农业农村局（演示电话，不能拨打），或拨打 12345' });
  }
  const { items } = await officer.reads(projectsUnderWay, { year });
  const record = async (account: string, named: string, record: Parameters<typeof addRecord.do>[1]['record']) => {
    const who = await play(account);
    const projectId = items.find(i => i.name.includes(named))!.id;
    const { version } = await who.reads(oneProject, { projectId });
    await who.does(addRecord, { projectId, version, record });
  };
  // A county that is made in spring has signed by then.
  const by = (on: string) => (on < today ? on : today);
  const contract = (number: string, party: string, amount: string, on: string) => ({
    kind: 'contract' as const,
    number: `演示〔${year}〕${number}号`,
    party,
    amount,
    on: by(on),
    passed: null,
    note: '',
  });
  await record('town.wujiazhuang', '田间道路提升', contract('12', '演示路桥工程队', '79.5', `${year}-05-16`));
  await record('town.jinluo', '核桃低产园改造', contract('21', '演示林业服务队', '76', `${year}-06-03`));
  await record('town.jinluo', '核桃低产园改造', contract('22', '演示苗圃', '41.5', `${year}-06-11`));
  await record('town.zhike', '垃圾收集点', {
    ...{
      kind: 'acceptance',
      number: '',
      party: '枝柯镇政府、师庄村委会',
      amount: '',
      on: by(`${year}-10-22`),
      passed: false,
      note: '两处收集点没有硬化，整改以后再验收',
    },
  });
}
