import type { LockColumns } from '../model/base-lock.js';
import { dayNumber } from '../model/civil-date.js';
import { LOAN_CLASSES } from '../model/loan-class.js';
import { addCents, type Cents, newSums, sumAt } from '../model/money.js';

/** The loans of a lock file where every byte is as lockFileText writes it. */
export interface WrittenLoans extends LockColumns {
  readonly balance: Cents;
  /** The JSON of one loan. */
  readonly lineOf: (index: number) => string;
}

/**
 * Reads the loans from their bytes, one a line, their keys rising. Undefined for anything that is written otherwise,
 * however right it may be: the JSON of the file then says what it is. `most` is how many there are.
 */
export function writtenLoans(bytes: Buffer, start: number, end: number, most: number): WrittenLoans | undefined {
  const [lines, keyFrom, keyTo, borrowerFrom, borrowerTo] = [0, 1, 2, 3, 4].map(() => new Uint32Array(most + 1)) as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  const balances = new Float64Array(most);
  const classes = new Uint8Array(most);
  const sum = newSums(1);
  let count = 0;
  let at = start;
  while (at < end) {
    if (count === most) return undefined;
    lines[count] = at;
    at = behind(bytes, at, KEY);
    const keyEnd = textEnd(bytes, at);
    if (keyEnd < 0 || (count > 0 && !isLess(bytes, keyFrom[count - 1] as number, keyTo[count - 1] as number, at, keyEnd))) return undefined;
    keyFrom[count] = at;
    keyTo[count] = keyEnd;
    at = keyEnd + 1;
    for (const member of TEXTS) {
      if (!isAt(bytes, at, member)) continue;
      at += member.length;
      const textStop = textEnd(bytes, at);
      if (textStop < 0) return undefined;
      if (member === BORROWER) {
        borrowerFrom[count] = at;
        borrowerTo[count] = textStop;
      }
      at = textStop + 1;
    }
    if (isAt(bytes, at, ISSUE_DATE)) {
      at += ISSUE_DATE.length;
      if (!isDay(bytes, at)) return undefined;
      at += DAY_LENGTH + 1;
    }
    at = behind(bytes, at, BALANCE);
    const amountEnd = textEnd(bytes, at);
    const cents = amountEnd < 0 ? Number.NaN : centsIn(bytes, at, amountEnd);
    if (!Number.isSafeInteger(cents)) return undefined;
    balances[count] = cents;
    addCents(sum, 0, cents);
    at = amountEnd + 1;
    for (const member of CLASSES) {
      const isLast = member === CLASS;
      if (!isAt(bytes, at, member)) {
        if (isLast) return undefined;
        continue;
      }
      at += member.length;
      const code = classAt(bytes, at);
      if (code < 0) return undefined;
      if (isLast) classes[count] = code;
      at += (CLASS_NAMES[code] as Buffer).length;
    }
    if (bytes[at] !== CLOSE) return undefined;
    at++;
    count++;
    if (at + 1 === end && bytes[at] === LF) {
      at++;
      break;
    }
    if (bytes[at] !== COMMA || bytes[at + 1] !== LF) return undefined;
    at += 2;
    if (at === end) return undefined;
  }
  lines[count] = at;
  return {
    count,
    keys: { bytes, from: keyFrom, to: keyTo },
    borrowers: { bytes, from: borrowerFrom, to: borrowerTo },
    balanceOf: (index) => BigInt(balances[index] as number),
    classOf: (index) => classes[index] as number,
    balance: sumAt(sum, 0),
    lineOf: (index) => {
      const line = bytes.toString('utf8', lines[index], lines[index + 1]);
      return line.slice(0, line.lastIndexOf('}') + 1);
    },
  };
}

const member = (name: string) => Buffer.from(`,"${name}":"`);
const KEY = Buffer.from('    {"key":"');
const BORROWER = member('borrower');
const TEXTS = [BORROWER, ...['branch', 'firstResponsible', 'officer'].map(member)];
const ISSUE_DATE = member('issueDate');
const BALANCE = member('balance');
const CLASS = member('class');
const CLASSES = [...['declared', 'computed'].map(member), CLASS];
/** With the quote that ends them: no name is the beginning of another then. */
const CLASS_NAMES = LOAN_CLASSES.map((name) => Buffer.from(`${name}"`));

const DAY_LENGTH = 'YYYY-MM-DD'.length;
const [QUOTE, COMMA, MINUS, POINT, ZERO, BACKSLASH, CLOSE, LF] = [0x22, 0x2c, 0x2d, 0x2e, 0x30, 0x5c, 0x7d, 0x0a] as const;
const SPACE = 0x20;

function isAt(bytes: Uint8Array, at: number, expected: Uint8Array): boolean {
  for (let i = 0; i < expected.length; i++) if (bytes[at + i] !== expected[i]) return false;
  return true;
}

/** Where the bytes behind `expected` begin; the end of all, where nothing more is found, if it does not stand there. */
function behind(bytes: Uint8Array, at: number, expected: Uint8Array): number {
  return isAt(bytes, at, expected) ? at + expected.length : bytes.length;
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

/** By bytes, which is no order that anybody sees: what rises by it stands there once. */
function isLess(bytes: Uint8Array, from: number, to: number, other: number, otherTo: number): boolean {
  let [a, b] = [from, other];
  while (a < to && b < otherTo && bytes[a] === bytes[b]) [a, b] = [a + 1, b + 1];
  return b < otherTo && (a === to || (bytes[a] as number) < (bytes[b] as number));
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
  const [whole, fraction] = [digits(bytes, first, point - first), digits(bytes, point + 1, 2)];
  if (whole < 0 || fraction < 0) return Number.NaN;
  return (first === from ? 1 : -1) * (whole * 100 + fraction);
}

function classAt(bytes: Uint8Array, at: number): number {
  for (let code = 0; code < CLASS_NAMES.length; code++) if (isAt(bytes, at, CLASS_NAMES[code] as Buffer)) return code;
  return -1;
}
