import type { NotAssessed } from './portfolio.js';

/** An NPL that meets at least one rule of an eligibility table, and which: indexes into its rules, in their order. */
export interface EligibleLoan {
  readonly loan: number;
  readonly rules: readonly number[];
}

export interface Eligible {
  readonly loans: readonly EligibleLoan[];
  /** Rules that the ledger lacks columns for. */
  readonly notAssessed: readonly NotAssessed[];
}
