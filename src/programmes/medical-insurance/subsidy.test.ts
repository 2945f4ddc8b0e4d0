import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fenOf } from '#platform/money';
import { type AidIdentity, aids, personalShare } from './figures.ts';
import { type Aided, billed, type Facts, questionsOf } from './subsidy.ts';

const one = (aid: AidIdentity, n: number, more: Partial<Aided> = {}): Aided => ({
  ...{ id: `${aid}${n}`, name: '任海龙', number: '1411**********1234', town: 'zhike', village: '枝柯村', aid, paidOn: '2024-10-20' },
  ...{ share: aids[aid].person, paid: aids[aid].person ?? 100_00n },
  ...more,
});
const facts = (aided: Aided[], enrolled = aided.length): Facts => ({ villages: [{ town: 'zhike', townName: '枝柯镇', village: '枝柯村', enrolled }], aided });
const amounts = { state: '670.00' };

it('puts each share into its purse, with the arithmetic', () => {
  const { rows, sums } = billed(
    facts([one('destitute', 1), one('low-income', 1), one('low-income', 2), one('elderly', 1), one('laid-off', 1), one('returned-to-poverty', 1)], 10),
    amounts,
    {},
  );
  const [row] = rows;
  expect(Object.fromEntries(Object.entries(row!.cells).map(([k, c]) => [k, c.value]))).toMatchObject({
    ...{ destitute: '400.00', lowIncome: '640.00', returned: '360.00', monitored: '0.00', medicalAid: '1400.00', elderly: '400.00', laidOff: '400.00' },
    ...{ treasury: '800.00', veterans: '0.00', total: '2200.00', state: '6700.00', enrolled: '10' },
  });
  expect(row!.cells.lowIncome!.why).toEqual(['城乡低保对象 2 人 × 320.00 元 = 640.00 元（五 2）']);
  expect(row!.lines).toHaveLength(6);
  expect(row!.lines[0]!.detail).toBe('特困人员（五保），个人缴 0.00 元，替缴 400.00 元');
  expect(sums).toMatchObject({ total: '2200.00', state: '6700.00' });
});

it('asks what is done with veterans, of whom the document names no amount, and follows the answer', () => {
  const of = facts([one('veteran', 1)]);
  expect(questionsOf(facts([one('elderly', 1)]))).toEqual([]);
  expect(questionsOf(of)[0]!.title).toContain('重点优抚对象 1 人');
  expect(billed(of, amounts, { veterans: 'rest' }).sums).toMatchObject({ veterans: '300.00', total: '300.00' });
  expect(billed(of, amounts, { veterans: 'apart' }).sums).toMatchObject({ veterans: '0.00', total: '0.00' });
  // Of whom the list says it, nothing is asked.
  const said = one('veteran', 2, { share: 150_00n, paid: 150_00n });
  expect(questionsOf(facts([said]))).toEqual([]);
  const both = billed(facts([one('veteran', 1), said]), amounts, { veterans: 'apart' });
  expect(both.sums).toMatchObject({ veterans: '250.00' });
  expect(both.rows[0]!.cells.veterans!.why).toEqual(['1 人按退役军人事务部门核定的个人应缴，替缴 250.00 元（五 5）', '1 人按记录的决定，不算进来（五 5）']);
});

it('counts nobody twice: what the purses and the persons pay is the whole share of each', () => {
  const known = (Object.keys(aids) as AidIdentity[]).filter(a => a !== 'veteran');
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...known), { maxLength: 40 }), said => {
      const aided = said.map((aid, n) => one(aid, n));
      const { rows, sums } = billed(facts(aided), amounts, {});
      const paid = aided.reduce((a, b) => a + b.paid, 0n);
      expect(fenOf(sums.total!)! + paid).toBe(personalShare.value * BigInt(aided.length));
      expect(fenOf(rows[0]!.cells.medicalAid!.value)! + fenOf(rows[0]!.cells.treasury!.value)!).toBe(fenOf(sums.total!));
    }),
  );
});
