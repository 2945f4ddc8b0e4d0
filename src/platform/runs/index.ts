import { get } from '../http/index.ts';
import type { Part } from '../manifest/index.ts';
import { runGuards, runPermits } from './access.ts';
import { listRuns, readRun, runLines } from './reads.ts';

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

export const runsRoom: Part = {
  permits: runPermits,
  guards: runGuards,
  records: { run: '核算' },
  routes: [get('/runs', listRuns), get('/runs/:runId', readRun), get('/runs/:runId/lines', runLines)],
};
