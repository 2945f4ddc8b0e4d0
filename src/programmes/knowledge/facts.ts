/**
 * What the published catalogue itself answers: materials, days, fees, places, conditions, order, results and who to ask,
 * of a thing or of one of its matters. Nothing is stored twice; each block names the version and whether the unit has
 * confirmed what it says.
 */
import type { Day } from '#platform/calendar';
import { areaNames, type Matter, type NoticeView, planOf, situations, sourceInWords, type Thing, type Version, viewNotice } from '#programmes/one-thing';
import type { AnswerBlock, SourceView } from './views.ts';
import type { Intent } from './words.ts';

/** What is known beside the catalogue: confirmed facts as `matter/fact`, and the telephones of units. */
export interface Known {
  confirmed: ReadonlySet<string>;
  phones: ReadonlyMap<string, string>;
  today: Day;
}

type Fact = keyof Matter['source'];

const notices = new WeakMap<Version, Map<number, NoticeView>>();

/** The one notice of the situation that takes the most: what can be said before anybody has answered a question. */
function fullest(version: Version, thing: Thing): NoticeView {
  const mine = notices.get(version) ?? new Map<number, NoticeView>();
  notices.set(version, mine);
  const there = mine.get(thing.no);
  if (there) return there;
  const all = situations(version.catalogue, thing).map(answers => ({ answers, plan: planOf(version, thing, { ...thing.facts, ...answers }) }));
  const { answers, plan } = all.reduce((a, b) =>
    b.plan.matters.length > a.plan.matters.length || (b.plan.matters.length === a.plan.matters.length && b.plan.materials.length > a.plan.materials.length)
      ? b
      : a,
  );
  const view = viewNotice(version, thing, answers, plan);
  mine.set(thing.no, view);
  return view;
}

const days = (n: number) => (n === 0 ? '当天办结' : `${n} 个工作日`);
const list = (items: readonly string[]) => items.map(i => `- ${i}`).join('\n');
const more = (items: readonly string[], most: number, what: string) =>
  items.length > most ? [...items.slice(0, most), `还有 ${items.length - most} ${what}，见这件事的一次告知`] : items;

const assumed = (m: Matter, facts: readonly Fact[], known: Known) =>
  facts.some(f => (m.source[f] ?? m.source.default) === 'assumed' && !known.confirmed.has(`${m.id}/${f}`));

/** Where a fact of a matter is from: the document that its source names, and the version that says so. */
function ofMatter(version: Version, thing: Thing, m: Matter, fact: Fact, known: Known): SourceView {
  const ref = m.source[fact] ?? m.source.default ?? 'assumed';
  const words = ref === 'assumed' ? '' : sourceInWords(version.catalogue, ref);
  return {
    title: `政务服务事项目录第 ${version.version} 版“${m.name}”${words ? `（${words}）` : ''}`,
    link: `/things/${thing.no}`,
    assumed: assumed(m, [fact], known),
    on: null,
    until: null,
  };
}

function ofThing(version: Version, thing: Thing, facts: readonly Fact[], known: Known): SourceView {
  const matters = thing.matters.flatMap(e => version.catalogue.matters.find(m => m.id === e.id) ?? []);
  return {
    title: `政务服务事项目录第 ${version.version} 版“${thing.name}”（中政发〔2024〕16号附件第 ${thing.no} 项）`,
    link: `/things/${thing.no}`,
    assumed: matters.some(m => assumed(m, facts, known)),
    on: null,
    until: null,
  };
}

const phoneOf = (unit: string, known: Known) => known.phones.get(unit);
const call = (unit: string, known: Known) => {
  const phone = phoneOf(unit, known);
  return phone ? `电话 [${phone}](tel:${phone.replaceAll(/[^\d-]/g, '')})` : '电话还没有登记，可以打 [12345](tel:12345) 转接';
};

/** Ways of a material that ask nothing of the applicant. */
const free = (ways: readonly string[]) => ways.some(w => w === 'wallet' || w === 'query' || w === 'result');
const material = (m: NoticeView['materials'][number]) =>
  `${m.name}${free(m.ways) ? '（有电子证照或能查到的，不用交）' : m.ways.includes('declare') ? '（可以书面承诺代替）' : m.ways.includes('follow') ? '（可以后补）' : ''}`;

