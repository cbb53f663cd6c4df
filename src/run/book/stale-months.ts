import { type Diagnostic, UserError } from '../../diagnostics/diagnostic.js';
import { listed } from '../../diagnostics/wording.js';
import { type DayNumber, isoDate } from '../../model/civil-date.js';
import { locksBefore } from './book-history.js';
import type { Book, StoredMonth } from './open-book.js';

/** What is in force for a month is not what it was built on any more. */
export interface Stale {
  readonly month: StoredMonth;
  /** The month before was restated or closed since. */
  readonly before: boolean;
  /** One further before was, and the one before has not been closed again since. */
  readonly earlier: boolean;
  /** A lock was made or restated since. */
  readonly locks: boolean;
}

/** `months` are those in force, by date. */
export function staleMonths(book: Book, months: readonly StoredMonth[]): Stale[] {
  let earlier = false;
  return months.flatMap((month, i): Stale[] => {
    const before = month.manifest.builtOn?.sha256 !== months[i - 1]?.sha256;
    const now = locksBefore(book, month.asOf).map(({ hash }) => hash);
    const locks = now.join(' ') !== month.manifest.inputs.locks.map(({ hash }) => hash).join(' ');
    const stale = { month, before, earlier, locks };
    earlier ||= before;
    return before || stale.earlier || locks ? [stale] : [];
  });
}

/** Says that a month is to be closed again, and why. */
export function staleWarning({ month, before, earlier, locks }: Stale): Diagnostic {
  const what = {
    en: [...(before ? ['the month before it'] : earlier ? ['months before it'] : []), ...(locks ? ['the locks before it'] : [])].join(
      ' and ',
    ),
    zh: [...(before ? ['上一月'] : earlier ? ['此前月份'] : []), ...(locks ? ['此前的锁定'] : [])].join('与'),
  };
  return { code: 'W_BOOK_BUILT_ON', params: { asOf: isoDate(month.asOf), what } };
}

/**
 * Refuses to build a month on one whose own past is not in force any more: what it hands on (lineage, sums since the lock) was
 * made of figures that were restated, and would be frozen a second time. `months` are those in force before the new one.
 * Errors: E_BOOK_STALE.
 */
export function refuseStale(book: Book, asOf: DayNumber, months: readonly StoredMonth[]): void {
  const stale = staleMonths(book, months).filter(({ before, earlier }) => before || earlier);
  if (stale.length === 0) return;
  const params = { asOf: isoDate(asOf), months: listed(stale.map(({ month }) => isoDate(month.asOf))) };
  throw new UserError({ code: 'E_BOOK_STALE', params });
}
