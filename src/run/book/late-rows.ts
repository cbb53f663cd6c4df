import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { linesOf } from '../../measure/register-checks.js';
import { type DayNumber, isoDate, monthEnd } from '../../model/civil-date.js';
import type { RegisterPlace } from '../../model/events.js';
import { groupBy } from '../../model/groups.js';
import type { RegisterRows } from '../../model/register-rows.js';
import { freshRows, joinRows, registerRowsOf } from './book-history.js';
import type { Book, StoredMonth } from './open-book.js';

type DatedRow = RegisterPlace & { readonly date: DayNumber };

/** Rows that came when the month of their date was closed already, month by month: each names every row. */
export function lateDiagnostics(code: 'W_BOOK_LATE_EVENTS' | 'W_BOOK_LATE_COUNTED', late: readonly DatedRow[]): Diagnostic[] {
  const months = groupBy(
    late.toSorted((a, b) => a.date - b.date),
    ({ date }) => isoDate(monthEnd(date)),
  );
  return [...months].map(([month, rows]) => ({ code, params: { count: rows.length, months: month, places: linesOf(rows) } }));
}

/** Rows that are dated no later than the last month that was closed without them. */
export function lateAmong({ events, writeOffs, recoveries, disposals }: Omit<RegisterRows, 'leftOut'>, closed: DayNumber): DatedRow[] {
  return [...events, ...writeOffs, ...recoveries, ...disposals].filter(({ date }) => date <= closed);
}

/**
 * Rows of months in force, by date, that were given when a month of their date or a later one was closed already. One that a restated
 * month has by now is its own.
 */
export function lateRows(book: Book, months: readonly StoredMonth[]): DatedRow[] {
  return months.flatMap((month, i) => {
    const before = months[i - 1];
    if (before === undefined) return [];
    const own = registerRowsOf(book, month);
    if (lateAmong(own, before.asOf).length === 0) return [];
    const known = joinRows(months.slice(0, i).map((one) => registerRowsOf(book, one)));
    return lateAmong(freshRows(own, known), before.asOf);
  });
}
