// AssemblyScript: compiled to lane.wasm by `npm run build`, and by nothing else. Each function does what the TypeScript function
// of the same name does, over the same bytes in the same memory: lexer.ts and byte-values.ts say what and why, and
// test/table/plain/wasm-lane.test.ts holds the two against each other. Pointers and lengths are bytes; no memory is allocated.

const LF: u32 = 0x0a;
const CR: u32 = 0x0d;
const TAB: u32 = 0x09;
const QUOTE: u32 = 0x22;
const DELETE: u32 = 0x7f;

/** The value that says that a cell has to be read as text. */
const NOT_PLAIN: f64 = -Infinity;
/** The value that says that a spelling is not in the table. */
const UNKNOWN: f64 = Infinity;

function byteAt(at: usize): u32 {
  return load<u8>(at);
}

function isDigit(byte: u32): bool {
  return byte - 0x30 <= 9;
}

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

/** As amountKernel of kernels.ts, of the column whose first cell is at `starts` and `ends`; `step` bytes lead to the next. */
export function readCents(
  bytes: usize,
  starts: usize,
  ends: usize,
  step: usize,
  rows: i32,
  values: usize,
  slow: usize,
  decimals: i32,
  blank: f64,
): void {
  for (let row = 0; row < rows; row++) {
    const start: usize = load<u32>(starts);
    const end: usize = load<u32>(ends);
    const value = start === end ? blank : bytesToCents(bytes + start, bytes + end, decimals);
    store<f64>(values, value);
    if (value === NOT_PLAIN) store<u8>(slow + row, 1);
    starts += step;
    ends += step;
    values += 8;
  }
}

function bytesToCents(start: usize, end: usize, decimals: i32): f64 {
  let value: i64 = 0;
  let group = -1;
  let digits = 0;
  let i = start;
  for (; i < end; i++) {
    const digit = byteAt(i) - 0x30;
    if (digit <= 9) {
      value = value * 10 + digit;
      digits++;
    } else if (digit === ((0x2c - 0x30) as u32)) {
      if (group < 0 ? digits === 0 || digits > 3 : digits - group !== 3) return NOT_PLAIN;
      group = digits;
    } else break;
  }
  if (digits === 0 || digits + decimals > 15 || (group >= 0 && digits - group !== 3)) return NOT_PLAIN;
  let missing = decimals;
  if (i < end) {
    const fraction = ((end - i) as i32) - 1;
    if (byteAt(i) !== 0x2e || fraction === 0 || fraction > decimals) return NOT_PLAIN;
    for (i++; i < end; i++) {
      const digit = byteAt(i) - 0x30;
      if (digit > 9) return NOT_PLAIN;
      value = value * 10 + digit;
    }
    missing -= fraction;
  }
  for (; missing > 0; missing--) value *= 10;
  return value as f64;
}

/** As dateKernel of kernels.ts. */
export function readDays(bytes: usize, starts: usize, ends: usize, step: usize, rows: i32, values: usize, slow: usize, blank: f64): void {
  for (let row = 0; row < rows; row++) {
    const start: usize = load<u32>(starts);
    const end: usize = load<u32>(ends);
    const value = start === end ? blank : bytesToDay(bytes + start, (end - start) as i32);
    store<f64>(values, value);
    if (value === NOT_PLAIN) store<u8>(slow + row, 1);
    starts += step;
    ends += step;
    values += 8;
  }
}

function bytesToDay(start: usize, length: i32): f64 {
  let step: usize = 0;
  if (length === 10) {
    const separator = byteAt(start + 4);
    if (separator < 0x2d || separator > 0x2f || byteAt(start + 7) !== separator) return NOT_PLAIN;
    step = 1;
  } else if (length !== 8) return NOT_PLAIN;
  const century = twoDigits(start);
  const years = twoDigits(start + 2);
  const month = twoDigits(start + 4 + step);
  const day = twoDigits(start + 6 + step * 2);
  if (century < 19 || years < 0 || month < 1 || month > 12 || day < 1) return NOT_PLAIN;
  const year = century * 100 + years;
  if (year <= 1900 || day > daysInMonth(year, month)) return NOT_PLAIN;
  // As dayNumber of src/model/civil-date.ts: years are counted from March.
  const y = month <= 2 ? year - 1 : year;
  const era = y / 400;
  const yearOfEra = y - era * 400;
  const dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return (era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468) as f64;
}

function daysInMonth(year: i32, month: i32): i32 {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function twoDigits(at: usize): i32 {
  const tens = byteAt(at) - 0x30;
  const ones = byteAt(at + 1) - 0x30;
  return tens > 9 || ones > 9 ? -1 : ((tens * 10 + ones) as i32);
}

/** What a column of texts holds; 1 is an id that is shown. */
const TEXT = 0;
const KEY = 2;

/** As plainTextKernel of kernels.ts, of plain texts that are kept as bytes or only checked; the others are NOT_PLAIN. Gives how many. */
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
    }
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

function isPlainId(first: u32, last: u32): bool {
  if (first - 0x31 <= 8) return true;
  const letter = first | 0x20;
  if (letter - 0x61 <= 25 && first < 0x7f) return letter !== 0x6e;
  return first === 0x30 && last - 0x31 <= 8;
}

function isVisible(byte: u32): bool {
  return byte > 0x20 && byte < 0x7f && byte !== 0x3d && byte !== 0x27 && byte !== 0x60;
}

function isIdeograph(byte: u32): bool {
  return byte - 0xe4 <= 5;
}

