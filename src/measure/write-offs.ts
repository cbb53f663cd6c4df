import { UserError } from '../diagnostics/diagnostic.js';
import { type DayNumber, previousMonthEnd, previousYearEnd } from '../model/civil-date.js';
import type { LoanEvent, WriteOff } from '../model/events.js';
import { type Cents, sumOf, yuan } from '../model/money.js';
import { shownKey } from '../model/portfolio.js';

/** Write-offs of a period: principal and interest; the loss part of sales is in it and shown apart. */
export interface WriteOffSum {
  readonly count: number;
  readonly principal: Cents;
  readonly interest: Cents;
  readonly transferLoss: { readonly count: number; readonly principal: Cents };
}

export interface Recovered {
  readonly principal: Cents;
  /** On-book and off-book interest, and whatever else was collected beyond principal. */
  readonly interest: Cents;
}

export interface WriteOffFigures {
  readonly month: WriteOffSum;
  readonly yearToDate: WriteOffSum;
  readonly sinceLock?: WriteOffSum;
  /** Collected in the year on loans written off at any time; never touches the NPL balance. */
  readonly recovered: Recovered;
  readonly recoveredMonth: Recovered;
}

/**
 * One list of write-offs from the register and the events: a pair of the same loan and day is one write-off.
 * Errors: E_WRITE_OFF_CONFLICT when the pair states different principal.
 */
export function mergeWriteOffs(
  register: readonly WriteOff[],
  events: readonly LoanEvent[],
): { writeOffs: readonly WriteOff[]; events: readonly LoanEvent[] } {
  const inRegister = new Map(register.filter((one) => one.channel === 'write-off').map((one) => [dayKey(one), one]));
  const onlyEvents: WriteOff[] = [];
  for (const event of events) {
    if (event.kind !== 'write-off') continue;
    const same = inRegister.get(dayKey(event));
    if (same === undefined) {
      const { file, line, date, loan, principal } = event;
      onlyEvents.push({ file, line, date, loan, principal, interest: event.interestOnBook + event.interestOffBook, channel: 'write-off' });
    } else if (same.principal !== event.principal) {
      throw new UserError({
        code: 'E_WRITE_OFF_CONFLICT',
        file: event.file,
        line: event.line,
        value: shownKey(event.loan),
        params: { file: same.file, line: same.line, other: yuan(same.principal) },
      });
    }
  }
  const inEvents = new Set(events.filter((event) => event.kind === 'write-off').map(dayKey));
  const added = [...inRegister.values()].filter((one) => !inEvents.has(dayKey(one))).map(asEvent);
  return { writeOffs: [...register, ...onlyEvents], events: [...events, ...added] };
}

function dayKey(entry: { readonly loan: string; readonly date: DayNumber }): string {
  return `${entry.date} ${entry.loan}`;
}

function asEvent(writeOff: WriteOff): LoanEvent {
  const { file, line, date, loan, principal, interest } = writeOff;
  return { file, line, date, loan, kind: 'write-off', principal, interestOnBook: interest, interestOffBook: 0n };
}

/** Errors: E_RECOVERY_EXCEEDS when more principal came back than was written off, where the write-off is given. */
export function measureWriteOffs(
  writeOffs: readonly WriteOff[],
  events: readonly LoanEvent[],
  asOf: DayNumber,
  lockDate: DayNumber | undefined,
): WriteOffFigures {
  const recoveries = events.filter((event) => event.kind === 'recovery-after-write-off' && event.date <= asOf);
  refuseExcess(writeOffs, recoveries);
  const since = (day: DayNumber) => sumWriteOffs(writeOffs.filter((one) => one.date > day && one.date <= asOf));
  const collectedSince = (day: DayNumber): Recovered => {
    const own = recoveries.filter((event) => event.date > day);
    return {
      principal: sumOf(own, (event) => event.principal),
      interest: sumOf(own, (event) => event.interestOnBook + event.interestOffBook),
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
    count: writeOffs.length,
    principal: sumOf(writeOffs, (one) => one.principal),
    interest: sumOf(writeOffs, (one) => one.interest),
    transferLoss: { count: sales.length, principal: sumOf(sales, (one) => one.principal) },
  };
}

function refuseExcess(writeOffs: readonly WriteOff[], recoveries: readonly LoanEvent[]): void {
  const written = new Map<string, Cents>();
  for (const { loan, principal } of writeOffs) written.set(loan, (written.get(loan) ?? 0n) + principal);
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
