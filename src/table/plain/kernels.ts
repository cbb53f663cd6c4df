import { internBytes, type TextIndex } from '../../model/text-index.js';
import type { BatchColumn } from '../batch-column.js';
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
  const { bound, column } = of;
  const { kind } = bound.field;
  const blank = blankValue(of);
  if (bound.map?.values === undefined) {
    if (kind.type === 'amount') return amountKernel(column, UNIT_DECIMALS[bound.unit], blank);
    if (kind.type === 'days') return daysKernel(column, bound.map?.times ?? 1, blank);
    if (readsPlainDates(of)) return dateKernel(column, blank);
  }
  return cellKernel(column, blank, newCellReader(of));
}

/** Reads the columns of a batch. */
export type ReadColumns = (cells: Cells) => void;

/** A reader of the columns that have a kernel; `into` are those of the batch. */
export function newReadColumns(of: readonly (KernelColumn | undefined)[], into: readonly BatchColumn[]): ReadColumns {
  const kernels = of.map((one) => (one === undefined ? undefined : newKernel(one)));
  return (cells) => {
    for (let i = 0; i < kernels.length; i++) kernels[i]?.(cells, into[i] as BatchColumn);
  };
}

/** A column of dates without a format of its own: it takes all plain forms. */
export function readsPlainDates({ bound, parse }: KernelColumn): boolean {
  const { type } = bound.field.kind;
  return (type === 'date' || type === 'date-or-month') && PLAIN_DATES.every((text) => parse(text) === PLAIN_DAY);
}

const PLAIN_DATES = ['2019-08-31', '2019/08/31', '2019.08.31', '20190831'];
const PLAIN_DAY = 18139;

/** NOT_PLAIN where a blank cell is refused, or stands for something. */
export function blankValue({ parse, bound }: KernelColumn): number {
  if (bound.map?.blank !== undefined) return NOT_PLAIN;
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

/** Reads one cell that is not blank. */
export type CellReader = (cells: Cells, column: BatchColumn, row: number, start: number, end: number) => number;

/** Plain ids and texts are taken as they stand; words, and whatever the map gives another meaning, by their spelling. */
export function newCellReader(of: KernelColumn): CellReader {
  const { use } = of;
  const isPlain = plainTest(of);
  const spellings = newSpellings(of);
  const dictionary = typeof use === 'object' ? use.dictionary : undefined;
  const keepsBytes = use === 'bytes';
  return ({ bytes, lexed }, { from, to }, row, start, end) => {
    if (isPlain(bytes, start, end)) {
      if (keepsBytes) {
        from[row] = start;
        to[row] = end;
      }
      return dictionary === undefined ? 0 : internBytes(dictionary, bytes, start, end);
    }
    const value = spelled(spellings, bytes, start, end);
    return keepsBytes && value >= 0 ? copyText(spellings.texts, value, lexed, bytes, from, to, row) : value;
  };
}

function cellKernel(at: number, blank: number, read: CellReader): Kernel {
  return (cells, column) => {
    const { lexed, slow } = cells;
    const { starts, ends, width, rows } = lexed;
    const { values } = column;
    for (let row = 0, k = at; row < rows; row++, k += width) {
      const start = starts[k] as number;
      const end = ends[k] as number;
      const value = start === end ? blank : read(cells, column, row, start, end);
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
  if ((kind.type !== 'key' && kind.type !== 'text') || bound.map?.values !== undefined) return () => false;
  if (kind.type === 'key') return isPlainKey;
  if (isUtf8) return isId === true ? isPlainIdText : isPlainText;
  // What is kept of another encoding has to be decoded: once for each spelling.
  return use === 'checked' && isId !== true ? isPlainGbText : () => false;
}
