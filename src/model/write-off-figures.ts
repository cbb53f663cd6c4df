import type { Cents } from './money.js';

/** Write-offs of a period: loans, principal and interest; the loss part of sales is in it and shown apart. */
export interface WriteOffSum {
  readonly count: number;
  readonly principal: Cents;
  readonly interest: Cents;
  readonly transferLoss: { readonly count: number; readonly principal: Cents };
}

export interface Recovered {
  readonly principal: Cents;
  /** On-book and off-book interest, and whatever else was collected beyond principal. */
  readonly interest: Cents;
}

export interface WriteOffFigures {
  readonly month: WriteOffSum;
  readonly yearToDate: WriteOffSum;
  readonly sinceLock?: WriteOffSum;
  /** Collected in the year on loans written off at any time; never touches the NPL balance. */
  readonly recovered: Recovered;
  readonly recoveredMonth: Recovered;
}
