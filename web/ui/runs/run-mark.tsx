/** Where a run stands, in a colour and in words. */
import type { RunHead } from '#platform/runs';
import { runStates } from '#platform/runs/pure';
import { Mark } from '../frame/index.ts';

const looks = { computed: 'info', checked: 'info', approved: 'info', posted: 'warn', final: 'good', discarded: 'plain', replaced: 'plain' } as const;

export const RunMark = ({ run }: { run: Pick<RunHead, 'state'> }) => <Mark look={looks[run.state]}>{runStates[run.state]}</Mark>;

export const numbered = (run: Pick<RunHead, 'title' | 'number'>): string => `${run.title}${run.number > 1 ? `（第 ${run.number} 次）` : ''}`;
