/** Who may do what with queues, seats, bookings and tickets. */
import { type Guard, permit } from '../access/index.ts';

/** Everybody who sits at a window, a telephone or a camera. */
const seated = { 'window-clerk': 'county', helper: 'county', 'hotline-seat': 'county' } as const;

export const queuePermits = [
  permit('queue.read', '查看排队情况', { guest: 'anyone' }),
  permit('queue.keep', '维护队和办公时间', { 'service-owner': 'county' }),
  permit('queue.tick', '排队计时', {}),
  permit('seat.read', '查看窗口', { ...seated, 'service-owner': 'county', supervisor: 'county', leader: 'county' }),
  permit('seat.keep', '维护窗口', { 'service-owner': 'county' }),
  permit('seat.sit', '坐到窗口、暂停、离开', seated),
  permit('booking.read', '查看自己的预约', { resident: 'own' }),
  permit('booking.make', '预约', { resident: 'own' }),
  permit('booking.cancel', '取消预约', { resident: 'own' }),
  permit('booking-for.make', '替来电、来访的人预约和取消', seated),
  permit('booking-list.read', '查看一天的预约', { 'service-owner': 'county', 'window-clerk': 'county' }),
  permit('ticket.read', '查看自己的号', { resident: 'own' }),
  permit('ticket.read-all', '查看窗口的号', seated),
  permit('ticket.remote', '远程取号', { resident: 'own' }),
  permit('ticket.call', '叫号、办理、转队、过号', seated),
  permit('kiosk.take', '在取号机取号', { guest: 'anyone' }),
  permit('kiosk.read', '凭号条查看排队', { guest: 'anyone' }),
  permit('kiosk.leave', '凭号条退号', { guest: 'anyone' }),
  permit('queue-figures.read', '查看排队统计', { 'service-owner': 'county', supervisor: 'county', leader: 'county', auditor: 'county' }),
];

const own = 'person::text = (select app.actor())';

export const queueGuards: Guard[] = [
  { table: 'queue', record: 'queue' },
  { table: 'queue_day' },
  { table: 'seat', record: 'seat' },
  { table: 'booking', record: 'booking', relations: { own } },
  // Reading all of a day is a permit of its own; the rows of it are the same.
  { table: 'ticket', record: 'ticket', relations: { own } },
];
