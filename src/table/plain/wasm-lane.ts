import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { assertInvariant } from '../../diagnostics/diagnostic.js';
import { newPackedArrays, newPacking, type PackedArrays, type Packing, packedBytes } from '../packing.js';
import type { BatchHome } from '../row-batch.js';
import { UNIT_DECIMALS } from '../values.js';
import { NOT_PLAIN } from './byte-values.js';
import { gbUnits } from './gb-text.js';
import type { GbScan } from './gb18030-scan.js';
import type { KernelColumn } from './kernel-column.js';
import { blankValue, type CellReader, type Cells, type Kernel, newCellReader, newKernel, readsPlainDates } from './kernels.js';
import { BATCH_ROWS, type Lexed, lexRows, SPARE_FIELDS, type Stretch } from './lexer.js';

/**
 * The lexer and the commonest kernels as WebAssembly, made from assembly/lane.ts: the same results from the same bytes, with
 * sixteen bytes looked at in a step. What it does not know, it leaves to the TypeScript beside it.
 */
interface LaneCode {
  scratchEnd(): number;
  beginScan(): void;
  scanGb18030(bytes: number, length: number, beforeBad: number): number;
  goodScanned(): number;
  badScanned(): number;
  kindScanned(): number;
  lexRows(
    bytes: number,
    from: number,
    to: number,
    limit: number,
    isLast: boolean,
    scratch: number,
    capacity: number,
    delimiter: number,
    width: number,
    most: number,
    rowStarts: number,
    starts: number,
    ends: number,
    odd: number,
  ): number;
  readCents(...of: [...CellArguments, slow: number, decimals: number, blank: number]): void;
  readDays(...of: [...CellArguments, slow: number, blank: number]): void;
  readTexts(...of: [...CellArguments, from: number, to: number, kind: number, blank: number]): number;
  readGbTexts(
    ...of: [...CellArguments, from: number, to: number, isId: boolean, blank: number, units: number, scratch: number, capacity: number]
  ): number;
  readSpellings(...of: [...CellArguments, table: number, blank: number]): number;
  packInts(values: number, rows: number, count: number, out: number, blank: number): void;
  packBytes(values: number, rows: number, count: number, out: number, blank: number): void;
  packTexts(
    bytes: number,
    from: number,
    to: number,
    values: number,
    rows: number,
    count: number,
    out: number,
    capacity: number,
    ends: number,
    begin: number,
    hashes: number,
  ): number;
  mayBeNumbers(bytes: number, from: number, to: number, rows: number, count: number, digits: number): number;
  mergeMarks(some: number, more: number, rows: number, marks: number): void;
  countFrom(first: number, count: number, numbers: number): void;
  markOutside(values: number, rows: number, least: number, most: number, marks: number): void;
  sum(values: number, from: number, to: number): number;
  learnSpelling(table: number, at: number, length: number, value: number): void;
}

type CellArguments = [bytes: number, starts: number, ends: number, step: number, rows: number, values: number];

/** How a lane finds fields and reads columns. */
export interface LaneEngine extends BatchHome {
  readonly lexRows: (stretch: Stretch, kinds: Uint8Array, lexed: Lexed) => number;
  readonly newKernel: (of: KernelColumn) => Kernel;
  /** Undefined where the program runs unbuilt: all bytes have to be judged then. */
  readonly newGbScan?: () => GbScan;
}

type IsHere = (view: ArrayBufferView) => boolean;

const PAGE_BYTES = 1 << 16;
const TABLE_BYTES = 98_304 + 8;
const UNKNOWN = Number.POSITIVE_INFINITY;

/** Beside the compiled program; there is none beside its source. */
export const LANE_CODE = new URL('lane.wasm', import.meta.url);

let compiled: WebAssembly.Module | undefined;

/** Compiled once a thread; undefined where the program is run without having been built. */
export function compileLane(file: URL): WebAssembly.Module | undefined {
  if (compiled !== undefined) return compiled;
  let code: Uint8Array<ArrayBuffer>;
  try {
    code = new Uint8Array(readFileSync(file));
  } catch {
    return undefined;
  }
  // The first compiler of V8 makes slow code at once; a file is read before the second has taken over.
  setFlagsFromString('--no-liftoff');
  compiled = new WebAssembly.Module(code);
  return compiled;
}

