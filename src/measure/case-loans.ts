import type { BaseLock } from '../model/base-lock.js';
import { type ClassCode, isNpl } from '../model/loan-class.js';
import { borrowerOf, loanDate, loanText } from '../model/loan-facts.js';
import { CHOICE_FIELDS } from '../model/loan-fields.js';
import type { Cents } from '../model/money.js';
import type { Month } from '../model/portfolio.js';
import type { Families } from '../model/segmented.js';
import { findText } from '../model/text-index.js';
import { type LastHeld, lastHeld, latestFirst } from './last-held.js';
import type { DueFacts } from './limitation-dates.js';
import { type BookedClaims, claimsLeft } from './written-off-claims.js';

/** What became of a loan that a register names. */
export type CaseStanding =
  | 'on-book'
  /** Written off with something left to collect. */
  | 'written-off'
  /** A row off the book of the ledger, and no register says why: what is left is not known. */
  | 'off-book'
  /** Paid, sold, or collected after its write-off: nothing is pursued any more. */
  | 'left';

/** A loan as a list shows it: by the ledger that holds it, or the last one that did. */
export interface CaseLoan {
  /** As the register names it. */
  readonly loan: string;
  /** The same, or the loan that took its place and is pursued now. */
  readonly now: string;
  readonly standing: CaseStanding;
  readonly isNpl: boolean;
  /** Balance on the book, or what is left of what was written off; absent where nobody knows. */
  readonly owed?: Cents;
  readonly borrower?: string;
  readonly officer?: string;
  readonly due: DueFacts;
}

export interface CaseLoansFrom extends BookedClaims {
  readonly current: Month;
  readonly earlier: readonly Month[];
  /** Others that say whose loans that are gone were. */
  readonly behind?: readonly Month[];
  readonly locks: readonly BaseLock[];
  readonly families: Families;
}

/**
 * Looks up loans by key. A case of a loan that was renewed is one of the loan that took its place, unless that `hasOwn`: a case
 * of its own.
 */
export function caseLoans(from: CaseLoansFrom, hasOwn: (loan: string) => boolean): (key: string) => CaseLoan {
  const { current, locks, events, families } = from;
  const { asOf, offBookKeys } = current.portfolio;
  const months = latestFirst(current, from.earlier, from.behind);
  const claims = claimsLeft(from, asOf);
  const moved = new Set(events.map(({ loan }) => loan));
  const officers = locks.toSorted((a, b) => b.lockDate - a.lockDate).map((lock) => new Map(lock.loans.map((one) => [one.key, one])));
  const isPursued = (key: string) => findText(current.portfolio.keys, key) >= 0 || (claims.get(key) ?? 0n) > 0n;
  const pursuedNow = (loan: string): string => {
    if (isPursued(loan) || !families.isLinked(loan)) return loan;
    return families.descendantsOf(loan).find((key) => isPursued(key) && !hasOwn(key)) ?? loan;
  };
  return (loan) => {
    const key = pursuedNow(loan);
    const place = lastHeld(months, key);
    const onBook = place !== undefined && place.ledger === current;
    const left = claims.get(key);
    const isOffBook = offBookKeys !== undefined && findText(offBookKeys, key) >= 0 && !moved.has(key);
    const standing = onBook ? 'on-book' : (left ?? 0n) > 0n ? 'written-off' : left === undefined && isOffBook ? 'off-book' : 'left';
    const owed = onBook ? BigInt(current.portfolio.balance[place.loan] as number) : standing === 'written-off' ? left : undefined;
    const locked = place === undefined ? officers.map((lock) => lock.get(key)).find((one) => one !== undefined) : undefined;
    const borrower = place === undefined ? locked?.borrower : nameOf(place);
    const officer = place === undefined ? locked?.officer : loanText(place.ledger.portfolio, 'officer', place.loan);
    return {
      loan,
      now: key,
      standing,
      isNpl: onBook && isNpl(current.classified.used[place.loan] as ClassCode),
      ...(owed === undefined ? {} : { owed }),
      ...(borrower === undefined ? {} : { borrower }),
      ...(officer === undefined ? {} : { officer }),
      due: place === undefined ? {} : dueFacts(place),
    };
  };
}

function nameOf({ ledger: { portfolio }, loan }: LastHeld<Month>): string | undefined {
  return loanText(portfolio, 'borrowerName', loan) ?? borrowerOf(portfolio, loan);
}

function dueFacts({ ledger: { portfolio }, loan }: LastHeld<Month>): DueFacts {
  const dueDate = loanDate(portfolio, 'dueDate', loan);
  const extendedDueDate = loanDate(portfolio, 'extendedDueDate', loan);
  const names: readonly string[] = CHOICE_FIELDS.guarantee;
  const guarantee = names[portfolio.choices.guarantee?.[loan] ?? names.length];
  return {
    ...(dueDate === undefined ? {} : { dueDate }),
    ...(extendedDueDate === undefined ? {} : { extendedDueDate }),
    ...(guarantee === undefined ? {} : { guarantee }),
  };
}
