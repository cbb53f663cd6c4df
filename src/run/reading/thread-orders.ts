import type { LedgerPlan } from '../../ledger/plan-ledgers.js';
import type { Dictionaries } from '../../ledger/portfolio-draft.js';
import type { RangePlan, RangeRows } from '../../ledger/ranges.js';
import type { IndexedKeys } from '../../ledger/settle-keys.js';
import type { TextRanges } from '../../model/base-lock.js';
import type { Source } from '../../table/source.js';

/** Ranges to be read. Descriptors are the process's, so every thread reads through the same. */
export interface ThreadTask {
  readonly plan: LedgerPlan;
  readonly ranges: RangePlan;
  /** The next range that nobody has taken. */
  readonly next: Int32Array;
  /** Bytes read by all threads. */
  readonly bytes: BigInt64Array;
}

/** What a thread has read: by index of the range. Undefined where it met anything that one thread alone can judge. */
export interface ThreadResult {
  readonly read: readonly (readonly [number, RangeRows])[] | undefined;
  readonly dictionaries: Dictionaries;
}

/** The SHA-256 of a file, wanted in memory where another thread may wait for it without a turn. */
export interface HashOrder {
  readonly kind: 'hash';
  readonly number: number;
  /** The file without its functions, which do not travel. */
  readonly file: Pick<Source, 'fd' | 'name' | 'shownAs' | 'bytes'>;
  readonly into: SharedArrayBuffer;
}

/**
 * What a thread is asked to do. `index`: the keys of what it has read last, `count` loans; `find`: texts among them, which it has indexed
 * unless they rise. `end`: nothing more will be asked.
 */
export type ThreadOrder =
  | { readonly kind: 'read'; readonly task: ThreadTask }
  | { readonly kind: 'index'; readonly count: number }
  | { readonly kind: 'find'; readonly texts: TextRanges; readonly count: number }
  | HashOrder
  | { readonly kind: 'end' };

/** What it says when it has done so. */
export type ThreadAnswer =
  | { readonly kind: 'read'; readonly result: ThreadResult }
  | { readonly kind: 'index'; readonly indexed: IndexedKeys }
  | { readonly kind: 'find'; readonly codes: Int32Array }
  | { readonly kind: 'hash'; readonly number: number }
  | { readonly kind: 'failed'; readonly error: unknown };