const situationNote = (thing: Thing) =>
  thing.questions.length > 0
    ? `按要办的事项最多的情况说的。[回答 ${thing.questions.length} 个问题](page:/things/${thing.no}/questions)，就知道您的情况要什么。`
    : '';

const paragraphs = (...parts: readonly string[]) => parts.filter(Boolean).join('\n\n');

/** The answer to one kind of question about a whole thing. */
export function thingAnswer(version: Version, thing: Thing, intent: Intent, known: Known): AnswerBlock[] {
  const n = fullest(version, thing);
  const from = (...facts: Fact[]) => ofThing(version, thing, facts, known);
  const note = situationNote(thing);
  switch (intent) {
    case 'materials': {
      const given = n.materials.filter(m => free(m.ways)).length;
      return [
        {
          text: paragraphs(
            `办“${thing.name}”最多用到 ${n.materials.length} 份材料${given > 0 ? `，其中 ${given} 份有电子证照或能查到的就不用交` : ''}：`,
            list(more(n.materials.map(material), 14, '份')),
            note,
          ),
          source: from('materials'),
        },
      ];
    }
    case 'time':
      return [
        {
          text: paragraphs(
            `“${thing.name}”一起办，从受理起最长 ${days(n.days)}；互不相关的事项同时办。各事项的承诺时限：`,
            list(
              more(
                n.matters.map(m => `${m.name}：${days(m.promisedDays)}（${m.department}）`),
                12,
                '项',
              ),
            ),
            note,
          ),
          source: from('promisedDays'),
        },
      ];
    case 'fee': {
      const paid = n.matters.filter(m => m.fee !== '不收费');
      return [
        {
          text: paragraphs(
            paid.length > 0 ? `“${thing.name}”里要交费的：` : `“${thing.name}”的 ${n.matters.length} 个事项都不收费。`,
            list(paid.map(m => `${m.name}：${m.fee}（${m.department}）`)),
            paid.length > 0 ? '其余事项不收费。' : '',
          ),
          source: from('fee'),
        },
      ];
    }
    case 'place':
      return [
        {
          text: paragraphs(
            `网上就能办：[申请“${thing.name}”](page:/things/${thing.no})。要到现场的，到县政务服务大厅“${areaNames['one-thing']}”，一个窗口交一次材料。`,
            n.visits === 0 ? '一起办不用到现场。' : `一起办最多到现场 ${n.visits} 次。`,
            '单独办其中一项的，在：',
            list(
              more(
                n.matters.map(m => `${m.name}：${m.place}（${m.department}）`),
                12,
                '项',
              ),
            ),
          ),
          source: from('place', 'visits'),
        },
      ];
    case 'condition': {
      const conditions = n.matters.flatMap(m => m.conditions.map(c => `${c}（${m.name}）`));
      return [
        {
          text: paragraphs(
            conditions.length > 0 ? `“${thing.name}”的条件，按事项说：` : `“${thing.name}”没有写特别的条件。`,
            list(more(conditions, 12, '条')),
            note,
          ),
          source: from('conditions'),
        },
      ];
    }
    case 'result':
      return [
        {
          text: paragraphs(
            '办好以后有：',
            list([...new Set(n.matters.map(m => m.result))].slice(0, 12)),
            '电子证照会放进您的[证照包](page:/wallet)；纸质的可以在窗口领，也可以在申请时选邮寄。',
          ),
          source: from('result'),
        },
      ];
    case 'phone':
      return [
        {
          text: paragraphs(
            `“${thing.name}”由${n.thing.leadDepartment}牵头，${call(thing.lead, known)}。`,
            n.matters.length > 1 ? '各事项归：' : '',
            n.matters.length > 1
              ? list(
                  more(
                    n.matters.map(m => `${m.name}：${m.department}`),
                    12,
                    '项',
                  ),
                )
              : '',
          ),
          source: from('name'),
        },
      ];
    case 'how':
      return [
        {
          text: paragraphs(
            `“${thing.name}”一次申请，分头办理：`,
            [
              thing.questions.length > 0
                ? `1. [回答 ${thing.questions.length} 个问题](page:/things/${thing.no}/questions)，看您的情况要办哪几项`
                : `1. 看[一次告知](page:/things/${thing.no})`,
              '2. 登录，填一张表，材料只交一次；已有的电子证照不用交',
              `3. 提交后由 ${new Set(n.matters.map(m => m.departmentId)).size} 个部门办 ${n.matters.length} 个事项，最长 ${days(n.days)}`,
              '4. 在“我的办件”看进度，结果放进证照包，或邮寄、到窗口领',
            ].join('\n'),
            '要办的事项：',
            list(
              more(
                n.matters.map(m => `${m.name}（${m.department}）`),
                12,
                '项',
              ),
            ),
          ),
          source: from('name', 'promisedDays'),
        },
      ];
    default:
      return [
        {
          text: paragraphs(
            thing.intro,
            `最多 ${n.matters.length} 个事项、${n.materials.length} 份材料，最长 ${days(n.days)}，到现场最多 ${n.visits} 次。由${n.thing.leadDepartment}牵头。`,
            note,
          ),
          source: from('materials', 'promisedDays', 'visits'),
        },
      ];
  }
}

