import { byteAt, CR, DELETE, LF, QUOTE, TAB } from './bytes';

/** Entries behind the last that a block may write: as many as a block has bytes. */
const BLOCK: i32 = 64;

/** Of the block in hand, bit i for byte i: delimiters, and what stops a plain row (quotes, line ends, control characters; a tab is text). */
let delimiterBits: u64 = 0;
let stopBits: u64 = 0;

function classify(at: usize, delimiter: v128): void {
  const first = v128.load(at);
  const second = v128.load(at, 16);
  const third = v128.load(at, 32);
  const fourth = v128.load(at, 48);
  delimiterBits =
    bits(i8x16.eq(first, delimiter)) |
    (bits(i8x16.eq(second, delimiter)) << 16) |
    (bits(i8x16.eq(third, delimiter)) << 32) |
    (bits(i8x16.eq(fourth, delimiter)) << 48);
  stopBits = bits(stopping(first)) | (bits(stopping(second)) << 16) | (bits(stopping(third)) << 32) | (bits(stopping(fourth)) << 48);
}

function stopping(bytes: v128): v128 {
  const control = v128.andnot(i8x16.lt_u(bytes, i8x16.splat(0x20)), i8x16.eq(bytes, i8x16.splat(TAB as i8)));
  const quotes = v128.or(i8x16.eq(bytes, i8x16.splat(QUOTE as i8)), i8x16.eq(bytes, i8x16.splat(DELETE as i8)));
  return v128.or(control, quotes);
}

function bits(lanes: v128): u64 {
  return i8x16.bitmask(lanes) as u64;
}

/** Writes the positions of set bits one behind another; what it writes beyond them is overwritten by the next. */
function writeEnds(ends: usize, set: u64, block: i32): usize {
  const behind = ends + ((popcnt(set) as usize) << 2);
  while (set !== 0) {
    store<i32>(ends, block + (ctz(set) as i32));
    set &= set - 1;
    store<i32>(ends, block + (ctz(set) as i32), 4);
    set &= set - 1;
    store<i32>(ends, block + (ctz(set) as i32), 8);
    set &= set - 1;
    store<i32>(ends, block + (ctz(set) as i32), 12);
    set &= set - 1;
    ends += 16;
  }
  return behind;
}

/** A plain row's fields begin behind the delimiters. In steps of four; what is written beyond the row is overwritten by the next. */
function writeStarts(starts: usize, ends: usize, width: i32, rowStart: i32): void {
  store<i32>(starts, rowStart);
  for (let i = 1; i < width; i += 4, starts += 16, ends += 16) {
    v128.store(starts, i32x4.add(v128.load(ends), i32x4.splat(1)), 4);
  }
}

/** Where scratch ends that lexRows has written; set by it. */
let scratch: usize = 0;
export function scratchEnd(): usize {
  return scratch;
}

export function setScratchEnd(end: usize): void {
  scratch = end;
}

/**
 * As lexRows of lexer.ts; gives the rows. The arrays of positions hold positions from `bytes` on, and have room for BLOCK more.
 * Blocks of 64 bytes: a row that ends in LF or CR LF, has nothing else in it that stops and as many delimiters as it should is
 * plain. Any other is lexed by itself, and blocks begin anew behind it.
 */
export function lexRows(
  bytes: usize,
  from: i32,
  to: i32,
  limit: i32,
  isLast: bool,
  scratchFrom: i32,
  capacity: i32,
  delimiter: u32,
  width: i32,
  most: i32,
  rowStarts: usize,
  starts: usize,
  ends: usize,
  odd: usize,
): i32 {
  scratch = scratchFrom;
  const delimiters = i8x16.splat(delimiter as i8);
  const rowBytes: usize = (width as usize) << 2;
  store<u8>(bytes + to, LF as u8);
  if (limit > to) limit = to;
  let row = 0;
  let rowStart = from;
  store<i32>(rowStarts, rowStart);
  while (row < most && rowStart < limit) {
    // Rows that are plain, from here on.
    let end = ends;
    let block = rowStart;
    let isPlain = true;
    while (isPlain) {
      classify(bytes + block, delimiters);
      let separators = delimiterBits;
      let stops = stopBits;
      if (block + BLOCK > to) {
        // The byte at `to` ends all.
        const known = ((2 as u64) << ((to - block) as u64)) - 1;
        separators &= known;
        stops &= known;
      }
      let behind = 0;
      while (stops !== 0) {
        const bit = ctz(stops);
        const below = separators & (((1 as u64) << bit) - 1);
        separators ^= below;
        end = writeEnds(end, below, block);
        const at = block + (bit as i32);
        const byte = byteAt(bytes + at);
        store<i32>(end, at);
        end += 4;
        const isCrLf = byte === CR && byteAt(bytes + at + 1) === LF;
        const next = isCrLf ? at + 2 : at + 1;
        if ((byte !== LF && !isCrLf) || next > to || end - ends !== rowBytes) {
          isPlain = false;
          break;
        }
        writeStarts(starts, ends, width, rowStart);
        store<u8>(odd + row, 0);
        row++;
        rowStart = next;
        store<i32>(rowStarts + ((row as usize) << 2), rowStart);
        starts += rowBytes;
        ends = end;
        if (row === most || rowStart >= limit) return row;
        stops &= stops - 1;
        if (isCrLf) {
          stops &= stops - 1;
          if (bit === 63) behind = 1;
        }
      }
      if (!isPlain) break;
      end = writeEnds(end, separators, block);
      if (end - ends > rowBytes) break;
      block += BLOCK + behind;
    }
    const next = lexRow(bytes, rowStart, to, isLast, delimiter, capacity, starts, ends, rowBytes);
    if (next < 0) break;
    store<u8>(odd + row, isOdd ? 1 : 0);
    row++;
    rowStart = next;
    store<i32>(rowStarts + ((row as usize) << 2), rowStart);
    starts += rowBytes;
    ends += rowBytes;
  }
  return row;
}

