import { NOT_PLAIN } from './bytes';

/** As markOutside of column-loops.ts. The arrays have room for an even number of rows. */
export function markOutside(values: usize, rows: i32, least: f64, most: f64, marks: usize): void {
  const low = f64x2.splat(least);
  const high = f64x2.splat(most);
  for (let row = 0; row < rows; row += 2, values += 16, marks += 2) {
    const pair = v128.load(values);
    const outside = i64x2.bitmask(v128.or(f64x2.lt(pair, low), f64x2.gt(pair, high)));
    if (outside === 0) continue;
    if (outside & 1) store<u8>(marks, 1);
    if (outside & 2) store<u8>(marks, 1, 1);
  }
}

const MOST_EXACT: f64 = 9007199254740991;

/** As sum of column-loops.ts. */
export function sum(values: usize, from: i32, to: i32): f64 {
  let total: f64 = 0;
  const end = values + ((to as usize) << 3);
  for (let at = values + ((from as usize) << 3); at < end; at += 8) {
    const value = load<f64>(at);
    // NaN is not above anything.
    if (!(value >= NOT_PLAIN)) continue;
    total += value;
    if (total > MOST_EXACT || total < -MOST_EXACT) return NaN;
  }
  return total;
}
