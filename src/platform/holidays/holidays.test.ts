/** Loading a year's holiday notice: refused when it is wrong, and deadlines beyond the known years are set when it comes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type County, newCounty } from '../../testing/index.ts';
import { noticeFaults } from './index.ts';

let county: County;
beforeAll(async () => {
  county = await newCounty({ day: '2026-12-21' });
});
afterAll(() => county.close());

const notice = {
  holidays: ['2027-01-01', '2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11', '2027-04-05', '2027-05-03', '2027-10-01'],
  workdays: ['2027-02-14'],
  source: '国办发明电〔2026〕9号',
};

describe('a notice', () => {
  it('says what is wrong with each day', () => {
    expect(noticeFaults(2027, ['2026-12-31', '2027-01-02', '2027-01-01', '2027-01-01'], ['2027-01-04']).map(f => f.path)).toEqual([
      'holidays.0',
      'holidays.1',
      'holidays.3',
      'workdays.0',
      'holidays',
    ]);
    expect(noticeFaults(2027, notice.holidays, notice.workdays)).toEqual([]);
  });
  it('opens a year that nobody guesses before', async () => {
    const rule = () => county.guest().post('/rules/workdays', { from: '2026-12-30', days: 5 });
    expect(await rule()).toMatchObject({ status: 422, body: { code: 'calendar-year-unknown', detail: expect.stringContaining('2027') } });
    const admin = await county.as('admin');
    expect((await admin.get('/calendar/2027')).body.known).toBe(false);
    expect((await admin.send('PUT', '/calendar/2027', { ...notice, holidays: ['2027-01-02'] })).body.code).toBe('notice-wrong');
    expect((await admin.send('PUT', '/calendar/2027', notice)).status).toBe(204);
    expect((await rule()).body.due).toBe('2027-01-07');
    expect((await admin.get('/calendar/2027')).body).toMatchObject({ known: true, source: notice.source, workdays: ['2027-02-14'] });
  });
});
