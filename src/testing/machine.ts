/** A ticket machine in the hall, put up by the service owner and enrolled: the token that it then has. */
import { expect } from 'vitest';
import type { County } from './index.ts';

export async function enrolMachine(county: County): Promise<string> {
  const owner = await county.as('service-owner');
  const { id } = (await owner.create('/desk/terminals', { name: '二楼取号机', kind: 'booking', place: '二楼大厅' })).body;
  const { code } = (await owner.post(`/desk/terminals/${id}/enrolment`, { version: 1 })).body;
  const { device } = (await county.guest().post('/terminal/enrolment', { code })).body;
  expect(device).toBeTruthy();
  return device;
}
