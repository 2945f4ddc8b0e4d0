/** Words of helping, shared with the pages. */
export const ways = { helper: '我陪群众走流程', officer: '政务服务体验员' } as const;
export type Way = keyof typeof ways;

export const findingKinds = {
  guide: '指南、告知不清',
  material: '材料多、重复要',
  step: '环节多、要多跑',
  wait: '等候、办理时间长',
  system: '系统、网络、设备',
  manner: '态度、服务',
  place: '标识、环境、无障碍',
} as const;
export type FindingKind = keyof typeof findingKinds;

export const severities = { 1: '轻微', 2: '一般', 3: '严重' } as const;

/** Why it could not get done. */
export const reasons = {
  material: '材料要求说不清、反复要',
  nobody: '找不到该办的部门、互相推',
  intake: '不受理，又不说清理由',
  slow: '一直在办，超过了时限',
  system: '系统、数据出了问题',
  policy: '说不符合条件、没有政策',
  other: '别的原因',
} as const;
export type Reason = keyof typeof reasons;
