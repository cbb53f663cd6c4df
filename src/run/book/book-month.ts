import { atLock } from '../../measure/at-lock.js';
import { type MeasuredMonth, measureMonth } from '../../measure/month-figures.js';
import type { SegmentedMonth } from '../../measure/month-movement.js';
import type { BaseLock } from '../../model/base-lock.js';
import type { CarriedLineage } from '../../model/carried-lineage.js';
import type { LoanEvent } from '../../model/events.js';
import { loanDate } from '../../model/loan-facts.js';
import { lockedKeys } from '../../model/lock-columns.js';
import { nplLoans } from '../../model/npl-loans.js';
import type { Basis, Month, Portfolio } from '../../model/portfolio.js';
import type { RegisterRows } from '../../model/register-rows.js';
import type { Segmented } from '../../model/segmented.js';
import { findText, textAt } from '../../model/text-index.js';
import type { Policy } from '../../policy/policy.js';
import type { Lineage } from '../../segment/lineage.js';
import type { Io } from '../io.js';
import { classifyMonths, segmentMonth } from '../reading/open-months.js';
import type { Background } from '../reading/read-background.js';
import { accountsOf, areRegistersGiven, joinRows, lineageOf, registerRowsOf } from './book-history.js';
import { type Book, chainTo, figuresOf, monthAt, type StoredMonth } from './open-book.js';
import { readStoredClasses } from './read-stored-loans.js';

/** What a month of a book is made from: its loans, the months behind it, and what it is judged by. */
export interface MonthSetting {
  readonly book: Book;
  readonly policy: Policy;
  readonly basis: Basis;
  /** Those of dates before the month. */
  readonly locks: readonly BaseLock[];
  /** The month that it follows on from. */
  readonly before?: StoredMonth;
  /** The rows that are this month's own. */
  readonly own: RegisterRows;
}

/** A month with its classes, in the place it has in the book. */
export interface BookMonth extends MonthSetting {
  readonly month: Month;
  readonly lineage: Lineage;
  readonly background: Background;
  readonly carried?: CarriedLineage;
  readonly handedOn: (offBook: readonly string[]) => CarriedLineage;
  /** True where the month, or one before it, was given a register of events or write-offs. */
  readonly registersGiven: boolean;
}

/** Classifies the loans of a month by what the months before hand on. Errors: those of lineage, registers and basis. */
export function classifyInBook(setting: MonthSetting, portfolio: Portfolio): BookMonth {
  const { book, policy, basis, locks, before, own } = setting;
  const chain = chainTo(book, before);
  const rows = joinRows([...chain.map((month) => registerRowsOf(book, month)), own]);
  const background: Background = {
    ...{ policy, basis, locks, idMap: rows.idMap, files: [] },
    ...accountsOf(rows),
    // A class set by a person holds for the months that it was given for.
    overrides: own.overrides,
  };
  const carried = before === undefined ? undefined : lineageOf(book, before);
  const { months, lineage, handedOn } = classifyMonths([{ portfolio }], background, carried);
  return {
    ...setting,
    month: months[0] as Month,
    lineage,
    background,
    handedOn,
    registersGiven: areRegistersGiven(rows),
    ...(carried === undefined ? {} : { carried }),
  };
}

/** A month measured against the one before it. */
export interface MeasuredInBook {
  readonly measured: MeasuredMonth;
  readonly segmented?: Segmented;
  /** The month before, with the classes that it was closed with: the loans that others can ask about, or all. */
  readonly before?: SegmentedMonth;
}

/** The figures of a month in the book. Errors: those of segments and measures, E_BOOK_DAMAGED. */
export async function measureInBook(at: BookMonth, io: Io): Promise<MeasuredInBook> {
  const { book, before, background, lineage, carried, registersGiven } = at;
  const stored = before === undefined ? undefined : await classesBefore(at, before, io);
  const segmented = await segmentInBook(at, stored, io);
  const earlier = stored === undefined ? undefined : segmentedAt(at, stored);
  const asOfBefore = before?.asOf ?? Number.NEGATIVE_INFINITY;
  const stated = new Set(background.events.filter((event) => isEntry(event) && event.date <= asOfBefore).map(({ loan }) => loan));
  const measured = measureMonth({
    month: at.month,
    ...(segmented === undefined ? {} : { segmented }),
    ...(earlier === undefined || before === undefined
      ? {}
      : { before: { ...earlier, figures: atLock(figuresOf(book, before), earlier.segmented?.lock) } }),
    wasNpl: (loan) => carried?.npl.has(loan) === true || stated.has(loan),
    families: lineage.families,
    policy: background.policy,
    events: background.events,
    writeOffs: background.writeOffs,
    reversals: background.reversals,
    registersGiven,
  });
  return { measured, ...(segmented === undefined ? {} : { segmented }), ...(earlier === undefined ? {} : { before: earlier }) };
}

