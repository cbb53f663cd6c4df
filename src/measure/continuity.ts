import type { BaseLock } from '../model/base-lock.js';
import type { DayNumber } from '../model/civil-date.js';
import type { LoanEvent } from '../model/events.js';
import { type ClassCode, isNpl, NORMAL } from '../model/loan-class.js';
import { lockedKeys } from '../model/lock-columns.js';
import type { Month } from '../model/portfolio.js';
import type { Families } from '../model/segmented.js';
import { findText, textAt } from '../model/text-index.js';
import { CHANNEL_OF, type Channel, EXITS } from './channels.js';

/** A month and the one before it, held against each other loan by loan. */
export interface TwoMonths {
  /** At least the loans that were ever NPL, are special-mention, or have events. */
  readonly before: Month;
  readonly month: Month;
  readonly families: Families;
  /** Of all dates. */
  readonly events: readonly LoanEvent[];
  readonly locks: readonly BaseLock[];
  /** Loans that stand on the later ledger as settled, written off or transferred. */
  readonly offBook: ReadonlySet<string>;
}

/** Loans that somebody watches and that are gone without a word, by what they were. Sorted. */
export interface Vanished {
  readonly npl: readonly string[];
  /** Performing loans of the locked stock. */
  readonly locked: readonly string[];
  readonly specialMention: readonly string[];
}

/** A loan that no ledger row, event, renewal or id map says anything of any more. */
export function vanishedLoans({ before, month, families, events, locks, offBook }: TwoMonths): Vanished {
  const { portfolio, classified } = before;
  const told = new Set(eventsBetween(events, before.portfolio.asOf, month.portfolio.asOf).map(({ loan }) => loan));
  const locked = new Set(locks.flatMap(lockedKeys));
  const found = { npl: [] as string[], locked: [] as string[], specialMention: [] as string[] };
  for (let i = 0; i < portfolio.count; i++) {
    const code = classified.used[i] as ClassCode;
    if (code === NORMAL && locked.size === 0) continue;
    const key = textAt(portfolio.keys, i);
    const list = isNpl(code) ? found.npl : locked.has(key) ? found.locked : code === NORMAL ? undefined : found.specialMention;
    if (
      list === undefined ||
      told.has(key) ||
      offBook.has(key) ||
      findText(month.portfolio.keys, key) >= 0 ||
      families.descendantsOf(key).length > 0
    )
      continue;
    list.push(key);
  }
  for (const list of Object.values(found)) list.sort();
  return found;
}

/** Loans that left the book by an exit, were not on the ledger before, and are on it now without a reversal since. Sorted. */
export function returnedLoans({ before, month, events }: TwoMonths): string[] {
  const from = before.portfolio.asOf;
  const left = new Set(events.filter(({ kind, date }) => date <= from && EXITS.has(CHANNEL_OF[kind] as Channel)).map(({ loan }) => loan));
  const since = eventsBetween(events, from, month.portfolio.asOf);
  const reversed = new Set(since.filter(({ kind }) => kind === 'reversal' || kind === 'increase').map(({ loan }) => loan));
  return [...left]
    .filter((key) => findText(month.portfolio.keys, key) >= 0 && findText(before.portfolio.keys, key) < 0 && !reversed.has(key))
    .sort();
}

/** Events after a day, up to another. */
export function eventsBetween(events: readonly LoanEvent[], from: DayNumber, to: DayNumber): LoanEvent[] {
  return events.filter(({ date }) => date > from && date <= to);
}
