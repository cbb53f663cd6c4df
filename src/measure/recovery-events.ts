import type { BaseLock } from '../model/base-lock.js';
import type { DayNumber } from '../model/civil-date.js';
import type { EventKind, LoanEvent, Recovery, WriteOff } from '../model/events.js';
import { groupBy } from '../model/groups.js';
import { lockedKeys } from '../model/lock-columns.js';
import { type Cents, sumOf } from '../model/money.js';
import { once } from '../model/once.js';
import type { Portfolio } from '../model/portfolio.js';
import type { RegisterRows } from '../model/register-rows.js';
import type { Draft } from '../model/stated.js';
import { findText } from '../model/text-index.js';
import { isReversing } from './settle-reversals.js';

/**
 * Money on a loan that is on the book is none that came after its write-off. The first ledger of the day it came in, or later,
 * says so: months later the loan may have left. A reversing row is what the row is that it takes back.
 */
export function claimsStated(recoveries: readonly Recovery[], ledgers: readonly Portfolio[]): Recovery[] {
  const byDate = ledgers.toSorted((a, b) => a.asOf - b.asOf);
  return recoveries.map((one) => {
    if (one.claim !== undefined || isReversing(one)) return one;
    const ledger = byDate.find(({ asOf }) => asOf >= one.date);
    return ledger !== undefined && findText(ledger.keys, one.loan) >= 0 ? { ...one, claim: 'on-book' } : one;
  });
}

/**
 * Money on a loan that a lock holds off the book, and of whose write-off no register speaks, came after its write-off where the
 * row does not say which.
 */
export function claimsLocked<T extends Pick<RegisterRows, 'events' | 'writeOffs' | 'recoveries'>>(
  stated: T,
  locks: readonly BaseLock[],
): T {
  const since = new Map(locks.flatMap(({ lockDate, offBook }) => (offBook?.claims ?? []).map(({ key }) => [key, lockDate] as const)));
  if (since.size === 0) return stated;
  // What is left of a loan written off in part is on the book.
  for (const key of locks.flatMap(lockedKeys)) since.delete(key);
  for (const { loan } of stated.writeOffs) since.delete(loan);
  for (const { loan, kind } of stated.events) if (kind === 'write-off') since.delete(loan);
  const isClaim = ({ claim, loan, date, reverses }: Recovery) =>
    claim === undefined && (reverses ?? date) > (since.get(loan) ?? Number.POSITIVE_INFINITY);
  return { ...stated, recoveries: stated.recoveries.map((one) => (isClaim(one) ? { ...one, claim: 'written-off' as const } : one)) };
}

/** Cash on an NPL, or a recovery after the write-off of its loan where the row does not say which. */
export function recoveryEvents(recoveries: readonly Recovery[], writeOffs: readonly WriteOff[], events: readonly LoanEvent[]): LoanEvent[] {
  if (recoveries.length === 0) return [];
  const isAfter = writtenOffOn(writeOffs, events);
  const claimOf = ({ claim, loan, date }: Recovery) => claim ?? (isAfter(loan, date) ? 'written-off' : 'on-book');
  // Asked by reversing rows alone.
  const claims = once(
    () => new Map(recoveries.filter((one) => !isReversing(one)).map((one) => [paymentPrint(one, one.date), claimOf(one)])),
  );
  return recoveries.map((recovery): LoanEvent => {
    const { means, fees, file, line, date, loan, principal, interestOnBook, interestOffBook, reverses } = recovery;
    const takenBack = reverses === undefined || recovery.claim !== undefined ? undefined : claims().get(paymentPrint(recovery, reverses));
    const kind: EventKind = (takenBack ?? claimOf(recovery)) === 'on-book' ? 'cash' : 'recovery-after-write-off';
    const event: Draft<LoanEvent> = { file, line, date, loan, kind, principal, interestOnBook, interestOffBook };
    if (fees !== 0n) event.fees = fees;
    if (means !== undefined) event.reason = means;
    if (reverses !== undefined) event.reverses = reverses;
    return event;
  });
}

function paymentPrint({ loan, principal, interestOnBook, interestOffBook, fees }: Recovery, day: DayNumber): string {
  return [day, loan, principal, interestOnBook, interestOffBook, fees].join('\u001f');
}

/** What one loan lost to write-offs on one day, and until when that stood. */
interface WrittenOffDay {
  readonly on: DayNumber;
  /** The day that all of it was taken back; infinite where some of it stands. */
  readonly until: number;
}

/**
 * True for a loan that a write-off had taken off the book on a day, where one of it stands still or again: a write-off that was
 * taken back for good is as if it had never been.
 */
function writtenOffOn(writeOffs: readonly WriteOff[], events: readonly LoanEvent[]): (loan: string, day: DayNumber) => boolean {
  const entries = [
    ...writeOffs.filter(({ channel }) => channel === 'write-off').map((one) => ({ ...one, register: 0 as const })),
    ...events.filter(({ kind }) => kind === 'write-off').map((one) => ({ ...one, register: 1 as const })),
  ];
  const days = groupBy(writtenOffDays(entries), ({ loan }) => loan);
  return (loan, day) => {
    const own = days.get(loan) ?? [];
    return own.some(({ on, until }) => on <= day && day < until) && own.some(({ until }) => until === Number.POSITIVE_INFINITY);
  };
}

type Entry = (LoanEvent | WriteOff) & { readonly register: 0 | 1 };

/** A write-off may stand in both registers, and be taken back in either. */
function writtenOffDays(entries: readonly Entry[]): (WrittenOffDay & { readonly loan: string })[] {
  const days = groupBy(entries, ({ loan, date, reverses }) => `${reverses ?? date} ${loan}`);
  return [...days.values()].flatMap((own) => {
    const booked = own.filter((one) => !isReversing(one));
    const back = own.filter(isReversing);
    const [first] = booked;
    if (first === undefined) return [];
    const isGone = back.length > 0 && inOneRegister(back) >= inOneRegister(booked);
    const until = isGone ? Math.max(...back.map(({ date }) => date)) : Number.POSITIVE_INFINITY;
    return [{ loan: first.loan, on: first.date, until }];
  });
}

/** What both registers state is stated once. */
function inOneRegister(entries: readonly Entry[]): Cents {
  const [left, right] = [0, 1].map((at) => sumOf(entries, ({ register, principal }) => (register === at ? principal : 0n))) as [
    Cents,
    Cents,
  ];
  return left > right ? left : right;
}
