/** The hall as the order lays it out, "1+6+3", with windows and hours to begin with: the service owner changes them. */
import type { QueueInput } from '#platform/queues';
import { hallSite } from './figures.ts';
import type { Area } from './store.ts';

/** Assumed: the county's usual office hours, and capacities to begin with. */
const workday = [
  { from: '08:30', to: '12:00' },
  { from: '14:30', to: '18:00' },
];
const hours = [[], workday, workday, workday, workday, workday, []];

const queue = (position: number, id: string, prefix: string, name: string, serviceMinutes: number, slotCapacity = 4) => ({
  ...{ id, site: hallSite, kind: 'window' as const, position, prefix, name, hours, slotMinutes: 30, slotCapacity, bookDays: 7, serviceMinutes },
  mostWaiting: 80,
  mostRemote: 15,
});

export const firstQueues: (QueueInput & { id: string; site: string; kind: 'window'; position: number })[] = [
  queue(1, 'hall-approval', 'A', '审批综窗', 15),
  queue(2, 'hall-public-service', 'B', '公共服务综窗', 10),
  queue(3, 'hall-medical-insurance', 'C', '医保专窗', 8, 6),
  queue(4, 'hall-human-resources', 'D', '人社专窗', 10, 6),
  queue(5, 'hall-housing-fund', 'E', '公积金专窗', 12),
  queue(6, 'hall-real-estate', 'F', '不动产专窗', 20),
  queue(7, 'hall-public-security', 'G', '公安专窗', 10, 6),
  queue(8, 'hall-taxation', 'H', '税务专窗', 12),
  queue(9, 'hall-cross-city', 'J', '跨市通办专窗', 15),
  queue(10, 'hall-all-city', 'K', '全市通办专窗', 12),
  queue(11, 'hall-one-thing', 'L', '高效办成一件事专窗', 25),
];

type FirstArea = Omit<Area, 'version' | 'position'>;
const specialised = (id: string, name: string, place: string, note: string): FirstArea => ({
  ...{ id, kind: 'specialised', name, place, note },
  takes: [id],
  queues: [`hall-${id}`],
});
const special = (id: string, name: string, note: string): FirstArea => ({
  ...{ id, kind: 'special', name, note },
  place: '一楼入口右侧',
  takes: [id],
  queues: [`hall-${id}`],
});

export const firstAreas: FirstArea[] = [
  {
    ...{
      id: 'comprehensive',
      kind: 'comprehensive',
      name: '综窗服务区',
      place: '一楼大厅中间',
      note: '企业登记、许可，民政、卫健、教育、残联、水电气热等，一个窗口收件',
    },
    takes: ['approval', 'public-service'],
    queues: ['hall-approval', 'hall-public-service'],
  },
  specialised('medical-insurance', '医保专窗服务区', '一楼东侧', '参保、转移、报销、医疗救助'),
  specialised('human-resources', '人社专窗服务区', '一楼东侧', '社保、就业、工伤、退休'),
  specialised('housing-fund', '公积金专窗服务区', '一楼西侧', '开户、提取、贷款'),
  specialised('real-estate', '不动产专窗服务区', '一楼西侧', '转移、抵押、查询、网签'),
  specialised('public-security', '公安专窗服务区', '二楼东侧', '户口、身份证、居住证、公章备案'),
  specialised('taxation', '税务专窗服务区', '二楼西侧', '发票、房产交易税、社保费'),
  special('cross-city', '跨市通办专窗', '与其他市的窗口互收互办'),
  special('all-city', '全市通办专窗', '吕梁市各县（市、区）的事在这里也能办'),
  special('one-thing', '高效办成一件事专窗', '新生儿出生、开面馆、买卖二手房等，一次说清、一次交齐'),
];

interface FirstWindow {
  number: number;
  name: string;
  area: string;
  serves: string[];
  units?: string[];
  matters?: string[];
  things?: boolean;
}

const approvals = ['approval', 'agriculture', 'forestry', 'fire-rescue', 'market-supervision'];
const services = [
  ...['civil-affairs', 'culture-tourism', 'disabled-federation', 'education', 'electricity', 'gas', 'health', 'heating', 'housing-bureau'],
  ...['housing-construction', 'transport', 'veterans-affairs', 'water'],
];
const served = (...ids: string[]) => ids.map(id => `hall-${id}`);

export const firstWindows: FirstWindow[] = [
  { number: 1, name: '1 号窗口', area: 'comprehensive', serves: served('approval', 'public-service'), units: [...approvals, ...services] },
  { number: 2, name: '2 号窗口', area: 'comprehensive', serves: served('approval', 'public-service'), units: [...approvals, ...services] },
  { number: 3, name: '3 号窗口', area: 'comprehensive', serves: served('public-service', 'approval'), units: [...approvals, ...services] },
  { number: 4, name: '4 号窗口', area: 'comprehensive', serves: served('public-service'), units: services },
  { number: 5, name: '5 号窗口', area: 'medical-insurance', serves: served('medical-insurance') },
  { number: 6, name: '6 号窗口', area: 'human-resources', serves: served('human-resources') },
  { number: 7, name: '7 号窗口', area: 'human-resources', serves: served('human-resources') },
  { number: 8, name: '8 号窗口', area: 'housing-fund', serves: served('housing-fund'), units: ['housing-fund'] },
  { number: 9, name: '9 号窗口', area: 'real-estate', serves: served('real-estate') },
  { number: 10, name: '10 号窗口', area: 'real-estate', serves: served('real-estate', 'taxation'), matters: ['property-tax-existing', 'property-tax-new'] },
  { number: 11, name: '11 号窗口', area: 'public-security', serves: served('public-security') },
  { number: 12, name: '12 号窗口', area: 'taxation', serves: served('taxation') },
  { number: 13, name: '13 号窗口', area: 'cross-city', serves: served('cross-city', 'all-city') },
  { number: 14, name: '14 号窗口', area: 'all-city', serves: served('all-city', 'cross-city'), units: ['approval'] },
  {
    ...{ number: 15, name: '15 号窗口', area: 'one-thing', serves: served('one-thing'), things: true },
    units: ['approval', 'development-reform', 'market-supervision', 'veterans-affairs'],
  },
];
