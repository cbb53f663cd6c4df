import { dayNumber } from '../../model/civil-date.js';

/**
 * Values read from bytes where they are written in the plain way, which nearly every cell is. NOT_PLAIN says nothing of a
 * cell but that the field's own rules (src/table/cells.ts) have to read its text: what they accept or refuse is decided there
 * alone. Whatever is read here, they read the same (test/table/plain/byte-values.test.ts).
 */
export const NOT_PLAIN = Number.NEGATIVE_INFINITY;

const COMMA = 0x2c;
const HYPHEN = 0x2d;
const POINT = 0x2e;
const SLASH = 0x2f;
const ZERO = 0x30;
const NINE = 0x39;

/** Whole numbers of so many digits are exact. */
const MOST_DIGITS = 15;
const POWERS_OF_TEN = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10];

/** Digits, perhaps with commas between thousands and up to `decimals` behind a point, as cents. */
export function bytesToCents(bytes: Uint8Array, start: number, end: number, decimals: number): number {
  let value = 0;
  let group = -1;
  let digits = 0;
  let i = start;
  for (; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte >= ZERO && byte <= NINE) {
      value = value * 10 + byte - ZERO;
      digits++;
    } else if (byte === COMMA) {
      if (group < 0 ? digits === 0 || digits > 3 : digits - group !== 3) return NOT_PLAIN;
      group = digits;
    } else break;
  }
  if (digits === 0 || digits + decimals > MOST_DIGITS || (group >= 0 && digits - group !== 3)) return NOT_PLAIN;
  if (i === end) return value * (POWERS_OF_TEN[decimals] as number);
  const fraction = end - i - 1;
  if (bytes[i] !== POINT || fraction === 0 || fraction > decimals) return NOT_PLAIN;
  for (i++; i < end; i++) {
    const digit = (bytes[i] as number) - ZERO;
    if (digit < 0 || digit > 9) return NOT_PLAIN;
    value = value * 10 + digit;
  }
  return value * (POWERS_OF_TEN[decimals - fraction] as number);
}

/** 2019-08-31, 2019/08/31, 2019.08.31 or 20190831 as a day number. */
export function bytesToDay(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  let step = 0;
  if (length === 10) {
    const separator = bytes[start + 4] as number;
    if (separator < HYPHEN || separator > SLASH || bytes[start + 7] !== separator) return NOT_PLAIN;
    step = 1;
  } else if (length !== 8) return NOT_PLAIN;
  const century = twoDigits(bytes, start);
  const years = twoDigits(bytes, start + 2);
  const month = twoDigits(bytes, start + 4 + step);
  const day = twoDigits(bytes, start + 6 + step * 2);
  if (century < 19 || years < 0 || month < 0 || day < 0) return NOT_PLAIN;
  const year = century * 100 + years;
  if (year <= 1900) return NOT_PLAIN;
  return dayNumber(year, month, day) ?? NOT_PLAIN;
}

/** -1 where they are no digits. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] as number) - ZERO;
  const ones = (bytes[at + 1] as number) - ZERO;
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
}

/** Up to five digits. */
export function bytesToDays(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > 5) return NOT_PLAIN;
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = (bytes[i] as number) - ZERO;
    if (digit < 0 || digit > 9) return NOT_PLAIN;
    value = value * 10 + digit;
  }
  return value;
}

const LETTER_E = 0x65;
const LETTER_N = 0x6e;
const LETTER_T = 0x74;
const LOWER = 0x20;

/**
 * An id of visible ASCII that is compared as it stands: nothing to trim or fold, no placeholder, not in the form 1.2E+17, no
 * word that may label totals.
 */
export function isPlainKey(bytes: Uint8Array, start: number, end: number): boolean {
  if (!isPlainId(bytes, start, end)) return false;
  let hasE = false;
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte <= 0x20 || byte >= 0x7f) return false;
    const letter = byte | LOWER;
    if (letter === LETTER_T) return false;
    if (letter === LETTER_E) hasE = true;
  }
  return !hasE || !isDigit(bytes[start] as number);
}

/** Begins with a digit that is not 0, or with a letter other than N: no 无, n/a, null, - or 0, and nothing to unwrap. */
function isPlainId(bytes: Uint8Array, start: number, end: number): boolean {
  if (start === end) return false;
  const first = bytes[start] as number;
  if (first > ZERO && first <= NINE) return true;
  const letter = first | LOWER;
  if (letter >= 0x61 && letter <= 0x7a && first < 0x7f) return letter !== LETTER_N;
  // 000123: an id all the same where its last digit is none of the zeros of a placeholder.
  const last = bytes[end - 1] as number;
  return first === ZERO && last > ZERO && last <= NINE;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

/**
 * A text that stands for itself: it begins and ends with a visible character that nothing trims or unwraps. Of UTF-8, where
 * ideographs of three bytes begin with 0xe4 to 0xe9.
 */
export function isPlainText(bytes: Uint8Array, start: number, end: number): boolean {
  if (start === end) return false;
  const first = bytes[start] as number;
  if (!isVisible(first) && !isIdeograph(first)) return false;
  const last = bytes[end - 1] as number;
  return isVisible(last) || (end - start >= 3 && isIdeograph(bytes[end - 3] as number));
}

/** The same for an id: no placeholder besides. */
export function isPlainIdText(bytes: Uint8Array, start: number, end: number): boolean {
  return isPlainText(bytes, start, end) && isPlainId(bytes, start, end);
}

const EQUALS = 0x3d;
const APOSTROPHE = 0x27;
const BACKTICK = 0x60;

function isVisible(byte: number): boolean {
  return byte > 0x20 && byte < 0x7f && byte !== EQUALS && byte !== APOSTROPHE && byte !== BACKTICK;
}

function isIdeograph(byte: number): boolean {
  return byte >= 0xe4 && byte <= 0xe9;
}
