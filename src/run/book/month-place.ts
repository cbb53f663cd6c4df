import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { UserError } from '../../diagnostics/diagnostic.js';
import { listed } from '../../diagnostics/wording.js';
import { civilDate, type DayNumber, isoDate, previousMonthEnd } from '../../model/civil-date.js';
import type { Portfolio } from '../../model/portfolio.js';
import { type Book, monthAt, monthOf, type StoredMonth, storedBefore, storedMonth } from './open-book.js';
import type { ClosedBy } from './rule-stretches.js';
import type { SelectedBy } from './selections.js';

/** Where a month stands among the closed ones. */
export interface Place {
  /** The month that it follows on from: of one that is closed and not to be restated, the version that it was built on. */
  readonly before?: StoredMonth;
  /** Itself, where it is closed. */
  readonly closed?: StoredMonth;
  /** Whether the month before is still what the closed one was built on. */
  readonly isCurrent: boolean;
  /** What the closed one restated, and why. */
  readonly restated?: { readonly was: StoredMonth; readonly reason: string };
  /** How many versions there are. */
  readonly versions: number;
  /** Months of later dates; of a closed one that is not to be restated, those that were there before it. */
  readonly later: readonly DayNumber[];
}

/** Errors: E_BOOK_DATE, E_BOOK_OTHER for another currency, E_KEY_PARTS. */
export function placeOf(book: Book, { asOf, currency, keyParts, sources }: Portfolio, supersede: boolean): Place {
  if (civilDate(asOf + 1).day !== 1) {
    const day = isoDate(asOf);
    throw new UserError({ code: 'E_BOOK_DATE', params: { reason: { en: `${day} is not the end of a month`, zh: `${day} 不是月末` } } });
  }
  const name = sources[0]?.name ?? '';
  if (currency !== book.config.currency) {
    const reason = {
      en: `its currency is ${currency}, the book's ${book.config.currency}`,
      zh: `币种为 ${currency}，台账簿为 ${book.config.currency}`,
    };
    throw new UserError({ code: 'E_BOOK_OTHER', file: name, params: { reason } });
  }
  const { months } = book.state;
  const version = months.find((month) => month.asOf === asOf);
  const closed = version === undefined ? undefined : storedMonth(book, version.file);
  const versionBefore = months.filter((month) => month.asOf < asOf).at(-1);
  const inForce = versionBefore === undefined ? undefined : storedMonth(book, versionBefore.file);
  const before = closed === undefined || supersede ? inForce : storedBefore(book, closed);
  const after = months.filter((month) => month.asOf > asOf);
  // Keys are made the same way in all months, whichever was closed first.
  const neighbour = inForce ?? closed ?? (after[0] === undefined ? undefined : storedMonth(book, after[0].file));
  if (neighbour !== undefined && neighbour.manifest.keyParts !== keyParts) {
    const params = { left: name, leftParts: keyParts, right: neighbour.folder, rightParts: neighbour.manifest.keyParts };
    throw new UserError({ code: 'E_KEY_PARTS', file: name, params });
  }
  const own = version?.entry;
  const later = closed === undefined || supersede ? after : after.filter(({ entry }) => own !== undefined && entry.seq < own.seq);
  return {
    ...(before === undefined ? {} : { before }),
    ...(closed === undefined ? {} : { closed }),
    isCurrent: closed?.manifest.builtOn?.sha256 === inForce?.sha256,
    ...(own?.supersedes === undefined ? {} : { restated: { was: monthOf(book, own.supersedes), reason: own.reason ?? '' } }),
    versions: version?.version ?? 0,
    later: later.map((month) => month.asOf),
  };
}

/** What is to be known of a month that does not follow on from the one before it, or is closed before later ones. */
export function placeWarnings({ before, later }: Place, asOf: DayNumber, isRestated: boolean): Diagnostic[] {
  const months = listed(later.map(isoDate));
  return [
    ...(before === undefined || before.asOf === previousMonthEnd(asOf)
      ? []
      : [{ code: 'W_BOOK_GAP' as const, params: { asOf: isoDate(asOf), before: isoDate(before.asOf) } }]),
    ...(later.length === 0
      ? []
      : [{ code: isRestated ? ('W_BOOK_LATER' as const) : ('W_BOOK_BEFORE' as const), params: { asOf: isoDate(asOf), months } }]),
  ];
}

/** The months in force of earlier dates, by date. */
export function monthsBefore(book: Book, asOf: DayNumber): StoredMonth[] {
  return book.state.months.filter((month) => month.asOf < asOf).map(({ file }) => storedMonth(book, file));
}

/** A month that is to be closed, between the one before it and the one after it. */
export function neighbours(book: Book, { before, later: [next] }: Place, month: ClosedBy & SelectedBy): (ClosedBy & SelectedBy)[] {
  const after = next === undefined ? undefined : monthAt(book, next);
  return [before, month, after].filter((one) => one !== undefined);
}