function isEntry({ kind }: LoanEvent): boolean {
  return kind === 'formation' || kind === 'relapse';
}

/**
 * The month before: the loans that it keeps apart, or all of them where an event of this month is of another loan, or a loan
 * is said to have replaced one that stands nowhere else.
 */
async function classesBefore(at: BookMonth, before: StoredMonth, io: Io): Promise<Month> {
  const watched = await readStoredClasses(at.book, before, false, io);
  const isHeld = (key: string) => findText(watched.portfolio.keys, key) >= 0;
  const asked = at.background.events.some(
    ({ date, loan, kind }) => date > before.asOf && kind !== 'recovery-after-write-off' && !isHeld(loan),
  );
  const replaced = newlyReplaced(at).some((key) => !isHeld(key) && !at.lineage.isIn(at.month.portfolio, key));
  return asked || replaced ? readStoredClasses(at.book, before, true, io) : watched;
}

/** Loans that a link of this month says were replaced, and no link of an earlier month. */
export function newlyReplaced({ lineage, carried }: BookMonth): string[] {
  const known = new Set((carried?.links ?? []).map(({ oldLoan }) => oldLoan));
  return [...lineage.children.keys()].filter((key) => !known.has(key));
}

/** The month before as the locks that are not later than it cut it. */
function segmentedAt({ background, lineage }: BookMonth, month: Month): SegmentedMonth {
  const locks = background.locks.filter(({ lockDate }) => lockDate <= month.portfolio.asOf);
  const segmented = segmentMonth({ background: { ...background, locks }, month, before: [], lineage });
  return segmented === undefined ? { month } : { month, segmented };
}

/**
 * Old and new. Whether a new NPL existed at the lock is known from its issue date; where that is not stated, or the loan took
 * another's place, the month of the lock is asked.
 */
async function segmentInBook(
  at: Pick<BookMonth, 'background' | 'month' | 'lineage' | 'book'>,
  before: Month | undefined,
  io: Io,
): Promise<Segmented | undefined> {
  const { background, month, lineage, book } = at;
  const known = before === undefined ? [] : [before];
  const segment = (more: readonly Month[]) => segmentMonth({ background, month, before: more, lineage });
  const [lock] = background.locks;
  if (lock === undefined) return undefined;
  const locked = asksForLockMonth(at, lock) ? monthAt(book, lock.lockDate) : undefined;
  return segment(locked === undefined ? known : [...known, await readStoredClasses(book, locked, true, io)]);
}

/** A month as `last`, which it stands before or is, knows it: its locks of this date or earlier, its links and events. */
export async function segmentAt(at: BookMonth, last: BookMonth, io: Io): Promise<SegmentedMonth> {
  const { book, month } = at;
  const locks = last.background.locks.filter(({ lockDate }) => lockDate <= month.portfolio.asOf);
  const segmented = await segmentInBook({ book, month, lineage: last.lineage, background: { ...last.background, locks } }, undefined, io);
  return segmented === undefined ? { month } : { month, segmented };
}

function asksForLockMonth({ month: { portfolio, classified }, lineage }: Pick<BookMonth, 'month' | 'lineage'>, lock: BaseLock): boolean {
  const { lockDate } = lock;
  const locked = new Set(lockedKeys(lock));
  return nplLoans(classified.used).some((loan) => {
    const issued = loanDate(portfolio, 'issueDate', loan);
    if (issued !== undefined && (issued <= lockDate || !lineage.families.areAny)) return false;
    const key = textAt(portfolio.keys, loan);
    return !locked.has(key) && (issued === undefined || lineage.parents.has(key));
  });
}
