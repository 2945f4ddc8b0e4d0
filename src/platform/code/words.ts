/** The words of codes and terminals, for pages and messages. */

/** Where a person can show a code. */
export const terminalKinds = { window: '窗口', booking: '取号机', kiosk: '自助机' } as const;
export type TerminalKind = keyof typeof terminalKinds;

/** Where the owner lets a code be read. */
export const places = { any: '窗口、取号机、自助机都可以', ...terminalKinds } as const;
export type Place = keyof typeof places;

/** What every code opens; licences come on top, each named. */
export const identityItems = {
  person: ['姓名', '身份证号码（隐去中间）', '手机号（隐去中间）'],
  firm: ['企业名称', '统一社会信用代码', '来办事的人：姓名、身份证号码（隐去中间）、手机号（隐去中间）'],
} as const;

/** At most so many licences at one scan: what the owner agrees to has to be read before. */
export const mostLicences = 12;
