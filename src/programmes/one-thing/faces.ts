/** What a licence looks like, from what its type says. Pure. */
import type { Face } from '#platform/licences';
import type { Catalogue, Composite, LicenceType } from './catalogue/schema.ts';

/** 县行政审批局 signs as 中阳县行政审批局. */
const sealOf = (c: Pick<Catalogue, 'departments'>, unit: string): string => (c.departments.find(d => d.id === unit)?.name ?? unit).replace(/^县/, '中阳县');

const bearerOf = (holder: LicenceType['holder']) => (holder === 'firm' ? '名称' : '姓名');

export function faceOf(c: Pick<Catalogue, 'departments'>, type: LicenceType): Face {
  const { face } = type;
  const lines = face?.lines ?? type.attributes.map(a => a.id);
  // What the paper does not print stands on the licence all the same, behind what it does.
  const rest = type.attributes.map(a => a.id).filter(id => !lines.includes(id));
  return {
    title: face?.title ?? type.name,
    shape: face?.shape ?? 'landscape',
    bearer: face?.bearer ?? bearerOf(type.holder),
    lines: [...lines, ...rest].map(id => {
      const { label, sensitive } = type.attributes.find(a => a.id === id)!;
      return { attribute: id, label, sensitive };
    }),
    seal: face?.seal ?? sealOf(c, type.issuer),
    note: face?.note ?? null,
  };
}

export const compositeTitle = (x: Pick<Composite, 'name'>): string => `行业综合许可证（${x.name}）`;

export const compositeFace = (c: Pick<Catalogue, 'departments'>, x: Composite): Face => ({
  title: compositeTitle(x),
  shape: 'landscape',
  bearer: '名称',
  lines: [],
  seal: sealOf(c, x.issuer),
  note: '一个码查全部许可；各项许可的编号、期限和状态以查验为准',
});
