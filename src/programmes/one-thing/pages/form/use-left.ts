/**
 * The fields that were left, whose faults are told. Not while something is being pressed: a message that appears moves
 * the page, and the button under the pointer would be missed.
 */
import { useCallback, useEffect, useRef, useState } from 'react';

export function useLeft(): [ReadonlySet<string>, (path: string) => void] {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const pressed = useRef(false);
  const waiting = useRef<string[]>([]);
  useEffect(() => {
    const down = () => {
      pressed.current = true;
    };
    // After the click that follows.
    const up = () =>
      setTimeout(() => {
        pressed.current = false;
        const paths = waiting.current.splice(0);
        if (paths.length > 0) setLeft(before => new Set([...before, ...paths]));
      });
    document.addEventListener('pointerdown', down, true);
    document.addEventListener('pointerup', up, true);
    document.addEventListener('pointercancel', up, true);
    return () => {
      document.removeEventListener('pointerdown', down, true);
      document.removeEventListener('pointerup', up, true);
      document.removeEventListener('pointercancel', up, true);
    };
  }, []);
  const leave = useCallback((path: string) => {
    if (pressed.current) waiting.current.push(path);
    else setLeft(before => new Set(before).add(path));
  }, []);
  return [left, leave];
}
