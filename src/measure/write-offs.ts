import { type DayNumber, previousMonthEnd, previousYearEnd } from '../model/civil-date.js';
import { eventsOf } from '../model/entry-columns.js';
import type { LoanEvent, Reversal, WriteOff } from '../model/events.js';
import { sumOf } from '../model/money.js';
import type { Recovered, WriteOffFigures, WriteOffSum } from '../model/write-off-figures.js';
import { refuseExcess } from './recovered-excess.js';
import { entriesWithin } from './reversals.js';
import type { BookedClaims } from './written-off-claims.js';

export type { Recovered, WriteOffFigures, WriteOffSum } from '../model/write-off-figures.js';
export { mergeWriteOffs } from './merge-write-offs.js';

const RECOVERIES = new Set(['recovery-after-write-off'] as const);

/** Errors: E_RECOVERY_EXCEEDS. */
export function measureWriteOffs(booked: BookedClaims, asOf: DayNumber, lockDate: DayNumber | undefined): WriteOffFigures {
  refuseExcess(booked, asOf);
  const { writeOffs, events, reversals } = booked;
  const known = <T extends LoanEvent | WriteOff>(entries: readonly T[], back: readonly Reversal<T>[]) =>
    entriesWithin({ from: Number.NEGATIVE_INFINITY, to: asOf }, entries, back).booked;
  const recoveries = known(eventsOf(events, RECOVERIES), reversals.events).filter(({ kind }) => kind === 'recovery-after-write-off');
  const written = known(writeOffs, reversals.writeOffs);
  const since = (day: DayNumber) => sumWriteOffs(written.filter((one) => one.date > day));
  const collectedSince = (day: DayNumber): Recovered => {
    const own = recoveries.filter((event) => event.date > day);
    return {
      principal: sumOf(own, (event) => event.principal),
      interest: sumOf(own, (event) => event.interestOnBook + event.interestOffBook + (event.fees ?? 0n)),
    };
  };
  return {
    month: since(previousMonthEnd(asOf)),
    yearToDate: since(previousYearEnd(asOf)),
    ...(lockDate === undefined ? {} : { sinceLock: since(lockDate) }),
    recovered: collectedSince(previousYearEnd(asOf)),
    recoveredMonth: collectedSince(previousMonthEnd(asOf)),
  };
}

function sumWriteOffs(writeOffs: readonly WriteOff[]): WriteOffSum {
  const sales = writeOffs.filter((one) => one.channel === 'transfer');
  return {
    count: loansOf(writeOffs),
    principal: sumOf(writeOffs, (one) => one.principal),
    interest: sumOf(writeOffs, (one) => one.interest),
    transferLoss: { count: loansOf(sales), principal: sumOf(sales, (one) => one.principal) },
  };
}

/** A loan written off in parts is one loan. */
function loansOf(writeOffs: readonly WriteOff[]): number {
  return new Set(writeOffs.map(({ loan }) => loan)).size;
}
