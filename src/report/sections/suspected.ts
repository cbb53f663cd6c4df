import { sumOf } from '../../model/money.js';
import { shownKey } from '../../model/portfolio.js';
import { SIMILAR_PERCENT, type SuspectedRenewal } from '../../model/suspected-renewal.js';
import { columnsOf, date, label, money, table, text } from '../cells.js';
import type { Row, Section } from '../document.js';
import { limitedRows } from '../limited-rows.js';
import { sentence } from '../sentence.js';
import type { Words } from '../words/words.js';

/** Loans that a new one seems to have paid off (疑似借新还旧), both of them. Undefined where there are none. */
export function suspectedSection(words: Words, suspected: readonly SuspectedRenewal[], days: number, limit: number): Section | undefined {
  if (suspected.length === 0) return undefined;
  const rows = limitedRows(
    suspected,
    limit,
    (one): Row => ({
      cells: [
        text(shownKey(one.oldLoan)),
        money(one.oldBalance),
        date(one.leftOn),
        text(shownKey(one.newLoan)),
        money(one.newBalance),
        date(one.issuedOn),
        label(words.period.renewedBy[one.by]),
        money(one.cash),
      ],
    }),
    (rest) => [
      label(words.say.more(rest.length)),
      money(sumOf(rest, (one) => one.oldBalance)),
      label(''),
      label(''),
      money(sumOf(rest, (one) => one.newBalance)),
      label(''),
      label(''),
      money(sumOf(rest, (one) => one.cash)),
    ],
  );
  const columns = columnsOf(words, ['loan', 'balance', 'leftOn', 'newLoan', 'newBalance', 'issuedOn', 'sameAs', 'keptOut']);
  return {
    id: 'suspected-renewals',
    heading: words.period.heading.suspected,
    blocks: [table('suspected-renewals', columns, rows), sentence('note', words.period.suspectedNote(days, SIMILAR_PERCENT))],
  };
}
