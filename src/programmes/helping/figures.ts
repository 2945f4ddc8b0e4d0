/** Days of helping. The order asks for the window and for regular visits and names no number: all assumed. */

/** Working days until a not-done entry is answered. */
export const notDoneDays = { value: 3, source: 'assumed' } as const;
/** Working days until what a visit found is mended or answered. */
export const improvementDays = { value: 10, source: 'assumed' } as const;
/** The same cause for the same thing so often within these days is shown as repeated. */
export const repeated = { times: 2, days: 90, source: 'assumed' } as const;
