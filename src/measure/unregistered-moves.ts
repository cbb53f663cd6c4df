import { nplLoans } from '../model/npl-loans.js';
import type { Month } from '../model/portfolio.js';
import { findText, textAt } from '../model/text-index.js';
import type { UnitHomes } from './unit-homes.js';

/** Loans that are NPL and in another unit than on the ledger before, although no register says that they went over: by key. */
export function unregisteredMoves(months: readonly Month[], homes: UnitHomes): string[] {
  const found = new Set<string>();
  months.forEach(({ portfolio, classified }, i) => {
    const before = months[i - 1]?.portfolio;
    if (before === undefined) return;
    const changed = new Map(homes.changes(before.asOf, portfolio.asOf).map(({ loan, to }) => [loan, to]));
    for (const loan of nplLoans(classified.used)) {
      const key = textAt(portfolio.keys, loan);
      if (findText(before.keys, key) < 0) continue;
      if (homes.atEnd(key, portfolio.asOf) !== (changed.get(key) ?? homes.atEnd(key, before.asOf))) found.add(key);
    }
  });
  return [...found].sort();
}
