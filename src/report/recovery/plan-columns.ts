import { columnsBy } from '../cells.js';
import type { Column } from '../document.js';
import type { PlanColumn } from '../words/plan-words.js';
import type { Words } from '../words/words.js';

const LEFT: ReadonlySet<PlanColumn> = new Set([
  ...(['item', 'borrower', 'name', 'loan', 'class', 'worst', 'tier', 'measure', 'note', 'responsible', 'leader', 'team'] as const),
  ...(['targetDate', 'state', 'branch', 'officer', 'month'] as const),
]);

/** Columns by their names among the words of plans; words to the left, figures to the right. */
export function planColumns(words: Words, names: readonly PlanColumn[]): Column[] {
  return columnsBy(names, words.plan.column, LEFT);
}
