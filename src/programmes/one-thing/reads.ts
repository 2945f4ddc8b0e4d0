/** Open reads: the things, one thing, its one notice, the search. Anybody may ask; nothing is stored. */
import { z } from 'zod';
import { read } from '#platform/actions';
import { currentVersion, factsOf, planOf, thingOf } from './catalogue/versions.ts';
import { search } from './search.ts';
import { noticeView, rowOf, thingRow, thingView, viewNotice, viewThing } from './views.ts';

const no = z.coerce.number().int();

export const listThings = read({
  name: 'thing.list',
  may: 'catalogue.read',
  open: true,
  summary: '全部一件事，按文件的顺序',
  input: z.strictObject({}),
  output: z.object({
    items: z.array(thingRow),
    stages: z.array(z.object({ id: z.string(), name: z.string(), audience: z.enum(['enterprise', 'individual']) })),
  }),
  async do(ctx) {
    const version = await currentVersion(ctx);
    return {
      items: version.catalogue.things.map(t => rowOf(version, t)),
      stages: [...version.catalogue.stages].sort((a, b) => a.order - b.order).map(({ id, name, audience }) => ({ id, name, audience })),
    };
  },
});

export const readThing = read({
  name: 'thing.read',
  may: 'catalogue.read',
  open: true,
  summary: '一件事：事项、顺序、问题、分开办与一起办的比较',
  input: z.strictObject({ no }),
  output: thingView,
  async do(ctx, input) {
    const version = await currentVersion(ctx);
    return viewThing(version, thingOf(version, input.no));
  },
});

/** The one notice (一次告知) for the situation that the answers settle. */
export const notice = read({
  name: 'thing.notice',
  may: 'catalogue.read',
  summary: '一次告知：要办的事项、材料、数据项、时限、跑动、费用',
  input: z.strictObject({ no, answers: z.record(z.string().max(60), z.string().max(60)).default({}) }),
  output: noticeView,
  async do(ctx, input) {
    const version = await currentVersion(ctx);
    const thing = thingOf(version, input.no);
    const facts = factsOf(version, thing, input.answers);
    const confirmed = await ctx.sql<{ matter: string }[]>`select distinct matter from catalogue_confirmation where county = ${ctx.county}`;
    const answers = Object.fromEntries(Object.entries(facts).filter(([id]) => id in input.answers));
    return viewNotice(version, thing, answers, planOf(version, thing, facts), new Set(confirmed.map(c => c.matter)));
  },
});

export const searchThings = read({
  name: 'thing.search',
  may: 'catalogue.read',
  open: true,
  summary: '搜索一件事：汉字、拼音、首字母、口语，容许输错',
  input: z.strictObject({ q: z.string().trim().min(1).max(60) }),
  output: z.object({ items: z.array(thingRow.extend({ because: z.string() })) }),
  async do(ctx, { q }) {
    const version = await currentVersion(ctx);
    return {
      items: search(version.catalogue, q).flatMap(hit => {
        const thing = version.byNo.get(hit.id);
        return thing ? [{ ...rowOf(version, thing), because: hit.because }] : [];
      }),
    };
  },
});

export const licenceTypeRow = z.object({
  id: z.string(),
  name: z.string(),
  attributes: z.array(z.object({ id: z.string(), label: z.string(), sensitive: z.boolean() })),
});
export type LicenceTypeRow = z.infer<typeof licenceTypeRow>;

export const listLicenceTypes = read({
  name: 'licence-type.list',
  may: 'catalogue.read',
  open: true,
  summary: '电子证照的种类，上面有哪些内容',
  input: z.strictObject({}),
  output: z.object({ items: z.array(licenceTypeRow) }),
  async do(ctx) {
    const { catalogue } = await currentVersion(ctx);
    return {
      items: catalogue.licences.map(l => ({ id: l.id, name: l.name, attributes: l.attributes.map(({ id, label, sensitive }) => ({ id, label, sensitive })) })),
    };
  },
});
