/** The demo county, made through the same doors that people use. */
import { systemActor } from '#platform/access';
import { type House, knownActor, perform } from '#platform/actions';
import { type Cast, castPlayers, markDemo } from '#platform/demo';
import { makeCases, makeCast, makeManyCases } from '#programmes/one-thing';
import { manifests } from './house.ts';

export interface DemoOptions {
  seed?: number;
  residents?: number;
  firms?: number;
  cases?: number;
  /** Over how many days the cases are spread. */
  days?: number;
  say(text: string): void;
  progress?(done: number, total: number): void;
}

/** More than this are not played person by person, but written in bulk. */
const mostByHand = 1000;

export async function makeDemo(house: House, county: string, o: DemoOptions): Promise<Cast> {
  const started = performance.now();
  const seed = o.seed ?? 20241104;
  o.say('▸ 正在建立演示县：人口、企业、工作人员、办件（首次约十秒）…');
  const cast = await makeCast(house, county, { seed, residents: o.residents ?? 400, firms: o.firms ?? 40, ...(o.progress ? { progress: o.progress } : {}) });
  const cases = o.cases ?? 60;
  const filed =
    cases > mostByHand
      ? await makeManyCases(house, county, cast, { seed, cases, days: o.days ?? 730, ...(o.progress ? { progress: o.progress } : {}) })
      : await makeCases(house, county, cast, { seed, cases, days: o.days ?? 45, ...(o.progress ? { progress: o.progress } : {}) });
  const play = castPlayers(house, county, cast);
  for (const m of manifests) await m.demo?.({ house, county, seed, cast, play });
  await perform(house, markDemo, knownActor(systemActor(county, '演示')), { seed }, { county, requestId: 'demo' });
  o.say(
    `  ${cast.residents.length + Object.keys(cast.people).length} 人，${cast.residentFirms.length + Object.keys(cast.firms).length} 家企业，${filed} 个办件，用时 ${((performance.now() - started) / 1000).toFixed(1)} 秒`,
  );
  return cast;
}
