/** The limits of sharing, for the form and the server. Pure. */

/** The longest time that something may be shared, in days, and how often a link may be opened at most. */
export const mostDays = 7;
export const mostViews = 20;

/** Lines that every licence has, beside those of its face. */
export const basicLines = { 'bearer-name': '持证人', number: '证照编号', dates: '签发日期和有效期' } as const;
