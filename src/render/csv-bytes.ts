import { KEY_SEPARATOR, shownKey } from '../model/portfolio.js';
import { textAt } from '../model/text-index.js';
import type { TextList } from '../model/text-list.js';
import { harmlessField, quotedField } from './csv-field.js';

/**
 * CSV lines as bytes, for lists of millions of loans: ids and names stand in the portfolio as bytes already, and what is
 * harmless as it stands is copied without becoming a text. Fields go through harmlessField and quotedField all the same.
 */
export interface CsvBytes {
  bytes: Buffer;
  /** How many of them are written. */
  length: number;
}

const FIRST_ROOM = 1 << 16;

export function newCsvBytes(): CsvBytes {
  return { bytes: Buffer.allocUnsafe(FIRST_ROOM), length: 0 };
}

/** What was written since the last call; good until something is added. */
export function takeBytes(out: CsvBytes): Uint8Array {
  const taken = out.bytes.subarray(0, out.length);
  out.length = 0;
  return taken;
}

function makeRoom(out: CsvBytes, more: number): void {
  if (out.length + more <= out.bytes.length) return;
  const bytes = Buffer.allocUnsafe(Math.max(out.length + more, out.bytes.length * 2));
  out.bytes.copy(bytes, 0, 0, out.length);
  out.bytes = bytes;
}

/** Below this many bytes a loop is faster than a call of `set`. */
const SHORT = 12;

/** A piece as it is: words of the program, fields made ready by readyField. */
export function addPiece(out: CsvBytes, piece: Uint8Array): void {
  makeRoom(out, piece.length);
  const { bytes, length } = out;
  if (piece.length > SHORT) bytes.set(piece, length);
  else for (let i = 0; i < piece.length; i++) bytes[length + i] = piece[i] as number;
  out.length = length + piece.length;
}

const COMMA = 0x2c;

export function addComma(out: CsvBytes): void {
  makeRoom(out, 1);
  out.bytes[out.length++] = COMMA;
}

/** A field of data, as a piece. */
export function readyField(text: string): Uint8Array {
  return Buffer.from(quotedField(harmlessField(text)), 'utf8');
}

const BEYOND_ASCII = 0x80;
/** First bytes of the CJK ideographs U+4000 to U+9FFF: like a letter or digit, they begin no formula in any normal form. */
const IDEOGRAPHS = { from: 0xe4, to: 0xe9 };
const ESCAPED = new Set([...'",\r\n'].map((character) => character.charCodeAt(0)));

/** The byte to be written for each byte of a field that is copied; 0 where the field is not copied but looked at as a text. */
function copyTable(copied: (byte: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (copied(byte) ? byte : 0));
}

const BEGINS = copyTable((byte) =>
  byte < BEYOND_ASCII ? /[0-9A-Za-z]/.test(String.fromCharCode(byte)) : byte >= IDEOGRAPHS.from && byte <= IDEOGRAPHS.to,
);
const GOES_ON = copyTable((byte) => byte >= 0x20 && !ESCAPED.has(byte));
const GOES_ON_IN_KEY = withSeparator(GOES_ON);

/** As shownKey shows it. */
function withSeparator(table: Uint8Array): Uint8Array {
  const separator = Buffer.from(KEY_SEPARATOR)[0] as number;
  return table.map((as, byte) => (byte === separator ? '/'.charCodeAt(0) : as));
}

/** A text of the ledger. */
export function addText(out: CsvBytes, list: TextList, code: number): void {
  if (!copied(out, list, code, GOES_ON)) addPiece(out, readyField(textAt(list, code)));
}

/** A part of a list's bytes, as a field that `ready` makes where it cannot be copied as it is. */
export function addBytes(out: CsvBytes, arena: Buffer, start: number, end: number, ready: (text: string) => string): void {
  if (!copiedBytes(out, arena, start, end, GOES_ON)) addPiece(out, Buffer.from(ready(arena.toString('utf8', start, end)), 'utf8'));
}

/** A loan's key as people read it. */
export function addKey(out: CsvBytes, keys: TextList, loan: number): void {
  if (!copied(out, keys, loan, GOES_ON_IN_KEY)) addPiece(out, readyField(shownKey(textAt(keys, loan))));
}

function copied(out: CsvBytes, list: TextList, code: number, goesOn: Uint8Array): boolean {
  const { arena, starts } = list;
  return copiedBytes(out, arena, starts[code] as number, starts[code + 1] as number, goesOn);
}

function copiedBytes(out: CsvBytes, arena: Buffer, start: number, end: number, goesOn: Uint8Array): boolean {
  const size = end - start;
  makeRoom(out, size);
  const { bytes, length } = out;
  if (size > 0 && BEGINS[arena[start] as number] === 0) return false;
  for (let i = 0; i < size; i++) {
    const as = goesOn[arena[start + i] as number] as number;
    if (as === 0) return false;
    bytes[length + i] = as;
  }
  out.length = length + size;
  return true;
}

/** More than any number of 64 bits has. */
const MOST_DIGITS = 20;
const [ZERO, MINUS, POINT] = [0x30, 0x2d, 0x2e];

/** A safe integer. */
export function addWhole(out: CsvBytes, value: number): void {
  makeRoom(out, MOST_DIGITS + 1);
  const { bytes } = out;
  if (value < 0) bytes[out.length++] = MINUS;
  let rest = Math.abs(value);
  let digits = 1;
  for (let power = 10; power <= rest; power *= 10) digits++;
  for (let at = out.length + digits - 1; at >= out.length; at--) {
    const tens = Math.floor(rest / 10);
    bytes[at] = ZERO + rest - tens * 10;
    rest = tens;
  }
  out.length += digits;
}

/** Cents, a safe integer, as yuan with two decimals: like `yuan` of model/money.ts. */
export function addYuan(out: CsvBytes, cents: number): void {
  makeRoom(out, 1);
  if (cents < 0) out.bytes[out.length++] = MINUS;
  const positive = Math.abs(cents);
  const whole = Math.floor(positive / 100);
  const rest = positive - whole * 100;
  addWhole(out, whole);
  makeRoom(out, 3);
  const tens = Math.floor(rest / 10);
  out.bytes[out.length++] = POINT;
  out.bytes[out.length++] = ZERO + tens;
  out.bytes[out.length++] = ZERO + rest - tens * 10;
}
