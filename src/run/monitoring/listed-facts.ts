import { NO_DAY } from '../../model/civil-date.js';
import { textReader } from '../../model/loan-facts.js';
import type { Month } from '../../model/portfolio.js';
import type { FactsOf, LoanFacts } from '../../report/period/loan-facts.js';

/** What lists say of the loans of a month. */
export function factsOf({ portfolio, classified }: Month): FactsOf {
  const [id, name] = [textReader(portfolio, 'borrowerId'), textReader(portfolio, 'borrowerName')];
  return {
    borrower: (loan) => id(loan) ?? name(loan),
    name,
    branch: textReader(portfolio, 'branch'),
    officer: textReader(portfolio, 'officer'),
    days: (loan) => {
      const days = classified.daysPastDue[loan] as number;
      return days === NO_DAY ? undefined : days;
    },
  };
}

/** The same of one loan; what the ledger does not state has no member. */
export function listedFacts(of: FactsOf, loan: number): LoanFacts {
  const facts: { -readonly [K in keyof LoanFacts]: LoanFacts[K] } = {};
  const [borrower, name, branch, officer, days] = [of.borrower(loan), of.name(loan), of.branch(loan), of.officer(loan), of.days(loan)];
  if (borrower !== undefined) facts.borrower = borrower;
  if (name !== undefined) facts.name = name;
  if (branch !== undefined) facts.branch = branch;
  if (officer !== undefined) facts.officer = officer;
  if (days !== undefined) facts.days = days;
  return facts;
}
