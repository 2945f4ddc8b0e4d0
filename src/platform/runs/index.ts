import { get } from '../http/index.ts';
import type { Part } from '../manifest/index.ts';
import { runGuards, runPermits } from './access.ts';
import { runPaper, runWorkbook } from './paper.ts';
import { postedPermits } from './posted.ts';
import { listRuns, readRun, runLines } from './reads.ts';
import { compareRuns, readHead, runRow, runRows } from './tables.ts';
import { runTemplates } from './templates.ts';

export type { Answers, Computed, RunKind, RunParameter, RunQuestion, RunSource } from './kinds.ts';
export { type RunReadiness, runsOf } from './of-kind.ts';
export { type PostedRow, type PostedRuns, postedOf } from './posted.ts';
export { type ObjectionView, type RunHead, type RunView, readRun, runLines } from './reads.ts';
export { ranks } from './rules.ts';
export {
  decideObjection,
  excusedLines,
  keepRun,
  type NewRun,
  objectionDays,
  objectToRun,
  type RunCell,
  type RunColumn,
  type RunLine,
  type RunRow,
  stepRun,
} from './runs.ts';
export type { RunCompared, RunTable, RunTableRow } from './tables.ts';
export { runsWait } from './waiting.ts';

export const runsRoom: Part = {
  permits: [...runPermits, ...postedPermits],
  guards: runGuards,
  records: { run: '核算' },
  templates: runTemplates,
  routes: [
    get('/runs', listRuns),
    get('/runs/:runId', readRun),
    get('/runs/:runId/head', readHead),
    get('/runs/:runId/rows', runRows),
    get('/runs/:runId/row', runRow),
    get('/runs/:runId/lines', runLines),
    get('/runs/:runId/comparison', compareRuns),
    get('/runs/:runId/workbook', runWorkbook),
    get('/runs/:runId/paper', runPaper),
  ],
};
