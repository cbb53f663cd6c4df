import type { DayNumber } from '../model/civil-date.js';
import { entriesOf } from '../model/entry-columns.js';
import type { LoanEvent } from '../model/events.js';
import { groupBy } from '../model/groups.js';
import { borrowerOf, loanDate, loanText } from '../model/loan-facts.js';
import { lockColumns, textIn } from '../model/lock-columns.js';
import { type Cents, sumOf } from '../model/money.js';
import { nplLoans } from '../model/npl-loans.js';
import { institutionPrefix, type Month, type Portfolio, type TextColumn } from '../model/portfolio.js';
import type { Families, Segmented } from '../model/segmented.js';
import { SIMILAR_PERCENT, type SuspectedRenewal } from '../model/suspected-renewal.js';
import { BLANK } from '../model/text-finder.js';
import { findAllBytes, findBytes, findText, internText, NO_TEXT, newTextIndex, type TextIndex, textAt } from '../model/text-index.js';
import { CHANNEL_OF, type Channel, EXITS } from './channels.js';

export type { SuspectedRenewal } from '../model/suspected-renewal.js';

/** A loan that was NPL or locked and is not on the ledger any more. */
interface LeftLoan {
  readonly key: string;
  readonly balance: Cents;
  readonly borrower?: string;
  readonly household?: string;
}

export interface RenewalInput {
  /** The ledger of the period's start, where there is one; loans of the lock are looked for without it. */
  readonly before?: Month;
  readonly after: Month;
  readonly segmented?: Segmented;
  /** Of the locked loans, only those that stand in `before` too: the others left in earlier periods. */
  readonly sinceBefore: boolean;
  /** After which day they left. */
  readonly from: DayNumber;
  readonly families: Families;
  readonly events: readonly LoanEvent[];
  readonly days: number;
}

/** By the old loan's key. Each new loan stands for one old one at most, the nearest in amount. */
export function suspectRenewals(input: RenewalInput): SuspectedRenewal[] {
  const { after, events, from } = input;
  const { portfolio } = after;
  if (portfolio.dates.issueDate === undefined) return [];
  const left = leftLoans(input);
  if (left.length === 0) return [];
  const gone = new Set(left.map(({ key }) => key));
  const own = groupBy(
    entriesOf(events, (loan) => gone.has(loan)).filter(({ date }) => date > from && date <= portfolio.asOf),
    ({ loan }) => loan,
  );
  const candidates = left.filter(({ key }) => !(own.get(key) ?? []).some(({ kind }) => EXITS.has(CHANNEL_OF[kind] as Channel)));
  const lenders = newLoansOf(candidates, input);
  const pairs = candidates.flatMap((old) =>
    (lenders.get(old) ?? []).flatMap((found) => pairOf(old, found, own.get(old.key) ?? [], input) ?? []),
  );
  pairs.sort((a, b) => {
    const [x, y] = [apart(a), apart(b)];
    return x === y ? (a.oldLoan === b.oldLoan ? (a.newLoan < b.newLoan ? -1 : 1) : a.oldLoan < b.oldLoan ? -1 : 1) : x < y ? -1 : 1;
  });
  const [taken, given] = [new Set<string>(), new Set<string>()];
  const chosen = pairs.filter(({ oldLoan, newLoan }) => {
    if (taken.has(oldLoan) || given.has(newLoan)) return false;
    taken.add(oldLoan);
    given.add(newLoan);
    return true;
  });
  return chosen.sort((a, b) => (a.oldLoan < b.oldLoan ? -1 : 1));
}

/** True for cash on such a loan within the days: it is none that was recovered. */
export function suspectedCash(suspected: readonly SuspectedRenewal[], days: number): ((event: LoanEvent) => boolean) | undefined {
  if (suspected.length === 0) return undefined;
  const issued = new Map(suspected.map((one) => [one.oldLoan, one.issuedOn]));
  return ({ kind, loan, date }) => kind === 'cash' && isWithin(date, issued.get(loan), days);
}

