/** What a list says of a loan beside its figures; as the ledger that shows it states them. */
export interface LoanFacts {
  readonly borrower?: string;
  readonly name?: string;
  readonly branch?: string;
  readonly officer?: string;
  /** Undefined where the ledger does not say. */
  readonly days?: number;
}
