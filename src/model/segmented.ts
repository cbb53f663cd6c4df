import type { BaseLock } from './base-lock.js';
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
  readonly segment: Uint8Array;
  /** 0: none (old, performing, or new since the last lock); k: first listed in laterLocks[k - 1]. */
  readonly layer: Uint8Array;
  readonly families: Families;
  /** Locked loans that relapsed so long after an upgrade that the policy counts them as new. */
  readonly becameNew: ReadonlySet<string>;
  /** New NPLs of borrowers that already had a locked loan (老户新增). */
  readonly newOfLockedBorrowers: Tally;
}

/** Loans that took each other's place, by key. A loan that no other replaced is its own family and is not listed. */
export interface Families {
  /** The family a key belongs to: the least key among its members. */
  readonly of: (key: string) => string;
  /** True for a family in which one loan took another's place. */
  readonly succeeded: (family: string) => boolean;
  readonly members: (family: string) => readonly string[];
}
