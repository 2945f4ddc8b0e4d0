/** Sealing and looking up, and that sealed numbers are nowhere in clear on disk. */
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type County, newCounty, rows } from '../../testing/index.ts';
import { SealBroken, sm3 } from './index.ts';

let county: County;
beforeAll(async () => {
  county = await newCounty();
});
afterAll(() => county.close());

describe('the vault', () => {
  it('knows SM3 as the standard does', () => {
    expect(sm3('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  });
  it('opens a value at its own place only, and not when it was changed', () => {
    const { vault } = county.house;
    const sealed = vault.seal('141129', 'person.identity:1', '11010519491231002X');
    expect(vault.open('141129', 'person.identity:1', sealed)).toBe('11010519491231002X');
    expect(sealed).not.toContain('110105');
    expect(() => vault.open('141129', 'person.identity:2', sealed)).toThrow(SealBroken);
    expect(() => vault.open('141129', 'person.phone:1', sealed)).toThrow(SealBroken);
    expect(() => vault.open('141129', 'person.identity:1', `${sealed.slice(0, -2)}AA`)).toThrow(SealBroken);
    expect(() => vault.open('141129', 'person.identity:1', `x.${sealed.split('.')[1]}`)).toThrow(/algorithm/);
  });
  it('seals the same value differently each time, and finds it by the same index', () => {
    const { vault } = county.house;
    expect(vault.seal('141129', 'p', '1')).not.toBe(vault.seal('141129', 'p', '1'));
    expect(vault.blind('141129', 'identity', '11010519491231002X')).toBe(vault.blind('141129', 'identity', '11010519491231002X'));
    expect(vault.blind('141129', 'phone', '11010519491231002X')).not.toBe(vault.blind('141129', 'identity', '11010519491231002X'));
  });
});

it('leaves no identity number, phone or account in data files, log or errors', async () => {
  const mother = await county.as('resident');
  const secret = { identity: '110101199003074514', account: '6228480402564890018' };
  const made = (
    await mother.create('/applications', {
      thing: 17,
      answers: { 'born-where': 'here', 'parents-married': 'yes', 'maternity-cover': 'employee', 'card-wanted': 'yes' },
    })
  ).body.id;
  const { body } = await mother.get(`/applications/${made}`);
  await mother.send('PATCH', `/applications/${made}`, {
    version: body.version,
    values: { 'father-identity': secret.identity, 'bank-account': secret.account },
  });
  const [person] = await rows<{ id: string; identity: string; phone: string }>(
    county,
    `select id, identity_sealed as identity, phone_sealed as phone from person where name = '白婷婷'`,
  );
  const numbers = [
    secret.identity,
    secret.account,
    county.house.vault.open('141129', `person.identity:${person!.id}`, person!.identity),
    county.house.vault.open('141129', `person.phone:${person!.id}`, person!.phone),
  ];
  const provoked = await mother.send('PATCH', `/applications/${made}`, { version: body.version, values: { 'father-identity': secret.identity } });
  expect(JSON.stringify(provoked.body)).not.toContain(secret.identity);
  await county.owner`checkpoint`;
  const folder = inject('dataDir');
  for (const number of numbers) {
    const found = spawnSync('grep', ['-rlaF', number, folder], { encoding: 'utf8' });
    expect(found.stdout, number).toBe('');
  }
  // The search itself works: what is not sealed is found.
  expect(spawnSync('grep', ['-rlaF', '白婷婷', folder], { encoding: 'utf8' }).stdout).not.toBe('');
});
