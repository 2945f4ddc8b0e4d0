/** What is typed of visits and of what could not get done, checked alike in browser and server. */
import { z } from 'zod';
import { type FindingKind, findingKinds, type Reason, reasons, ways } from './words.ts';

export const findingInput = z.strictObject({
  kind: z.enum(Object.keys(findingKinds) as [FindingKind], '请选择是哪一类'),
  severity: z.number().int().min(1).max(3),
  unit: z.string().min(1, '请选择由哪个部门改进').max(60),
  title: z.string().trim().min(4, '请用一句话写清问题，至少 4 个字').max(60, '一句话，最多 60 字'),
  text: z.string().trim().min(5, '请写清楚看到了什么，至少 5 个字').max(1000, '最多 1000 字'),
});
export type FindingInput = z.infer<typeof findingInput>;

export const stepInput = z.strictObject({
  title: z.string().trim().min(2, '请写这一步做什么').max(60, '最多 60 字'),
  minutes: z.number('请填分钟数').int('请填整数').min(0, '不能小于 0').max(1440, '最多 1440 分钟'),
  trouble: z.string().trim().max(300, '最多 300 字').default(''),
});
export type StepInput = z.infer<typeof stepInput>;

export const visitInput = z.strictObject({
  onDay: z.iso.date('请选择日期'),
  way: z.enum(Object.keys(ways) as ['helper', 'officer']),
  officer: z.uuid().optional(),
  thing: z.number().int().optional(),
  matter: z.string().trim().max(80, '最多 80 字').default(''),
  place: z.string().trim().min(2, '请写在哪里').max(60, '最多 60 字'),
  walkedWith: z.string().trim().max(20, '最多 20 字').default(''),
  summary: z.string().trim().max(500, '最多 500 字').default(''),
  steps: z.array(stepInput).min(1, '至少写一步').max(30),
  findings: z.array(findingInput).max(20),
});
export type VisitInput = z.infer<typeof visitInput>;

export const notDoneFields = {
  reason: z.enum(Object.keys(reasons) as [Reason], '请选一个最接近的原因'),
  thing: z.number().int().optional(),
  caseNumber: z.string().trim().max(40).default(''),
  text: z.string().trim().min(5, '请写清楚想办什么、卡在哪里，至少 5 个字').max(2000, '最多 2000 字'),
};
