/** Loops over the values of a batch, for what is known of whole columns. NaN, a blank cell, is outside of nothing and adds nothing. */
export interface ColumnLoops {
  /** Sets `marks` for the rows whose value is below `least` or above `most`. */
  readonly markOutside: (values: Float64Array, rows: number, least: number, most: number, marks: Uint8Array) => void;
  /** Row by row, whether it is marked in `some` or in `more`. */
  readonly mergeMarks: (some: Uint8Array, more: Uint8Array, rows: number, marks: Uint8Array) => void;
  /** Writes `count` numbers from `first` on. */
  readonly countFrom: (first: number, count: number, numbers: Int32Array | Uint32Array, at: number) => void;
  /** The sum of whole numbers from row `from` up to `to`; NaN where it, or one on the way, is not exact. None is infinite. */
  readonly sum: (values: Float64Array, from: number, to: number) => number;
}

export const PLAIN_LOOPS: ColumnLoops = {
  markOutside: (values, rows, least, most, marks) => {
    for (let row = 0; row < rows; row++) {
      const value = values[row] as number;
      if (value < least || value > most) marks[row] = 1;
    }
  },
  mergeMarks: (some, more, rows, marks) => {
    for (let row = 0; row < rows; row++) marks[row] = (some[row] as number) | (more[row] as number);
  },
  countFrom: (first, count, numbers, at) => {
    for (let i = 0; i < count; i++) numbers[at + i] = first + i;
  },
  sum: (values, from, to) => {
    let sum = 0;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      if (Number.isNaN(value)) continue;
      sum += value;
      if (sum > Number.MAX_SAFE_INTEGER || sum < Number.MIN_SAFE_INTEGER) return Number.NaN;
    }
    return sum;
  },
};