/** Of the row that lexRow has lexed. */
let isOdd = false;

/** One row by itself. Gives where the next begins, -1 where that is not known yet. */
function lexRow(
  bytes: usize,
  rowStart: i32,
  to: i32,
  isLast: bool,
  delimiter: u32,
  capacity: i32,
  starts: usize,
  ends: usize,
  rowBytes: usize,
): i32 {
  const end = lexFields(bytes, rowStart, to, delimiter, capacity, starts, ends, rowBytes);
  isOdd = end < 0;
  if (end >= 0) return lineEnd(bytes, end, to, isLast);
  for (let field: usize = 0; field < rowBytes; field += 4) {
    store<i32>(starts + field, rowStart);
    store<i32>(ends + field, rowStart);
  }
  return recordEnd(bytes, rowStart, to, isLast);
}

/** Where the last field of a row ends; -1 where the row is odd. */
function lexFields(bytes: usize, i: i32, to: i32, delimiter: u32, capacity: i32, starts: usize, ends: usize, rowBytes: usize): i32 {
  for (let at: usize = 0; at < rowBytes; at += 4) {
    if (byteAt(bytes + i) === QUOTE) {
      i = lexQuoted(bytes, i, to, delimiter, capacity, starts + at, ends + at);
      if (i < 0) return -1;
    } else {
      store<i32>(starts + at, i);
      while (isText(byteAt(bytes + i), delimiter)) i++;
      store<i32>(ends + at, i);
    }
    const byte = byteAt(bytes + i);
    if (byte === delimiter) i++;
    else return (byte === LF || byte === CR) && at + 4 === rowBytes ? i : -1;
  }
  return -1;
}

function isText(byte: u32, delimiter: u32): bool {
  return byte !== delimiter && (byte >= 0x20 || byte === TAB) && byte !== QUOTE && byte !== DELETE;
}

function lexQuoted(bytes: usize, open: i32, to: i32, delimiter: u32, capacity: i32, start: usize, end: usize): i32 {
  let doubled = false;
  let i = open + 1;
  for (;;) {
    const byte = byteAt(bytes + i);
    if (byte === QUOTE) {
      if (byteAt(bytes + i + 1) !== QUOTE || i + 1 >= to) break;
      doubled = true;
      i++;
    } else if ((byte < 0x20 && byte !== TAB) || byte === DELETE) return -1;
    i++;
  }
  const behind = byteAt(bytes + i + 1);
  if (behind !== delimiter && behind !== LF && behind !== CR) return -1;
  if (!doubled) {
    store<i32>(start, open + 1);
    store<i32>(end, i);
    return i + 1;
  }
  let at = scratch as i32;
  if (at + i - open - 1 > capacity) return -1;
  store<i32>(start, at);
  for (let from = open + 1; from < i; from++) {
    if (byteAt(bytes + from) === QUOTE) from++;
    store<u8>(bytes + at, load<u8>(bytes + from));
    at++;
  }
  store<i32>(end, at);
  scratch = at;
  return i + 1;
}

function lineEnd(bytes: usize, i: i32, to: i32, isLast: bool): i32 {
  if (i >= to) return isLast ? to : -1;
  if (byteAt(bytes + i) === LF) return i + 1;
  if (i + 1 >= to) return isLast ? to : -1;
  return byteAt(bytes + i + 1) === LF ? i + 2 : i + 1;
}

function recordEnd(bytes: usize, start: i32, to: i32, isLast: bool): i32 {
  let quoted = false;
  for (let i = start; i < to; i++) {
    const byte = byteAt(bytes + i);
    if (byte === QUOTE) quoted = !quoted;
    else if (!quoted && (byte === LF || byte === CR)) return lineEnd(bytes, i, to, isLast);
  }
  return isLast ? to : -1;
}
