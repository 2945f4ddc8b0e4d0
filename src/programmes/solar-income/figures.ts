/** Shares, amounts and limits of 中政办发〔2024〕28号. Money in fen. */
import { cite } from '#platform/citations';

export const document = '中政办发〔2024〕28号';

/** 三: of what is given to villages in a year, in percent. */
export const pools = {
  poverty: { percent: 60, name: '脱贫人口', cite: cite(document, '三') },
  general: { percent: 20, name: '一般农户人口', cite: cite(document, '三') },
  monitored: { percent: 15, name: '监测户人口', cite: cite(document, '三') },
  tilt: { percent: 5, name: '村集体经济收入较少的村', cite: cite(document, '三') },
} as const;
export type Pool = keyof typeof pools;

/**
 * 三 4: by the collective income of the year before, without solar income. The document says "above 200,000" and "below
 * 200,000" and leaves out 200,000 itself: who computes needs a decision. Of "40,000 to 50,000" the larger is the rule's default.
 */
export const tilts = {
  low: { below: 200_000_00n, amount: 50_000_00n, atLeast: 40_000_00n, cite: cite(document, '三 4') },
  middle: { below: 300_000_00n, amount: 30_000_00n, cite: cite(document, '三 4') },
} as const;

/** 三 4: "about 100,000" for a village that leads, out of what is left; how far "about" goes is assumed. */
export const reward = { amount: 100_000_00n, atLeast: 80_000_00n, atMost: 120_000_00n, cite: cite(document, '三 4') } as const;

/** 二: stations in operation. */
export const capacity = { village: 28.3, central: 20, cite: cite(document, '二') } as const;

/** 三: of what village stations earn, at least so much reaches villages, in percent. */
export const reachesVillages = { atLeast: 85, cite: cite(document, '三') } as const;

/** 三 6, in percent of what the village got; of residents for the posts. */
export const limits = {
  undistributed: { from: 500_000_00n, above: 15, below: 10, cite: cite(document, '三 6') },
  toHouseholds: { atLeast: 50, cite: cite(document, '三 6') },
  posts: { atMost: 20, cite: cite(document, '三 6') },
  /** Wages are paid monthly, and never later than so many months. */
  wages: { months: 3, cite: cite(document, '三 6') },
} as const;

/** How many working days a red light may stand before it is supervised, and a final run before its money has come: the document names none. */
export const supervised = { after: 5, payWithin: 10, source: 'assumed' } as const;

/** 四（二）: "in real time" into the provincial system; how many working days that is, is assumed. */
export const entered = { within: 3, source: 'assumed', cite: cite(document, '四（二）') } as const;

/** 三 2, 3: resettlement sites and who gets the money for them. */
export const sites = [
  { site: '升辉安置点', payee: '宁乡镇', kind: 'town' },
  { site: '友盛安置点', payee: '宁乡镇', kind: 'town' },
  { site: '弓阳安置点', payee: '弓阳村', kind: 'village' },
  { site: '河底安置点', payee: '河底村', kind: 'village' },
  { site: '福禄峪安置点', payee: '福禄裕村', kind: 'village' },
  { site: '石朋头安置点', payee: '朱家庄村', kind: 'village' },
  { site: '西坡安置点', payee: '郝家畔村', kind: 'village' },
] as const;
