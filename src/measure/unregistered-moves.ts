import { nplLoans } from '../model/npl-loans.js';
import type { Month } from '../model/portfolio.js';
import { findText, textAt } from '../model/text-index.js';
import { movedSilently } from './silent-moves.js';
import type { UnitHomes } from './unit-homes.js';

/** Loans that are NPL and in another unit than on the ledger before, although no register says that they went over: by key. */
export function unregisteredMoves(months: readonly Month[], homes: UnitHomes): string[] {
  const found = months.flatMap(({ portfolio, classified }, i) => {
    const before = months[i - 1]?.portfolio;
    if (before === undefined) return [];
    const loans = nplLoans(classified.used).map((loan) => textAt(portfolio.keys, loan));
    return movedSilently(
      homes,
      before.asOf,
      portfolio.asOf,
      loans.filter((loan) => findText(before.keys, loan) >= 0),
    );
  });
  return [...new Set(found)].sort();
}
