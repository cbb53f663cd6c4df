import { internBytes, type TextIndex } from '../model/text-index.js';
import type { BatchColumn } from './batch-column.js';
import { type ColumnLoops, PLAIN_LOOPS } from './column-loops.js';
import { type LaneMemory, OWN_MEMORY, takeFloats, takeInts, takeUnsigned } from './lane-memory.js';
import { newPackedArrays, newPacking, type Packing } from './packing.js';

/** What becomes of a field's text: nothing beyond the checks, a code of a dictionary, or the bytes themselves. */
export type TextUse = 'checked' | 'bytes' | { readonly dictionary: TextIndex };

/** Rows on their way from a file into a ledger, in columns: whichever lane has read them, the same rules take them. */
export interface RowBatch {
  bytes: Buffer;
  /** By bound field. */
  readonly columns: readonly BatchColumn[];
  /** Rows that count as loans and wait to be written, and their lines. */
  readonly loans: Int32Array;
  readonly packing: Packing;
  readonly loops: ColumnLoops;
  readonly lines: Uint32Array;
  loanCount: number;
}

/** Where batches are kept, by what they are packed and by what their columns are looked through. */
export interface BatchHome {
  readonly memory: LaneMemory;
  readonly newPacking: (rows: number) => Packing;
  readonly loops: ColumnLoops;
}

export const OWN_HOME: BatchHome = {
  memory: OWN_MEMORY,
  newPacking: (rows) => newPacking(newPackedArrays(rows, OWN_MEMORY)),
  loops: PLAIN_LOOPS,
};

export function newRowBatch(
  uses: readonly (TextUse | undefined)[],
  rows: number,
  { memory, newPacking: newPack, loops }: BatchHome,
): RowBatch {
  const none = new Int32Array(0);
  return {
    bytes: Buffer.alloc(0),
    columns: uses.map((use) => ({
      values: takeFloats(memory, rows),
      from: use === 'bytes' ? takeInts(memory, rows) : none,
      to: use === 'bytes' ? takeInts(memory, rows) : none,
    })),
    loans: takeInts(memory, rows),
    packing: newPack(rows),
    loops,
    lines: takeUnsigned(memory, rows),
    loanCount: 0,
  };
}

/** The value of a bound field in a row; NaN where blank. */
export function valueAt(batch: RowBatch, index: number, row: number): number {
  return (batch.columns[index] as BatchColumn).values[row] as number;
}

/** Where a text goes in a batch, and where it may stand in the batch's bytes. */
interface TextPlace {
  readonly index: number;
  readonly row: number;
  readonly use: TextUse | undefined;
  readonly at: number;
}

/** Puts a text that is not in the batch's bytes into a batch. */
export function putBytes(batch: RowBatch, { index, row, use, at }: TextPlace, text: Buffer): void {
  const { values, from, to } = batch.columns[index] as BatchColumn;
  values[row] = typeof use === 'object' ? internBytes(use.dictionary, text, 0, text.length) : 0;
  if (use !== 'bytes') return;
  text.copy(batch.bytes, at);
  from[row] = at;
  to[row] = at + text.length;
}
