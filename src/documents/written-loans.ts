import type { LockColumns } from '../model/base-lock.js';
import { dayNumber } from '../model/civil-date.js';
import { LOAN_CLASSES } from '../model/loan-class.js';
import { addCents, type Cents, newSums, sumAt } from '../model/money.js';
import { isBehind } from '../model/rising-texts.js';

/** The loans of a lock file where every byte is as lockFileText writes it. */
export interface WrittenLoans extends LockColumns {
  readonly balance: Cents;
  /** The JSON of one loan. */
  readonly lineOf: (index: number) => string;
}

/** Places in the file, by loan. */
interface Places {
  readonly lines: Uint32Array;
  readonly keyFrom: Uint32Array;
  readonly keyTo: Uint32Array;
  readonly borrowerFrom: Uint32Array;
  readonly borrowerTo: Uint32Array;
  readonly balances: Float64Array;
  readonly classes: Uint8Array;
}

/**
 * Reads the loans from their bytes, one a line, their keys rising. Undefined for anything that is written otherwise,
 * however right it may be: the JSON of the file then says what it is. `most` is how many there are.
 */
export function writtenLoans(bytes: Buffer, start: number, end: number, most: number): WrittenLoans | undefined {
  const numbers = () => new Uint32Array(most + 1);
  const places: Places = {
    lines: numbers(),
    keyFrom: numbers(),
    keyTo: numbers(),
    borrowerFrom: numbers(),
    borrowerTo: numbers(),
    balances: new Float64Array(most),
    classes: new Uint8Array(most),
  };
  const { lines, keyFrom, keyTo, borrowerFrom, borrowerTo, balances, classes } = places;
  const sum = newSums(1);
  let count = 0;
  for (let at = start; at < end; count++) {
    if (count === most) return undefined;
    lines[count] = at;
    at = readLoan(bytes, at, places, count);
    if (at < 0) return undefined;
    addCents(sum, 0, balances[count] as number);
    const isLast = at + 1 === end;
    if (!isLast && bytes[at++] !== COMMA) return undefined;
    if (bytes[at++] !== LF || (at === end) !== isLast) return undefined;
    lines[count + 1] = at;
  }
  return {
    count,
    keys: { bytes, from: keyFrom, to: keyTo },
    borrowers: { bytes, from: borrowerFrom, to: borrowerTo },
    balanceOf: (index) => BigInt(balances[index] as number),
    nearOf: (index) => balances[index] as number,
    classOf: (index) => classes[index] as number,
    balance: sumAt(sum, 0),
    lineOf: (index) => {
      const line = bytes.toString('utf8', lines[index], lines[index + 1]);
      return line.slice(0, line.lastIndexOf('}') + 1);
    },
  };
}

/** Gives where the loan that begins here ends; -1 where it is written otherwise. */
function readLoan(bytes: Uint8Array, from: number, places: Places, count: number): number {
  const { keyFrom, keyTo, borrowerFrom, borrowerTo, balances, classes } = places;
  if (!isAt(bytes, from, KEY)) return -1;
  let at = from + KEY.length;
  const keyEnd = textEnd(bytes, at);
  if (keyEnd < 0 || (count > 0 && !isBehind(bytes, at, keyEnd, bytes, keyFrom[count - 1] as number, keyTo[count - 1] as number))) return -1;
  keyFrom[count] = at;
  keyTo[count] = keyEnd;
  at = keyEnd + 1;
  if (isAt(bytes, at, BORROWER)) {
    borrowerFrom[count] = at + BORROWER.length;
    at = behindText(bytes, at, BORROWER);
    if (at < 0) return -1;
    borrowerTo[count] = at - 1;
  }
  at = behindText(bytes, behindText(bytes, behindText(bytes, at, BRANCH), FIRST_RESPONSIBLE), OFFICER);
  if (isAt(bytes, at, ISSUE_DATE)) {
    if (!isDay(bytes, at + ISSUE_DATE.length)) return -1;
    at += ISSUE_DATE.length + DAY_LENGTH + 1;
  }
  if (!isAt(bytes, at, BALANCE)) return -1;
  at += BALANCE.length;
  const amountEnd = textEnd(bytes, at);
  const cents = amountEnd < 0 ? Number.NaN : centsIn(bytes, at, amountEnd);
  if (!Number.isSafeInteger(cents)) return -1;
  balances[count] = cents;
  at = behindClass(bytes, behindClass(bytes, amountEnd + 1, DECLARED), COMPUTED);
  if (!isAt(bytes, at, CLASS)) return -1;
  const code = classAt(bytes, at + CLASS.length);
  if (code < 0) return -1;
  classes[count] = code;
  at = behindClass(bytes, at, CLASS);
  return bytes[at] === CLOSE ? at + 1 : -1;
}

