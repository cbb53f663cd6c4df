/** The cells of one field, by row of the batch. */
export interface BatchColumn {
  /** Cents, day number, days, choice or dictionary code; NaN where blank. Of other texts: 0 where there is one. */
  readonly values: Float64Array;
  /** Where the texts kept as bytes stand in the batch's bytes. */
  readonly from: Int32Array;
  readonly to: Int32Array;
}
