import { afterAll, beforeAll, expect, it } from 'vitest';
import { type County, newCounty } from '../../testing/index.ts';
import { type Scope, scopedHandles } from './scope.ts';

let county: County;
beforeAll(async () => {
  county = await newCounty();
});
afterAll(() => county.close());

const scope = (actor: string): Scope => ({ county: '141129', actor, roles: [], parties: [], units: [], towns: [] });

it('runs every statement in the scope of its handle, whenever it was built and however many run side by side', async () => {
  await county.house.db.read(scope('resident'), async sql => {
    const handle = scopedHandles(sql, scope('nobody'));
    const [resident, house] = [handle(scope('resident')), handle(scope('house'))];
    const who = (in_: typeof sql) => in_<{ actor: string }[]>`select current_setting('app.actor') as actor`;
    // Built in one order, sent in another.
    const [a, b, c, d] = [who(resident), who(house), who(resident), house.unsafe<{ actor: string }[]>(`select current_setting('app.actor') as actor`)];
    const sent = await Promise.all([b, a, d, c]);
    expect(sent.map(rows => rows[0]!.actor)).toEqual(['house', 'resident', 'house', 'resident']);
    // A part built by one handle runs in the scope of the statement that it becomes part of.
    const part = house`current_setting('app.actor')`;
    const [row] = await resident<{ actor: string }[]>`select ${part} as actor`;
    expect(row!.actor).toBe('resident');
    // Work that goes on while the house works keeps its own scope.
    const [seen] = await Promise.all([
      (async () => {
        await who(resident);
        return (await who(resident))[0]!.actor;
      })(),
      (async () => {
        await who(house);
        await who(house);
      })(),
    ]);
    expect(seen).toBe('resident');
  });
});

it('commits on the heels of the last statements, and nothing where one of them fails', async () => {
  const { db } = county.house;
  const inHouse = { ...scope('system'), roles: ['system'] };
  const found = (key: string) => county.owner`select 1 from idempotency where key = ${key}`;
  const write = (key: string, ending: string) =>
    db.write(inHouse, async (sql, last) => {
      await sql`insert into idempotency (county, actor, route, key, body) values ('141129', 'system', 'test', ${key}, '')`;
      last(sql.unsafe(ending).execute());
      return key;
    });
  expect(await write('kept', 'select 1')).toBe('kept');
  expect(await found('kept')).toHaveLength(1);
  await expect(write('lost', 'select 1/0')).rejects.toThrow('division by zero');
  expect(await found('lost')).toHaveLength(0);
});
