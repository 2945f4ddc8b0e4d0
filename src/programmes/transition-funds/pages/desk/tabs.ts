/** The programme's pages, and for whom each of them is. Read by the test that asks for each. */
import { bureaus } from '../../figures.ts';

interface Tab {
  group: string;
  path: string;
  title: string;
  /** For the two bureaus and those who watch the county alone; for towns and who collects their reports. */
  only?: 'money' | 'reports';
  /** What it asks for. */
  api: string;
}

export const tabs: readonly Tab[] = [
  { group: '总览', path: '/desk/funds', title: '总览', api: '/desk/funds/overview' },
  { group: '项目', path: '/desk/funds/way', title: '申报与入库', api: '/desk/funds/projects' },
  { group: '项目', path: '/desk/funds/projects', title: '项目库', api: '/registers/funds-projects' },
  { group: '项目', path: '/desk/funds/records', title: '合同、验收、移交', api: '/desk/funds/records?year=2024' },
  { group: '下达和支付', path: '/desk/funds/allotments', title: '下达', only: 'money', api: '/registers/funds-allotments' },
  { group: '下达和支付', path: '/desk/funds/payments', title: '支付', only: 'money', api: '/registers/funds-payments' },
  { group: '调整', path: '/desk/funds/plans', title: '调整方案', only: 'money', api: '/desk/funds/plans' },
  { group: '调整', path: '/desk/funds/requests', title: '调整建议', api: '/desk/funds/requests' },
  { group: '月报和通报', path: '/desk/funds/notices', title: '季度通报', api: '/desk/funds/notices/2024-3' },
  { group: '月报和通报', path: '/desk/rounds/funds-monthly', title: '月报', only: 'reports', api: '/rounds/funds-monthly' },
];

const watchers = ['supervisor', 'leader', 'auditor'];
const both: readonly string[] = Object.values(bureaus);

export const tabsFor = (held: readonly { role: string; unit: string | null }[]): readonly Tab[] => {
  const watches = held.some(r => watchers.includes(r.role));
  const sees = {
    money: watches || held.some(r => r.unit !== null && both.includes(r.unit)),
    reports: watches || held.some(r => r.unit === bureaus.keeps || r.unit?.startsWith('town-')),
  };
  return tabs.filter(t => !t.only || sees[t.only]);
};