function isWithin(date: DayNumber, issued: DayNumber | undefined, days: number): boolean {
  return issued !== undefined && Math.abs(date - issued) <= days;
}

function apart({ oldBalance, newBalance }: SuspectedRenewal): Cents {
  return oldBalance < newBalance ? newBalance - oldBalance : oldBalance - newBalance;
}

/** NPLs of the ledger before, and locked loans, that the ledger does not have and that nothing is said to have replaced. */
function leftLoans({ before, after, segmented, sinceBefore, families }: RenewalInput): LeftLoan[] {
  const found = new Map<string, LeftLoan>();
  const isGone = (key: string) => findText(after.portfolio.keys, key) < 0 && families.descendantsOf(key).length === 0;
  if (before !== undefined) {
    const { keys } = before.portfolio;
    // By bytes: nearly all are still there, and need no object.
    for (const loan of nplLoans(before.classified.used)) {
      if (findBytes(after.portfolio.keys, keys.arena, keys.starts[loan] as number, keys.starts[loan + 1] as number) >= 0) continue;
      const one = leftLoan(before.portfolio, loan);
      if (isGone(one.key)) found.set(one.key, one);
    }
  }
  if (segmented === undefined) return [...found.values()];
  // By columns: nearly all locked loans are still there, and need no object.
  const { keys, borrowers, balanceOf, count } = lockColumns(segmented.lock);
  for (let i = 0; i < count; i++) {
    if ((segmented.lockedAt[i] as number) >= 0) continue;
    const key = textIn(keys, i);
    if (found.has(key) || !isGone(key)) continue;
    const then = before === undefined ? -1 : findText(before.portfolio.keys, key);
    if (then >= 0) found.set(key, leftLoan((before as Month).portfolio, then));
    else if (!sinceBefore) {
      const borrower = textIn(borrowers, i);
      found.set(key, { key, balance: balanceOf(i), ...(borrower === '' ? {} : { borrower }) });
    }
  }
  return [...found.values()];
}

function leftLoan(portfolio: Portfolio, loan: number): LeftLoan {
  const [borrower, household] = [borrowerOf(portfolio, loan), loanText(portfolio, 'household', loan)];
  return {
    key: textAt(portfolio.keys, loan),
    balance: BigInt(portfolio.balance[loan] as number),
    ...(borrower === undefined ? {} : { borrower }),
    ...(household === undefined ? {} : { household }),
  };
}

interface NewLoan {
  readonly loan: number;
  readonly by: SuspectedRenewal['by'];
}

/** Loans issued in the period, or up to `days` before it, to a borrower or household of the candidates; by candidate. */
function newLoansOf(candidates: readonly LeftLoan[], { after, families, from, days }: RenewalInput): Map<LeftLoan, NewLoan[]> {
  const { portfolio } = after;
  const byBorrower = indexed(candidates, (one) => one.borrower);
  const byHousehold = indexed(candidates, (one) => one.household);
  const { borrowerId, borrowerName, household } = portfolio.texts;
  const found = new Map<LeftLoan, NewLoan[]>();
  if (candidates.length === 0) return found;
  const issued = issuedAfter(from - days, portfolio);
  const borrowers = codesOf(borrowerId, issued, byBorrower.index);
  // A loan that states no id is its borrower's by the name.
  if (borrowers.includes(BLANK)) {
    const names = codesOf(borrowerName, issued, byBorrower.index);
    for (let k = 0; k < names.length; k++) if (borrowers[k] === BLANK) borrowers[k] = names[k] as number;
  }
  const houses = codesOf(household, issued, byHousehold.index);
  const addLoan = (loan: number, borrower: number, house: number): void => {
    if (portfolio.flags.repaidByNewLoan?.[loan] === 1) return;
    const key = textAt(portfolio.keys, loan);
    if (families.isLinked(key)) return;
    const isHere = (old: LeftLoan) => institutionPrefix(old.key) === institutionPrefix(key) && old.key !== key;
    const add = (old: LeftLoan, by: NewLoan['by']) => found.set(old, [...(found.get(old) ?? []), { loan, by }]);
    const own = (byBorrower.loans[borrower] ?? []).filter(isHere);
    for (const old of own) add(old, 'borrower');
    for (const old of (byHousehold.loans[house] ?? []).filter(isHere)) if (!own.includes(old)) add(old, 'household');
  };
  for (let k = 0; k < issued.length; k++) {
    const borrower = borrowers[k] as number;
    const house = houses[k] as number;
    if (borrower >= 0 || house >= 0) addLoan(issued[k] as number, borrower, house);
  }
  return found;
}

