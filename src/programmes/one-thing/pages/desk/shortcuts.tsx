/** Working without a mouse: single keys while nobody types, and a list of them on `?`. */
import { Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import './shortcuts.css';

export interface Shortcut {
  /** As `KeyboardEvent.key` says them; letters in lower case. */
  keys: readonly string[];
  /** How the list shows them, where that differs. */
  shown?: string;
  what: string;
  run(event: KeyboardEvent): void;
}

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('textarea, select') ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type)));

/** A dialog, a viewer or an open list takes the keys for itself. */
const covered = () =>
  [...document.querySelectorAll<HTMLElement>('[role="dialog"], .ant-image-preview, .ant-select-dropdown, .ant-dropdown')].some(
    e => e.checkVisibility?.() ?? e.offsetParent !== null,
  );

/** Keys of this page; `?` opens their list, which the page shows with what this returns. */
export function useShortcuts(shortcuts: readonly Shortcut[]) {
  const [help, setHelp] = useState(false);
  const now = useRef(shortcuts);
  now.current = shortcuts;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
      if (typing(event.target)) {
        if (event.key === 'Escape') {
          // A search field would be emptied, and the list that was searched for be gone.
          if ((event.target as HTMLInputElement).type === 'search') event.preventDefault();
          (event.target as HTMLElement).blur();
        }
        return;
      }
      if (covered()) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      if (key === '?' || key === '？') {
        event.preventDefault();
        setHelp(true);
        return;
      }
      const found = now.current.find(s => s.keys.includes(key));
      if (!found) return;
      event.preventDefault();
      found.run(event);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  const list = (
    <Modal open={help} onCancel={() => setHelp(false)} footer={null} title="键盘快捷键" width={460} destroyOnHidden>
      <dl className="shortcuts">
        {[...shortcuts, { keys: ['?'], what: '显示这张表' }].map(s => (
          <div key={s.keys.join()}>
            <dt>
              <kbd>{'shown' in s && s.shown ? s.shown : s.keys.map(k => k.toUpperCase()).join(' / ')}</kbd>
            </dt>
            <dd>{s.what}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
  return { list, showHelp: () => setHelp(true) };
}

export const Key = ({ children }: { children: string }) => (
  <span className="key" aria-hidden="true">
    {children}
  </span>
);
