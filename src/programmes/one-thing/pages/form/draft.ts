/**
 * An application while it is filled in: saved as typed, one request after another with the newest version. Nothing typed
 * is lost: what the server has not acknowledged stays in this tab, over a reload, a lost network and a lost session.
 */
import { Problem } from '#ui/api';
import type { ApplicationView } from '../../application-view.ts';
import { type Changes, compare, type Filled, filledOf, hasNews, isNothing, type Leaf, leaves, merge, over, pick } from './changes.ts';

export type FileShown = ApplicationView['materials'][string]['files'][number];

export type Saving =
  | { is: 'kept'; at: string }
  | { is: 'saving' }
  /** Not kept: the network is gone or the service is down; tried again by itself. */
  | { is: 'offline'; why: string }
  | { is: 'signed-out' }
  /** The server does not take it, and says why. */
  | { is: 'refused'; why: string };

export interface DraftState {
  /** As the server last told it, with everything that it acknowledged since. */
  view: ApplicationView | null;
  /** The view with what is still on its way laid over it: what the page shows. */
  filled: Filled | null;
  /** Names and sizes of the files that materials mention. */
  files: Record<string, FileShown>;
  saving: Saving;
  /** What two sides changed at once, until the person has chosen. */
  conflict: { mine: Changes; theirs: Filled; both: Leaf[] } | null;
  /** To tell once: both sides were put together, the other side was read, or unsent changes were found after a reload. */
  told: 'merged' | 'theirs' | 'restored' | null;
  failed: unknown;
}

export interface DraftServer {
  read(): Promise<ApplicationView>;
  write(version: number, changes: Changes): Promise<{ version: number; changedAt: string }>;
}

interface Stored {
  changes: Changes;
  base: Changes;
  tried: Changes;
  files: FileShown[];
}

const pause = 700;
const longestWait = 30_000;

