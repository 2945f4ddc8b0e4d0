/** Filling in as a person does: what is labelled so, the files of a folder, the way on. */
import { expect } from 'vitest';
import { pixel } from '#platform/demo';
import { looksRight, type Visitor } from './journey.ts';

export const photo = { name: '照片.png', mimeType: 'image/png', buffer: pixel };
export const paper = {
  name: '扫描件.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
};
/** A programme with the name of a photo. */
export const disguised = { name: '合格证.png', mimeType: 'image/png', buffer: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(2000, 7)]) };
export const tooLarge = { name: '图纸.pdf', mimeType: 'application/pdf', buffer: Buffer.concat([paper.buffer, Buffer.alloc(21 * 1024 * 1024)]) };

export const heading = (v: Visitor, name: string | RegExp) => v.page.getByRole('heading', { level: 1, name }).waitFor();
export const goOn = (v: Visitor) => v.page.getByRole('button', { name: '继续', exact: true }).click();
export const summary = (v: Visitor) => v.page.getByRole('alert').filter({ has: v.page.getByRole('heading') });
/** By the beginning of its label: what may be left out says so behind it. */
export const field = (v: Visitor, label: string) =>
  v.page.getByRole('textbox', { name: new RegExp(`^${label}(（选填）)?$`) }).or(v.page.getByLabel(label, { exact: true }));

export type Filling = Record<string, string | readonly string[]>;

/** Texts are typed (a list is chosen from, where it is a list); `['…']` ticks what is named so under that legend. */
export async function fill(v: Visitor, filling: Filling) {
  for (const [label, value] of Object.entries(filling)) {
    if (typeof value === 'string') {
      const control = field(v, label);
      if (await control.evaluate(e => e instanceof HTMLSelectElement)) await control.selectOption({ label: value });
      else await control.fill(value);
    } else for (const one of value) await v.page.getByRole('group', { name: label }).getByLabel(one, { exact: true }).check();
  }
}

/** One page of the form: looked at, filled in, left. */
export async function fillPage(v: Visitor, title: string, filling: Filling) {
  await heading(v, title);
  await looksRight(v.page);
  await fill(v, filling);
  await goOn(v);
}

export async function give(v: Visitor, material: string, ...files: { name: string; mimeType: string; buffer: Buffer }[]) {
  const chooser = v.page.waitForEvent('filechooser');
  await v.page.getByRole('button', { name: `选择文件：${material}`, exact: true }).click();
  await (await chooser).setFiles(files);
}

/** Questions as they come, each answered with the option that is named. */
export async function answer(v: Visitor, answers: readonly (readonly [question: string, option: string | RegExp])[]) {
  for (const [question, option] of answers) {
    await heading(v, question);
    await looksRight(v.page);
    await v.page.getByRole('radio', { name: option }).check();
    await v.page.getByRole('button', { name: /下一题|看告知单/ }).click();
  }
}

/** Everything that this browser shows is saved. */
export const saved = (v: Visitor) => expect.poll(() => v.page.getByText(/^已保存/).count()).toBeGreaterThan(0);
