import type { ClassCode } from '../model/loan-class.js';
import type { Cents } from '../model/money.js';
import type { Month } from '../model/portfolio.js';
import { codesIn, textAt } from '../model/text-index.js';

/** A loan as one version of a month has it. */
export interface LoanState {
  readonly class: ClassCode;
  readonly balance: Cents;
}

/** A loan that two versions of a month do not agree on. */
export interface RestatedLoan {
  readonly loan: string;
  /** Absent where that version does not have it. */
  readonly was?: LoanState;
  readonly now?: LoanState;
}

/** The loans that are in one version alone, or changed their class or balance; by key. */
export function restatedLoans(was: Month, now: Month): RestatedLoan[] {
  const found: RestatedLoan[] = [];
  each(was, now, (loan, index, other) => {
    const before = stateOf(was, index);
    if (other < 0) found.push({ loan, was: before });
    else {
      const after = stateOf(now, other);
      if (after.class !== before.class || after.balance !== before.balance) found.push({ loan, was: before, now: after });
    }
  });
  each(now, was, (loan, index, other) => {
    if (other < 0) found.push({ loan, now: stateOf(now, index) });
  });
  return found.sort((a, b) => (a.loan < b.loan ? -1 : 1));
}

/** Loans whose class and balance are the same need no key of their own. */
function each(month: Month, other: Month, look: (loan: string, index: number, other: number) => void): void {
  const { keys, count, balance } = month.portfolio;
  const codes = codesIn(other.portfolio.keys, keys);
  for (let i = 0; i < count; i++) {
    const at = codes[i] as number;
    const isSame = at >= 0 && other.portfolio.balance[at] === balance[i] && other.classified.used[at] === month.classified.used[i];
    if (!isSame) look(textAt(keys, i), i, at);
  }
}

function stateOf({ portfolio, classified }: Month, loan: number): LoanState {
  return { class: classified.used[loan] as ClassCode, balance: BigInt(portfolio.balance[loan] as number) };
}
