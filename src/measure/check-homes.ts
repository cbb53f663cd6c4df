import { UserError } from '../diagnostics/diagnostic.js';
import { type DayNumber, isoDate } from '../model/civil-date.js';
import { groupBy } from '../model/groups.js';
import { loanText } from '../model/loan-facts.js';
import { type Month, shownKey } from '../model/portfolio.js';
import type { InternalTransfer } from '../model/tasks.js';
import { findText } from '../model/text-index.js';
import type { HomeSources } from './unit-homes.js';

/**
 * Refuses internal transfers that a ledger or a lock contradicts: before the first of a loan it must show the branch that it leaves, behind each the one that it came to. Errors: E_INTERNAL_TRANSFER.
 */
export function checkInternalTransfers(
  transfers: readonly InternalTransfer[],
  { months, locks }: Pick<HomeSources, 'months' | 'locks'>,
): void {
  const shown = [...months.map(branchOnLedger), ...locks.map((lock) => branchInLock(lock))].sort((a, b) => a.asOf - b.asOf);
  for (const own of groupBy(
    transfers.toSorted((a, b) => a.date - b.date),
    ({ loan }) => loan,
  ).values()) {
    const [first] = own as [InternalTransfer];
    for (const { asOf, of } of shown) {
      const last = own.findLast(({ date }) => date <= asOf);
      const stated = last?.to ?? first.from;
      const branch = of(first.loan);
      if (branch !== undefined && branch !== stated) throw contradicted(last ?? first, stated, branch, asOf);
    }
  }
}

interface ShownBranches {
  readonly asOf: DayNumber;
  /** Undefined for a loan that is not there, or without a branch. */
  readonly of: (loan: string) => string | undefined;
}

function branchOnLedger({ portfolio }: Month): ShownBranches {
  return {
    asOf: portfolio.asOf,
    of: (loan) => {
      const found = findText(portfolio.keys, loan);
      return found < 0 ? undefined : loanText(portfolio, 'branch', found);
    },
  };
}

function branchInLock({ lockDate, loans }: HomeSources['locks'][number]): ShownBranches {
  let branches: ReadonlyMap<string, string | undefined> | undefined;
  return {
    asOf: lockDate,
    of: (loan) => {
      branches ??= new Map(loans.map(({ key, branch }) => [key, branch]));
      return branches.get(loan);
    },
  };
}

function contradicted({ file, line, loan }: InternalTransfer, stated: string, branch: string, asOf: DayNumber): UserError {
  const day = isoDate(asOf);
  const reason = {
    en: `on ${day} the loan is in ${branch}, not in ${stated}`,
    zh: `${day} 该借据属 ${branch}，而非 ${stated}`,
  };
  return new UserError({ code: 'E_INTERNAL_TRANSFER', file, line, value: shownKey(loan), params: { reason } });
}
