import type { DayNumber } from './civil-date.js';
import type { ClassCode } from './loan-class.js';
import type { Cents } from './money.js';
import type { Basis, Portfolio, RowCounts, Tally } from './portfolio.js';

/** One non-performing loan as it was when the base was locked. */
export interface LockedLoan {
  readonly key: string;
  readonly borrower?: string;
  readonly branch?: string;
  readonly firstResponsible?: string;
  readonly officer?: string;
  readonly issueDate?: DayNumber;
  readonly balance: Cents;
  readonly declared?: ClassCode;
  readonly computed?: ClassCode;
  readonly class: ClassCode;
}

/** A claim written off by the lock date and not fully collected then (账销案存): left = principal - collected, above 0. */
export interface LockedClaim {
  readonly key: string;
  readonly borrower?: string;
  readonly branch?: string;
  readonly officer?: string;
  /** Of its earliest write-off. */
  readonly writtenOffOn: DayNumber;
  readonly principal: Cents;
  readonly collected: Cents;
  readonly left: Cents;
}

/** Sums over claims; `count` is of loans. */
export interface ClaimTotal {
  readonly count: number;
  readonly principal: Cents;
  readonly collected: Cents;
  readonly left: Cents;
}

/** The off-book section of a lock (表外锁定): what was written off and is still to be collected, and how much of it is meant to be. */
export interface OffBookBase {
  /** The registers that say so. */
  readonly registers: readonly { readonly register: string; readonly name: string; readonly sha256: string; readonly entries: number }[];
  readonly total: ClaimTotal;
  /** Principal to be collected on these claims; absent where none was set, which is no target of 0. */
  readonly target?: Cents;
  /** In key order, each loan once. */
  readonly claims: readonly LockedClaim[];
}

/** The frozen list of NPLs at a date (锁定基数). Never changed once made; `hash` is the SHA-256 of the file's bytes before it. */
export interface BaseLock {
  readonly lockDate: DayNumber;
  readonly basis: Basis;
  readonly keyParts: Portfolio['keyParts'];
  readonly currency: string;
  readonly policy: { readonly id: string; readonly hash: string };
  readonly sources: readonly { readonly name: string; readonly sha256: string; readonly bytes: number; readonly loans: number }[];
  readonly rows: RowCounts;
  readonly total: Tally;
  /** Absent where nothing off the book was given: not known, and not none. */
  readonly offBook?: OffBookBase;
  /** In key order. Of a lock that was read from its file, objects are made when they are first looked at. */
  readonly loans: readonly LockedLoan[];
  /** The same loans where the file was read into columns; ask lockColumns. */
  readonly columns?: LockColumns;
  readonly supersedes?: Restatement;
  /** Set where a run over a selection of rows (--where) has cut it: true where it is cut by every condition, so that nothing of it is left over. */
  readonly isCut?: boolean;
  readonly hash: string;
}

/** Texts in one memory, as UTF-8: text i stands from from[i] up to to[i]; an empty one is not stated. */
export interface TextRanges {
  readonly bytes: Buffer;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/** What every run asks of the loans of a lock, by loan, without an object for each. */
export interface LockColumns {
  readonly count: number;
  readonly keys: TextRanges;
  readonly borrowers: TextRanges;
  readonly balanceOf: (index: number) => Cents;
  /** The same as a number; exact where that is a safe integer. */
  readonly nearOf: (index: number) => number;
  readonly classOf: (index: number) => ClassCode;
}

/** Why a base was restated, and how the new one follows from the old: original + added - removed + changed = current. */
export interface Restatement {
  readonly hash: string;
  readonly lockDate: DayNumber;
  readonly reason: string;
  readonly original: Tally;
  readonly added: readonly { readonly key: string; readonly balance: Cents }[];
  readonly removed: readonly { readonly key: string; readonly balance: Cents }[];
  readonly changed: readonly { readonly key: string; readonly from: Cents; readonly to: Cents }[];
}
