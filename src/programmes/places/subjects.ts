/** What can be done at a place: the things and matters of the published catalogue, by one key each. */
import type { Ctx } from '#platform/actions';
import { currentVersion } from '#programmes/one-thing';

/** `thing:17` and `matter:social-security-card` with their names, things first. */
export async function subjectNames(ctx: Ctx): Promise<Map<string, string>> {
  const { catalogue } = await currentVersion(ctx);
  return new Map([...catalogue.things.map(t => [`thing:${t.no}`, t.name] as const), ...catalogue.matters.map(m => [`matter:${m.id}`, m.name] as const)]);
}
