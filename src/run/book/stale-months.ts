import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { isoDate } from '../../model/civil-date.js';
import { locksBefore } from './book-history.js';
import type { Book, StoredMonth } from './open-book.js';

/** What is in force for a month is not what it was built on any more. */
export interface Stale {
  readonly month: StoredMonth;
  /** The month before was restated or closed since. */
  readonly before: boolean;
  /** A lock was made or restated since. */
  readonly locks: boolean;
}

/** `months` are those in force, by date. */
export function staleMonths(book: Book, months: readonly StoredMonth[]): Stale[] {
  return months.flatMap((month, i): Stale[] => {
    const before = month.manifest.builtOn?.sha256 !== months[i - 1]?.sha256;
    const now = locksBefore(book, month.asOf).map(({ hash }) => hash);
    const locks = now.join(' ') !== month.manifest.inputs.locks.map(({ hash }) => hash).join(' ');
    return before || locks ? [{ month, before, locks }] : [];
  });
}

/** Says that a month is to be closed again, and why. */
export function staleWarning({ month, before, locks }: Stale): Diagnostic {
  const what = {
    en: [...(before ? ['the month before it'] : []), ...(locks ? ['the locks before it'] : [])].join(' and '),
    zh: [...(before ? ['上一月'] : []), ...(locks ? ['此前的锁定'] : [])].join('与'),
  };
  return { code: 'W_BOOK_BUILT_ON', params: { asOf: isoDate(month.asOf), what } };
}
