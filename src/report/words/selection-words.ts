import type { Lang } from '../document.js';

interface SelectionWords {
  readonly heading: string;
  readonly column: string;
  readonly value: string;
  /** On top of the report, by the columns that the rows were selected by. */
  readonly only: (columns: string) => string;
}

/** Said where figures are of some rows of the ledger alone (--where). */
export const SELECTION_WORDS: Readonly<Record<Lang, SelectionWords>> = {
  en: {
    heading: 'Rows selected',
    column: 'column',
    value: 'value',
    only: (columns) => `only of the rows selected by ${columns}`,
  },
  zh: {
    heading: '所选的行',
    column: '列',
    value: '值',
    only: (columns) => `仅含按 ${columns} 所选的行`,
  },
};