/** The same about one matter of the thing; what it costs and takes there stands in the notice of its thing. */
export function matterAnswer(version: Version, thing: Thing, m: Matter, intent: Intent, known: Known): AnswerBlock[] {
  const n = fullest(version, thing);
  const own = n.matters.find(x => x.id === m.id);
  const name = own?.name ?? m.name;
  const department = version.catalogue.departments.find(d => d.id === m.department)?.name ?? m.department;
  const block = (text: string, fact: Fact): AnswerBlock => ({ text, source: ofMatter(version, thing, m, fact, known) });
  const materials = n.materials.filter(x => x.wantedBy.includes(m.id));
  const conditions = own?.conditions ?? m.conditions.filter(c => c.when === undefined).map(c => c.text);
  switch (intent) {
    case 'materials':
      return [
        block(
          materials.length > 0 ? paragraphs(`“${name}”要的材料：`, list(materials.map(material)), situationNote(thing)) : `“${name}”不要材料。`,
          'materials',
        ),
      ];
    case 'time':
      return [
        block(
          `“${name}”从受理起 ${days(m.promisedDays)}${m.promisedDays === 0 ? '' : '内办结'}（承诺时限）${m.stops.length > 0 ? `；${m.stops.map(s => s.text).join('、')}的时间不算在内` : ''}。`,
          'promisedDays',
        ),
        ...(m.legalDays ? [block(`法定时限是 ${days(m.legalDays)}。`, 'legalDays')] : []),
      ];
    case 'fee':
      return [block(m.fee ? `“${name}”：${m.fee.text ?? `${m.fee.amount} 元`}${m.fee.when ? '（部分情形）' : ''}。` : `“${name}”不收费。`, 'fee')];
    case 'place':
      return [
        block(
          `“${name}”在县政务服务大厅${areaNames[m.place]}办，归${department}。和“${thing.name}”一起在网上申请，${m.visits.joined === 0 ? '不用到现场' : `到现场 ${m.visits.joined} 次`}。`,
          'place',
        ),
      ];
    case 'condition':
      return [block(conditions.length > 0 ? paragraphs(`“${name}”的条件：`, list(conditions)) : `“${name}”没有写特别的条件。`, 'conditions')];
    case 'result':
      return [
        block(
          `“${name}”办好以后给：${own?.result ?? ('record' in m.result ? m.result.record : name)}。电子证照放进[证照包](page:/wallet)；纸质的在窗口领，或申请时选邮寄。`,
          'result',
        ),
      ];
    case 'phone':
      return [block(`“${name}”归${department}，${call(m.department, known)}。`, 'name')];
    default:
      return [
        block(`${name}：${m.plain}。归${department}，${days(m.promisedDays)}${m.promisedDays === 0 ? '' : '内办结'}。`, 'promisedDays'),
        block(materials.length > 0 ? paragraphs('要的材料：', list(materials.map(material))) : '不要材料。', 'materials'),
        ...(conditions.length > 0 ? [block(paragraphs('条件：', list(conditions)), 'conditions')] : []),
      ];
  }
}
