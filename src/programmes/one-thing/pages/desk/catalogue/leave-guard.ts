/** Unsaved changes: kept in this tab until they are saved or thrown away, and a question before a link leads away from them. */
import { App } from 'antd';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import type { JsonMap } from './spec.ts';

export interface Kept {
  body: JsonMap;
  /** Version of the waiting edit that it was typed on. */
  version: number;
}

const keyOf = (entry: string) => `catalogue-unsaved:${entry}`;

export function readKept(entry: string): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(entry)) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}

export function keep(entry: string, kept: Kept | null): void {
  try {
    kept ? sessionStorage.setItem(keyOf(entry), JSON.stringify(kept)) : sessionStorage.removeItem(keyOf(entry));
  } catch {
    // Without room in the browser the page still works; only the copy is missing.
  }
}

export function useLeaveGuard(dirty: boolean, forget: () => void): void {
  const { modal } = App.useApp();
  const [, go] = useLocation();
  useEffect(() => {
    if (!dirty) return;
    const leaving = (event: BeforeUnloadEvent) => event.preventDefault();
    const clicking = (event: MouseEvent) => {
      const link = (event.target as Element | null)?.closest?.('a[href]');
      const path = link?.getAttribute('href') ?? '';
      if (!path.startsWith('/desk') || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      event.stopPropagation();
      modal.confirm({
        title: '有没保存的修改',
        content: '离开以后，这一页改过的内容会丢掉。',
        okText: '不保存，离开',
        okButtonProps: { danger: true },
        cancelText: '留在这里',
        onOk: () => {
          forget();
          go(path);
        },
      });
    };
    window.addEventListener('beforeunload', leaving);
    document.addEventListener('click', clicking, true);
    return () => {
      window.removeEventListener('beforeunload', leaving);
      document.removeEventListener('click', clicking, true);
    };
  }, [dirty, forget, go, modal]);
}
