import { byteAt, NOT_PLAIN, twice } from './bytes';

const POINT: u32 = 0x2e;
const ZEROS: u64 = twice(0x30303030);

/** Eight bytes at once. */
function areDigits(word: u64): bool {
  return ((word & twice(0xf0f0f0f0)) | (((word + twice(0x06060606)) & twice(0xf0f0f0f0)) >> 4)) === twice(0x33333333);
}

/** Pairs of digits as numbers, in every second byte. */
function inPairs(digits: u64): u64 {
  const values = digits - ZEROS;
  return (values * 10 + (values >> 8)) & twice(0x00ff00ff);
}

function eightDigits(digits: u64): u64 {
  const pairs = inPairs(digits);
  const fours = (pairs * 100 + (pairs >> 16)) & twice(0x0000ffff);
  return (fours * 10000 + (fours >> 32)) & 0xffffffff;
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
  const whole = ((end - start) as i32) - 3;
  if (decimals === 2 && whole > 0 && whole <= 8 && byteAt(end - 3) === POINT) {
    // The eight bytes before the point, of which those before the number become zeros.
    const before = ((8 - whole) << 3) as u64;
    const digits = ((load<u64>(end - 11) >> before) << before) | (ZEROS & (((1 as u64) << before) - 1));
    const tens = byteAt(end - 2) - 0x30;
    const ones = byteAt(end - 1) - 0x30;
    if (areDigits(digits) && tens <= 9 && ones <= 9) return (eightDigits(digits) * 100 + tens * 10 + ones) as f64;
  }
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
    if (byteAt(i) !== POINT || fraction === 0 || fraction > decimals) return NOT_PLAIN;
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
export function readDates(bytes: usize, starts: usize, ends: usize, step: usize, rows: i32, values: usize, slow: usize, blank: f64): void {
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
  let digits = load<u64>(start);
  if (length === 10) {
    const separator = byteAt(start + 4);
    if (separator < 0x2d || separator > 0x2f || byteAt(start + 7) !== separator) return NOT_PLAIN;
    digits = (digits & 0xffffffff) | (((digits >> 40) & 0xffff) << 32) | ((load<u16>(start, 8) as u64) << 48);
  } else if (length !== 8) return NOT_PLAIN;
  if (!areDigits(digits)) return NOT_PLAIN;
  const pairs = inPairs(digits);
  const year = ((pairs & 0xff) * 100 + ((pairs >> 16) & 0xff)) as i32;
  const month = ((pairs >> 32) & 0xff) as i32;
  const day = ((pairs >> 48) & 0xff) as i32;
  if (year <= 1900 || month < 1 || month > 12 || day < 1 || (day > 28 && day > daysInMonth(year, month))) return NOT_PLAIN;
  // As dayNumber of src/model/civil-date.ts: years are counted from March.
  const y = (month <= 2 ? year - 1 : year) as u32;
  const century = y / 100;
  const dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return (((y * 365 + y / 4 - century + century / 4) as i32) + dayOfYear - 719468) as f64;
}

function daysInMonth(year: i32, month: i32): i32 {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const MOST_DAYS: i32 = 100_000;

/** As daysKernel of kernels.ts. */
export function readDays(
  bytes: usize,
  starts: usize,
  ends: usize,
  step: usize,
  rows: i32,
  values: usize,
  slow: usize,
  times: i32,
  blank: f64,
): void {
  for (let row = 0; row < rows; row++) {
    const start: usize = load<u32>(starts);
    const end: usize = load<u32>(ends);
    const value = start === end ? blank : bytesToDays(bytes + start, bytes + end, times);
    store<f64>(values, value);
    if (value === NOT_PLAIN) store<u8>(slow + row, 1);
    starts += step;
    ends += step;
    values += 8;
  }
}

function bytesToDays(start: usize, end: usize, times: i32): f64 {
  if (end - start > 5) return NOT_PLAIN;
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = byteAt(i) - 0x30;
    if (digit > 9) return NOT_PLAIN;
    value = value * 10 + digit;
  }
  return value > MOST_DAYS / times ? NOT_PLAIN : ((value * times) as f64);
}
