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

/** As mergeMarks of column-loops.ts, for arrays with room for steps of sixteen. */
export function mergeMarks(some: usize, more: usize, rows: i32, marks: usize): void {
  for (let row = 0; row < rows; row += 16, some += 16, more += 16, marks += 16) {
    v128.store(marks, v128.or(v128.load(some), v128.load(more)));
  }
}

/** As countFrom of column-loops.ts. */
export function countFrom(first: u32, count: i32, numbers: usize): void {
  for (let i = 0; i < count; i++, numbers += 4) store<u32>(numbers, first + i);
}

/** As mayBeNumbers of packing.ts. */
export function mayBeNumbers(bytes: usize, from: usize, to: usize, rows: usize, count: i32, digits: u32): bool {
  for (let i = 0; i < count; i++, rows += 4) {
    const row: usize = load<u32>(rows) << 2;
    const end: usize = load<u32>(to + row);
    const length = (end as u32) - load<u32>(from + row);
    if (length > digits || (length > 2 && load<u16>(bytes + end - 2) === POINT_ZERO)) return true;
  }
  return false;
}

/** ".0" */
const POINT_ZERO: u16 = 0x302e;
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
