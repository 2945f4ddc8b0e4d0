/** 九（一）: each department and town forms a group of its own for the enrolment, names who leads and who carries it out, and meets about it; 八: what it did of its duties. */
import { cite } from '#platform/citations';
import type { RoundKind } from '#platform/rounds';
import { document, lists, townTasks } from './figures.ts';

/** Of annex 1 those that are units here, without the bureau itself. */
export const teamUnits = (): string[] => [
  ...['finance', 'taxation', 'civil-affairs', 'education', 'agriculture', 'veterans-affairs', 'health'],
  ...townTasks.map(t => `town-${t.town}`),
];

export const enrolmentTeams: RoundKind = {
  id: 'enrolment-teams',
  title: '医保参保专项工作组和职责落实',
  basis: cite(document, '九（一）'),
  // The document names no day: with the lists, and when the gathering ends.
  dueFrom: 'assumed',
  schedule: {
    every: 'named',
    from: '2024-09-26',
    dates: [
      { id: '2024-10', title: '成立时', opens: '2024-09-26', due: lists.by },
      { id: '2024-12', title: '集中缴费期结束时', opens: '2024-12-16', due: '2024-12-31' },
    ],
  },
  columns: [
    { key: 'head', title: '组长', type: 'words', required: true, note: '主要领导' },
    { key: 'leader', title: '分管领导', type: 'words', required: true },
    { key: 'officer', title: '具体承办人', type: 'words', required: true },
    { key: 'metOn', title: '专题会议', type: 'day', required: true },
    { key: 'did', title: '做了什么', type: 'words', required: true, note: '按“八、职责分工”：名单、动员、培训、宣传、督促' },
  ],
  rows: 'one',
  owes: teamUnits(),
  collects: 'medical-insurance',
};
