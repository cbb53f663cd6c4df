import type { Month, Portfolio } from '../model/portfolio.js';
import { findText } from '../model/text-index.js';

/** A ledger, or one with the classes of its loans. */
type Dated = Portfolio | Month;

/** A loan on one of several ledgers. */
export interface LastHeld<T extends Dated> {
  readonly ledger: T;
  readonly loan: number;
}

/** The latest first: whoever asks what a loan was that is gone asks them in this order. */
export function latestFirst<T extends Dated>(...ledgers: readonly (T | readonly T[] | undefined)[]): T[] {
  return ledgers.flatMap((one) => one ?? []).toSorted((a, b) => portfolioOf(b).asOf - portfolioOf(a).asOf);
}

/** A loan on the latest ledger that holds it, of those `latestFirst` put in order; undefined where none does. */
export function lastHeld<T extends Dated>(ledgers: readonly T[], key: string): LastHeld<T> | undefined {
  for (const ledger of ledgers) {
    const loan = findText(portfolioOf(ledger).keys, key);
    if (loan >= 0) return { ledger, loan };
  }
  return undefined;
}

function portfolioOf(ledger: Dated): Portfolio {
  return 'portfolio' in ledger ? ledger.portfolio : ledger;
}
