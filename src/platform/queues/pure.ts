/** What pages may use of this room. */
export { type Hours, type Span, timeOf } from './rules.ts';
export {
  type BookingState,
  bookingStates,
  figures,
  type Outcome,
  outcomes,
  type Priority,
  priorities,
  type QueueKind,
  queueKinds,
  type SeatState,
  type Source,
  seatStates,
  sources,
  type TicketState,
  ticketStates,
} from './words.ts';
