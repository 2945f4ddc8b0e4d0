/** Rules of the platform itself: working days, identity numbers, credit codes. */
import { z } from 'zod';
import { addWorkdays, inChinese, isDay, workdaysBetween } from '../calendar/index.ts';
import { cite } from '../citations/index.ts';
import { creditCodeFaults, identityFaults, readCreditCode, readIdentityNumber } from '../validators/index.ts';
import { rule } from './rules.ts';

const day = z.string().refine(isDay, '日期写成 2024-12-25 的样子，并且要存在');

export const workdays = rule({
  name: 'workdays',
  summary: '工作日：从某天起第几个工作日，或两天之间有几个工作日；起始日的第二天是第 1 天',
  input: z.union([z.strictObject({ from: day, days: z.number().int().min(0).max(5000) }), z.strictObject({ from: day, to: day })]),
  citations: [cite('行政许可法', '第八十二条'), cite('全国年节及纪念日放假办法', '及国务院办公厅每年的放假通知')],
  run(input, { calendar }): { answer: { due: string } | { days: number }; why: string[] } {
    if ('days' in input) {
      const due = addWorkdays(calendar, input.from, input.days);
      return {
        answer: { due },
        why: [`从 ${inChinese(input.from)} 的第二天开始数`, `跳过周末和放假，调休上班的周末算工作日`, `第 ${input.days} 个工作日是 ${inChinese(due)}`],
      };
    }
    const days = workdaysBetween(calendar, input.from, input.to);
    return { answer: { days }, why: [`从 ${inChinese(input.from)} 的第二天数到 ${inChinese(input.to)}`, `其中工作日 ${days} 天`] };
  },
});

export const identity = rule({
  name: 'identity',
  summary: '公民身份号码：校验，读出出生日期、性别、地区',
  input: z.strictObject({ number: z.string().max(100) }),
  citations: [cite('GB 11643-1999', '公民身份号码')],
  run({ number }, { today }) {
    const reading = readIdentityNumber(number, today);
    if (!reading.valid) return { answer: { valid: false, reason: reading.reason } as object, why: [identityFaults[reading.reason]] };
    return {
      answer: reading as object,
      why: [
        '共 18 位，前 17 位是数字',
        `前 6 位 ${reading.area} 是地区`,
        `第 7 至 14 位是出生日期 ${inChinese(reading.birth)}`,
        `第 17 位${reading.sex === 'male' ? '单数，男' : '双数，女'}`,
        '加权求和除以 11 的余数与校验码相符',
      ],
    };
  },
});

export const creditCode = rule({
  name: 'credit-code',
  summary: '统一社会信用代码：校验',
  input: z.strictObject({ code: z.string().max(100) }),
  citations: [cite('GB 32100-2015', '法人和其他组织统一社会信用代码编码规则')],
  run({ code }): { answer: { valid: boolean; reason?: string }; why: string[] } {
    const reading = readCreditCode(code);
    return reading.valid
      ? { answer: { valid: true }, why: ['共 18 位，字符在允许的 31 个之内', '前 17 位加权求和，校验码相符'] }
      : { answer: { valid: false, reason: reading.reason }, why: [creditCodeFaults[reading.reason]] };
  },
});

export const platformRules = [workdays, identity, creditCode];
