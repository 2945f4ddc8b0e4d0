/** What people read about materials. */
import { day } from '#ui/words';
import type { ApplicationView } from '../../application-view.ts';
import type { NoticeView } from '../../views.ts';

export type MaterialView = NoticeView['materials'][number];
export type LicenceShown = ApplicationView['materials'][string]['licences'][number];

/** `白婷婷，编号 1411…，有效期至 2044年5月24日`. */
export const licenceWords = (l: LicenceShown): string => `${l.bearerName}，编号 ${l.number}，${l.validUntil ? `有效期至 ${day(l.validUntil)}` : '长期有效'}`;

/** What to bear in mind before a photo is taken. */
export function uploadHints(m: Pick<MaterialView, 'form' | 'original' | 'copies'>): string {
  return [
    m.form ? '打印出来签名或盖章，再拍照或扫描上传' : '',
    m.original ? '请拍原件，四角齐全、字看得清' : '',
    m.copies > 1 ? `一式 ${m.copies} 份的，上传一份就行` : '',
  ]
    .filter(Boolean)
    .join('；');
}

export const promiseOf = (who: string, material: string, matters: string): string[] => [
  `${who}已经知道办理${matters}对“${material}”的要求。`,
  `${who}符合这项要求，所说的情况真实、准确。`,
  '愿意接受核查。承诺不实的，依法撤销已经办理的结果，记入信用记录，并承担相应的法律责任。',
];
