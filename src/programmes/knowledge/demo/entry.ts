/** How an entry of the demo county is written down. */
import type { Category } from '../forms.ts';

export interface DemoEntry {
  unit: string;
  category: Category;
  question: string;
  variants?: string[];
  answer: string;
  keywords?: string[];
  things?: number[];
  source: string;
  sourceLink?: string;
  audience?: 'everyone' | 'individual' | 'enterprise';
  /** Holds for this year's rule only: `2025` until the end of that year. */
  year?: number;
  /** Ends within weeks: its owner is reminded. */
  soon?: boolean;
  state?: 'review' | 'draft';
}
