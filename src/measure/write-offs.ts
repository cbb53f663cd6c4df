import { UserError } from '../diagnostics/diagnostic.js';
import { type DayNumber, previousMonthEnd, previousYearEnd } from '../model/civil-date.js';
import type { LoanEvent, Reversal, WriteOff } from '../model/events.js';
import { type Cents, sumOf, yuan } from '../model/money.js';
import { shownKey } from '../model/portfolio.js';
import type { Recovered, WriteOffFigures, WriteOffSum } from '../model/write-off-figures.js';

import { entriesWithin } from './reversals.js';
import type { BookedClaims } from './written-off-claims.js';

export type { Recovered, WriteOffFigures, WriteOffSum } from '../model/write-off-figures.js';
export { mergeWriteOffs } from './merge-write-offs.js';

/** Errors: E_RECOVERY_EXCEEDS when more principal came back than was written off, where the write-off is given. */
export function measureWriteOffs(booked: BookedClaims, asOf: DayNumber, lockDate: DayNumber | undefined): WriteOffFigures {
  refuseExcess(booked, asOf);
  const { written, recoveries } = knownAt(booked, asOf);
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

/** What had been booked by the end of a day and stood. */
function knownAt({ writeOffs, events, reversals }: BookedClaims, asOf: DayNumber) {
  const known = <T extends LoanEvent | WriteOff>(entries: readonly T[], back: readonly Reversal<T>[]) =>
    entriesWithin({ from: Number.NEGATIVE_INFINITY, to: asOf }, entries, back).booked;
  return {
    recoveries: known(events, reversals.events).filter(({ kind }) => kind === 'recovery-after-write-off'),
    written: known(writeOffs, reversals.writeOffs),
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

/** Refuses the first recovery by which more principal has come back on a loan than was written off. Errors: E_RECOVERY_EXCEEDS. */
export function refuseExcess(booked: BookedClaims, asOf: DayNumber): void {
  const { written: writeOffs, recoveries } = knownAt(booked, asOf);
  const written = new Map<string, Cents>();
  for (const { loan, principal, channel } of writeOffs) {
    // What a sale lost is no claim that could still be collected.
    if (channel === 'write-off') written.set(loan, (written.get(loan) ?? 0n) + principal);
  }
  const back = new Map<string, Cents>();
  for (const { loan, principal, file, line } of recoveries) {
    const recovered = (back.get(loan) ?? 0n) + principal;
    back.set(loan, recovered);
    const writtenOff = written.get(loan);
    if (writtenOff !== undefined && recovered > writtenOff) {
      throw new UserError({
        code: 'E_RECOVERY_EXCEEDS',
        file,
        line,
        value: shownKey(loan),
        params: { recovered: yuan(recovered), writtenOff: yuan(writtenOff) },
      });
    }
  }
}
