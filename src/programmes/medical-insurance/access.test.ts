import { afterAll, beforeAll, expect, it } from 'vitest';
import { type County, newCounty } from '../../testing/index.ts';

let county: County;
beforeAll(async () => {
  county = await newCounty();
});
afterAll(() => county.close());

it('tells a resident what the county knows of them, and nobody else', async () => {
  expect((await (await county.as('resident')).get('/insurance/mine')).body).toMatchObject({
    ...{ name: '白婷婷', birth: '1996-10-07', localHousehold: true },
    people: [
      { name: '白婷婷', relation: 'self', known: true },
      { name: '白若曦', relation: 'child', known: true, share: '400.00' },
    ],
  });
  for (const account of ['window', 'supervisor', 'admin']) expect((await (await county.as(account)).get('/insurance/mine')).status, account).toBe(403);
  expect((await county.guest().get('/insurance/mine')).status).toBe(401);
});

it('answers the rules of the contract to everybody', async () => {
  const guest = county.guest();
  const share = { year: 2025, on: '2024-11-04', birth: '1952-03-01', localHousehold: true, identities: ['low-income'] };
  expect((await guest.post('/rules/insurance-share', share)).body).toMatchObject({
    identity: 'elderly',
    person: '0.00',
    shares: [{ payer: 'county-treasury', amount: '400.00' }],
  });
  expect((await guest.post('/rules/insurance-window', { on: '2024-12-25' })).body).toMatchObject({ open: true, insuredFrom: '2025-01-01', waitingMonths: 0 });
  const solar = { income: '600.00', villages: [{ id: 'a', outOfPoverty: 1, general: 1, monitored: 1, collectiveIncome: '0.00' }] };
  expect((await guest.post('/rules/solar-allocation', solar)).body).toMatchObject({ rows: [{ id: 'a', tilt: '30.00', total: '600.00' }], left: '0.00' });
  expect((await guest.post('/rules/funds-check', { projects: [{ id: 'a', planned: '10', settled: '4', change: '5' }], stated: [] })).body.findings).toEqual([
    { id: 'a', kind: 'cut', stated: '5', computed: '6' },
  ]);
  expect((await guest.post('/rules/funds-check', { projects: [], stated: [], more: 1 })).status).toBe(400);
});
