import { UNKNOWN } from './bytes';

// A table of spellings: SLOTS slots of the text (up to MOST_SPELLING bytes, zeros behind it), its value and its length.
const SLOTS: u32 = 512;
const MOST_SPELLED: i32 = 256;
const SLOT_BYTES: usize = 48;
const MOST_SPELLING: i32 = 32;
const VALUE: usize = 32;
const LENGTH: usize = 40;
/** Behind the slots: how many are taken. */
const COUNT: usize = 24576;

let w0: u64 = 0;
let w1: u64 = 0;
let w2: u64 = 0;
let w3: u64 = 0;

/** Loads up to 32 bytes as four words, zeros behind the end. The buffer goes on behind every cell. */
function loadWords(at: usize, length: i32): void {
  w0 = wordOf(at, length);
  w1 = length > 8 ? wordOf(at + 8, length - 8) : 0;
  w2 = length > 16 ? wordOf(at + 16, length - 16) : 0;
  w3 = length > 24 ? wordOf(at + 24, length - 24) : 0;
}

function wordOf(at: usize, length: i32): u64 {
  const word = load<u64>(at);
  return length >= 8 ? word : word & (((1 as u64) << ((length << 3) as u64)) - 1);
}

function slotOf(length: i32): u32 {
  let hash = (w0 ^ rotl(w1, 19) ^ rotl(w2, 37) ^ rotl(w3, 53) ^ (length as u64)) * 0x9e3779b97f4a7;
  hash ^= hash >> 29;
  return (((hash * 0xbf58476d1ce4f) >> 40) as u32) & (SLOTS - 1);
}

/** The slot that holds the words in hand, or the empty one where they belong. */
function findSlot(table: usize, length: i32): usize {
  let index = slotOf(length);
  let slot = table + (index as usize) * SLOT_BYTES;
  while (load<i32>(slot, LENGTH) !== 0 && !holdsWords(slot, length)) {
    index = (index + 1) & (SLOTS - 1);
    slot = table + (index as usize) * SLOT_BYTES;
  }
  return slot;
}

function holdsWords(slot: usize, length: i32): bool {
  return (
    load<i32>(slot, LENGTH) === length &&
    load<u64>(slot) === w0 &&
    load<u64>(slot, 8) === w1 &&
    load<u64>(slot, 16) === w2 &&
    load<u64>(slot, 24) === w3
  );
}

/** Looks every cell up in a table; UNKNOWN where it is not in it. Gives how many are not. */
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
        loadWords(bytes + start, length);
        const slot = findSlot(table, length);
        if (load<i32>(slot, LENGTH) !== 0) value = load<f64>(slot, VALUE);
      }
      if (value === UNKNOWN) unknown++;
    }
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
  loadWords(at, length);
  const slot = findSlot(table, length);
  if (load<i32>(slot, LENGTH) !== 0) return;
  store<u64>(slot, w0);
  store<u64>(slot, w1, 8);
  store<u64>(slot, w2, 16);
  store<u64>(slot, w3, 24);
  store<f64>(slot, value, VALUE);
  store<i32>(slot, length, LENGTH);
  store<i32>(table + COUNT, count + 1);
}
