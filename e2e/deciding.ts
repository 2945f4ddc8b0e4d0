/** What the departments do without a browser while the journey looks at somebody else. */
import { expect } from 'vitest';
import { dice } from '#platform/demo';
import { typedAttribute } from '../src/programmes/one-thing/demo/filling.ts';
import type { Browser } from '../src/testing/index.ts';
import type { Journey } from './journey.ts';

export interface TaskRow {
  id: string;
  key: string;
  title: string;
  unit: string;
  state: string;
  version: number;
}

export const tasksOf = async (applicant: Browser, caseId: string): Promise<TaskRow[]> => (await applicant.get(`/cases/${caseId}`)).body.tasks;

/** The department approves its matter and makes out the licence. */
export async function approve(journey: Journey, task: TaskRow): Promise<void> {
  const reviewer = await journey.county.as(`reviewer.${task.unit}`);
  const { body: page } = await reviewer.get(`/desk/tasks/${task.id}`);
  const licences = (page.result as { attributes: { id: string; value: string | null }[] }[]).map(({ attributes }) => ({
    attributes: Object.fromEntries(
      attributes.filter(a => a.value === null).map(a => [a.id, typedAttribute(a.id, dice(1), journey.county.house.clock.today())]),
    ),
  }));
  const decided = await reviewer.post(`/desk/tasks/${task.id}/decision`, {
    version: page.task.version,
    decision: { outcome: 'approved' },
    details: { licences },
  });
  expect(decided.status, `${task.key}: ${JSON.stringify(decided.body)}`).toBe(200);
}