/** Behind the member, where it is there; -1 where it is, and its text is written otherwise. */
function behindText(bytes: Uint8Array, at: number, member: Uint8Array): number {
  if (at < 0 || !isAt(bytes, at, member)) return at;
  return textEnd(bytes, at + member.length) + 1 || -1;
}

function behindClass(bytes: Uint8Array, at: number, member: Uint8Array): number {
  if (at < 0 || !isAt(bytes, at, member)) return at;
  const from = at + member.length;
  const code = classAt(bytes, from);
  return code < 0 ? -1 : from + (CLASS_NAMES[code] as Buffer).length;
}

const member = (name: string) => Buffer.from(`,"${name}":"`);
const KEY = Buffer.from('    {"key":"');
const BORROWER = member('borrower');
const BRANCH = member('branch');
const FIRST_RESPONSIBLE = member('firstResponsible');
const OFFICER = member('officer');
const ISSUE_DATE = member('issueDate');
const BALANCE = member('balance');
const CLASS = member('class');
const DECLARED = member('declared');
const COMPUTED = member('computed');
/** With the quote that ends them: no name is the beginning of another then. */
const CLASS_NAMES = LOAN_CLASSES.map((name) => Buffer.from(`${name}"`));

const DAY_LENGTH = 'YYYY-MM-DD'.length;
const [QUOTE, COMMA, MINUS, POINT, ZERO, BACKSLASH, CLOSE, LF] = [0x22, 0x2c, 0x2d, 0x2e, 0x30, 0x5c, 0x7d, 0x0a] as const;
const SPACE = 0x20;

function isAt(bytes: Uint8Array, at: number, expected: Uint8Array): boolean {
  for (let i = 0; i < expected.length; i++) if (bytes[at + i] !== expected[i]) return false;
  return true;
}

/** Where the text that begins here ends; -1 where something in it is escaped, or it does not end. */
function textEnd(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) return at;
    if (byte === BACKSLASH || byte < SPACE) return -1;
  }
  return -1;
}

function isDay(bytes: Uint8Array, at: number): boolean {
  if (bytes[at + 4] !== MINUS || bytes[at + 7] !== MINUS || bytes[at + DAY_LENGTH] !== QUOTE) return false;
  return dayNumber(digits(bytes, at, 4), digits(bytes, at + 5, 2), digits(bytes, at + 8, 2)) !== undefined;
}

/** -1, which is no year, month or day, where one is not a digit. */
function digits(bytes: Uint8Array, at: number, count: number): number {
  let number = 0;
  for (let i = at; i < at + count; i++) {
    const digit = (bytes[i] as number) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** NaN for what yuan does not write. */
function centsIn(bytes: Uint8Array, from: number, to: number): number {
  const first = bytes[from] === MINUS ? from + 1 : from;
  const point = to - 3;
  if (point <= first || bytes[point] !== POINT) return Number.NaN;
  const whole = digits(bytes, first, point - first);
  const fraction = digits(bytes, point + 1, 2);
  if (whole < 0 || fraction < 0) return Number.NaN;
  return (first === from ? 1 : -1) * (whole * 100 + fraction);
}

function classAt(bytes: Uint8Array, at: number): number {
  for (let code = 0; code < CLASS_NAMES.length; code++) if (isAt(bytes, at, CLASS_NAMES[code] as Buffer)) return code;
  return -1;
}
