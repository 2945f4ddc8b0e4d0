/** A decision with its facts, sources and what can be done next. Pure but for the engine that it is given. */
import type { Thing } from '#programmes/one-thing';
import { type Decision, decide } from './decide.ts';
import type { Engine } from './engine.ts';
import { matterAnswer, thingAnswer } from './facts.ts';
import { masked, withoutWho } from './rules.ts';
import type { Published } from './store.ts';
import type { About, AnswerView } from './views.ts';
import { type Intent, intentNames, type Page } from './words.ts';

const asks: Partial<Record<Intent, string>> = {
  materials: '要什么材料？',
  time: '要多久？',
  fee: '要多少钱？',
  place: '在哪办？',
  condition: '什么条件？',
  how: '怎么办？',
};

/** Questions that go on about the same, without the one that was asked. */
const nextOf = (intent: Intent) =>
  Object.entries(asks)
    .filter(([i]) => i !== intent)
    .slice(0, 4)
    .map(([, text]) => text);

const row = (t: Thing) => ({ title: `${t.situation}：${t.name}`, link: `/things/${t.no}` });
const applyTo = (t: Thing) => ({ title: `去办“${t.name}”`, link: `/things/${t.no}` });

const pages: Record<Page, { title: string; text: string; link: string; source: string }> = {
  status: {
    title: '查办件进度',
    text: '登录以后，在[我的办件](page:/cases)里看每个事项办到哪一步、哪天到期、轮到谁办。没有手机的，带身份证到县政务服务大厅任何一个综合窗口也能查；或者打 [12345](tel:12345)。',
    link: '/cases',
    source: '本网站“我的办件”',
  },
  complain: {
    title: '投诉和意见',
    text: '对自己的办件不满意：在[我的办件](page:/cases)打开这一件，点“投诉”，责任部门要限期答复；办结以后还可以评价。\n\n别的意见和投诉，打 [12345](tel:12345)，或在下面转给 12345。',
    link: '/cases',
    source: '本网站“我的办件”',
  },
  hall: {
    title: '政务大厅：在哪里、几点上班',
    text: '各个窗口在哪里、今天几点到几点办、现在有几人在等，看[大厅](page:/hall)。节假日休息；调休上班的周末照常办。去以前可以[预约](page:/hall/booking)；不想跑的，网上一样能办。',
    link: '/hall',
    source: '本网站“大厅”',
  },
  booking: {
    title: '预约和取号',
    text: '预约、改时间、取消，都在[我的预约](page:/hall/booking)：登录以后选窗口和时间，到了大厅凭预约号、身份证或中阳码取号。没有预约的，在[大厅](page:/hall)页看有几人在等，也可以远程取号。不会用手机的，到大厅取号机直接取。',
    link: '/hall/booking',
    source: '本网站“大厅”',
  },
};

export interface Given {
  view: AnswerView;
  outcome: 'entry' | 'catalogue' | 'page' | 'clarify' | 'unknown';
  /** Worth keeping as a gap: about something here, and not answered. */
  gap: boolean;
}

export function give(engine: Engine, question: string, last: About | null): Given {
  const { decision, understanding } = decide(engine.lexicon, withoutWho(question), last);
  const base: AnswerView = {
    kind: 'answer',
    question: masked(question),
    intent: understanding.intent,
    about: null,
    title: '',
    lead: '',
    summary: null,
    blocks: [],
    apply: null,
    options: [],
    next: [],
    related: [],
    target: { kind: 'none', id: '' },
  };
  switch (decision.kind) {
    case 'entry':
      return ofEntry(
        engine,
        base,
        decision.id,
        understanding.entries.map(r => r.subject.id),
      );
    case 'thing':
      return ofThing(engine, base, decision);
    case 'page': {
      const page = pages[decision.page];
      const source = { title: page.source, link: page.link, assumed: false, on: null, until: null };
      return { view: { ...base, title: page.title, blocks: [{ text: page.text, source }] }, outcome: 'page', gap: false };
    }
    case 'clarify': {
      const options = decision.things.flatMap(no => {
        const t = engine.version.byNo.get(no);
        return t ? [{ title: t.situation, note: t.name, about: { kind: 'thing' as const, id: String(no) } }] : [];
      });
      return {
        view: { ...base, kind: 'clarify', title: '您问的是哪一件？', lead: '这几件事都有可能，选一个我再回答。', options },
        outcome: 'clarify',
        gap: false,
      };
    }
    case 'unknown':
      return { view: unknown(engine, base, decision), outcome: 'unknown', gap: decision.why === 'nothing' };
  }
}

