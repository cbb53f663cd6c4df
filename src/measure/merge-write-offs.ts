import { UserError } from '../diagnostics/diagnostic.js';
import { isoDate } from '../model/civil-date.js';
import type { LoanEvent, RegisterPlace, WriteOff } from '../model/events.js';
import { groupBy } from '../model/groups.js';
import { type Cents, sumOf, yuan } from '../model/money.js';
import { shownKey } from '../model/portfolio.js';
import { lossOf } from './register-checks.js';

/**
 * One list of write-offs from the register and the events: what both say of a loan on one day is one write-off. A sale that
 * states its price and has no loss row in the register gives its loss. Errors: E_WRITE_OFF_CONFLICT when the two state
 * different principal for one day, E_WRITE_OFF_DAY when they date one write-off differently, E_EVENT_TWICE over several files.
 */
export function mergeWriteOffs(
  register: readonly WriteOff[],
  events: readonly LoanEvent[],
): { writeOffs: readonly WriteOff[]; events: readonly LoanEvent[] } {
  refuseTwice(events, ({ date, loan, kind, principal, interestOnBook, interestOffBook, newLoan, reason }) =>
    [date, loan, kind, principal, interestOnBook, interestOffBook, newLoan, reason].join('\u001f'),
  );
  refuseTwice(register, ({ date, loan, channel, principal, interest, ground }) =>
    [date, loan, channel, principal, interest, ground].join('\u001f'),
  );
  const registered = groupBy(
    register.filter((one) => one.channel === 'write-off'),
    dayOf,
  );
  const stated = groupBy(
    events.filter((event) => event.kind === 'write-off'),
    dayOf,
  );
  refuseConflicts(registered, stated);
  const onlyStated = [...stated].flatMap(([day, own]) => (registered.has(day) ? [] : own.map(asWriteOff)));
  const onlyRegistered = [...registered].flatMap(([day, own]) => (stated.has(day) ? [] : own.map(asEvent)));
  refuseOtherDay(onlyRegistered, onlyStated);
  return { writeOffs: [...register, ...onlyStated, ...lossesOfSales(register, events)], events: [...events, ...onlyRegistered] };
}

function dayOf(entry: LoanEvent | WriteOff): string {
  return `${entry.date} ${entry.loan}`;
}

function refuseTwice<T extends RegisterPlace>(entries: readonly T[], print: (entry: T) => string): void {
  const seen = new Map<string, T>();
  for (const entry of entries) {
    const first = seen.get(print(entry));
    if (first !== undefined) {
      const place = first.file === entry.file ? first.line : `${first.file}:${first.line}`;
      throw new UserError({ code: 'E_EVENT_TWICE', file: entry.file, line: entry.line, params: { first: place } });
    }
    seen.set(print(entry), entry);
  }
}

function refuseConflicts(registered: ReadonlyMap<string, readonly WriteOff[]>, stated: ReadonlyMap<string, readonly LoanEvent[]>): void {
  for (const [day, events] of stated) {
    const rows = registered.get(day);
    if (rows === undefined || principalOf(rows) === principalOf(events)) continue;
    const [event, row] = [events[0] as LoanEvent, rows[0] as WriteOff];
    throw new UserError({
      code: 'E_WRITE_OFF_CONFLICT',
      file: event.file,
      line: event.line,
      value: shownKey(event.loan),
      params: { file: row.file, line: row.line, other: yuan(principalOf(rows)) },
    });
  }
}

/** A loan is not written off twice by the same amount, once in each register: the two date it differently. */
function refuseOtherDay(onlyRegistered: readonly LoanEvent[], onlyStated: readonly WriteOff[]): void {
  const print = (entry: LoanEvent | WriteOff) => `${entry.principal} ${entry.loan}`;
  const registered = new Map(onlyRegistered.map((one) => [print(one), one]));
  for (const event of onlyStated) {
    const row = registered.get(print(event));
    if (row === undefined) continue;
    throw new UserError({
      code: 'E_WRITE_OFF_DAY',
      file: event.file,
      line: event.line,
      value: shownKey(event.loan),
      params: { file: row.file, line: row.line, other: isoDate(row.date) },
    });
  }
}

function principalOf(entries: readonly { readonly principal: Cents }[]): Cents {
  return sumOf(entries, (entry) => entry.principal);
}

function asWriteOff(event: LoanEvent): WriteOff {
  const { file, line, date, loan, principal, interestOnBook, interestOffBook } = event;
  return { file, line, date, loan, principal, interest: interestOnBook + interestOffBook, channel: 'write-off' };
}

function asEvent(writeOff: WriteOff): LoanEvent {
  const { file, line, date, loan, principal, interest } = writeOff;
  return { file, line, date, loan, kind: 'write-off', principal, interestOnBook: interest, interestOffBook: 0n };
}

/** The loss part of a sale counts inside write-offs; the register's own row has precedence. */
function lossesOfSales(register: readonly WriteOff[], events: readonly LoanEvent[]): WriteOff[] {
  const registered = new Set(register.filter((one) => one.channel === 'transfer').map((one) => one.loan));
  return events.flatMap((event): WriteOff[] => {
    const loss = event.kind === 'transfer' ? lossOf(event) : 0n;
    if (loss === 0n || registered.has(event.loan)) return [];
    const { file, line, date, loan } = event;
    return [{ file, line, date, loan, principal: loss, interest: 0n, channel: 'transfer' }];
  });
}
