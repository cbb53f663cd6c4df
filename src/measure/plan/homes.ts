import { loanText } from '../../model/loan-facts.js';
import type { Portfolio } from '../../model/portfolio.js';
import { borrowerKey, householdKey, loansOfBorrowers, loansOfHouseholds } from './debtors.js';

/** Where borrowers stand: their loans on the ledger, their household, and a name where no ledger of now has one. */
export interface Homes {
  /** Those asked for, and whoever is of a household with them. */
  readonly members: readonly string[];
  /** True for one with a loan on any of the ledgers. */
  readonly isOnLedger: (borrower: string) => boolean;
  readonly loansOf: ReadonlyMap<string, readonly number[]>;
  readonly householdOf: ReadonlyMap<string, string>;
  readonly nameOf: ReadonlyMap<string, string>;
}

/** A borrower is of the household that its latest ledger names; where that names several, of the least. */
export function homesOf(portfolios: readonly Portfolio[], wanted: ReadonlySet<string>): Homes {
  const [current] = portfolios as readonly [Portfolio];
  const loansOf = loansOfBorrowers(current, wanted);
  const householdOf = new Map<string, string>();
  const nameOf = new Map<string, string>();
  const note = (portfolio: Portfolio, found: ReadonlyMap<string, readonly number[]>) => {
    for (const [borrower, loans] of found) {
      const household = least(loans, (loan) => householdKey(portfolio, loan));
      const name = least(loans, (loan) => loanText(portfolio, 'borrowerName', loan));
      if (household !== undefined && !householdOf.has(borrower)) householdOf.set(borrower, household);
      if (name !== undefined && !nameOf.has(borrower)) nameOf.set(borrower, name);
    }
  };
  note(current, loansOf);
  const gone = new Set([...wanted].filter((borrower) => !loansOf.has(borrower)));
  for (const portfolio of portfolios.slice(1)) {
    const found = loansOfBorrowers(portfolio, gone);
    note(portfolio, found);
    for (const borrower of found.keys()) gone.delete(borrower);
  }
  const others = new Set<string>();
  for (const [, loans] of loansOfHouseholds(current, new Set(householdOf.values()))) {
    for (const loan of loans) {
      const borrower = borrowerKey(current, loan);
      if (!wanted.has(borrower)) others.add(borrower);
    }
  }
  const theirs = loansOfBorrowers(current, others);
  note(current, theirs);
  // Of a household that another of its loans names, it may be of one that nobody asked for.
  const asked = new Set([...wanted].map((borrower) => householdOf.get(borrower)));
  const joined = [...others].filter((borrower) => asked.has(householdOf.get(borrower)));
  return {
    members: [...wanted, ...joined],
    isOnLedger: (borrower) => wanted.has(borrower) && !gone.has(borrower),
    loansOf: new Map([...loansOf, ...theirs]),
    householdOf,
    nameOf,
  };
}

/** The first, in order of texts, of what some loans state. */
function least(loans: readonly number[], textOf: (loan: number) => string | undefined): string | undefined {
  let found: string | undefined;
  for (const loan of loans) {
    const text = textOf(loan);
    if (text !== undefined && (found === undefined || text < found)) found = text;
  }
  return found;
}
