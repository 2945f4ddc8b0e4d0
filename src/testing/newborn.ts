/** A newborn's case, handed in through the door that a mother uses; gives its id. */
import { expect } from 'vitest';
import type { Browser } from './index.ts';

const answers = { 'born-where': 'here', 'parents-married': 'no', 'maternity-cover': 'none', 'card-wanted': 'no' };

export async function fileNewborn(mother: Browser): Promise<string> {
  const { id } = (await mother.create('/applications', { thing: 17, answers })).body;
  const { body: first } = await mother.get(`/applications/${id}`);
  const saved = await mother.send('PATCH', `/applications/${id}`, {
    version: first.version,
    values: {
      'child-name': '白安安',
      'child-sex': 'female',
      'child-birth-date': '2024-10-29',
      'child-ethnic-group': '汉族',
      'child-birth-hospital': '中阳县人民医院',
      'mother-name': '白婷婷',
      'mother-identity': first.values['applicant-identity'],
      'child-household-with': 'mother',
      'child-household-address': '宁乡镇城南社区 18 号',
    },
    consent: true,
  });
  const sent = await mother.create(`/applications/${id}/submission`, { version: saved.body.version });
  expect([sent.status, sent.body.errors]).toEqual([200, undefined]);
  return sent.body.caseId;
}
