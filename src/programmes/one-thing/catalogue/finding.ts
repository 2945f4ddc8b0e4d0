import type { EntryKind } from './schema.ts';
import type { Facts } from './situations.ts';

export interface Finding {
  level: 'error' | 'warning';
  rule: string;
  kind: EntryKind | 'catalogue';
  id: string;
  /** What is wrong. */
  message: string;
  /** How to mend it. */
  mend: string;
  situation?: Facts;
}

/** Takes a finding; an error where no level is named. The same one twice counts once. */
export type Report = (f: Omit<Finding, 'level'> & { level?: Finding['level'] }) => void;
