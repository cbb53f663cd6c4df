/** What a list says of a loan beside its figures; as the ledger that shows it states them. */
export interface LoanFacts {
  readonly borrower?: string;
  readonly name?: string;
  readonly branch?: string;
  readonly officer?: string;
  /** Undefined where the ledger does not say. */
  readonly days?: number;
}

/** The same of any loan of a ledger, one at a time: what it does not state is undefined. */
export type FactsOf = { readonly [K in keyof LoanFacts]-?: (loan: number) => LoanFacts[K] | undefined };
