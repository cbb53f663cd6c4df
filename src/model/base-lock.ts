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
  /** In key order. Of a lock that was read from its file, objects are made when they are first looked at. */
  readonly loans: readonly LockedLoan[];
  /** The same loans where the file was read into columns; ask lockColumns. */
  readonly columns?: LockColumns;
  readonly supersedes?: Restatement;
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
