import { NOT_PLAIN, UNKNOWN } from './bytes';

// A table of spellings: SLOTS slots of a text of up to MOST_SPELLING bytes as two vectors, its value and its length.
const SLOTS: usize = 2048;
const MOST_SPELLED: i32 = 1024;
const SLOT_BYTES: usize = 48;
const MOST_SPELLING: i32 = 32;
const VALUE: usize = 32;
const LENGTH: usize = 40;
/** Behind the slots: how many are taken. */
const COUNT: usize = 98304;

const SECOND: usize = 16;

/**
 * The first vector of a spelling: its first and last eight bytes, which of up to sixteen are all. The buffer goes on behind
 * every cell.
 */
function firstOf(at: usize, length: i32): v128 {
  const word = load<u64>(at);
  if (length < 8) return i64x2.replace_lane(i64x2.splat(0), 0, word & (((1 as u64) << ((length << 3) as u64)) - 1));
  return v128.load64_lane(at + length - 8, v128.load64_zero(at), 1);
}

/** The second: what a spelling of more than sixteen bytes holds within. */
function secondOf(at: usize, length: i32): v128 {
  if (length <= 16) return i64x2.splat(0);
  return v128.load64_lane(at + length - 16, v128.load64_zero(at + 8), 1);
}

/** Odd and of no pattern: the golden ratio. */
const MIXER: u64 = ((0x9e3779b9 as u64) << 32) | 0x7f4a7c15;

/** The slot that holds a spelling, or the empty one where it belongs. */
function findSlot(table: usize, length: i32, first: v128, second: v128): usize {
  const hash = (i64x2.extract_lane(first, 0) ^ rotl(i64x2.extract_lane(first, 1) + length, 29)) * MIXER;
  let slot = table + (((hash >>> 40) as usize) & (SLOTS - 1)) * SLOT_BYTES;
  const behind = table + SLOTS * SLOT_BYTES;
  while (load<i32>(slot, LENGTH) !== 0 && !holds(slot, length, first, second)) {
    slot += SLOT_BYTES;
    if (slot === behind) slot = table;
  }
  return slot;
}

function holds(slot: usize, length: i32, first: v128, second: v128): bool {
  const same = v128.and(i64x2.eq(v128.load(slot), first), i64x2.eq(v128.load(slot, SECOND), second));
  return load<i32>(slot, LENGTH) === length && i64x2.all_true(same);
}

/** Looks every cell up in a table; UNKNOWN where it is not in it. Gives how many are not, or are blank and must not be. */
export function readSpellings(
  bytes: usize,
  starts: usize,
  ends: usize,
  step: usize,
  rows: i32,
  values: usize,
  table: usize,
  blank: f64,
): i32 {
  let unknown = 0;
  for (let row = 0; row < rows; row++) {
    const start: usize = load<u32>(starts);
    const length = (load<u32>(ends) - (start as u32)) as i32;
    let value = blank;
    if (length > 0) {
      value = UNKNOWN;
      if (length <= MOST_SPELLING) {
        const slot = findSlot(table, length, firstOf(bytes + start, length), secondOf(bytes + start, length));
        if (load<i32>(slot, LENGTH) !== 0) value = load<f64>(slot, VALUE);
      }
      if (value === UNKNOWN) unknown++;
    } else if (blank === NOT_PLAIN) unknown++;
    store<f64>(values, value);
    starts += step;
    ends += step;
    values += 8;
  }
  return unknown;
}

/** Puts a spelling into a table, where it has room and is short enough. */
export function learnSpelling(table: usize, at: usize, length: i32, value: f64): void {
  const count = load<i32>(table + COUNT);
  if (length > MOST_SPELLING || count >= MOST_SPELLED) return;
  const first = firstOf(at, length);
  const second = secondOf(at, length);
  const slot = findSlot(table, length, first, second);
  if (load<i32>(slot, LENGTH) !== 0) return;
  v128.store(slot, first);
  v128.store(slot, second, SECOND);
  store<f64>(slot, value, VALUE);
  store<i32>(slot, length, LENGTH);
  store<i32>(table + COUNT, count + 1);
}
