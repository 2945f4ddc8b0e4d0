/** Words and figures of queues. Pure. The order names no figures for tickets: all of them are assumed, for the hall to confirm. */
export const queueKinds = { window: '窗口', phone: '电话', video: '视频' } as const;
export type QueueKind = keyof typeof queueKinds;

export const seatStates = { open: '办理中', paused: '暂停', closed: '未开放' } as const;
export type SeatState = keyof typeof seatStates;

export const bookingStates = { booked: '已预约', arrived: '已取号', cancelled: '已取消', missed: '没有来' } as const;
export type BookingState = keyof typeof bookingStates;

export const ticketStates = {
  waiting: '等候',
  called: '已叫号',
  serving: '办理中',
  done: '办完',
  missed: '过号',
  transferred: '已转出',
  left: '已离开',
} as const;
export type TicketState = keyof typeof ticketStates;

export const sources = { booking: '预约', kiosk: '取号机', phone: '远程取号', window: '窗口' } as const;
export type Source = keyof typeof sources;

export const priorities = { old: '65 岁以上老人', disabled: '残疾人', soldier: '军人和退役军人' } as const;
export type Priority = keyof typeof priorities;

export const outcomes = { accepted: '已受理', advice: '咨询解答', result: '领取结果', incomplete: '材料不齐，已一次告知', other: '其他' } as const;
export type Outcome = keyof typeof outcomes;

export const figures = {
  /** Years from which one goes first. */
  oldFrom: 65,
  /** Minutes that somebody with priority stands further in front; whoever has waited longer than that goes first. */
  priorityMinutes: 20,
  /** The same for a booking whose time has come. */
  bookingMinutes: 30,
  /** Minutes after its time that a booking still counts as on time. */
  onTimeMinutes: 15,
  /** Minutes after its time when a booking that nobody came for has been missed. */
  missedMinutes: 30,
  /** Minutes further in front when somebody who was missed comes back. */
  returnMinutes: 10,
  /** Minutes within which one can come back, once. */
  returnWithin: 60,
  /** Minutes after which a person of a seat's later queues goes before its first queue. */
  starvingMinutes: 30,
  /** Calls before a number can be passed over. */
  callsBeforeMissed: 3,
  /** So many missed bookings within so many days, and one cannot book for so many days from the last. */
  noShows: 3,
  noShowDays: 30,
  banDays: 30,
  /** Bookings of a person on one day. */
  bookingsADay: 2,
  /** Served tickets of which the median is taken. */
  medianOf: 20,
} as const;

export interface Span {
  from: string;
  to: string;
}
/** By weekday, 0 Sunday … 6 Saturday. */
export type Hours = readonly (readonly Span[])[];

/** `09:30` in China at an instant. */
export const timeOf = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16);
