import type { BaseLock } from './base-lock.js';
import type { DayNumber } from './civil-date.js';
import type { Tally } from './portfolio.js';

/** Where a loan stands against the base: not NPL, in the locked stock, or new and how it came about. */
export const SEGMENTS = ['performing', 'old', 'formed', 'originated', 'origin-unknown'] as const;
export type Segment = (typeof SEGMENTS)[number];
export type SegmentCode = number;

export const PERFORMING: SegmentCode = 0;
export const OLD: SegmentCode = 1;
export const FORMED: SegmentCode = 2;
export const ORIGINATED: SegmentCode = 3;
/** New, on a loan whose issue date is not stated. */
export const ORIGIN_UNKNOWN: SegmentCode = 4;

/** The loans of a portfolio against one base lock and the later locks that cut the new ones into layers. */
export interface Segmented {
  readonly lock: BaseLock;
  /** Later locks, by date. A new NPL belongs to the first of them that lists it, or to none: it is this period's. */
  readonly laterLocks: readonly BaseLock[];
  /** By loan of the lock, which loan of the portfolio it is; -1 where it is not there any more. */
  readonly lockedAt: Int32Array;
  readonly segment: Uint8Array;
  /** 0: none (old, performing, or new since the last lock); k: first listed in laterLocks[k - 1]. */
  readonly layer: Uint8Array;
  readonly families: Families;
  /** Locked loans, and those that took their place, that relapsed so long after an upgrade that the policy counts them as new. */
  readonly becameNew: ReadonlyMap<string, FreshStart>;
  /** New NPLs of borrowers that already had a locked loan (老户新增). */
  readonly newOfLockedBorrowers: Tally;
}

/** A locked loan that counts as new from a day on, and under whose name: its own, or that of the loan it replaced. */
export interface FreshStart {
  readonly from: DayNumber;
  readonly root: string;
}

/** Who took whose place, by key. */
export interface Families {
  /** False where no loan took another's place: then no loan need be asked about by its key. */
  readonly areAny: boolean;
  /** True for a loan that took another's place, or whose place another took. */
  readonly isLinked: (key: string) => boolean;
  /** Follows a stock of loans from a date: which others carry them on. */
  readonly linesFrom: (opened: Iterable<string>) => StockLines;
  /** The loans that `key` took the place of directly. */
  readonly parentsOf: (key: string) => readonly string[];
  /** Every loan that took the place of `key`, at any remove; nearest first. */
  readonly descendantsOf: (key: string) => readonly string[];
  /** True where a loan took another's place by renewal or merger, so that it may hold new money beside what it replaced. */
  readonly mayHoldNewMoney: (key: string) => boolean;
}

/**
 * Loans that stand for each other are one line. Old lines hold the stock followed and what took its place since; a loan
 * that a followed loan replaced long before is not part of its line.
 */
export interface StockLines {
  /** True for a loan of the stock, and for one that took its place at any remove. */
  readonly isOld: (key: string) => boolean;
  /** The line of a loan, by its least key: for an old line the least key of the stock in it. */
  readonly of: (key: string) => string;
  readonly members: (line: string) => readonly string[];
  /** The old line that a line of new loans was merged into; undefined where it was not. */
  readonly absorbedBy: (line: string) => string | undefined;
}
