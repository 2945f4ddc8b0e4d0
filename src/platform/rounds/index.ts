import { get, post, put } from '../http/index.ts';
import type { Part } from '../manifest/index.ts';
import { roundGuards, roundPermits } from './access.ts';
import { takeTable } from './book.ts';
import { acceptReport, chaseUnits, returnReport } from './collecting.ts';
import { correctReport, dropCorrection, recallReport, saveDraft, sendReport } from './filling.ts';
import { readFilled } from './reading.ts';
import { listRounds, readReport, readRound } from './reads.ts';
import { reportSteps } from './rules.ts';
import { readPeriod } from './sums.ts';
import { reportDuty, roundsJob } from './timers.ts';
import { reportsWait } from './waiting.ts';

export { acceptReport, chaseUnits, returnReport } from './collecting.ts';
export type { FiguresView } from './figures.ts';
export { saveDraft, sendReport } from './filling.ts';
export { checkRound, type KnownRow, type RoundColumn, type RoundKind, type RoundRate } from './kinds.ts';
export { type FormView, type ReportRowView, type ReportView, type RoundCell, type RoundsView, type RoundView, readReport } from './reads.ts';
export { percent } from './rules.ts';
export type { Period, Schedule } from './schedule.ts';
export { type ReportDue, reportedRows, reportsDue } from './store.ts';
export { type PeriodView, readPeriod } from './sums.ts';
export { tickRounds } from './timers.ts';

const at = '/rounds/:kind/:period/:unit';

export const roundsRoom: Part = {
  permits: roundPermits,
  guards: roundGuards,
  records: { round: '报表', 'round-kind': '报表催报' },
  steps: { ...Object.fromEntries(Object.entries(reportSteps).map(([step, words]) => [`round.${step}`, `报表：${words}`])), 'round.chased': '催报' },
  duties: [reportDuty],
  waits: [reportsWait],
  templates: {
    'round-lacks': d => ({ title: `请报送${d.period}的${d.title}`, body: `应于 ${d.due} 报送，还没有收到。` }),
    'round-sent': d => ({ title: `${d.unit}报来${d.period}的${d.title}`, body: '请审核。' }),
    'round-returned': d => ({ title: `${d.period}的${d.title}被退回`, body: d.reason ?? '' }),
    'round-accepted': d => ({ title: `${d.period}的${d.title}已审核`, body: '以后要改，请更正。' }),
  },
  routes: [
    get('/rounds', listRounds),
    get('/rounds/:kind', readRound),
    get('/rounds/:kind/:period', readPeriod),
    post('/rounds/:kind/:period/table', takeTable),
    post('/rounds/:kind/:period/chase', chaseUnits),
    get(at, readReport),
    put(at, saveDraft),
    post(`${at}/reading`, readFilled),
    post(`${at}/sending`, sendReport),
    post(`${at}/recall`, recallReport),
    post(`${at}/correction`, correctReport),
    post(`${at}/correction/drop`, dropCorrection),
    post(`${at}/acceptance`, acceptReport),
    post(`${at}/return`, returnReport),
  ],
  jobs: house => [roundsJob(house) as never],
};