/** An engine with room for so many bytes of window, and so many fields and bound fields. */
export function newWasmEngine(module: WebAssembly.Module, windowBytes: number, width: number, fields: number): LaneEngine {
  const cellBytes = BATCH_ROWS * (width * 8 + fields * 16 + 20) + SPARE_FIELDS * 8;
  const pages = Math.ceil((windowBytes + cellBytes + fields * TABLE_BYTES + packedBytes(BATCH_ROWS)) / PAGE_BYTES) + 4;
  const memory = new WebAssembly.Memory({ initial: pages });
  const code = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as LaneCode;
  let taken = 64;
  const take = (bytes: number): Buffer => {
    const at = taken;
    taken += Math.ceil(bytes / 16) * 16;
    assertInvariant(taken <= memory.buffer.byteLength, 'the lane has less memory than its batches need');
    return Buffer.from(memory.buffer, at, bytes);
  };
  // A window that grew for a long record is elsewhere, and is read by the TypeScript.
  const isHere: IsHere = ({ buffer }) => buffer === memory.buffer;
  return {
    memory: { take },
    newPacking: (rows) => packHere(code, newPackedArrays(rows, { take }), isHere),
    loops: {
      markOutside: (values, rows, least, most, marks) => code.markOutside(values.byteOffset, rows, least, most, marks.byteOffset),
      mergeMarks: (some, more, rows, marks) => code.mergeMarks(some.byteOffset, more.byteOffset, rows, marks.byteOffset),
      countFrom: (first, count, numbers, at) => code.countFrom(first, count, numbers.byteOffset + at * 4),
      sum: (values, from, to) => code.sum(values.byteOffset, from, to),
    },
    lexRows: (stretch, kinds, lexed) => (isHere(stretch.bytes) ? lexHere(code, stretch, lexed) : lexRows(stretch, kinds, lexed)),
    newGbScan: () => scanHere(code, isHere),
    newKernel: (of) => {
      const plain = newKernel(of);
      const fast = newFastKernel(code, of, take);
      return fast === undefined ? plain : (cells, column) => (isHere(cells.bytes) ? fast(cells, column) : plain(cells, column));
    },
  };
}

function packHere(code: LaneCode, into: PackedArrays, isHere: IsHere): Packing {
  const plain = newPacking(into);
  const { ints, bytes: small, ends, hashes, text } = into;
  return {
    floats: plain.floats,
    ints: (values, rows, count, blank) => {
      code.packInts(values.byteOffset, rows.byteOffset, count, ints.byteOffset, blank);
      return ints.subarray(0, count);
    },
    bytes: (values, rows, count, blank) => {
      code.packBytes(values.byteOffset, rows.byteOffset, count, small.byteOffset, blank);
      return small.subarray(0, count);
    },
    mayBeNumbers: (bytes, { from, to }, rows, count, digits) =>
      !isHere(bytes) || code.mayBeNumbers(bytes.byteOffset, from.byteOffset, to.byteOffset, rows.byteOffset, count, digits) !== 0,
    texts: (bytes, column, rows, count, begin, hashed) => {
      if (!isHere(bytes) || !isHere(column.values)) return plain.texts(bytes, column, rows, count, begin, hashed);
      const { from, to, values } = column;
      const length = code.packTexts(
        bytes.byteOffset,
        from.byteOffset,
        to.byteOffset,
        values.byteOffset,
        rows.byteOffset,
        count,
        text.byteOffset,
        text.length,
        ends.byteOffset,
        begin,
        hashed ? hashes.byteOffset : 0,
      );
      return length < 0 ? plain.texts(bytes, column, rows, count, begin, hashed) : { bytes: text.subarray(0, length), ends, hashes };
    },
  };
}

function scanHere(code: LaneCode, isHere: IsHere): GbScan {
  code.beginScan();
  return {
    scan: (bytes, from, to, beforeBad) => isHere(bytes) && code.scanGb18030(bytes.byteOffset + from, to - from, beforeBad) !== 0,
    signs: () => ({ good: code.goodScanned(), bad: code.badScanned(), kind: code.kindScanned() }),
  };
}

function lexHere(code: LaneCode, { bytes, from, to, limit, isLast }: Stretch, lexed: Lexed): number {
  const { byteOffset: at, length } = bytes;
  const { rowStarts, starts, ends, odd, width, delimiter } = lexed;
  lexed.rows = code.lexRows(
    at,
    from,
    to,
    limit,
    isLast,
    lexed.scratch,
    length,
    delimiter,
    width,
    BATCH_ROWS,
    rowStarts.byteOffset,
    starts.byteOffset,
    ends.byteOffset,
    odd.byteOffset,
  );
  lexed.scratch = code.scratchEnd();
  return rowStarts[lexed.rows] as number;
}

