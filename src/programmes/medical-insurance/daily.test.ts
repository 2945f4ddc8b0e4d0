/** The daily report by HTTP: filled in upon what the system knows, checked, sent, returned, accepted, corrected, chased, taken along. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tickRounds } from '#platform/rounds';
import { type Browser, type County, newCounty, rows } from '../../testing/index.ts';

let county: County;
let tax: Browser;
let bureau: Browser;
let leader: Browser;
let town: Browser;
beforeAll(async () => {
  county = await newCounty();
  [tax, bureau, leader, town] = (await Promise.all(['reviewer.taxation', 'officer.medical-insurance', 'leader', 'town.zhike'].map(a => county.as(a)))) as [
    Browser,
    Browser,
    Browser,
    Browser,
  ];
});
afterAll(() => county?.close());

const kind = '/rounds/enrolment-daily';
const at = (day: string, path = '') => `${kind}/${day}/taxation${path}`;
const see = async (day: string, who = tax) => (await who.get(at(day))).body;
const figures = (paid: number, more: object = {}) => ({ paid: String(paid), amount: `${paid * 400}.00`, today: '10', ...more });
const typed = (paid: number, more: object = {}) =>
  ['ningxiang', 'zhike', 'jinluo', 'nuanquan', 'wujiazhuang', 'xiazaolin'].map(id => ({ id, values: figures(paid, more), note: '' }));
const save = async (day: string, rows: object[]) => tax.send('PUT', at(day), { version: (await see(day)).version, rows });
const step = async (who: Browser, day: string, name: string, more: object = {}) =>
  who.post(at(day, `/${name}`), { version: (await see(day)).version, ...more });

describe('a report', () => {
  const day = '2024-11-04';
  it('begins with what the system knows, which nobody changes', async () => {
    const view = await see(day);
    expect([view.state, view.rows.length, view.rows[1].values.task, view.rows[1].fixed]).toEqual(['owed', 6, 7498, ['town', 'task']]);
    const wrong = typed(5000);
    (wrong[0] as any).values = { paid: '五千', task: '1', amount: '-1' };
    const r = await save(day, wrong);
    expect(r.body.errors.map((e: any) => e.path).sort()).toEqual(['rows.0.values.amount', 'rows.0.values.paid', 'rows.0.values.task']);
    expect((await save(day, [{ id: 'own-1', values: {}, note: '' }])).body.errors[0].path).toBe('rows.0');
    expect((await see(day)).state).toBe('owed');
  });
  it('is kept half filled and sent whole, with every fault at its cell', async () => {
    const empty = { paid: '', amount: '', today: '' };
    expect(
      (
        await save(
          day,
          typed(5000).map((r, i) => (i < 2 ? r : { ...r, values: empty as never })),
        )
      ).status,
    ).toBe(200);
    const sent = await step(tax, day, 'sending');
    expect([sent.status, sent.body.errors.length]).toEqual([422, 12]);
    await save(day, typed(8000));
    // More have paid in 枝柯镇 than have to: words are asked for.
    expect((await step(tax, day, 'sending')).body.errors.map((e: any) => e.path)).toEqual(['rows.1.note']);
    await save(
      day,
      typed(8000).map(r => (r.id === 'zhike' ? { ...r, note: '含外县户籍' } : r)),
    );
    expect((await step(tax, day, 'sending')).body).toMatchObject({ late: false });
    expect((await step(tax, day, 'sending')).body.code).toBe('report-step');
    expect((await save(day, typed(1))).body.code).toBe('report-step');
  });
  it('tells the second of two officers who was there', async () => {
    const { version } = await see(day);
    expect((await tax.post(at(day, '/recall'), { version, reason: '漏了一个镇' })).status).toBe(204);
    const late = await tax.post(at(day, '/recall'), { version, reason: '再撤一次' });
    expect([late.status, late.body.code]).toEqual([409, 'changed']);
    expect((await step(tax, day, 'sending')).status).toBe(200);
  });
  it('is summed with the share and its denominator, and is returned or accepted by the collector alone', async () => {
    const period = (await bureau.get(`${kind}/${day}`)).body;
    expect(period.total.sums).toMatchObject({ task: 106805, paid: 48000, amount: '19200000.00' });
    expect(period.total.rates).toEqual([{ key: 'share', part: '48000', whole: '106805', percent: '44.94' }]);
    expect(period.lacking).toEqual([]);
    expect((await step(tax, day, 'acceptance')).status).toBe(403);
    expect((await step(leader, day, 'return', { reason: '重新报' })).status).toBe(403);
    expect((await step(bureau, day, 'return', { reason: '' })).status).toBe(422);
    expect((await step(bureau, day, 'return', { reason: '宁乡镇的数不对' })).status).toBe(204);
    expect(await see(day)).toMatchObject({ state: 'returned', note: expect.stringContaining('宁乡镇的数不对') });
    await save(
      day,
      typed(8100).map(r => (r.id === 'zhike' ? { ...r, note: '含外县户籍' } : r)),
    );
    await step(tax, day, 'sending');
    expect((await step(bureau, day, 'acceptance')).status).toBe(204);
  });
  it('is corrected by a new version; the old one holds until that is sent, and both can be compared', async () => {
    expect((await step(tax, day, 'recall', { reason: '想改' })).body.code).toBe('report-step');
    expect((await step(tax, day, 'correction', { reason: '银行退回一笔' })).status).toBe(204);
    const view = await see(day);
    expect([view.no, view.state, view.because]).toEqual([2, 'draft', '银行退回一笔']);
    await tax.send('PUT', at(day), {
      version: view.version,
      rows: typed(8100).map(r => ({
        ...r,
        note: r.id === 'zhike' ? '含外县户籍' : '',
        ...(r.id === 'ningxiang' ? { values: figures(8099, { refunded: '1' }) } : {}),
      })),
    });
    expect((await bureau.get(`${kind}/${day}`)).body.total.sums.paid).toBe(48600);
    await step(tax, day, 'sending');
    expect((await bureau.get(`${kind}/${day}`)).body.total.sums.paid).toBe(48599);
    const { differences } = await see(day);
    expect(differences.map((d: any) => [d.column, d.was, d.is])).toEqual([
      ['paid', 8100, 8099],
      ['amount', '3240000.00', '3239600.00'],
      ['refunded', null, 1],
    ]);
    await step(bureau, day, 'acceptance');
    const states = await rows<{ state: string }>(county, `select state from round_report where kind = 'enrolment-daily' and period = '${day}' order by no`);
    expect(states.map(s => s.state)).toEqual(['replaced', 'accepted']);
    const steps = (await see(day)).history.map((h: any) => h.step);
    expect(steps.filter((s: string) => s === 'sent')).toHaveLength(4);
    await expect(county.owner.unsafe(`update round_report set rows = '[]' where period = '${day}'`)).rejects.toThrow('frozen');
  });
  it('goes out in the form’s own layout, with the sum', async () => {
    const reply = await bureau.post(`${kind}/${day}/table`, {});
    expect(reply.headers['content-type']).toContain('spreadsheetml');
  });
  it('is nobody’s but the two bureaus’ and those’ who watch the county', async () => {
    expect((await town.get(kind)).status).toBe(404);
    expect((await town.get(at(day))).status).toBe(404);
    expect((await town.get('/rounds')).body.items.map((i: any) => i.kind)).not.toContain('enrolment-daily');
    expect((await leader.get(at(day))).body.may).toMatchObject({ write: false, accept: false });
    expect((await tax.get(`${kind}/2024-11-05`)).status).toBe(404);
    expect((await tax.get(`${kind}/2024-11-03/taxation`)).status).toBe(404);
    expect((await tax.get(`${kind}/${day}/finance`)).status).toBe(404);
  });
});

describe('a report that is late', () => {
  it('is chased by the collector once a day, becomes a duty the day after, and ends it when it is sent', async () => {
    county.travel('2024-11-05');
    const chase = () => bureau.post(`${kind}/2024-11-05/chase`, {});
    expect((await chase()).body).toEqual({ told: ['taxation'], already: [] });
    expect((await chase()).body).toEqual({ told: [], already: ['taxation'] });
    expect((await tax.post(`${kind}/2024-11-05/chase`, {})).status).toBe(403);
    county.travel('2024-11-06');
    await tickRounds(county.house, county.county);
    await tickRounds(county.house, county.county);
    const cells = (await bureau.get(kind)).body.cells.filter((c: any) => c.period === '2024-11-05');
    expect(cells).toMatchObject([{ state: 'owed', light: 'red', times: 2, chasedOn: '2024-11-06', duty: expect.any(String) }]);
    const duties = async () => (await tax.get('/desk/duties')).body.items.filter((d: any) => d.kind === 'report');
    expect(await duties()).toMatchObject([{ title: '2024年11月5日的居民医保参保缴费日报没有报', state: 'open' }]);
    expect((await tax.get('/notices')).body.items.filter((n: any) => n.title.startsWith('请报送'))).toHaveLength(2);
    await save('2024-11-05', typed(7000));
    // Fewer than the day before, and nobody was paid back.
    expect((await step(tax, '2024-11-05', 'sending')).body.errors).toHaveLength(6);
    await save(
      '2024-11-05',
      typed(8200).map(r => (r.id === 'zhike' ? { ...r, note: '含外县户籍' } : r)),
    );
    expect((await step(tax, '2024-11-05', 'sending')).body).toMatchObject({ late: true });
    expect((await bureau.post(`${kind}/2024-11-05/chase`, {})).body.code).toBe('nobody-to-chase');
    const [duty] = await rows<{ state: string; answer: string }>(county, `select state, answer from duty where kind = 'report' and unit = 'taxation'`);
    expect(duty).toMatchObject({ state: 'closed', answer: expect.stringContaining('已于 2024-11-06 报送') });
    // A correction does not make a late report one in time.
    await step(bureau, '2024-11-05', 'acceptance');
    await step(tax, '2024-11-05', 'correction', { reason: '退回一笔' });
    expect(await see('2024-11-05')).toMatchObject({ no: 2, late: true });
    expect((await step(tax, '2024-11-05', 'correction/drop')).status).toBe(204);
    expect(await see('2024-11-05')).toMatchObject({ no: 1, state: 'accepted' });
    const last = (await bureau.get(`${kind}/2024-11-05`)).body;
    expect([last.last.id, last.before.sums.paid, last.total.sums.paid]).toEqual(['2024-11-04', 48599, 49200]);
  });
});
