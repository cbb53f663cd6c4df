import { columnsBy } from '../cells.js';
import type { Column } from '../document.js';
import type { RecoveryColumn } from '../words/recovery-words.js';
import type { Words } from '../words/words.js';

const LEFT: ReadonlySet<RecoveryColumn> = new Set([
  'item',
  'ground',
  'kind',
  'loan',
  'borrower',
  'class',
  'rule',
  'missing',
  'name',
  'source',
  'verified',
  'vintage',
  'channel',
]);

/** Columns by their names among the words of recovery; words to the left, figures to the right. */
export function recoveryColumns(words: Words, names: readonly RecoveryColumn[]): Column[] {
  return columnsBy(names, words.recovery.column, LEFT);
}
