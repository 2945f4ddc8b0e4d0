/** Large print (适老化): a choice of the person, kept in this browser; the header and the page 我的 both change it. */
import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
const isLarge = () => localStorage.getItem('print') === 'large';
const show = () => {
  document.documentElement.dataset.print = isLarge() ? 'large' : 'normal';
};
show();

export function usePrint(): [boolean, () => void] {
  const large = useSyncExternalStore(listener => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, isLarge);
  return [
    large,
    () => {
      localStorage.setItem('print', large ? 'normal' : 'large');
      show();
      for (const listener of listeners) listener();
    },
  ];
}
