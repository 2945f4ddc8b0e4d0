/**
 * What makes a shared machine forget. While it is a kiosk, nothing of a person gets into storage and no page into the history;
 * at the end the session, the caches and what the page holds in memory go, and a new document begins with nobody.
 */
import { api } from '#ui/api';
import { loadSession } from '#ui/session';

/** What may be kept: which place this is, the size of the print, and what this machine was enrolled with. */
const harmless = ['kiosk', 'print', 'terminal-device'];

/** Storage that keeps nothing else; drafts go on in memory, which ends with the page. */
export function makeForgetful(): void {
  const keep = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key: string, value: string) {
    if (harmless.includes(key)) keep.call(this, key, value);
  };
}

/** Where one was, for the button that leads back: in memory, so that the browser's own history has one entry only. */
const trail: string[] = [];

export function keepNoHistory(): void {
  const here = () => window.location.pathname + window.location.search;
  const replace = window.history.replaceState.bind(window.history);
  window.history.pushState = (data: unknown, unused: string, url?: string | URL | null) => {
    trail.push(here());
    replace(data, unused, url);
  };
}

/** The address before this one, taken from the trail. */
export const stepBack = (): string | undefined => trail.pop();

/** Signs out for certain, and empties what a browser could keep. Fails when the server cannot be reached. */
export async function forget(): Promise<void> {
  const place = sessionStorage.getItem('kiosk');
  const device = localStorage.getItem('terminal-device');
  sessionStorage.clear();
  localStorage.clear();
  if (place) sessionStorage.setItem('kiosk', place);
  if (device) localStorage.setItem('terminal-device', device);
  localStorage.setItem('print', 'large');
  if ('caches' in window) for (const name of await caches.keys()) await caches.delete(name);
  const session = await loadSession();
  if (session.kind !== 'guest') await api.del('/session');
}

/** A link that leads out of the portal, to a file, or into another window: at a kiosk it leads nowhere. */
export function leavesSite(link: HTMLAnchorElement): boolean {
  const url = new URL(link.href, window.location.href);
  return url.origin !== window.location.origin || /^\/(desk|api)(\/|$)/.test(url.pathname) || link.hasAttribute('download');
}
