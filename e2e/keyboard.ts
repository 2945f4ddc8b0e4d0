/** A person without a mouse: goes by Tab and by keys, and sees where the focus stands. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

export interface Keyboard {
  press(...keys: string[]): Promise<void>;
  type(text: string): Promise<void>;
  /** Tabs until the focus is there, as far as a person would bear. */
  tabTo(wanted: Locator, most?: number): Promise<void>;
}

/** Enter on what an open list offers first. Pressed before the list is there it would open it and choose nothing. */
export async function take(page: Page, offered?: string): Promise<void> {
  const option = page.locator('.ant-select-item-option-active').filter({ visible: true });
  await (offered ? option.filter({ hasText: offered }) : option).waitFor();
  await page.keyboard.press('Enter');
}

/** The focus comes there: a page that has just changed moves it a moment later. */
export const hasFocus = (wanted: Locator) => expect.poll(() => wanted.evaluate(e => e === document.activeElement)).toBe(true);

export function keyboard(page: Page): Keyboard {
  const { keyboard: keys } = page;
  return {
    async press(...wanted) {
      for (const key of wanted) await keys.press(key);
    },
    type: text => keys.insertText(text),
    async tabTo(wanted, most = 60) {
      await wanted.waitFor();
      for (let i = 0; i <= most; i++) {
        if (await wanted.evaluate(e => e === document.activeElement)) return;
        await keys.press('Tab');
      }
      throw new Error(`the keyboard does not reach ${wanted}`);
    },
  };
}
