/** What one comes for → which window, which queue, or where else. */
import { z } from 'zod';
import { read } from '#platform/actions';
import { listQueuesOf } from '#platform/queues';
import { phraseIndex } from '#platform/search';
import { type Catalogue, currentVersion, type Matter, phrasesOf, type Thing } from '#programmes/one-thing';
import { hallSite } from './figures.ts';
import { laidOut, type Standing } from './reads.ts';
import { windowsFor } from './rules.ts';
import { type Area, type Outside, outsideOf } from './store.ts';

const hit = z.object({
  kind: z.enum(['thing', 'matter']),
  id: z.string(),
  name: z.string(),
  /** What people call it, when that is why it was found. */
  because: z.string().nullable(),
  unit: z.string(),
  /** Queue in which one waits for it; null: not in the hall. */
  queue: z.string().nullable(),
  queueName: z.string().nullable(),
  area: z.string().nullable(),
  windows: z.array(z.string()),
  outside: z.object({ doneAt: z.string(), reason: z.string() }).nullable(),
});
export type Hit = z.infer<typeof hit>;

const mostHits = 30;

type Known = { thing: Thing } | { matter: Matter };
const indexes = new WeakMap<Catalogue, ReturnType<typeof phraseIndex<Known>>>();

/** Things by all that people call them, matters by the names that they have in the things. */
function indexOf(catalogue: Catalogue) {
  const there = indexes.get(catalogue);
  if (there) return there;
  const called = Map.groupBy(
    catalogue.things.flatMap(t => t.matters),
    e => e.id,
  );
  const made = phraseIndex<Known>([
    ...catalogue.things.map(thing => ({ id: { thing }, names: phrasesOf(catalogue, thing).names })),
    ...catalogue.matters.map(matter => ({ id: { matter }, names: [...new Set([matter.name, ...(called.get(matter.id) ?? []).flatMap(e => e.as ?? [])])] })),
  ]);
  indexes.set(catalogue, made);
  return made;
}

/** The queue of a matter: the area's own for this part of the catalogue, else its first. */
function queueFor(place: string, area: Area, windows: readonly Standing[]): string | null {
  const wanted = `hall-${place}`;
  const served = new Set(windows.flatMap(w => w.serves));
  return area.queues.includes(wanted) && served.has(wanted) ? wanted : (area.queues.find(q => served.has(q)) ?? null);
}

export const findInHall = read({
  name: 'hall.find',
  may: 'hall.read',
  summary: '查一个事项或一件事在哪个窗口办：汉字、俗称、拼音、首字母',
  input: z.strictObject({ q: z.string().trim().min(1, '请输入要办的事').max(60) }),
  output: z.object({ items: z.array(hit), more: z.number() }),
  async do(ctx, { q }) {
    const { catalogue } = await currentVersion(ctx);
    const { areas, windows } = await laidOut(ctx);
    const queues = await listQueuesOf(ctx, hallSite);
    const outside = (await outsideOf(ctx)).filter(e => e.endedOn === null && e.validUntil >= ctx.today);
    const short = (id: string) => catalogue.departments.find(d => d.id === id)?.short ?? id;

    const inHall = (here: readonly Standing[], queueIn: (area: Area) => string | null) => {
      const area = areas.find(a => a.id === here[0]?.area);
      const queue = area ? queueIn(area) : null;
      return { queue, queueName: queues.find(x => x.id === queue)?.name ?? null, area: area?.name ?? null, windows: here.map(w => w.name), outside: null };
    };
    const elsewhere = ({ doneAt, reason }: Outside) => ({ queue: null, queueName: null, area: null, windows: [], outside: { doneAt, reason } });
    const ofThing = (t: Thing) => ({
      ...{ kind: 'thing' as const, id: String(t.no), name: t.name, unit: short(t.lead) },
      ...inHall(
        windows.filter(w => w.things),
        area => area.queues[0] ?? null,
      ),
    });
    const ofMatter = (m: Matter) => {
      const listed = outside.find(e => e.matter === m.id);
      const here = windowsFor(m, windows, areas);
      return {
        ...{ kind: 'matter' as const, id: m.id, name: m.name, unit: short(m.department) },
        ...(listed ? elsewhere(listed) : inHall(here, area => queueFor(m.place, area, here))),
      };
    };

    const found = indexOf(catalogue)(q, 200).map(({ id, because }): Hit => {
      const of = 'thing' in id ? ofThing(id.thing) : ofMatter(id.matter);
      return { ...of, because: because === of.name ? null : because };
    });
    // What the county listed beyond the catalogue: few, and different every day.
    const listed = outside.filter(e => e.matter === null);
    const beyond = phraseIndex(listed.map(e => ({ id: e, names: [e.name] })))(q).map(
      ({ id: e }): Hit => ({ kind: 'matter', id: e.id, name: e.name, unit: short(e.unit), because: null, ...elsewhere(e) }),
    );
    const all = [...found, ...beyond];
    return { items: all.slice(0, mostHits), more: Math.max(0, all.length - mostHits) };
  },
});
