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
  /** In key order. */
  readonly loans: readonly LockedLoan[];
  readonly supersedes?: Restatement;
  readonly hash: string;
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
