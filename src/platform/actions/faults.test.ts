/** What a person reads who left something out, or wrote too much: words of the form, not of the schema. */
import { expect, it } from 'vitest';
import { z } from 'zod';
import { parse, Refusal } from './index.ts';

const faults = (schema: z.ZodType, input: unknown): string[] => {
  try {
    parse(schema, input);
    return [];
  } catch (error) {
    return error instanceof Refusal ? error.faults.map(f => f.message) : [String(error)];
  }
};

it.each<[z.ZodType, unknown, string]>([
  [z.string(), undefined, '请填写'],
  [z.string(), null, '请填写'],
  [z.string().min(1), '', '不能为空'],
  [z.string().min(5), '四个字吗', '至少要有 5 个字'],
  [z.string().max(2), '三个字', '最多 2 个字'],
  [z.number(), '三', '请填写数字'],
  [z.number().min(1), 0, '不能小于 1'],
  [z.number().positive(), 0, '必须大于 0'],
  [z.number().max(9), 10, '不能大于 9'],
  [z.array(z.string()).min(1), [], '至少要有 1 项'],
  [z.array(z.string()).max(1), ['a', 'b'], '最多 1 项'],
  [z.enum(['a', 'b']), 'c', '请从选项中选择'],
  [z.string().min(1, '请写明原因'), '', '请写明原因'],
  [z.strictObject({ a: z.array(z.string()) }), { a: ['好', '坏\0'] }, '含有不能识别的字符，请删掉后重新输入'],
  [z.strictObject({ bytes: z.instanceof(Uint8Array), n: z.number() }), { bytes: new Uint8Array(9), n: '三' }, '请填写数字'],
  [z.record(z.string(), z.string()), { 'a\0': '好' }, '含有不能识别的字符，请删掉后重新输入'],
])('%#: %s', (schema, input, words) => expect(faults(schema, input)).toEqual([words]));
