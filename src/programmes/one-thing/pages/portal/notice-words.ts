/** The notice's figures in words, for the screen and for the paper. */
import type { NoticeView } from '../../views.ts';
import type { Names } from './order.ts';

export type NoticeMatter = NoticeView['matters'][number];
export type NoticeMaterial = NoticeView['materials'][number];

export const turnaround = (days: number) => (days === 0 ? '当天办结' : `${days} 个工作日`);

/** Fixed fees as a sum; fees that only have a description are named with their matters. */
export function feesOf(notice: NoticeView): string {
  if (notice.fees !== '0.00') return `${notice.fees.replace(/\.00$/, '')} 元`;
  return notice.matters.some(m => m.fee !== '不收费') ? '见各事项' : '不收费';
}

export function departmentsOf(notice: NoticeView): { name: string; phone: string | null; lead: boolean }[] {
  const found = new Map<string, { name: string; phone: string | null; lead: boolean }>();
  for (const m of notice.matters) found.set(m.departmentId, { name: m.department, phone: m.phone, lead: m.lead });
  return [...found.values()].sort((a, b) => Number(b.lead) - Number(a.lead));
}

const fromCounty = (m: NoticeMaterial) => m.ways.some(w => w === 'result' || w === 'wallet' || w === 'query');

/** What the person brings; what units look up first and the person hands in where that finds nothing; what the county has or makes itself (免提交). */
export const toBring = (notice: NoticeView) => notice.materials.filter(m => !fromCounty(m));
export const perhaps = (notice: NoticeView) => notice.materials.filter(m => m.unsure);
export const spared = (notice: NoticeView) => notice.materials.filter(m => fromCounty(m) && !m.unsure);

export const perhapsWords = '部门之间能查到的，不用您交；还没有联网或没有查到的，填表时请您拍照上传。手头有的先备好。';

/** How a material is handed in, least trouble first. */
export function howToGive(m: NoticeMaterial): string[] {
  const says: string[] = [];
  if (m.form) says.push('表格由系统生成，您签名');
  if (m.ways.includes('declare')) says.push('可以签承诺书代替');
  if (m.ways.includes('upload')) says.push(m.upload === 'image' ? '拍照上传' : m.upload === 'pdf' ? '传 PDF 文件' : '拍照或传 PDF');
  if (m.ways.includes('follow')) says.push('可以先受理、以后再补');
  if (m.original) says.push('要原件');
  return says;
}

/** From where the county takes it. */
export function whereFrom(m: NoticeMaterial, matters: Names): string {
  if (m.from) return `办好“${matters.get(m.from)?.name ?? ''}”后自动用上`;
  if (m.ways.includes('wallet')) return m.query ? `用您证照包里的电子证照，或查${m.query}` : '用您证照包里的电子证照';
  return `查${m.query ?? '部门的登记信息'}`;
}

/** Which matters want it: by name while they are few, by number when they are many. */
export function wantedFor(m: NoticeMaterial, matters: Names): string {
  const wanted = m.wantedBy.flatMap(id => matters.get(id) ?? []);
  if (wanted.length > 1 && wanted.length === matters.size) return `用于：全部 ${wanted.length} 项`;
  return wanted.length <= 2
    ? `用于：${wanted.map(w => w.name).join('、')}`
    : `用于：第 ${wanted
        .map(w => w.number)
        .sort((a, b) => a - b)
        .join('、')} 项`;
}

/** The numbers alone, for the paper: 第 1、6 项. */
export const wantedNumbers = (m: NoticeMaterial, matters: Names): string =>
  `第 ${m.wantedBy
    .flatMap(id => matters.get(id)?.number ?? [])
    .sort((a, b) => a - b)
    .join('、')} 项用`;
