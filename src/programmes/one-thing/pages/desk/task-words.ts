/** How a task's history and circumstances are said to people. Pure. */
import { eventNames, stopKinds } from '#platform/cases/pure';
import { day } from '#ui/words';
import type { CaseView } from '../../case-view.ts';

export type CaseEvent = CaseView['events'][number];

export const channelNames: Record<string, string> = { portal: '网上申请', window: '窗口申请', exchange: '平台转来' };
export const deliveryNames: Record<string, string> = { electronic: '电子送达', window: '窗口领取', post: '邮寄' };
export const wayNames: Record<string, string> = {
  upload: '上传',
  wallet: '电子证照',
  query: '数据核验',
  declare: '告知承诺',
  follow: '容缺后补',
  result: '前序事项的结果',
};

export const stopName = (kind: string) => stopKinds[kind as keyof typeof stopKinds] ?? kind;

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** Actions of a unit's own people are said with its name, those of the county's machine without. */
export const eventTitle = (e: CaseEvent): string => {
  if (e.kind === 'cosign') return e.detail.agrees === true ? '会签：同意' : '会签：不同意';
  if (e.kind === 'take') return text(e.detail.to) ? `分派给 ${text(e.detail.to)}` : '收回分派';
  if (e.kind === 'ask-cosign') return `请 ${text(e.detail.to)} 会签`;
  if (e.kind === 'transfer') return `转给${text(e.detail.toName)}`;
  if (e.kind === 'approved' && e.detail.atOnce === true) return '自动检查全部合格，当场通过';
  if (e.kind === 'deliver') return { window: '窗口送达', post: '邮寄送达', electronic: '电子送达' }[text(e.detail.way)] ?? '送达';
  return eventNames[e.kind] ?? e.kind;
};

/** What was said with it, one line each. Materials that the reader has no name for belong to other departments' matters. */
export function eventLines(e: CaseEvent, nameOf: (id: string) => string | undefined): string[] {
  const d = e.detail;
  switch (e.kind) {
    case 'filed':
      return [channelNames[text(d.channel)] ?? ''];
    case 'ask':
      return Array.isArray(d.items) ? d.items.map((i, n) => `${n + 1}. ${text((i as { what?: unknown }).what)}`) : [];
    case 'suspend':
      return [`${stopName(text(d.kind))}，预计 ${String(d.expectedDays)} 天`, text(d.reason)];
    case 'refused':
      return [`理由：${text(d.reason)}`, `依据：${text(d.basis)}`];
    case 'licence':
      return [`${text(d.typeName)} ${text(d.number)}（${text(d.bearer)}）`];
    case 'deliver':
      return [d.way === 'post' ? `单号 ${text(d.note)}` : d.way === 'window' ? `领取人 ${text(d.note)}` : ''];
    case 'supplied':
      return Array.isArray(d.materials) ? [d.materials.flatMap(m => nameOf(String(m)) ?? []).join('、')] : [];
    case 'drop':
      return [`因为“${nameOf(text(d.because)) ?? ''}”没有办成`];
    case 'rated':
      return [`${String(d.grade)} 分`];
    case 'cosign':
      return [text(d.opinion)];
    default:
      return [text(d.note), text(d.reason)];
  }
}

/** `办理中`, `现场核查，停表`: how a task stands, with what it waits for. */
export function standsWords(
  t: { state: string; stops: readonly { kind: string; to: string | null; from: string; expectedDays?: number }[] },
  today: string,
): string {
  const running = t.stops.find(s => s.to === null);
  if (t.state === 'suspended' && running)
    return `${stopName(running.kind)}，${day(running.from, today)}起停表${running.expectedDays ? `，预计 ${running.expectedDays} 天` : ''}`;
  if (t.state === 'correcting' && running) return `${day(running.from, today)}起等申请人补正`;
  return '';
}
