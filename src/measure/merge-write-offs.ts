import type { Bilingual } from '../diagnostics/catalogue.js';
import { UserError } from '../diagnostics/diagnostic.js';
import { type DayNumber, isoDate } from '../model/civil-date.js';
import { eventsOf } from '../model/entry-columns.js';
import type { LoanEvent, RegisterPlace, WriteOff } from '../model/events.js';
import { groupBy } from '../model/groups.js';
import { type Cents, sumOf, yuan } from '../model/money.js';
import { shownKey } from '../model/portfolio.js';
import { eventPrint, givenTwice, placeBeside, writeOffPrint } from '../model/register-rows.js';
import { lossOf } from './register-checks.js';

const WRITE_OFFS = new Set(['write-off'] as const);
const SALES = new Set(['transfer'] as const);

/**
 * One list of write-offs from the register and the events: what both say of a loan on one day is one write-off. A sale that
 * states its price and has no loss row in the register gives its loss. Errors: E_WRITE_OFF_CONFLICT when the two state
 * different principal for one day or cut it up otherwise, and when the loss of a sale stands in the register as a write-off;
 * E_WRITE_OFF_DAY when they date one write-off differently, E_EVENT_TWICE over several files.
 */
export function mergeWriteOffs(
  register: readonly WriteOff[],
  events: readonly LoanEvent[],
): { writeOffs: readonly WriteOff[]; events: readonly LoanEvent[] } {
  refuseTwice(events, eventPrint);
  refuseTwice(register, writeOffPrint);
  const registered = groupBy(
    register.filter((one) => one.channel === 'write-off'),
    dayOf,
  );
  const stated = groupBy(eventsOf(events, WRITE_OFFS), dayOf);
  refuseConflicts(registered, stated);
  const onlyStated = [...stated].flatMap(([day, own]) => (registered.has(day) ? [] : own.map(asWriteOff)));
  const onlyRegistered = [...registered].flatMap(([day, own]) => (stated.has(day) ? [] : own.map(asEvent)));
  refuseOtherDay(onlyRegistered, onlyStated);
  refuseSplit(onlyRegistered, onlyStated);
  refuseLossAsWriteOff(register, events);
  return {
    writeOffs: [...register, ...onlyStated, ...lossesOfSales(register, events)],
    events: onlyRegistered.length === 0 ? events : [...events, ...onlyRegistered],
  };
}

function dayOf(entry: LoanEvent | WriteOff): string {
  return `${entry.date} ${entry.loan}`;
}

/** Errors: E_EVENT_TWICE for two entries of one print. */
export function refuseTwice<T extends RegisterPlace & { readonly loan: string; readonly date: DayNumber }>(
  entries: readonly T[],
  print: (entry: T) => string,
): void {
  const twice = givenTwice(entries, print);
  if (twice === undefined) return;
  const { entry, first } = twice;
  throw new UserError({ code: 'E_EVENT_TWICE', file: entry.file, line: entry.line, params: { first: placeBeside(first, entry) } });
}

function refuseConflicts(registered: ReadonlyMap<string, readonly WriteOff[]>, stated: ReadonlyMap<string, readonly LoanEvent[]>): void {
  for (const [day, events] of stated) {
    const rows = registered.get(day);
    if (rows === undefined || principalOf(rows) === principalOf(events)) continue;
    throw conflict(events[0] as LoanEvent, rows, { en: 'on the same day', zh: '同日' });
  }
}

function conflict(at: RegisterPlace & { loan: string }, others: readonly (LoanEvent | WriteOff)[], how: Bilingual): UserError {
  const [other] = others as [LoanEvent | WriteOff];
  return new UserError({
    code: 'E_WRITE_OFF_CONFLICT',
    file: at.file,
    line: at.line,
    value: shownKey(at.loan),
    params: { file: other.file, line: other.line, other: yuan(principalOf(others)), how },
  });
}

/** What both registers say of a loan on days of their own may be one write-off cut up otherwise: it cannot be known. */
function refuseSplit(onlyRegistered: readonly LoanEvent[], onlyStated: readonly WriteOff[]): void {
  const registered = groupBy(onlyRegistered, ({ loan }) => loan);
  const how = {
    en: 'on other days: state each write-off in one register alone, or in both on one day',
    zh: '在其他日期（同一笔核销只在一处登记，或两处同日登记）',
  };
  for (const [loan, own] of groupBy(onlyStated, (one) => one.loan)) {
    const rows = registered.get(loan);
    if (rows !== undefined) throw conflict(own[0] as WriteOff, rows, how);
  }
}

/** A sale states its price, and the register has its loss as a write-off: it would leave the book twice. */
function refuseLossAsWriteOff(register: readonly WriteOff[], events: readonly LoanEvent[]): void {
  const registered = groupBy(register, ({ loan }) => loan);
  const how = {
    en: 'as the loss of a sale: its channel is 转让 (transfer)',
    zh: '实为转让损失（渠道应填“转让”），作为',
  };
  for (const sale of eventsOf(events, SALES)) {
    if (lossOf(sale) === 0n) continue;
    const rows = registered.get(sale.loan) ?? [];
    const row = rows.find(({ channel, principal }) => channel === 'write-off' && principal === lossOf(sale));
    if (row !== undefined && rows.every(({ channel }) => channel === 'write-off')) throw conflict(sale, [row], how);
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

/**
 * The loss part of a sale counts inside write-offs. The register's own rows have precedence: a row is of the sales of its day, or
 * of one of them, else of the sale whose loss it is; what it can be of none of stands for all sales of its loan.
 */
function lossesOfSales(register: readonly WriteOff[], events: readonly LoanEvent[]): WriteOff[] {
  const rows = groupBy(
    register.filter(({ channel }) => channel === 'transfer'),
    ({ loan }) => loan,
  );
  const sales = groupBy(
    eventsOf(events, SALES).filter((event) => lossOf(event) > 0n),
    ({ loan }) => loan,
  );
  return [...sales].flatMap(([loan, own]) => salesWithoutRow(own, rows.get(loan) ?? []).map(lossOfSale));
}

function salesWithoutRow(sales: readonly LoanEvent[], rows: readonly WriteOff[]): readonly LoanEvent[] {
  const left = new Set(sales);
  for (const { date, principal } of rows) {
    const ofDay = [...left].filter((sale) => sale.date === date);
    const one = [...(ofDay.length > 0 ? ofDay : left)].find((sale) => lossOf(sale) === principal);
    const taken = one === undefined ? ofDay : [one];
    if (taken.length === 0) return [];
    for (const sale of taken) left.delete(sale);
  }
  return [...left];
}

function lossOfSale(sale: LoanEvent): WriteOff {
  const { file, line, date, loan } = sale;
  return { file, line, date, loan, principal: lossOf(sale), interest: 0n, channel: 'transfer' };
}
