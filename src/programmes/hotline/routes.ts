/** One line an address. */
import { del, get, post, put, type Route } from '#platform/http';
import { answerTicket, sendTicket, takeTicket, writeTicket } from './actions.ts';
import { findCaller, listTickets, myTickets, readTicket, similarTickets } from './reads.ts';
import { revealCaller } from './reveal.ts';
import { addHelperSeat, changeHelperSeat, endHelperSeat, keepHelperQueue, layOutSeats } from './seats/layout.ts';
import { readHelperPlan } from './seats/plan.ts';
import { helpFigures, listHelp, myHelp, readHelp, readHelpAtSeat } from './seats/reads.ts';
import { askForHelp, rateHelp, waitForHelp, withdrawHelp } from './seats/requests.ts';
import { hearAsPerson, hearAsSeat, sayAsPerson, sayAsSeat } from './seats/video.ts';
import { callNumber, endHelp } from './seats/working.ts';
import { keepCalls, statistics } from './statistics.ts';

export const hotlineRoutes: Route[] = [
  get('/hotline/tickets', myTickets),
  post('/hotline/tickets', writeTicket),
  get('/hotline/tickets/:dutyId', readTicket),

  get('/desk/hotline/tickets', listTickets),
  post('/desk/hotline/tickets', takeTicket),
  get('/desk/hotline/tickets/:dutyId', readTicket),
  post('/desk/hotline/tickets/:dutyId/sending', sendTicket),
  post('/desk/hotline/tickets/:dutyId/answer', answerTicket),
  post('/desk/hotline/tickets/:dutyId/reveal', revealCaller),
  post('/desk/hotline/callers', findCaller),
  post('/desk/hotline/similar', similarTickets),
  get('/desk/hotline/statistics', statistics),
  put('/desk/hotline/call-days/:day', keepCalls),

  get('/help-requests', myHelp),
  post('/help-requests', askForHelp),
  get('/help-requests/:requestId', readHelp),
  post('/help-requests/:requestId/withdrawal', withdrawHelp),
  post('/help-requests/:requestId/return', waitForHelp),
  post('/help-requests/:requestId/rating', rateHelp),
  get('/help-requests/:requestId/signals', hearAsPerson),
  post('/help-requests/:requestId/signals', sayAsPerson),

  get('/desk/help-requests', listHelp),
  get('/desk/help-requests/figures', helpFigures),
  get('/desk/help-requests/of-ticket/:ticketId', readHelpAtSeat),
  post('/desk/help-requests/:requestId/number', callNumber),
  post('/desk/help-requests/:requestId/end', endHelp),
  get('/desk/help-requests/:requestId/signals', hearAsSeat),
  post('/desk/help-requests/:requestId/signals', sayAsSeat),

  get('/desk/helper-seats', readHelperPlan),
  post('/desk/helper-seats/layout', layOutSeats),
  put('/desk/helper-seats/queues/:queueId', keepHelperQueue),
  post('/desk/helper-seats', addHelperSeat),
  put('/desk/helper-seats/:seatId', changeHelperSeat),
  del('/desk/helper-seats/:seatId', endHelperSeat),
];