/** Few of all loans: a loop that does nothing else finds them soon. */
function issuedAfter(day: DayNumber, { dates: { issueDate = new Int32Array() }, count }: Portfolio): number[] {
  const loans: number[] = [];
  for (let loan = 0; loan < count; loan++) if ((issueDate[loan] as number) > day) loans.push(loan);
  return loans;
}

function indexed(loans: readonly LeftLoan[], textOf: (one: LeftLoan) => string | undefined) {
  const index = newTextIndex();
  const byCode: LeftLoan[][] = [];
  for (const one of loans) {
    const text = textOf(one);
    if (text === undefined) continue;
    const code = internText(index, text);
    byCode[code] = [...(byCode[code] ?? []), one];
  }
  return { index, loans: byCode as readonly (readonly LeftLoan[] | undefined)[] };
}

/**
 * What `loans` state in a column, as codes of an index; -1 for a text that it lacks. By bytes: of all loans only those of a few borrowers
 * are ever read as text.
 */
function codesOf(column: TextColumn | undefined, loans: readonly number[], index: TextIndex): Int32Array {
  if (column === undefined || index.size === 0) return new Int32Array(loans.length).fill(BLANK);
  if ('list' in column) {
    const { arena, starts } = column.list;
    const [from, to] = [new Uint32Array(loans.length), new Uint32Array(loans.length)];
    const blank: number[] = [];
    for (let k = 0; k < loans.length; k++) {
      const loan = loans[k] as number;
      const start = starts[loan] as number;
      const end = starts[loan + 1] as number;
      from[k] = start;
      to[k] = end;
      if (start === end) blank.push(k);
    }
    const found = findAllBytes(index, arena, from, to, loans.length);
    for (const k of blank) found[k] = BLANK;
    return found;
  }
  const found = new Int32Array(loans.length).fill(BLANK);
  const { codes, dictionary } = column;
  const { arena, starts, size } = dictionary;
  const known = findAllBytes(index, arena, starts, starts.subarray(1), size);
  for (let k = 0; k < loans.length; k++) {
    const code = codes[loans[k] as number] as number;
    if (code !== NO_TEXT) found[k] = known[code] as number;
  }
  return found;
}

function areSimilar(old: Cents, fresh: Cents): boolean {
  const { least, most } = SIMILAR_PERCENT;
  return fresh * 100n >= old * BigInt(least) && fresh * 100n <= old * BigInt(most);
}

/** Undefined where the amounts differ too much, or the days. */
function pairOf(
  old: LeftLoan,
  { loan, by }: NewLoan,
  events: readonly LoanEvent[],
  { after, days }: RenewalInput,
): SuspectedRenewal | undefined {
  const { portfolio } = after;
  const issuedOn = loanDate(portfolio, 'issueDate', loan);
  const newBalance = BigInt(portfolio.balance[loan] as number);
  if (issuedOn === undefined || !areSimilar(old.balance, newBalance)) return undefined;
  const cash = events.filter(({ kind }) => kind === 'cash');
  const leftOn = cash.length === 0 ? undefined : Math.max(...cash.map(({ date }) => date));
  if (leftOn !== undefined && !isWithin(leftOn, issuedOn, days)) return undefined;
  return {
    oldLoan: old.key,
    oldBalance: old.balance,
    ...(leftOn === undefined ? {} : { leftOn }),
    newLoan: textAt(portfolio.keys, loan),
    newBalance,
    issuedOn,
    by,
    cash: sumOf(
      cash.filter(({ date }) => isWithin(date, issuedOn, days)),
      ({ principal }) => principal,
    ),
  };
}
