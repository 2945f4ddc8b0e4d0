/** What is typed: entries, synonyms; checked alike in the browser and on the server. */
import { z } from 'zod';

export const audiences = ['everyone', 'individual', 'enterprise'] as const;
export const audienceNames: Record<(typeof audiences)[number], string> = { everyone: '所有人', individual: '个人', enterprise: '企业' };

export const categories = ['insurance', 'household', 'work', 'aid', 'house', 'business', 'school', 'hall', 'other'] as const;
export type Category = (typeof categories)[number];
export const categoryNames: Record<Category, string> = {
  insurance: '社保医保',
  household: '户籍婚育',
  work: '就业退休',
  aid: '救助补贴',
  house: '住房建房',
  business: '开店办企',
  school: '上学教育',
  hall: '大厅和网上办事',
  other: '其他',
};

export const entryStates = ['draft', 'review', 'published', 'superseded', 'expired', 'withdrawn'] as const;
export type EntryState = (typeof entryStates)[number];
export const entryStateNames: Record<EntryState, string> = {
  draft: '草稿',
  review: '待审核',
  published: '已发布',
  superseded: '已被新版代替',
  expired: '已过期',
  withdrawn: '已撤下',
};

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '请填写日期，例如 2025-06-30');
const line = (what: string, most: number) => z.string().trim().min(1, `请填写${what}`).max(most, `${what}最多 ${most} 个字`);

export const contentSchema = z.strictObject({
  question: z.string().trim().min(4, '问题至少 4 个字，像群众问的那样写').max(80, '问题最多 80 个字'),
  variants: z.array(line('问法', 80)).max(20, '问法最多 20 种').default([]),
  answer: z.string().trim().min(10, '答复至少 10 个字').max(3000, '答复最多 3000 个字'),
  keywords: z.array(line('关键词', 20)).max(20, '关键词最多 20 个').default([]),
  things: z.array(z.number().int().positive()).max(5, '最多关联 5 件事').default([]),
  source: z.string().trim().min(4, '请写明出处：文件名和条款，或哪个部门哪天的答复').max(200),
  sourceLink: z
    .string()
    .trim()
    .max(300)
    .regex(/^$|^https:\/\/\S+$|^\/[a-z0-9/_-]*$/, '网址要以 https:// 开头，或是本网站的路径')
    .default(''),
  audience: z.enum(audiences),
  category: z.enum(categories),
  validUntil: day.nullable().default(null),
  reviewBy: day,
  /** What changed against the edition before, or why it is written. */
  change: z.string().trim().max(200).default(''),
});
export type Content = z.infer<typeof contentSchema>;

export const synonymSchema = z.strictObject({
  word: z.string().trim().min(2, '至少 2 个字').max(20, '最多 20 个字'),
  same: z.array(z.string().trim().min(1, '不能为空').max(20, '最多 20 个字')).min(1, '至少写一个说法').max(20, '最多 20 个说法'),
});
