/** Which terminal this machine is: at a window the clerk says so once; a device without a person holds a token that it was enrolled with. */
import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { TerminalView } from '#platform/code';
import { api } from '../api/index.ts';
import { Field } from '../kit/index.ts';

/** A value of this machine, kept over reloads and the same in all its tabs. */
function kept(key: string) {
  const listeners = new Set<() => void>();
  return {
    get: () => localStorage.getItem(key),
    set(value: string | null) {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
      for (const tell of listeners) tell();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      window.addEventListener('storage', listener);
      return () => {
        listeners.delete(listener);
        window.removeEventListener('storage', listener);
      };
    },
  };
}

const device = kept('terminal-device');
/** The token of an enrolled device, sent as `terminal: { device }`; null: this machine is none. */
export const useDevice = (): string | null => useSyncExternalStore(device.subscribe, device.get);
export const keepDevice = (token: string) => device.set(token);

const seat = kept('terminal-seat');

export interface AtWindow {
  /** Null while nobody has said which. */
  terminal: TerminalView | null;
  choices: readonly TerminalView[];
  choose(id: string): void;
}

/** The window at which this machine stands; an inactive one is none. `enabled`: false for those who scan nothing. */
export function useWindowTerminal(enabled = true): AtWindow {
  const id = useSyncExternalStore(seat.subscribe, seat.get);
  const { data } = useQuery({
    queryKey: ['terminals'],
    queryFn: () => api.get<{ items: TerminalView[] }>('/desk/terminals'),
    staleTime: 300_000,
    enabled,
  });
  const choices = (data?.items ?? []).filter(t => t.active && t.kind !== 'kiosk');
  return { terminal: choices.find(t => t.id === id) ?? null, choices, choose: seat.set };
}

/** Chosen once a machine; stands small beside the scanner. */
export function TerminalPick({ at, id, fault }: { at: AtWindow; id: string; fault?: string | undefined }) {
  return (
    <div className="kit terminal-pick">
      <Field id={id} label="这台电脑是" error={fault}>
        {described => (
          <select {...described} className="input" value={at.terminal?.id ?? ''} onChange={event => at.choose(event.target.value)}>
            <option value="" disabled>
              请选择窗口
            </option>
            {at.choices.map(t => (
              <option key={t.id} value={t.id}>
                {t.name}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}
