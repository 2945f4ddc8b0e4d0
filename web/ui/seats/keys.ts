/** Single keys while nobody types and no dialog is open. */
import { useEffect, useRef } from 'react';

export function useKeys(press: (key: string) => void) {
  const now = useRef(press);
  now.current = press;
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.target instanceof HTMLElement && event.target.matches('input, textarea, select, [contenteditable]')) return;
      if (document.querySelector('.ant-modal-wrap:not([style*="display: none"])')) return;
      now.current(event.key.toLowerCase());
    };
    document.addEventListener('keydown', down);
    return () => document.removeEventListener('keydown', down);
  }, []);
}
