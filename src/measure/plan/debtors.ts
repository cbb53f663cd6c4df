import type { BaseLock } from '../../model/base-lock.js';
import { borrowerOf, loanText } from '../../model/loan-facts.js';
import { lockColumns, textIn } from '../../model/lock-columns.js';
import { once } from '../../model/once.js';
import { institutionPrefix, type Portfolio } from '../../model/portfolio.js';
import type { Families } from '../../model/segmented.js';
import { BLANK, textFinder } from '../../model/text-finder.js';
import { findText, internText, newTextIndex, type TextIndex, textAt } from '../../model/text-index.js';
import { lastHeld } from '../last-held.js';

/** Whatever says who owes a loan that may be gone. */
export interface KnownDebtors {
  /** Latest first. */
  readonly portfolios: readonly Portfolio[];
  readonly locks: readonly BaseLock[];
  readonly families: Families;
  /** Borrowers of loans that a register names beside them. */
  readonly stated: ReadonlyMap<string, string>;
}

/** Who owes loan i, named as registers do: id or name behind the institution; the loan's own key where the ledger says neither. */
export function borrowerKey(portfolio: Portfolio, loan: number): string {
  const key = textAt(portfolio.keys, loan);
  const borrower = borrowerOf(portfolio, loan);
  return borrower === undefined ? key : institutionPrefix(key) + borrower;
}

/** The household or group of loan i behind its institution; undefined where the ledger states none. */
export function householdKey(portfolio: Portfolio, loan: number): string | undefined {
  const household = loanText(portfolio, 'household', loan);
  return household === undefined ? undefined : institutionPrefix(textAt(portfolio.keys, loan)) + household;
}

/**
 * Who owes a loan, by its key: as its latest ledger says, else the latest lock, else a register; else whoever owes a loan that took
 * its place or whose place it took. Undefined where nothing says.
 */
export function debtorFinder({ portfolios, locks, families, stated }: KnownDebtors): (loan: string) => string | undefined {
  const locked = once(() => lockedBorrowers(locks));
  const own = (key: string): string | undefined => {
    const held = lastHeld(portfolios, key);
    return held === undefined ? (locked().get(key) ?? stated.get(key)) : borrowerKey(held.ledger, held.loan);
  };
  const lines = once(() => families.linesFrom([]));
  return (loan) => {
    const found = own(loan);
    if (found !== undefined || !families.isLinked(loan)) return found;
    for (const member of lines().members(lines().of(loan))) {
      const borrower = own(member);
      if (borrower !== undefined) return borrower;
    }
    return undefined;
  };
}

/** Borrowers by locked loan, the later lock's word before the earlier's. A loan without a stated borrower is its own. */
export function lockedBorrowers(locks: readonly BaseLock[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const lock of locks.toSorted((a, b) => a.lockDate - b.lockDate)) {
    const { keys, borrowers, count } = lockColumns(lock);
    for (let i = 0; i < count; i++) {
      const [key, borrower] = [textIn(keys, i), textIn(borrowers, i)];
      found.set(key, borrower === '' ? key : institutionPrefix(key) + borrower);
    }
  }
  return found;
}

/** The loans of some borrowers on one ledger, in its order. */
export function loansOfBorrowers(portfolio: Portfolio, wanted: ReadonlySet<string>): Map<string, number[]> {
  const { borrowerId, borrowerName } = portfolio.texts;
  const loans = loansOf(portfolio, wanted, borrowerKey, (index) => {
    const [ofId, ofName] = [textFinder(borrowerId, index), textFinder(borrowerName, index)];
    return (loan) => {
      const code = ofId(loan);
      return code === BLANK ? ofName(loan) : code;
    };
  });
  for (const key of wanted) {
    if (loans.has(key)) continue;
    const loan = findText(portfolio.keys, key);
    if (loan >= 0 && borrowerKey(portfolio, loan) === key) loans.set(key, [loan]);
  }
  return loans;
}

/** The loans of some households on one ledger, in its order. */
export function loansOfHouseholds(portfolio: Portfolio, wanted: ReadonlySet<string>): Map<string, number[]> {
  return loansOf(portfolio, wanted, householdKey, (index) => textFinder(portfolio.texts.household, index));
}

/** One pass over all loans that makes texts of those alone whose cell holds one of the names wanted. */
function loansOf(
  portfolio: Portfolio,
  wanted: ReadonlySet<string>,
  keyOf: (portfolio: Portfolio, loan: number) => string | undefined,
  finder: (index: TextIndex) => (loan: number) => number,
): Map<string, number[]> {
  const found = new Map<string, number[]>();
  if (wanted.size === 0) return found;
  const index = newTextIndex(wanted.size);
  for (const key of wanted) internText(index, key.slice(institutionPrefix(key).length));
  const codeOf = finder(index);
  for (let loan = 0; loan < portfolio.count; loan++) {
    if (codeOf(loan) < 0) continue;
    const key = keyOf(portfolio, loan);
    if (key === undefined || !wanted.has(key)) continue;
    const own = found.get(key);
    if (own === undefined) found.set(key, [loan]);
    else own.push(loan);
  }
  return found;
}
