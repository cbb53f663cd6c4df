import type { DayNumber } from './civil-date.js';
import type { SuccessionKind } from './events.js';
import type { ClassCode } from './loan-class.js';

/** `newLoan` took the place of `oldLoan`. */
export interface Link {
  readonly oldLoan: string;
  readonly newLoan: string;
  readonly kind: SuccessionKind;
  /** True for a ledger's column, which says that it happened and not when: it stays there for as long as the loan does. */
  readonly undated: boolean;
}

/** A loan that was NPL once: the latest date it is known of, and its class then. */
export interface KnownNpl {
  readonly date: DayNumber;
  readonly class: ClassCode;
}

/** What one month hands on to the next of all months before it, so that these need not be read again. */
export interface CarriedLineage {
  /** The month that hands it on. */
  readonly asOf: DayNumber;
  /** Loans that were NPL at any date so far; `stands` until one of them is seen to perform. */
  readonly npl: ReadonlyMap<string, KnownNpl & { readonly stands: boolean }>;
  /** Every link known so far. */
  readonly links: readonly Link[];
  /** Loans of the month before that the month's ledger has as settled, written off or transferred: they did not vanish. */
  readonly offBook: readonly string[];
}
