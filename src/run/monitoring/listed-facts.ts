import { NO_DAY } from '../../model/civil-date.js';
import { borrowerOf, loanText } from '../../model/loan-facts.js';
import type { Month } from '../../model/portfolio.js';
import type { LoanFacts } from '../../report/period/loan-facts.js';

/** What lists say of a loan; what the ledger does not state has no member. */
export function listedFacts({ portfolio, classified }: Month, loan: number): LoanFacts {
  const days = classified.daysPastDue[loan] as number;
  const stated = {
    borrower: borrowerOf(portfolio, loan),
    name: loanText(portfolio, 'borrowerName', loan),
    branch: loanText(portfolio, 'branch', loan),
    officer: loanText(portfolio, 'officer', loan),
    days: days === NO_DAY ? undefined : days,
  };
  return Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined)) as LoanFacts;
}
