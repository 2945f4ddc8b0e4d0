/** The words of codes and terminals, for pages and messages. */

/** Where a person can show a code. */
export const terminalKinds = { window: '窗口', booking: '取号机', kiosk: '自助机' } as const;
export type TerminalKind = keyof typeof terminalKinds;

/** Where the owner lets a code be read. At a kiosk it signs its owner in, which nobody agrees to by the way: it is chosen by itself. */
export const places = { any: '窗口和取号机都可以', ...terminalKinds } as const;
export type Place = keyof typeof places;

/** What every code opens; licences come on top, each named. */
export const identityItems = {
  person: ['姓名', '身份证号码（隐去中间）', '手机号（隐去中间）'],
  firm: ['企业名称', '统一社会信用代码', '来办事的人：姓名、身份证号码（隐去中间）、手机号（隐去中间）'],
} as const;

/** What a code for a kiosk does beside. */
export const signInItem = '在自助机上登录，能看能办我的事，办完退出';

/** At most so many licences at one scan: what the owner agrees to has to be read before. */
export const mostLicences = 12;
