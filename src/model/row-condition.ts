/** What a row of the ledger had to say to be read (--where). */
export interface RowCondition {
  /** As it was named. */
  readonly column: string;
  /** The field that the column is; absent where its name alone does not say. */
  readonly field?: string;
  readonly value: string;
}