function isVisibleKey(start: usize, end: usize, first: u32): bool {
  let hasE = false;
  for (let i = start; i < end; i++) {
    const byte = byteAt(i);
    if (byte - 0x21 > 0x5d) return false;
    const letter = byte | 0x20;
    if (letter === 0x74) return false;
    if (letter === 0x65) hasE = true;
  }
  return !hasE || !isDigit(first);
}

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

/**
 * As packTexts of packing.ts: the texts of some rows one behind another; a row whose value is not 0 has none. Where `hashes` is
 * not 0, their hashes too. Gives how many bytes they take, -1 where they do not fit.
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
  hashes: usize,
): i32 {
  let length = 0;
  for (let i = 0; i < count; i++) {
    const row: usize = load<u32>(rows + (i << 2));
    if (load<f64>(values + (row << 3)) === 0) {
      const start = load<i32>(from + (row << 2));
      const size = load<i32>(to + (row << 2)) - start;
      // Copied in steps of 16, which may run beyond the text.
      if (length + size + 16 > capacity) return -1;
      for (let at = 0; at < size; at += 16) v128.store(out + length + at, v128.load(bytes + start + at));
      if (hashes !== 0) store<u32>(hashes + (i << 2), hashBytes(bytes + start, size));
      length += size;
    }
    store<u32>(ends + (i << 2), length);
  }
  return length;
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

// What a scan of a GB18030 file has met so far: the same as the three scans of encoding-faults.ts in one.
let seen: i32 = 0;
let good: i64 = 0;
let bad: i64 = 0;
let isActive = false;
let isUtf8 = true;
let ideographs: i32 = 0;
let lead: u32 = 0;
let left: i32 = 0;
/** Of the first line whose encoding is known: 1 UTF-8, 2 GB18030; 0 while there is none. */
let firstKind: i32 = 0;

export function beginScan(): void {
  seen = 0;
  good = 0;
  bad = 0;
  firstKind = 0;
  newLine();
}

function newLine(): void {
  isActive = false;
  isUtf8 = true;
  ideographs = 0;
  left = 0;
}

/**
 * Goes on with a chunk, of which `beforeBad` bytes stand before the first that is not UTF-8. `assigned` holds 1 for each
 * character of two bytes, 192 for each lead. False where the file may be something else, or holds a rare character.
 */
export function scanGb18030(bytes: usize, length: i32, beforeBad: i32, assigned: usize): bool {
  let triple = 0;
  let first: u32 = 0;
  for (let i = 0; i < length; i++) {
    if (seen === 0 && (left === 0 || !isUtf8) && triple === 0 && i + 16 <= length) {
      const block = v128.load(bytes + i);
      const ends = v128.or(i8x16.eq(block, i8x16.splat(LF as i8)), i8x16.eq(block, i8x16.splat(CR as i8)));
      if (i8x16.bitmask(isActive ? v128.or(block, ends) : block) === 0) {
        i += 15;
        continue;
      }
    }
    const byte = byteAt(bytes + i);
    // Characters of two bytes; those of four are rare, and left to the decoder.
    if (seen === 0) {
      if (byte >= 0x80) {
        if (byte < 0x81 || byte > 0xfe) return false;
        seen = 1;
        first = byte;
      }
    } else {
      if (first === 0) first = leadBefore;
      if (byte < 0x40 || byte === 0x7f || byte > 0xfe || load<u8>(assigned + (first - 0x81) * 192 + (byte - 0x40)) === 0) return false;
      seen = 0;
    }
    if (byte === LF || byte === CR) {
      if (isActive && !endLine()) return false;
      continue;
    }
    followLine(byte);
    if (byte < 0x80) continue;
    if (triple > 0) triple--;
    else if (byte - 0xe3 <= 6 && i + 2 < length && isContinuation(byteAt(bytes + i + 1)) && isContinuation(byteAt(bytes + i + 2))) {
      good++;
      triple = 2;
      if (good >= 3 && i + 2 < beforeBad) return false;
    } else if (i >= beforeBad) bad++;
  }
  leadBefore = first;
  return true;
}

/** The lead of a character that a chunk has cut. */
let leadBefore: u32 = 0;

/** Whether all that was scanned is GB18030 and nothing else. */
export function endScan(): bool {
  return seen === 0 && (!isActive || endLine()) && (good < 3 || good <= bad);
}

function isContinuation(byte: u32): bool {
  return byte - 0x80 <= 0x3f;
}

/** False where a line is of another encoding than the first. */
function endLine(): bool {
  const isKnown = !isUtf8 || left > 0 || ideographs >= 2;
  const kind = isUtf8 && left === 0 ? 1 : 2;
  newLine();
  if (!isKnown) return true;
  if (firstKind === 0) firstKind = kind;
  return firstKind === kind;
}

function followLine(byte: u32): void {
  if (byte < 0x80 && left === 0) return;
  isActive = true;
  if (!isUtf8) return;
  if (left === 0) {
    lead = byte;
    left = 2;
    isUtf8 = byte - 0xe3 <= 6 || byte === 0xef;
    if (byte - 0xe4 <= 5) ideographs++;
  } else {
    isUtf8 = isContinuation(byte) && (left === 1 || isCommon(byte));
    left--;
  }
}

function isCommon(second: u32): bool {
  if (lead === 0xe3) return second === 0x80;
  if (lead === 0xe4) return second >= 0xb8;
  return lead !== 0xef || second >= 0xbc;
}
