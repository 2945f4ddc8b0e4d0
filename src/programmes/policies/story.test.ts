import { afterAll, beforeAll, expect, it } from 'vitest';
import { type County, newCounty, rows } from '../../testing/index.ts';

let county: County;
beforeAll(async () => {
  county = await newCounty();
});
afterAll(() => county.close());

it('demo', async () => {
  console.log(await rows(county, `select state, count(*), sum(amount) from policy_grant group by 1`));
  console.log(await rows(county, `select state, count(*) from policy_claim group by 1`));
  const guest = county.guest();
  console.log((await guest.get('/targets')).body.items.filter((i: any) => i.indicator.startsWith('pol')));
  const r = await guest.get('/policies');
  console.log(r.status, r.body.items.length);
});
