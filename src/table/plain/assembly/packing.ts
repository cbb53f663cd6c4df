import { NOT_PLAIN } from './bytes';

/** As packInts of packing.ts (NaN is not above anything): the values of some rows as whole numbers of 32 bits. */
export function packInts(values: usize, rows: usize, count: i32, out: usize, blank: i32): void {
  for (let i = 0; i < count; i++, rows += 4, out += 4) {
    const value = load<f64>(values + ((load<u32>(rows) as usize) << 3));
    store<i32>(out, value >= NOT_PLAIN ? (value as i64 as i32) : blank);
  }
}

/** As packBytes of packing.ts. */
export function packBytes(values: usize, rows: usize, count: i32, out: usize, blank: i32): void {
  for (let i = 0; i < count; i++, rows += 4, out++) {
    const value = load<f64>(values + ((load<u32>(rows) as usize) << 3));
    store<u8>(out, value >= NOT_PLAIN ? (value as i32) : blank);
  }
}

/** Whether the texts that were hashed last rise. */
let rise = true;

export function textsRise(): bool {
  return rise;
}

/**
 * As packTexts of packing.ts: the texts of some rows one behind another; a row whose value is not 0 has none. Where `hashes` is
 * not 0, their hashes too, and whether they rise. Gives how many bytes they take, -1 where they do not fit.
 */
export function packTexts(
  bytes: usize,
  from: usize,
  to: usize,
  values: usize,
  rows: usize,
  count: i32,
  out: usize,
  capacity: i32,
  ends: usize,
  begin: u32,
  hashes: usize,
): i32 {
  let length = 0;
  let before = 0;
  rise = hashes !== 0;
  for (let i = 0; i < count; i++) {
    const row: usize = load<u32>(rows + (i << 2));
    const at = length;
    if (load<f64>(values + (row << 3)) === 0) {
      const start = load<i32>(from + (row << 2));
      const size = load<i32>(to + (row << 2)) - start;
      // Copied in steps of 16, which may run beyond the text.
      if (length + size + 16 > capacity) return -1;
      for (let j = 0; j < size; j += 16) v128.store(out + length + j, v128.load(bytes + start + j));
      if (hashes !== 0) store<u32>(hashes + (i << 2), hashBytes(bytes + start, size));
      length += size;
    }
    if (rise && i > 0) rise = isBehind(out + at, length - at, out + before, at - before);
    before = at;
    store<u32>(ends + (i << 2), begin + length);
  }
  return length;
}

/** As isBehind of src/model/rising-texts.ts, eight bytes a step. */
function isBehind(text: usize, size: i32, before: usize, beforeSize: i32): bool {
  const both = min(size, beforeSize);
  let at = 0;
  for (; at + 8 <= both; at += 8) {
    const own = load<u64>(text + at);
    const other = load<u64>(before + at);
    // The first byte in memory is the lowest of the number.
    if (own !== other) return bswap(own) > bswap(other);
  }
  for (; at < both; at++) {
    const own = load<u8>(text + at);
    const other = load<u8>(before + at);
    if (own !== other) return own > other;
  }
  return size > beforeSize;
}

/** As hashBytes of src/model/text-index.ts. */
function hashBytes(at: usize, size: i32): u32 {
  let hash: u32 = 0;
  let left = size;
  for (; left >= 4; left -= 4, at += 4) {
    hash ^= scrambled(load<u32>(at));
    hash = rotl(hash, 13) * 5 + 0xe6546b64;
  }
  const rest = left === 0 ? 0 : load<u32>(at) & (((1 as u32) << ((left << 3) as u32)) - 1);
  hash ^= scrambled(rest) ^ (size as u32);
  hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
  hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
  return hash ^ (hash >> 16);
}

function scrambled(word: u32): u32 {
  return rotl(word * 0xcc9e2d51, 15) * 0x1b873593;
}