export class Draft {
  #server: DraftServer;
  #storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  #key: string;
  /** Typed and not sent yet. */
  #waiting: Changes = {};
  /** On its way. */
  #sent: Changes = {};
  /** Sent without an answer: it may have arrived. */
  #tried: Changes = {};
  #undo: Changes | null = null;
  #busy = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #readAt = 0;
  #listeners = new Set<() => void>();
  #idle: (() => void)[] = [];
  #state: DraftState = {
    view: null,
    filled: null,
    files: {},
    saving: { is: 'saving' },
    conflict: null,
    told: null,
    failed: null,
  };

  constructor(server: DraftServer, storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>, key: string) {
    this.#server = server;
    this.#storage = storage;
    this.#key = key;
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  state = () => this.#state;

  /** Opens the page: what the server has, and what this tab could not send last time. */
  async open(): Promise<void> {
    if (this.#state.view) return this.refresh(0);
    try {
      const view = await this.#server.read();
      const stored = this.#stored();
      this.#take(view);
      if (stored && view.state === 'draft') this.#restore(stored, filledOf(view));
    } catch (error) {
      this.#set({ failed: error });
    }
  }

  /** Reads again what may have changed elsewhere, unless something of ours is still to be sent: that goes first. */
  async refresh(olderThan = 20_000): Promise<void> {
    if (!this.#state.view) return this.open();
    if (!isNothing(this.#unsent())) return this.#later(0);
    if (Date.now() - this.#readAt < olderThan && this.#state.saving.is === 'kept') return;
    try {
      const before = this.#state.view;
      const view = await this.#server.read();
      if (!isNothing(this.#unsent())) return;
      this.#take(view);
      if (view.version > before.version) this.#set({ told: 'theirs' });
    } catch (error) {
      // A read that does not succeed loses nothing; only that nobody is signed in any more is worth a word.
      if (error instanceof Problem && (error.status === 401 || error.status === 404)) this.#refused(error);
    }
  }

  change(changes: Changes, when: 'soon' | 'now' = 'soon', files: readonly FileShown[] = []) {
    this.#waiting = merge(this.#waiting, changes);
    const { saving } = this.#state;
    this.#set({
      files: { ...this.#state.files, ...Object.fromEntries(files.map(f => [f.id, f])) },
      saving: saving.is === 'offline' || saving.is === 'signed-out' ? saving : { is: 'saving' },
    });
    this.#keep();
    this.#later(when === 'now' ? 0 : pause);
  }

  /** The person's choice between what is here and what the other side saved. */
  settle(choice: 'mine' | 'theirs') {
    const { conflict, view } = this.#state;
    if (!conflict || !view) return;
    if (choice === 'theirs')
      this.#waiting = pick(
        this.#waiting,
        leaves(this.#waiting).filter(l => !conflict.both.includes(l)),
      );
    this.#set({
      conflict: null,
      saving: isNothing(this.#waiting) ? { is: 'kept', at: view.changedAt } : { is: 'saving' },
    });
    this.#keep();
    this.#later(0);
  }

  /** Takes back what was restored after a reload. */
  unrestore() {
    if (this.#undo) this.change(this.#undo, 'now');
    this.#undo = null;
    this.heard();
  }

  /** The person has read what was told. */
  heard() {
    this.#set({ told: null });
  }

  /** Sends what waits; true when the server has everything. */
  async flush(): Promise<boolean> {
    for (let round = 0; round < 8 && !isNothing(this.#unsent()) && !this.#state.conflict; round++) {
      if (this.#busy) await new Promise<void>(done => this.#idle.push(done));
      else {
        await this.#send();
        if (this.#state.saving.is !== 'kept' && this.#state.saving.is !== 'saving') break;
      }
    }
    return isNothing(this.#unsent()) && this.#state.saving.is === 'kept';
  }

  /** The page is hidden or left: what waits goes out now, and stays in this tab until it is acknowledged. */
  leave = () => {
    this.#keep();
    void this.#send();
  };

  /** The page is seen again, or the network is back. */
  back = () => {
    this.#tries = 0;
    void this.refresh();
  };

  /** Handed in or given up: nothing is left to send. */
  close() {
    clearTimeout(this.#timer);
    this.#waiting = {};
    this.#storage.removeItem(this.#key);
  }

  #unsent = (): Changes => merge(this.#sent, this.#waiting);

  #set(change: Partial<DraftState>) {
    const next = { ...this.#state, ...change };
    next.filled = next.view ? over(filledOf(next.view), this.#unsent()) : null;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  #take(view: ApplicationView) {
    this.#readAt = Date.now();
    this.#tried = {};
    const files = Object.fromEntries(
      Object.values(view.materials)
        .flatMap(m => m.files)
        .map(f => [f.id, f]),
    );
    this.#set({
      view,
      files: { ...this.#state.files, ...files },
      failed: null,
      ...(isNothing(this.#unsent()) ? { saving: { is: 'kept', at: view.changedAt } as const } : {}),
    });
  }

  #keep() {
    const { view, files } = this.#state;
    const changes = this.#unsent();
    try {
      if (isNothing(changes) || !view) return this.#storage.removeItem(this.#key);
      const named = Object.values(changes.materials ?? {}).flatMap(m => m?.files ?? []);
      const stored: Stored = {
        changes,
        base: pick(filledOf(view), leaves(changes)),
        tried: merge(this.#tried, this.#sent),
        files: named.flatMap(id => files[id] ?? []),
      };
      this.#storage.setItem(this.#key, JSON.stringify(stored));
    } catch {
      // A full or forbidden storage: saving to the server goes on as before.
    }
  }

  #stored(): Stored | null {
    try {
      const text = this.#storage.getItem(this.#key);
      return text ? (JSON.parse(text) as Stored) : null;
    } catch {
      return null;
    }
  }

  #restore(stored: Stored, theirs: Filled) {
    const { mine, both } = compare(stored.changes, stored.base, theirs, stored.tried);
    this.#waiting = mine;
    this.#undo = pick(theirs, leaves(mine));
    this.#keep();
    if (isNothing(mine)) return;
    this.#set({
      saving: { is: 'saving' },
      files: { ...Object.fromEntries(stored.files.map(f => [f.id, f])), ...this.#state.files },
      ...(both.length > 0 ? { conflict: { mine, theirs, both } } : { told: 'restored' as const }),
    });
    this.#later(0);
  }

  #later(ms: number) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#send(), ms);
  }

  async #send(): Promise<void> {
    const { view, conflict } = this.#state;
    if (this.#busy || conflict || !view || isNothing(this.#waiting)) return;
    clearTimeout(this.#timer);
    this.#busy = true;
    this.#sent = this.#waiting;
    this.#waiting = {};
    this.#keep();
    this.#set({ saving: { is: 'saving' } });
    try {
      const { version, changedAt } = await this.#server.write(view.version, this.#sent);
      await this.#acknowledged(version, changedAt);
    } catch (error) {
      this.#tried = merge(this.#tried, this.#sent);
      this.#waiting = this.#unsent();
      this.#sent = {};
      await this.#refused(error);
    }
    this.#busy = false;
    this.#keep();
    for (const done of this.#idle.splice(0)) done();
  }

  /** The server has it: it is the base of the next changes. */
  async #acknowledged(version: number, changedAt: string): Promise<void> {
    const kept = this.#sent;
    const view = this.#state.view!;
    const { materials: given, ...filled } = over(filledOf(view), kept);
    this.#sent = {};
    this.#tried = {};
    this.#tries = 0;
    const materials = Object.fromEntries(
      Object.entries(view.materials).map(([id, m]) => {
        const g = given[id] ?? null;
        return [
          id,
          {
            ...m,
            chosen: g?.way ?? null,
            licence: g ? (g.licence ?? null) : m.licence,
            files: (g?.files ?? []).flatMap(f => this.#state.files[f] ?? []),
          },
        ];
      }),
    );
    this.#set({
      view: { ...view, ...filled, materials, version, changedAt },
      saving: isNothing(this.#waiting) ? { is: 'kept', at: changedAt } : { is: 'saving' },
    });
    // Other answers are another situation: other matters, fields and materials.
    if (kept.answers)
      await this.#server.read().then(
        fresh => this.#take(fresh),
        (error: unknown) => this.#set({ view: null, failed: error }),
      );
    if (!isNothing(this.#waiting)) this.#later(100);
  }

  async #refused(error: unknown): Promise<void> {
    const problem = error instanceof Problem ? error : new Problem({ status: 400, code: 'page', title: '页面出了点问题，请刷新后再试' });
    if (problem.status === 401) return this.#set({ saving: { is: 'signed-out' } });
    if (problem.status === 409) return this.#reconcile();
    if (problem.status === 404) return this.#set({ failed: problem, view: null });
    if (problem.status === 0 || problem.status >= 500 || problem.status === 429) {
      this.#later(Math.min(longestWait, 2000 * 2 ** this.#tries++));
      return this.#set({ saving: { is: 'offline', why: problem.status === 0 ? '网络断开' : problem.message } });
    }
    // A file that is gone must not keep everything else from being saved.
    if (problem.faults.some(f => f.path === 'files') && this.#waiting.materials) {
      const { materials: _, ...rest } = this.#waiting;
      this.#waiting = rest;
      this.#later(0);
    }
    this.#set({ saving: { is: 'refused', why: problem.faults[0]?.message ?? (problem.detail || problem.message) } });
  }

  /** Somebody else was faster, in another tab or on another device; or the answer to our own save was lost on its way. */
  async #reconcile(): Promise<void> {
    const before = filledOf(this.#state.view!);
    try {
      const view = await this.#server.read();
      const theirs = filledOf(view);
      const unsent = this.#unsent();
      const { mine, both } = compare(unsent, before, theirs, this.#tried);
      const news = hasNews(before, over(over(before, this.#tried), unsent), theirs);
      this.#waiting = view.state === 'draft' ? mine : {};
      this.#take(view);
      if (view.state !== 'draft') return;
      if (both.length > 0) return this.#set({ conflict: { mine, theirs, both } });
      if (news) this.#set({ told: 'merged' });
      if (!isNothing(this.#waiting)) this.#later(0);
    } catch (error) {
      await this.#refused(error instanceof Problem && error.status !== 409 ? error : new Problem({ status: 0, code: 'offline', title: '网络断开' }));
    }
  }
}
