import type { DayNumber } from './civil-date.js';
import type { ClassCode } from './loan-class.js';
import type { Cents } from './money.js';

/** What can happen to a non-performing loan. Only principal moves balances. */
export const EVENT_KINDS = [
  'formation',
  'increase',
  'reversal',
  'relapse',
  'cash',
  'upgrade',
  'write-off',
  'transfer',
  'foreclosure',
  'debt-to-equity',
  'securitisation',
  'other-exit',
  'renewal',
  'recovery-after-write-off',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Where a row of a register stands, for messages and for tracing a figure back. */
export interface RegisterPlace {
  readonly file: string;
  readonly line: number;
}

/** One row of an events register. Amounts are cents and not negative; 0 where the cell is blank. */
export interface LoanEvent extends RegisterPlace {
  readonly date: DayNumber;
  readonly loan: string;
  readonly kind: EventKind;
  readonly principal: Cents;
  readonly interestOnBook: Cents;
  readonly interestOffBook: Cents;
  /** What a buyer paid, for a transfer: a memo, the balance falls by the principal. */
  readonly price?: Cents;
  /** The loan that takes the place of `loan`, for a renewal. */
  readonly newLoan?: string;
  readonly reason?: string;
  /** Costs that were collected with it (费用): in no balance. */
  readonly fees?: Cents;
  /** Of a reversing entry: the day of the entry of this loan and kind that it takes back. */
  readonly reverses?: DayNumber;
}

/** One row of a write-off register. */
export interface WriteOff extends RegisterPlace {
  readonly date: DayNumber;
  readonly loan: string;
  readonly principal: Cents;
  readonly interest: Cents;
  /** 'write-off', or 'transfer' where the row is the loss part of a sale, whose principal leaves by the transfer event. */
  readonly channel: 'write-off' | 'transfer';
  readonly ground?: string;
  readonly approver?: string;
  /** Of a reversing entry: the day of the write-off of this loan that it takes back. */
  readonly reverses?: DayNumber;
}

/**
 * An entry that a reversing entry took back. It is in no list of entries any more: every figure is as if it had never been
 * booked, but for the time between, when ledgers showed what it had done.
 */
export interface Reversal<T> {
  readonly entry: T;
  readonly on: DayNumber;
}

/** One row of a recoveries register: money that came in on an NPL, or on a loan written off before. */
export interface Recovery extends RegisterPlace {
  readonly date: DayNumber;
  readonly loan: string;
  readonly principal: Cents;
  readonly interestOnBook: Cents;
  readonly interestOffBook: Cents;
  readonly fees: Cents;
  /** Absent where the row does not say: then the write-offs and the ledger do. */
  readonly claim?: 'on-book' | 'written-off';
  readonly means?: string;
  readonly reverses?: DayNumber;
}

/** What a disposal can be. The last leaves the loan on the book: the bank still bears its risk (委托、代理处置、收益权转让). */
export const DISPOSAL_KINDS = ['transfer', 'foreclosure', 'debt-to-equity', 'securitisation', 'entrusted'] as const;
export type DisposalKind = (typeof DISPOSAL_KINDS)[number];

/** One row of a disposals register. Principal is price and loss together, for a transfer. */
export interface Disposal extends RegisterPlace {
  readonly date: DayNumber;
  readonly loan: string;
  readonly kind: DisposalKind;
  readonly principal: Cents;
  /** What the buyer paid; of a foreclosure the value that the asset is booked at. */
  readonly price?: Cents;
  readonly counterparty?: string;
  readonly reverses?: DayNumber;
}

/** One row of a register of write-off evidence (核销证据). */
export interface Evidence extends RegisterPlace {
  readonly loan: string;
  /** As written: what it shows is matched with the names that the eligibility table uses. */
  readonly name: string;
  readonly date?: DayNumber;
  readonly reference?: string;
}

/** A class set by a person against the rules: it needs a name and a reason, and it ends. */
export interface Override extends RegisterPlace {
  readonly loan: string;
  readonly class: ClassCode;
  readonly author: string;
  readonly reason: string;
  readonly date: DayNumber;
  readonly expires: DayNumber;
}

export const SUCCESSION_KINDS = ['renewal', 'migration', 'split', 'merger', 'transfer-of-debt'] as const;
export type SuccessionKind = (typeof SUCCESSION_KINDS)[number];

/** One row of an id map: `newLoan` takes the place of `oldLoan`, with this share of its balance (a decimal, "1" by default). */
export interface Succession extends RegisterPlace {
  readonly oldLoan: string;
  readonly newLoan: string;
  readonly share: string;
  readonly kind: SuccessionKind;
}

/** An event that says something which its loan does not show: by loan and place. */
export type OpenEvent = Pick<LoanEvent, 'loan' | 'file' | 'line'>;
