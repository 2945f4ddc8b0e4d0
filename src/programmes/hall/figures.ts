/** Figures and words of 中政发〔2024〕16号 二（一）1 and 2; what the order does not say is marked as assumed. */

/** The hall as a site of queues. */
export const hallSite = 'hall';

/** "1+6+3": one comprehensive area, six specialised, three special windows. 中政发〔2024〕16号 二（一）2. */
export const areaKinds = { comprehensive: '综窗服务区', specialised: '分领域专窗服务区', special: '特色服务专窗' } as const;
export type AreaKind = keyof typeof areaKinds;
export const areasWanted: Record<AreaKind, number> = { comprehensive: 1, specialised: 6, special: 3 };

/** Ways in which a matter is done across places; the national terms. */
export const ways = { online: '全程网办', collected: '异地代收代办', joint: '多地联办' } as const;
export type Way = keyof typeof ways;
export const scopes = { 'all-city': '全市通办', 'cross-city': '跨市通办' } as const;
export type CityScope = keyof typeof scopes;

/** Matters online at the windows in each year. 中政发〔2024〕16号 二（一）2. */
export const cityTargets: Record<CityScope, Record<2024 | 2025, number>> = {
  'all-city': { 2024: 30, 2025: 30 },
  'cross-city': { 2024: 30, 2025: 20 },
};

/** Months for which an entry of the negative list is valid at most. Assumed: the order asks for a list, not for a term. */
export const outsideMonths = 12;
/** Days before its end from which an entry is lit and reminded of. Assumed. */
export const outsideWarnDays = 30;
