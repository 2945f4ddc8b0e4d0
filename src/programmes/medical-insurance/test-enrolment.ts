/** A county's enrolment for tests: who takes part, lists brought in and handed over, and what then stands of a person. */
import { afterAll, beforeAll, expect } from 'vitest';
import { csvText } from '#platform/tables';
import { identityCheck } from '#platform/validators';
import { type Browser, type County, checkTable, importTable, newCounty } from '../../testing/index.ts';

const accounts = {
  bureau: 'officer.medical-insurance',
  tax: 'officer.taxation',
  affairs: 'officer.civil-affairs',
  rural: 'officer.agriculture',
  finance: 'officer.finance',
  town: 'town.zhike',
  leader: 'leader',
};
export const numbered = (birth: string, n: number) => {
  const digits = `141129${birth}${String(n).padStart(3, '0')}`;
  return digits + identityCheck(digits);
};
/** An old man of 枝柯村, whom the stories add. */
export const old = numbered('19520301', 951);
export const listHead = ['乡镇', '村（社区）', '姓名', '身份证号', '身份', '认定（调整）日期'];
export const personHead = ['乡镇', '村（社区）', '姓名', '身份证号', '本县户籍'];
export const paymentHead = ['缴费凭证号', '姓名', '身份证号', '缴费金额', '缴费日期', '缴费渠道'];
export const assessedHead = ['乡镇', '村（社区）', '姓名', '身份证号', '核定补缴金额', '核定日期', '符合哪条补缴政策'];

export async function bring(by: Browser, kind: string, head: string[], ...lines: string[][]) {
  const looked = (await checkTable(by, kind, csvText(head, lines), '2025')).body;
  return { looked, made: await importTable(by, kind, looked) };
}
export const hand = async (by: Browser, kind: string, to: string, receiver: Browser) => {
  const made = (await by.create(`/registers/${kind}/handovers`, { period: '2025', to })).body;
  expect((await receiver.post(`/registers/${kind}/handovers/${made.id}/receipt`, { version: 1 })).status).toBe(204);
  return made;
};
export const conflictsOf = async (by: Browser, query: string) => (await by.get(`/desk/insurance/conflicts?${query}`)).body.items;

/** A county of its own for the file that calls it. */
export function enrolment() {
  const who = {} as Record<keyof typeof accounts, Browser>;
  const its = { county: undefined as unknown as County };
  beforeAll(async () => {
    its.county = await newCounty();
    for (const [name, account] of Object.entries(accounts)) who[name as keyof typeof accounts] = await its.county.as(account);
  });
  afterAll(() => its.county?.close());
  const row = async (identity: string) => {
    const [found] = (await who.bureau.post('/registers/insured/finding', { period: '2025', number: identity })).body.items;
    return (await who.bureau.get(`/registers/insured/rows/${found.id}`)).body;
  };
  return { its, who, row };
}
