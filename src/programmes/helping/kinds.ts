/** The two kinds of duty that helping opens. */
import type { Templates } from '#platform/notices';
import { notifyPerson } from '#platform/notices';
import type { DutyKind } from '#platform/supervision';
import { improvementDays, notDoneDays } from './figures.ts';

const asked = (what: string) => (d: Record<string, string>) => ({ title: `办不成事反映 ${d.number}`, body: `“${d.title}”${what}` });

export const helpingTemplates: Templates = {
  'not-done-opened': asked(`已收到，${notDoneDays.value} 个工作日内给您答复。`),
  'not-done-answered': asked('已有答复，请查看；我们会回访，也可以直接评价。'),
  'not-done-reopened': asked('您不满意，已退回重新办理。'),
  'not-done-closed': asked('已办结，感谢您的反映。'),
};

export const notDoneKind: DutyKind = {
  id: 'not-done',
  title: '办不成事反映',
  prefix: '难',
  days: notDoneDays.value,
  source: notDoneDays.source,
  openedBy: ['resident', 'helper', 'window-clerk'],
  follow: true,
  page: '/desk/not-done/',
  async tell(ctx, duty, step) {
    const [party] = duty.parties;
    if (!party || step === 'sent' || step === 'joined') return;
    await notifyPerson(ctx, party, { template: `not-done-${step}`, data: { number: duty.number, title: duty.title }, link: `/not-done/${duty.id}` });
  },
};

/** Whoever found it confirms that it is mended. */
export const improvementKind: DutyKind = {
  id: 'improvement',
  title: '走流程改进',
  prefix: '改',
  days: improvementDays.value,
  source: improvementDays.source,
  openedBy: ['helper', 'service-owner', 'supervisor'],
  async tell() {},
};
