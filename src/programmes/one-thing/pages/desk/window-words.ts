/** People, firms and places at the window in words. */
import { day } from '#ui/words';
import type { FirmShown, Visitor } from '../../window.ts';
import type { Principal } from '../portal/principals.tsx';

export const sexNames = { male: '男', female: '女' } as const;

/** Full years on that day. */
export function ageOn(birth: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4));
  return today.slice(5) < birth.slice(5) ? years - 1 : years;
}

export const bornWords = (birth: string | null, sex: 'male' | 'female' | null, today: string): string =>
  [sex ? sexNames[sex] : '', birth ? `${day(birth)}出生，${ageOn(birth, today)} 岁` : ''].filter(Boolean).join('，');

export const lifeNames: Record<Visitor['person']['status'], string> = { alive: '在册', dead: '户口已注销', moved: '户口已迁出' };

export const firmStates: Record<FirmShown['status'], string> = { active: '存续', abnormal: '经营异常', 'struck-off': '已吊销', cancelled: '已注销' };

/** How the one at the window stands to the principal. */
export const basisNames: Record<Principal['basis'], string> = {
  self: '本人',
  'legal-person': '法定代表人（经营者）',
  guardian: '监护人',
  given: '受委托',
};
