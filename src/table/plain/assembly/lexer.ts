import { byteAt, CR, DELETE, LF, QUOTE, TAB } from './bytes';

/** Bit i is set where byte i of the next 16 is a delimiter, a quote or a control character; a tab is text. */
function specials(at: usize, delimiter: v128): u32 {
  const bytes = v128.load(at);
  const control = v128.andnot(i8x16.lt_u(bytes, i8x16.splat(0x20)), i8x16.eq(bytes, i8x16.splat(TAB as i8)));
  const quotes = v128.or(i8x16.eq(bytes, i8x16.splat(QUOTE as i8)), i8x16.eq(bytes, i8x16.splat(DELETE as i8)));
  return i8x16.bitmask(v128.or(v128.or(control, quotes), i8x16.eq(bytes, delimiter)));
}

/** Where scratch ends that lexRows has written; set by it. */
let scratch: usize = 0;
export function scratchEnd(): usize {
  return scratch;
}

/** As lexRows of lexer.ts; gives the rows. The arrays of positions hold positions from `bytes` on. */
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
  store<u8>(bytes + to, LF as u8);
  let row = 0;
  let i = from;
  store<i32>(rowStarts, i);
  let block = i;
  let mask = specials(bytes + block, delimiters);
  while (row < most && i < limit && i < to) {
    const rowStart = i;
    let at: usize = (row * width) << 2;
    const behind: usize = at + (width << 2);
    let isOdd = false;
    for (;;) {
      if (at === behind) {
        isOdd = true;
        break;
      }
      let end: i32;
      if (byteAt(bytes + i) === QUOTE) {
        end = lexQuoted(bytes, i, to, delimiter, capacity, starts + at, ends + at);
        if (end < 0) {
          isOdd = true;
          break;
        }
        block = end;
        mask = specials(bytes + block, delimiters);
        mask &= mask - 1;
      } else {
        while (mask === 0) {
          block += 16;
          mask = specials(bytes + block, delimiters);
        }
        end = block + ctz(mask);
        mask &= mask - 1;
        store<i32>(starts + at, i);
        store<i32>(ends + at, end);
      }
      at += 4;
      i = end;
      const byte = byteAt(bytes + i);
      if (byte === delimiter) {
        i++;
        continue;
      }
      isOdd = (byte !== LF && byte !== CR) || at !== behind;
      break;
    }
    const next = isOdd ? recordEnd(bytes, rowStart, to, isLast) : lineEnd(bytes, i, to, isLast);
    if (next < 0) break;
    store<u8>(odd + row, isOdd ? 1 : 0);
    if (isOdd || next !== i + 1) {
      block = next;
      mask = specials(bytes + block, delimiters);
    }
    if (isOdd) {
      const first: usize = (row * width) << 2;
      for (let field: usize = first; field < behind; field += 4) {
        store<i32>(starts + field, rowStart);
        store<i32>(ends + field, rowStart);
      }
    }
    i = next;
    row++;
    store<i32>(rowStarts + (row << 2), i);
  }
  return row;
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
