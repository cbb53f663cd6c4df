import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { assertInvariant } from '../../diagnostics/diagnostic.js';
import type { BatchColumn } from '../batch-column.js';
import { newPackedArrays, packedBytes } from '../packing.js';
import type { BatchHome } from '../row-batch.js';
import type { GbScan } from './gb18030-scan.js';
import type { KernelColumn } from './kernel-column.js';
import type { ReadColumns } from './kernels.js';
import { BATCH_ROWS, type Lexed, lexRows, SPARE_FIELDS, type Stretch } from './lexer.js';
import type { IsHere, LaneCode } from './wasm-code.js';
import { columnBytes, newReadColumnsHere } from './wasm-columns.js';
import { loopsOf, packHere } from './wasm-packing.js';

/** How a lane finds fields and reads columns. */
export interface LaneEngine extends BatchHome {
  readonly lexRows: (stretch: Stretch, kinds: Uint8Array, lexed: Lexed) => number;
  readonly newReadColumns: (of: readonly (KernelColumn | undefined)[], into: readonly BatchColumn[]) => ReadColumns;
  /** Undefined where the program runs unbuilt: all bytes have to be judged then. */
  readonly newGbScan?: () => GbScan;
}

const PAGE_BYTES = 1 << 16;

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
  const pages = Math.ceil((windowBytes + cellBytes + columnBytes(fields) + packedBytes(BATCH_ROWS)) / PAGE_BYTES) + 4;
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
    loops: loopsOf(code),
    lexRows: (stretch, kinds, lexed) => (isHere(stretch.bytes) ? lexHere(code, stretch, lexed) : lexRows(stretch, kinds, lexed)),
    newGbScan: () => scanHere(code, isHere),
    newReadColumns: (of, into) => newReadColumnsHere(code, { take }, of, into, isHere),
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
  const { rowStarts, starts, ends, odd, width, delimiter, most } = lexed;
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
    most,
    rowStarts.byteOffset,
    starts.byteOffset,
    ends.byteOffset,
    odd.byteOffset,
  );
  lexed.scratch = code.scratchEnd();
  return rowStarts[lexed.rows] as number;
}
