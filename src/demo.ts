/** The demo county, made through the same doors that people use. */
import { systemActor } from '#platform/access';
import { type House, knownActor, perform } from '#platform/actions';
import { type Cast, castPlayers, loadDemoNotices, markDemo } from '#platform/demo';
import type { Manifest } from '#platform/manifest';
import { makeCases, makeCast, makeManyCases } from '#programmes/one-thing';
import { manifests } from './house.ts';

export interface DemoOptions {
  seed?: number;
  residents?: number;
  firms?: number;
  cases?: number;
  /** Over how many days the cases are spread. */
  days?: number;
  /** Statistics of what is there by now: the database plans for empty tables until it has some. */
  statistics?(): Promise<void>;
  say(text: string): void;
  progress?(done: number, total: number): void;
}

/** More than this are not played person by person, but written in bulk. */
const mostByHand = 1000;

export async function makeDemo(house: House, county: string, o: DemoOptions): Promise<Cast> {
  const started = performance.now();
  const seed = o.seed ?? 20241104;
  o.say('▸ 正在建立演示县：人口、企业、工作人员、办件（首次约十秒）…');
  await loadDemoNotices(house, county);
  const cast = await makeCast(house, county, { seed, residents: o.residents ?? 400, firms: o.firms ?? 40, ...(o.progress ? { progress: o.progress } : {}) });
  await o.statistics?.();
  const cases = o.cases ?? 60;
  const asked = { seed, cases, ...(o.progress ? { progress: o.progress } : {}) };
  const file = () =>
    cases > mostByHand
      ? makeManyCases({ ...house }, county, cast, { ...asked, days: o.days ?? 730 })
      : makeCases({ ...house }, county, cast, { ...asked, days: o.days ?? 45 });
  // Each with a house of its own: days that are played are its clock's.
  const make = async (m: Manifest) => {
    const own = { ...house };
    await m.demo?.({ house: own, county, seed, cast, play: castPlayers(own, county, cast) });
  };
  const beside = manifests.filter(m => m.demoBeside);
  const inLane = async () => {
    for (let m = beside.shift(); m; m = beside.shift()) await make(m);
  };
  const [filed] = await Promise.all([
    (async () => {
      const filed = await file();
      for (const m of manifests) if (!m.demoBeside) await make(m);
      return filed;
    })(),
    // Two: what waits for the database leaves the processor to the others, and more would only make it wait longer.
    inLane(),
    inLane(),
  ]);
  await perform(house, markDemo, knownActor(systemActor(county, '演示')), { seed }, { county, requestId: 'demo' });
  o.say(
    `  ${cast.residents.length + Object.keys(cast.people).length} 人，${cast.residentFirms.length + Object.keys(cast.firms).length} 家企业，${filed} 个办件，用时 ${((performance.now() - started) / 1000).toFixed(1)} 秒`,
  );
  return cast;
}
