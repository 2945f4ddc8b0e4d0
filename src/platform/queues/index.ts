/** Queues of windows, telephones and cameras: seats, bookings, tickets, calling. Knows no programme. */
import { del, get, post } from '../http/index.ts';
import type { Part } from '../manifest/index.ts';
import { queueGuards, queuePermits } from './access.ts';
import { book, bookingsOfDay, cancelBooking, myBookings, readSlots } from './bookings.ts';
import { beginTicket, callAgain, callNext, finishTicket, passOver, putBack, readSeat, transferTicket } from './calling.ts';
import { bookFor, callerBookings, cancelFor, findCaller, registerCaller } from './counter.ts';
import { readQueues } from './queues.ts';
import { readScreen } from './screen.ts';
import { leaveSeat, pauseSeat, readSeats, sitDown } from './seats.ts';
import { queueFigures } from './statistics.ts';
import { queueTemplates } from './templates.ts';
import { leaveQueue, myTickets, readTicket, takeAtKiosk, takeByPhone } from './tickets.ts';
import { queueJob } from './timers.ts';

export { type BookingRow, type BookingView, book, cancelBooking, giveUp, keepSlot, lockBooking, type PersonBookings } from './bookings.ts';
export { beginTicket, callAgain, callNext, type DeskTicket, endTicket, finishTicket, lockTicket, passOver, transferTicket } from './calling.ts';
export type { Caller } from './counter.ts';
export { addPast, type PastBooking, type PastTicket } from './past.ts';
export { findQueue, listQueuesOf, type Queue, type QueueInput, type QueueView, queueFields, queueViews, saveQueue } from './queues.ts';
export { takeFor, waitAgain } from './remote.ts';
export { instantOf } from './rules.ts';
export { endSeat, leaveSeat, listSeatsOf, pauseSeat, type Seat, type SeatView, saveSeat, seatFields, sitDown } from './seats.ts';
export type { FigureLine } from './statistics.ts';
export { findTicket, leaveQueue, type Ticket, type TicketView, takeAtKiosk, takeByPhone, ticketView, viewOf as viewTicket } from './tickets.ts';
export { tickQueues } from './timers.ts';

export const queuesRoom: Part = {
  permits: queuePermits,
  guards: queueGuards,
  steps: {
    'queue.make': '设置排队',
    'queue.change': '修改排队',
    'seat.make': '设置席位',
    'seat.change': '修改席位',
    'seat.end': '停用席位',
    'ticket.take': '取号',
    'booking.arrive': '预约到场取号',
    'booking.miss': '预约失约',
    'booking.fail': '没能按约联系，取消预约',
  },
  records: { queue: '排队', ticket: '号', booking: '预约', seat: '席位' },
  routes: [
    get('/sites/:site/queues', readQueues),
    get('/sites/:site/screen', readScreen),
    get('/sites/:site/figures', queueFigures),
    get('/sites/:site/seats', readSeats),
    get('/sites/:site/bookings/:day', bookingsOfDay),
    get('/queues/:queueId/slots', readSlots),
    post('/queues/:queueId/remote-tickets', takeByPhone),

    get('/bookings', myBookings),
    post('/bookings', book),
    post('/bookings/:bookingId/cancellation', cancelBooking),

    post('/desk/booking-persons/search', findCaller),
    post('/desk/booking-persons', registerCaller),
    get('/desk/booking-persons/:person/bookings', callerBookings),
    post('/desk/bookings', bookFor),
    post('/desk/bookings/:bookingId/cancellation', cancelFor),

    get('/tickets', myTickets),
    post('/tickets', takeAtKiosk),
    get('/tickets/:ticketId', readTicket),
    post('/tickets/:ticketId/leaving', leaveQueue),

    get('/seats/:seatId', readSeat),
    post('/seats/:seatId/sitting', sitDown),
    del('/seats/:seatId/sitting', leaveSeat),
    post('/seats/:seatId/pause', pauseSeat),
    post('/seats/:seatId/calls', callNext),
    post('/tickets/:ticketId/calls', callAgain),
    post('/tickets/:ticketId/beginning', beginTicket),
    post('/tickets/:ticketId/missing', passOver),
    post('/tickets/:ticketId/return', putBack),
    post('/tickets/:ticketId/end', finishTicket),
    post('/tickets/:ticketId/transfer', transferTicket),
  ],
  templates: queueTemplates,
  jobs: house => [queueJob(house) as never],
};
