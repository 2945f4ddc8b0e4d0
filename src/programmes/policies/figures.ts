/** Amounts and terms of the order and of this programme. Money in 万元, terms in working days. */
import { cite } from '#platform/citations';

export const clause = cite('中政发〔2024〕16号', '二（三）7');
/** The order asks for this many claimable items in 2024. */
export const itemsTarget = 30;
/** And for this much paid in 2024, in 万元. */
export const paidTarget = 2000;
/** Public notice of grants without claim. Assumed: the order names no term. */
export const noticeDays = 5;
/** From the decision on, how long a firm may object. Assumed. */
export const objectionDays = 15;
/** Most lines of one file that comes in. */
export const mostLines = 5000;
