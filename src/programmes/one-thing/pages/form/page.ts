/** What every page of the form gets. */

import type { ApplicationView } from '../../application-view.ts';
import type { Way } from '../../catalogue/notice.ts';
import type { Fault } from '../../forms.ts';
import type { NoticeView } from '../../views.ts';
import type { Filled } from './changes.ts';
import type { Draft, FileShown } from './draft.ts';
import type { Standing } from './steps.ts';

export interface FormPage {
  draft: Draft;
  view: ApplicationView & { notice: NoticeView };
  filled: Filled;
  files: Record<string, FileShown>;
  ways: Map<string, Way | null>;
  standings: readonly Standing[];
  faults: readonly Fault[];
  /** Those of the faults that the reader sees: of fields that were left, or all once one wanted to go on. */
  told: readonly Fault[];
  /** How often one wanted to go on from this page. */
  attempt: number;
  today: string;
  basePath: string;
  /** A clerk fills in, and the person signs on paper what is agreed to or promised. */
  atWindow: boolean;
  onLeave(path: string): void;
}

/** In whose name, as the statements say it. */
export const whoOf = (view: ApplicationView): string =>
  view.principal.kind === 'firm' ? '本单位' : view.principal.name === view.applicantName ? '本人' : view.principal.name;

export const matterNames = (view: FormPage['view'], ids: readonly string[]): string =>
  ids.map(id => `“${view.notice.matters.find(m => m.id === id)?.name ?? id}”`).join('');