function newFastKernel(code: LaneCode, of: KernelColumn, take: (bytes: number) => Buffer): Kernel | undefined {
  const { bound, use, isUtf8 } = of;
  const { kind, isId } = bound.field;
  const blank = blankValue(of);
  if (bound.map?.values === undefined) {
    if (kind.type === 'amount') {
      const decimals = UNIT_DECIMALS[bound.unit];
      return (cells, column) => code.readCents(...cellArguments(cells, of, column.values), cells.slow.byteOffset, decimals, blank);
    }
    if (readsPlainDates(of)) {
      return (cells, column) => code.readDays(...cellArguments(cells, of, column.values), cells.slow.byteOffset, blank);
    }
    if (kind.type === 'days') return undefined;
    if (typeof use !== 'object' && (kind.type === 'key' || (kind.type === 'text' && isUtf8))) {
      const texts = kind.type === 'key' ? KEYS : isId === true ? IDS : TEXTS;
      return textKernel(code, of, texts, blank);
    }
    if (kind.type === 'date' || kind.type === 'date-or-month') return undefined;
  }
  if (kind.type === 'text' && !isUtf8 && use === 'bytes' && bound.map?.values === undefined) {
    return gbTextKernel(code, of, isId === true, blank, take);
  }
  // What is kept as bytes has to be found again in each batch.
  if (use === 'bytes') return undefined;
  return spellingKernel(code, of, take(TABLE_BYTES).byteOffset, blank);
}

const TEXTS = 0;
const IDS = 1;
const KEYS = 2;

function textKernel(code: LaneCode, of: KernelColumn, kind: number, blank: number): Kernel {
  const read = newCellReader(of);
  return (cells, column) => {
    const { values, from, to } = column;
    const keeps = of.use === 'bytes';
    const others = code.readTexts(...cellArguments(cells, of, values), keeps ? from.byteOffset : 0, keeps ? to.byteOffset : 0, kind, blank);
    if (others > 0 || blank === NOT_PLAIN) readOthers(cells, column, of.column, read);
  };
}

function gbTextKernel(code: LaneCode, of: KernelColumn, isId: boolean, blank: number, take: (bytes: number) => Buffer): Kernel {
  const read = newCellReader(of);
  const units = gbUnits();
  const table = take(units.byteLength);
  table.set(new Uint8Array(units.buffer));
  return (cells, column) => {
    const { bytes, lexed } = cells;
    const { values, from, to } = column;
    const others = code.readGbTexts(
      ...cellArguments(cells, of, values),
      from.byteOffset,
      to.byteOffset,
      isId,
      blank,
      table.byteOffset,
      lexed.scratch,
      bytes.length,
    );
    lexed.scratch = code.scratchEnd();
    if (others > 0 || blank === NOT_PLAIN) readOthers(cells, column, of.column, read);
  };
}

function spellingKernel(code: LaneCode, of: KernelColumn, table: number, blank: number): Kernel {
  const read = newCellReader(of);
  const learning: CellReader = (cells, column, row, start, end) => {
    const value = read(cells, column, row, start, end);
    if (value !== NOT_PLAIN) code.learnSpelling(table, cells.bytes.byteOffset + start, end - start, value);
    return value;
  };
  return (cells, column) => {
    const unknown = code.readSpellings(...cellArguments(cells, of, column.values), table, blank);
    if (unknown > 0 || blank === NOT_PLAIN) readOthers(cells, column, of.column, learning);
  };
}

/** Reads the cells that the compiled code does not know. */
function readOthers(cells: Cells, column: Parameters<Kernel>[1], at: number, read: CellReader): void {
  const { lexed, slow } = cells;
  const { starts, ends, width, rows } = lexed;
  const { values } = column;
  for (let row = 0, k = at; row < rows; row++, k += width) {
    if (values[row] === UNKNOWN) values[row] = read(cells, column, row, starts[k] as number, ends[k] as number);
    if (values[row] === NOT_PLAIN) slow[row] = 1;
  }
}

function cellArguments({ bytes, lexed }: Cells, { column }: KernelColumn, values: Float64Array): CellArguments {
  const { starts, ends, width, rows } = lexed;
  return [bytes.byteOffset, starts.byteOffset + column * 4, ends.byteOffset + column * 4, width * 4, rows, values.byteOffset];
}
