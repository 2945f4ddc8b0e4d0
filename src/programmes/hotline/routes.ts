/** One line an address. */
import { get, post, put, type Route } from '#platform/http';
import { answerTicket, sendTicket, takeTicket, writeTicket } from './actions.ts';
import { findCaller, listTickets, myTickets, readTicket, similarTickets } from './reads.ts';
import { revealCaller } from './reveal.ts';
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
];
