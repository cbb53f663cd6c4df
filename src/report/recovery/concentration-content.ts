import type { Concentration } from '../../measure/concentration/concentration.js';
import type { ForeclosureGaps } from '../../measure/concentration/foreclosed.js';
import type { Dimension } from '../../model/loan-fields.js';
import type { Bands } from '../../policy/policy.js';
import { columnsBy } from '../cells.js';
import type { Column } from '../document.js';
import type { ConcentrationColumn } from '../words/concentration-words.js';
import type { Words } from '../words/words.js';
import type { RecoveryFrame } from './frame.js';

/** What the report on concentration is made from. */
export interface ConcentrationContent extends RecoveryFrame {
  readonly figures: Concentration;
  readonly bands: Bands;
  readonly dimensions: readonly Dimension[];
  /** Absent where foreclosures and assets cannot be held against each other: one of the registers was not given. */
  readonly gaps?: ForeclosureGaps;
  readonly limit: number;
}

/** True where every figure of the table was checked against its source. */
export function areVerified({ size, nplAge, foreclosedAge, foreclosedLimits }: Bands): boolean {
  return [size, nplAge, foreclosedAge, ...foreclosedLimits].every(({ verified }) => verified);
}

const LEFT: ReadonlySet<ConcentrationColumn> = new Set([
  ...(['item', 'borrower', 'name', 'loan', 'worst', 'class', 'size', 'age', 'source', 'cause', 'rule', 'since', 'endsOn'] as const),
  ...(['asset', 'kind', 'acquiredOn', 'dueOn'] as const),
]);

/** Columns by their names among the words of concentration; words to the left, figures to the right. */
export function concentrationColumns(words: Words, names: readonly ConcentrationColumn[]): Column[] {
  return columnsBy(names, words.concentration.column, LEFT);
}
