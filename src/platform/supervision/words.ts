/** Words and terms of duties and ratings. Pure. */
export const dutyKinds = { letter: '督办函', 'bad-rating': '差评整改', complaint: '投诉' } as const;
export type DutyKind = keyof typeof dutyKinds;
export const dutyStates = { open: '待答复', answered: '已答复待确认', closed: '已办结' } as const;

/** Working days to answer; 好差评 GB/T 39735 leaves it to the place: 15 by default. */
export const answerDays: Record<DutyKind, number> = { letter: 5, 'bad-rating': 15, complaint: 15 };

/** The five grades of GB/T 39734; the bottom two are bad. */
export const grades = { 5: '非常满意', 4: '满意', 3: '基本满意', 2: '不满意', 1: '非常不满意' } as const;
