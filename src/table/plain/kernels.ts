import { internBytes, type TextIndex } from '../../model/text-index.js';
import type { BatchColumn } from '../row-batch.js';
import { UNIT_DECIMALS } from '../values.js';
import { bytesToCents, bytesToDay, bytesToDays, isPlainIdText, isPlainKey, isPlainText, NOT_PLAIN } from './byte-values.js';
import { isPlainGbText } from './gb-text.js';
import type { KernelColumn } from './kernel-column.js';
import type { Lexed } from './lexer.js';
import { newSpellings, spelled } from './spellings.js';

/** The cells of a batch as bytes. */
export interface Cells {
  readonly bytes: Buffer;
  readonly lexed: Lexed;
  /** By row: set where some cell of it is NOT_PLAIN and has to be read as text. */
  readonly slow: Uint8Array;
}

/** Reads one column of a batch. One loop a kind of value, so that each is compiled for its own types. */
export type Kernel = (cells: Cells, column: BatchColumn) => void;

export function newKernel(of: KernelColumn): Kernel {
  const { bound } = of;
  const { kind } = bound.field;
  const blank = blankValue(of);
  if (bound.map?.values === undefined) {
    if (kind.type === 'amount') return amountKernel(of.column, UNIT_DECIMALS[bound.unit], blank);
    if (kind.type === 'days') return daysKernel(of.column, bound.map?.times ?? 1, blank);
    if ((kind.type === 'date' || kind.type === 'date-or-month') && of.parse('2019-08-31') === PLAIN_DAY)
      return dateKernel(of.column, blank);
    if (kind.type === 'key' || kind.type === 'text') return plainTextKernel(of, blank);
  }
  return spellingKernel(of, blank);
}

/** 2019-08-31: what a date column without a format of its own makes of it. */
const PLAIN_DAY = 18139;

/** NOT_PLAIN where a blank cell is refused, or stands for a text. */
function blankValue({ parse }: KernelColumn): number {
  const value = parse('');
  if (value === undefined) return Number.NaN;
  return typeof value === 'number' ? value : NOT_PLAIN;
}

function amountKernel(at: number, decimals: number, blank: number): Kernel {
  return ({ bytes, lexed, slow }, { values }) => {
    const { starts, ends, width, rows } = lexed;
    for (let row = 0, k = at; row < rows; row++, k += width) {
      const start = starts[k] as number;
      const end = ends[k] as number;
      const value = start === end ? blank : bytesToCents(bytes, start, end, decimals);
      values[row] = value;
      if (value === NOT_PLAIN) slow[row] = 1;
    }
  };
}

function dateKernel(at: number, blank: number): Kernel {
  return ({ bytes, lexed, slow }, { values }) => {
    const { starts, ends, width, rows } = lexed;
    for (let row = 0, k = at; row < rows; row++, k += width) {
      const start = starts[k] as number;
      const end = ends[k] as number;
      const value = start === end ? blank : bytesToDay(bytes, start, end);
      values[row] = value;
      if (value === NOT_PLAIN) slow[row] = 1;
    }
  };
}

function daysKernel(at: number, times: number, blank: number): Kernel {
  // A product too large is refused by the field's rules.
  const most = 100_000 / times;
  return ({ bytes, lexed, slow }, { values }) => {
    const { starts, ends, width, rows } = lexed;
    for (let row = 0, k = at; row < rows; row++, k += width) {
      const start = starts[k] as number;
      const end = ends[k] as number;
      const days = start === end ? blank : bytesToDays(bytes, start, end);
      const value = start === end ? days : days > most ? NOT_PLAIN : days * times;
      values[row] = value;
      if (value === NOT_PLAIN) slow[row] = 1;
    }
  };
}

/** Ids and texts: plain ones are taken as they stand, the others by their spelling. */
function plainTextKernel(of: KernelColumn, blank: number): Kernel {
  const { use, column: at } = of;
  const isPlain = plainTest(of);
  const spellings = newSpellings(of);
  const take =
    typeof use === 'object' ? (bytes: Uint8Array, start: number, end: number) => internBytes(use.dictionary, bytes, start, end) : () => 0;
  const keepsBytes = use === 'bytes';
  return ({ bytes, lexed, slow }, { values, from, to }) => {
    const { starts, ends, width, rows } = lexed;
    for (let row = 0, k = at; row < rows; row++, k += width) {
      const start = starts[k] as number;
      const end = ends[k] as number;
      let value = blank;
      if (isPlain(bytes, start, end)) {
        value = take(bytes, start, end);
        if (keepsBytes) {
          from[row] = start;
          to[row] = end;
        }
      } else if (start !== end) {
        value = spelled(spellings, bytes, start, end);
        if (keepsBytes && value >= 0) value = copyText(spellings.texts, value, lexed, bytes, from, to, row);
      }
      values[row] = value;
      if (value === NOT_PLAIN) slow[row] = 1;
    }
  };
}

/** Puts a text that the file writes otherwise into the scratch, where the batch's other texts are. */
function copyText(texts: TextIndex, code: number, lexed: Lexed, bytes: Uint8Array, from: Int32Array, to: Int32Array, row: number): number {
  const start = texts.starts[code] as number;
  const end = texts.starts[code + 1] as number;
  const at = lexed.scratch;
  if (at + end - start > bytes.length) return NOT_PLAIN;
  bytes.set(texts.arena.subarray(start, end), at);
  lexed.scratch = at + end - start;
  from[row] = at;
  to[row] = lexed.scratch;
  return 0;
}

function plainTest({ bound, use, isUtf8 }: KernelColumn): (bytes: Uint8Array, start: number, end: number) => boolean {
  const { kind, isId } = bound.field;
  if (kind.type === 'key') return isPlainKey;
  if (isUtf8) return isId === true ? isPlainIdText : isPlainText;
  // What is kept of another encoding has to be decoded: once for each spelling.
  return use === 'checked' && isId !== true ? isPlainGbText : () => false;
}

/** Words, and whatever the map gives another meaning. */
function spellingKernel(of: KernelColumn, blank: number): Kernel {
  const spellings = newSpellings(of);
  const at = of.column;
  return ({ bytes, lexed, slow }, { values }) => {
    const { starts, ends, width, rows } = lexed;
    let lastStart = 0;
    let lastEnd = 0;
    let last = NOT_PLAIN;
    for (let row = 0, k = at; row < rows; row++, k += width) {
      const start = starts[k] as number;
      const end = ends[k] as number;
      let value = blank;
      if (start !== end) {
        // Often the same as in the row before.
        value = last !== NOT_PLAIN && isSame(bytes, start, end, lastStart, lastEnd) ? last : spelled(spellings, bytes, start, end);
        last = value;
        lastStart = start;
        lastEnd = end;
      }
      values[row] = value;
      if (value === NOT_PLAIN) slow[row] = 1;
    }
  };
}

function isSame(bytes: Uint8Array, start: number, end: number, otherStart: number, otherEnd: number): boolean {
  if (end - start !== otherEnd - otherStart) return false;
  for (let i = start, j = otherStart; i < end; i++, j++) if (bytes[i] !== bytes[j]) return false;
  return true;
}
