import { shownBorrower } from '../../measure/largest-borrowers.js';
import type { ReportFigures } from '../../measure/npl-report.js';
import { className } from '../../model/loan-class.js';
import { columnsOf, count, label, money, ratio, table, text } from '../cells.js';
import type { Row, Section } from '../document.js';
import type { Words } from '../words/words.js';

/** The borrowers with the largest NPL balance. */
export function largestSection(words: Words, figures: ReportFigures): Section | undefined {
  if (figures.largest.length === 0) return undefined;
  const named = figures.largest.some((borrower) => borrower.name !== undefined && borrower.name !== borrower.id);
  const rows = figures.largest.map(
    (borrower): Row => ({
      cells: [
        text(shownBorrower(borrower)),
        ...(named ? [text(borrower.name)] : []),
        count(borrower.loans),
        money(borrower.balance),
        ratio(borrower.shareOfNpl),
        label(words.class[className(borrower.worst)]),
      ],
    }),
  );
  return {
    id: 'largest',
    heading: words.heading.largest,
    blocks: [
      table(
        'largest',
        columnsOf(words, ['borrower', ...(named ? (['name'] as const) : []), 'count', 'balance', 'shareOfNpl', 'worst']),
        rows,
      ),
    ],
  };
}
