/** The appraisal's next steps. */
import { runsWait } from '#platform/runs';
import { kind } from './appraisal.ts';

export const appraisalWaits = runsWait(
  {
    ...{ id: kind, title: '部门考核', page: '/desk/appraisal/runs', keeper: '', checkers: [] },
    permits: { make: 'appraisal-run.make', check: 'appraisal-run.check', approve: 'appraisal-run.approve', answer: 'appraisal-objection.decide' },
  },
  { finish: 'appraisal-run.approve' },
);
