/** What is typed of a ticket, checked alike in browser and server. */
import { z } from 'zod';
import { readPhone } from '#platform/validators';
import { type Category, categories } from './words.ts';

export const ticketFields = {
  category: z.enum(Object.keys(categories) as [Category], '请选择类别'),
  title: z.string().trim().min(4, '请用一句话写清是什么事，至少 4 个字').max(60, '一句话，最多 60 字'),
  body: z.string().trim().min(5, '请写清楚发生了什么，至少 5 个字').max(2000, '最多 2000 字'),
  /** Town of the place, without the prefix of its unit. */
  town: z.string().max(40).optional(),
  place: z.string().trim().max(100, '最多 100 字').default(''),
  urgent: z.boolean().default(false),
  confidential: z.boolean().default(false),
};

export const callerFields = {
  anonymous: z.boolean().default(false),
  callerName: z.string().trim().max(30, '最多 30 字').default(''),
  phone: z.string().trim().max(30).default(''),
};

export interface Caller {
  anonymous: boolean;
  callerName: string;
  phone: string;
}

/** What is wrong with who called; a number that is there has to be one. */
export function callerFaults({ anonymous, callerName, phone }: Caller): { path: string; message: string }[] {
  const faults = [];
  if (!anonymous && callerName === '') faults.push({ path: 'callerName', message: '请问怎么称呼，或勾选匿名' });
  if (phone === '' ? !anonymous : readPhone(phone) === null)
    faults.push({ path: 'phone', message: phone === '' ? '请填写回访电话，或勾选匿名' : '请填写 11 位手机号码' });
  return faults;
}
