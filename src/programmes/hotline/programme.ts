/** 中政发〔2024〕16号: The hotline 12345: tickets that somebody owns until they are answered. */
import { cite } from '#platform/citations';
import type { Manifest } from '#platform/manifest';
import { ofDuties } from '#platform/supervision';
import { hotlineGuards, hotlinePermits } from './access.ts';
import { takeFromCity } from './actions.ts';
import { demoTickets } from './demo.ts';
import { ticketKind, ticketSmsJob, ticketTemplates } from './kind.ts';
import { hotlineRoutes } from './routes.ts';
import { demoSeats } from './seats/demo.ts';
import { forgetSignalsJob } from './seats/video.ts';

const ticketsAnswered = ofDuties({
  id: 'tickets',
  title: '12345 工单按期答复率',
  counts: '这一期到期的工单中，到期以前已经答复的；并入别的工单和撤回的不算',
  kinds: [ticketKind.id],
  citation: cite('中政发〔2024〕16号', '二（三）9'),
});

export const hotline: Manifest = {
  id: 'hotline',
  document: '中政发〔2024〕16号',
  permits: hotlinePermits,
  guards: hotlineGuards,
  routes: hotlineRoutes,
  duties: [{ ...ticketKind, takeFrom: takeFromCity }],
  measures: [ticketsAnswered],
  templates: {
    ...ticketTemplates,
    'help-rated-low': d => ({ title: '帮办得了差评', body: `“${d.subject}”的帮办评价不满意：${d.comment}` }),
  },
  records: { 'call-day': '话务量', 'help-request': '帮办', 'helper-seats': '帮办席' },
  steps: {
    'hotline-ticket.send': '交办工单',
    'hotline-ticket.answer': '当场答复工单',
    'help-request.forget-signals': '删除视频帮办的连接信息',
  },
  jobs: house => [ticketSmsJob(house) as never, forgetSignalsJob(house)],
  demo: async county => {
    await demoTickets(county);
    await demoSeats(county);
  },
  demoBeside: true,
};
