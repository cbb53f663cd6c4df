import { byteAt, isDigit, NOT_PLAIN, UNKNOWN } from './bytes';

/** What a column of texts holds; 1 is an id that is shown. */
const TEXT = 0;
const KEY = 2;

/**
 * As plainTextKernel of kernels.ts, of plain texts that are kept as bytes or only checked; the others are UNKNOWN. Gives how many these are
 * together with blank ones that must not be.
 */
export function readTexts(
  bytes: usize,
  starts: usize,
  ends: usize,
  step: usize,
  rows: i32,
  values: usize,
  from: usize,
  to: usize,
  kind: i32,
  blank: f64,
): i32 {
  let others = 0;
  for (let row = 0; row < rows; row++) {
    const start: usize = load<u32>(starts);
    const end: usize = load<u32>(ends);
    let value = blank;
    if (isPlain(bytes + start, bytes + end, kind)) {
      value = 0;
      if (from !== 0) {
        store<u32>(from + (row << 2), start as u32);
        store<u32>(to + (row << 2), end as u32);
      }
    } else if (start !== end) {
      value = UNKNOWN;
      others++;
    } else if (blank === NOT_PLAIN) others++;
    store<f64>(values, value);
    starts += step;
    ends += step;
    values += 8;
  }
  return others;
}

function isPlain(start: usize, end: usize, kind: i32): bool {
  if (start === end) return false;
  const first = byteAt(start);
  const last = byteAt(end - 1);
  if (kind !== TEXT && !isPlainId(first, last)) return false;
  if (kind === KEY) return isVisibleKey(start, end, first);
  if (!isVisible(first) && !isIdeograph(first)) return false;
  return isVisible(last) || (end - start >= 3 && isIdeograph(byteAt(end - 3)));
}

export function isPlainId(first: u32, last: u32): bool {
  if (first - 0x31 <= 8) return true;
  const letter = first | 0x20;
  if (letter - 0x61 <= 25 && first < 0x7f) return letter !== 0x6e;
  return first === 0x30 && last - 0x31 <= 8;
}

export function isVisible(byte: u32): bool {
  return byte > 0x20 && byte < 0x7f && byte !== 0x3d && byte !== 0x27 && byte !== 0x60;
}

function isIdeograph(byte: u32): bool {
  return byte - 0xe4 <= 5;
}

function isVisibleKey(start: usize, end: usize, first: u32): bool {
  let es = 0;
  for (; start < end; start += 16) {
    const bytes = v128.load(start);
    const letters = v128.or(bytes, i8x16.splat(0x20));
    // Of bytes as signed numbers those above 0x7f are small.
    const unseen = v128.or(i8x16.lt_s(bytes, i8x16.splat(0x21)), i8x16.eq(bytes, i8x16.splat(0x7f)));
    const known = end - start >= 16 ? 0xffff : (1 << ((end - start) as i32)) - 1;
    if (i8x16.bitmask(v128.or(unseen, i8x16.eq(letters, i8x16.splat(0x74)))) & known) return false;
    es |= i8x16.bitmask(i8x16.eq(letters, i8x16.splat(0x65))) & known;
  }
  return es === 0 || !isDigit(first);
}