function ofEntry(engine: Engine, base: AnswerView, id: string, others: readonly string[]): Given {
  const entry = engine.entries.get(id);
  // The entry of an earlier answer has ended meanwhile.
  if (!entry) return { view: unknown(engine, base, { kind: 'unknown', why: 'empty', near: [] }), outcome: 'unknown', gap: false };
  const things = entry.things.flatMap(no => engine.version.byNo.get(no) ?? []);
  const title = (e: Published) => ({ title: e.question, link: `/knowledge/${e.id}` });
  const view: AnswerView = {
    ...base,
    about: things[0] && base.intent !== 'about' ? { kind: 'thing', id: String(things[0].no) } : { kind: 'entry', id },
    title: entry.question,
    blocks: [
      {
        text: entry.answer,
        source: { title: entry.source, link: `/knowledge/${id}`, assumed: entry.reviewBy < engine.known.today, on: entry.reviewedOn, until: entry.validUntil },
      },
    ],
    apply: things[0] ? applyTo(things[0]) : null,
    next: things[0] ? nextOf(base.intent).slice(0, 3) : [],
    related: [
      ...things.slice(1).map(row),
      ...others
        .filter(o => o !== id)
        .flatMap(o => engine.entries.get(o) ?? [])
        .filter(e => e.things.some(t => entry.things.includes(t)))
        .map(title),
    ].slice(0, 4),
    target: { kind: 'entry', id },
  };
  return { view, outcome: 'entry', gap: false };
}

function ofThing(engine: Engine, base: AnswerView, { no, matter }: Extract<Decision, { kind: 'thing' }>): Given {
  const { version, known } = engine;
  const thing = version.byNo.get(no)!;
  const m = matter ? version.catalogue.matters.find(x => x.id === matter) : undefined;
  const view: AnswerView = {
    ...base,
    about: { kind: 'thing', id: String(no) },
    title: m ? `${m.name}：${intentNames[base.intent]}` : `${thing.name}：${intentNames[base.intent]}`,
    lead: thing.situation,
    blocks: m ? matterAnswer(version, thing, m, base.intent, known) : thingAnswer(version, thing, base.intent, known),
    apply: applyTo(thing),
    next: nextOf(base.intent),
    related: [...engine.entries.values()]
      .filter(e => e.things.includes(no))
      .slice(0, 3)
      .map(e => ({ title: e.question, link: `/knowledge/${e.id}` })),
    target: { kind: 'thing', id: String(no) },
  };
  return { view, outcome: 'catalogue', gap: false };
}

function unknown(engine: Engine, base: AnswerView, d: Extract<Decision, { kind: 'unknown' }>): AnswerView {
  const lead = {
    nothing: '知识库和事项目录里没有能回答这个问题的内容，我不编。可以换个说法再问，或者把问题转给 12345，有人回答。',
    elsewhere: `这里只答中阳县的事。${d.place ?? '外地'}的事，请问当地的政务服务大厅或 12345（前面加当地区号）。`,
    empty: '请说一说是什么事，比如“开面馆要什么材料”“社保卡丢了怎么办”。',
  }[d.why];
  return {
    ...base,
    kind: 'unknown',
    title: d.why === 'empty' ? '您想问哪件事？' : '这个问题我不知道',
    lead,
    related: d.near.flatMap(no => {
      const t = engine.version.byNo.get(no);
      return t ? [row(t)] : [];
    }),
  };
}
