import { byteAt, NOT_PLAIN } from './bytes';

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
