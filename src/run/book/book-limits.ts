import { atLock } from '../../measure/at-lock.js';
import { limitsNotAssessed, notAssessedWarnings, thresholdBreaches } from '../../measure/threshold-breaches.js';
import type { MonthFigures } from '../../model/month-figures.js';
import type { Io } from '../io.js';
import type { Book } from './open-book.js';

/**
 * Tells which of the book's limits some months break, and which could not be assessed; gives how many are broken. `figures` are
 * by date, each compared with the one before it; `before` is the month before the first of them.
 */
export function tellLimits(book: Book, figures: readonly MonthFigures[], io: Io, before?: MonthFigures): number {
  const { thresholds } = book.config;
  const [lock] = book.locks();
  const months = figures.map((one) => atLock(one, lock));
  const first = before === undefined ? undefined : atLock(before, lock);
  const previous = (i: number) => (i === 0 ? first : months[i - 1]);
  const breaches = months.flatMap((one, i) => thresholdBreaches(one, previous(i), thresholds));
  const open = months.map((one, i) => ({ asOf: one.asOf, limits: limitsNotAssessed(one, previous(i), thresholds) }));
  for (const told of [...breaches, ...notAssessedWarnings(open)]) io.tell(told);
  return breaches.length;
}
