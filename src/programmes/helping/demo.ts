/** Visits with findings in several states, and entries of the not-done window, played through the same doors. */
import { addDays, type Day } from '#platform/calendar';
import type { DemoCounty, Player } from '#platform/demo';
import { answerDuty } from '#platform/supervision';
import type { FindingInput, VisitInput } from './forms.ts';
import { enterNotDone, followNotDone, writeNotDone } from './not-done.ts';
import { listNotDone } from './not-done-reads.ts';
import { inviteOfficer } from './officers.ts';
import { confirmFinding, readVisit, recordVisit } from './visits.ts';

/** A small county (tests) has none: its figures are those that a test makes. */
const leastResidents = 100;

const finding = (kind: FindingInput['kind'], severity: number, unit: string, title: string, text: string): FindingInput => ({
  kind,
  severity,
  unit,
  title,
  text,
});

/** Days before the demo's day; how the findings came out, in their order. */
const visits: {
  ago: number;
  visit: Omit<VisitInput, 'onDay' | 'officer' | 'summary' | 'matter'> & { matter?: string; summary?: string };
  came: ('published' | 'answered' | 'open')[];
}[] = [
  {
    ago: 40,
    visit: {
      way: 'helper',
      thing: 17,
      place: '政务大厅一楼',
      walkedWith: '白女士',
      summary: '窗口态度好，就是要什么没有一次说清。',
      steps: [
        { title: '取号', minutes: 4, trouble: '' },
        { title: '窗口受理', minutes: 26, trouble: '到窗口才知道要结婚证原件' },
        { title: '领出生医学证明', minutes: 12, trouble: '' },
      ],
      findings: [
        finding('guide', 2, 'health', '告知单没写要结婚证原件', '到了窗口才知道要原件，又回家取了一趟'),
        finding('place', 1, 'approval', '母婴室没有标识', '找了十分钟才找到母婴室'),
      ],
    },
    came: ['published', 'published'],
  },
  {
    ago: 25,
    visit: {
      way: 'officer',
      thing: 12,
      place: '金罗镇便民服务中心',
      walkedWith: '',
      steps: [
        { title: '问询', minutes: 8, trouble: '值班人员不熟悉灵活就业' },
        { title: '填表', minutes: 20, trouble: '' },
      ],
      findings: [finding('manner', 2, 'human-resources', '镇上不会办灵活就业登记', '值班人员说要到县里办，其实镇上可以办')],
    },
    came: ['answered'],
  },
  {
    ago: 9,
    visit: {
      way: 'helper',
      matter: '公租房申请',
      place: '政务大厅二楼',
      walkedWith: '郝大娘',
      steps: [
        { title: '窗口受理', minutes: 35, trouble: '收入证明没有格式' },
        { title: '等待核对', minutes: 50, trouble: '系统慢' },
      ],
      findings: [
        finding('material', 3, 'housing-bureau', '收入证明没有统一格式', '单位开的证明两次不合格，应给一个样表'),
        finding('system', 2, 'civil-affairs', '核对家庭收入要等半小时', '核对平台很慢，老人坐着等了五十分钟'),
      ],
    },
    came: ['open', 'open'],
  },
];

export async function demoHelping({ house, cast, play }: DemoCounty): Promise<void> {
  if (cast.residents.length < leastResidents) return;
  const clock = house.clock;
  const today = clock.today();
  const on = (ago: number) => {
    const day: Day = addDays(today, -ago);
    house.clock = { today: () => day, now: () => `${day}T02:30:00.000Z` };
  };
  try {
    const helper = await play('helper');
    on(60);
    const { id: officer } = await helper.does(inviteOfficer, {
      name: '高翠平',
      about: '金罗镇个体户，常到窗口办事',
      fromDay: addDays(today, -60),
      toDay: addDays(today, 300),
    });
    await helper.does(inviteOfficer, { name: '贺春生', about: '退休教师', fromDay: addDays(today, -60), toDay: addDays(today, 300) });
    for (const { ago, visit, came } of visits) {
      on(ago);
      const onDay = addDays(today, -ago);
      const { id } = await helper.does(recordVisit, { ...visit, onDay, ...(visit.way === 'officer' ? { officer } : {}) });
      const { list } = await helper.reads(readVisit, { visitId: id });
      for (const [i, f] of list.entries()) await comeOut(helper, await play(`head.${f.duty.unit}`), f.duty, came[i]!, () => on(Math.max(0, ago - 8)));
    }
    const clerk = await play('window');
    const entry = (reason: 'material' | 'nobody' | 'slow' | 'system', thing: number | undefined, text: string, visitorName: string, phone: string) => ({
      reason,
      thing,
      text,
      visitorName,
      phone,
    });
    on(30);
    await clerk.does(enterNotDone, entry('material', 17, '出生证明上的名字写错一个字，医院让找派出所，派出所让找医院', '冯改兰', '13790001001'));
    on(21);
    await helper.does(enterNotDone, entry('nobody', undefined, '宅基地旁边的水渠塌了，村、镇、县三处都说不归自己管', '武建国', '13790001002'));
    on(16);
    await clerk.does(enterNotDone, entry('material', 17, '又是改名字的事，两边都要对方先开证明', '任雪梅', '13790001003'));
    on(5);
    await (await play('buyer')).does(writeNotDone, { reason: 'slow', thing: 14, text: '二手房过户交了材料，两个星期没有动静，问也问不出来' });
    on(1);
    await clerk.does(enterNotDone, entry('system', 12, '系统里查不到以前的参保记录，没法办', '薛永平', '13790001004'));
    const { items } = await helper.reads(listNotDone, {});
    for (const duty of items.filter(d => d.openedOn <= addDays(today, -16))) {
      on(13);
      await (await play(`head.${duty.unit}`)).does(answerDuty, {
        dutyId: duty.id,
        version: duty.version,
        answer: '已召集有关单位当面说清：由首问单位一次办到底，所需证明由部门之间核对，不再让群众跑。',
      });
      if (duty.reason === 'material')
        await helper.does(followNotDone, { dutyId: duty.id, version: duty.version + 1, reached: true, satisfied: true, note: '' });
    }
  } finally {
    house.clock = clock;
  }
}

async function comeOut(helper: Player, head: Player, duty: { id: string; version: number; title: string }, came: string, later: () => void): Promise<void> {
  if (came === 'open') return;
  later();
  await head.does(answerDuty, { dutyId: duty.id, version: duty.version, answer: `已整改：${duty.title}的问题当周解决，窗口人员已培训。` });
  if (came === 'published')
    await helper.does(confirmFinding, { dutyId: duty.id, version: duty.version + 1, confirmed: true, published: `已改进：${duty.title}` });
}
