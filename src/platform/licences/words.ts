/** Names of states and moves, and the limits of sharing, for pages and the server. Pure. */

export const standings = {
  valid: '有效',
  /** Of a composite only: some parts do not count. */
  partly: '部分许可失效',
  suspended: '暂停使用',
  expired: '已过期',
  revoked: '已吊销（撤销）',
  /** Ended without fault: with its holder, or given up (行政许可法 第七十条). */
  cancelled: '已注销',
  replaced: '已换新证',
} as const;
export type Standing = keyof typeof standings;

export const moves = { suspend: '暂停使用', resume: '恢复使用', revoke: '吊销（撤销）', cancel: '注销', correct: '更正换发' } as const;
export type Move = keyof typeof moves;
/** Moves that end a licence for good and need a second person. */
export const endings = { revoke: 'revoked', cancel: 'cancelled' } as const satisfies Partial<Record<Move, Standing>>;
export type Ending = keyof typeof endings;

export const papers = {
  none: '没有制证',
  printed: '已制证，待发放',
  'handed-over': '已发放',
  lost: '已挂失',
  'asked-back': '待收回',
  returned: '已收回',
} as const;
export type Paper = keyof typeof papers;

export const paperMoves = { print: '制证', 'hand-over': '发放', lose: '挂失', return: '收回' } as const;
export type PaperMove = keyof typeof paperMoves;

/** The longest time that something may be shared, in days, and how often a link may be opened at most. */
export const mostDays = 7;
export const mostViews = 20;

/** A number in groups, as eyes compare them: county, day, serial, check character; on a screen, on paper and at the check alike. */
export const spaced = (number: string): string =>
  [number.slice(0, 6), number.slice(6, 14), number.slice(14, 18), number.slice(18, 22), number.slice(22)].filter(Boolean).join(' ');

/** Lines that every licence has, beside those of its face. */
export const basicLines = { 'bearer-name': '持证人', number: '证照编号', dates: '签发日期和有效期' } as const;
