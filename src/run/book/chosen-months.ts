import { UserError } from '../../diagnostics/diagnostic.js';
import type { DayNumber } from '../../model/civil-date.js';
import { type Book, type StoredMonth, storedMonth } from './open-book.js';

/** The first and the last month; all where neither is said. */
export interface ChosenDates {
  readonly from?: DayNumber;
  readonly to?: DayNumber;
}

/**
 * The months in force, and those between two dates by date: where no date is said the last `most` of them. Errors: E_PERIOD
 * where there is none.
 */
export function chosenMonths(
  book: Book,
  { from, to }: ChosenDates,
  most = Number.POSITIVE_INFINITY,
): { readonly all: readonly StoredMonth[]; readonly chosen: readonly StoredMonth[] } {
  const all = book.state.months.map(({ file }) => storedMonth(book, file));
  const between = all.filter(({ asOf }) => (from === undefined || asOf >= from) && (to === undefined || asOf <= to));
  const chosen = from === undefined && to === undefined && most < between.length ? between.slice(-most) : between;
  if (chosen.length > 0) return { all, chosen };
  const reason = { en: 'the book holds no month of this period', zh: '台账簿中没有该期间的月份' };
  throw new UserError({ code: 'E_PERIOD', params: { reason } });
}
