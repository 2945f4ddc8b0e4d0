/** What a ticket of the demo county is told by. */
import type { Category } from './words.ts';

export interface DemoText {
  /** Days before the demo's day. */
  ago: number;
  category: Category;
  title: string;
  body: string;
  town: string;
  place?: string;
  unit: string;
  course:
    | 'new'
    | 'at-once'
    | 'open'
    | 'taken'
    | 'late'
    | 'proposed'
    | 'declined'
    | 'handed'
    | 'extended'
    | 'joined'
    | 'answered'
    | 'not-reached'
    | 'reopened'
    | 'closed'
    | 'withdrawn';
  answer?: string;
  /** Days until the answer. */
  days?: number;
  to?: string;
  why?: string;
  /** Title of the one that leads. */
  with?: string;
  /** Account of who wrote it; absent: it was called in. */
  writer?: string;
  grade?: number;
  urgent?: boolean;
  anonymous?: boolean;
  outside?: string;
}
