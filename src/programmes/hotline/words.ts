/** Words of the hotline, shared with the pages. */
export const channels = { phone: '电话', web: '网上', city: '市平台转办' } as const;
export type Channel = keyof typeof channels;
/** What comes to the hotline's list by other doors, by kind of duty. */
export const otherChannels: Record<string, string> = { 'bad-rating': '差评', complaint: '办件投诉', 'not-done': '办不成事' };

export const categories = { consult: '咨询', help: '求助', complaint: '投诉', report: '举报', suggest: '建议' } as const;
export type Category = keyof typeof categories;
