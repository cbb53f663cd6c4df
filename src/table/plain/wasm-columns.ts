import type { BatchColumn } from '../batch-column.js';
import type { LaneMemory } from '../lane-memory.js';
import { UNIT_DECIMALS } from '../values.js';
import { NOT_PLAIN } from './byte-values.js';
import { gbUnits } from './gb-text.js';
import type { KernelColumn } from './kernel-column.js';
import {
  blankValue,
  type CellReader,
  type Cells,
  type Kernel,
  newCellReader,
  newKernel,
  newReadColumns,
  type ReadColumns,
  readsPlainDates,
} from './kernels.js';
import type { IsHere, LaneCode } from './wasm-code.js';

/** What the compiled code does with a column; `detail` as assembly/columns.ts says. */
interface Work {
  readonly kind: number;
  readonly detail: number;
  readonly isId?: boolean;
  /** Reads the cells that the compiled code leaves. */
  readonly read?: CellReader;
}

const [CENTS, DATES, DAYS, TEXTS, GB_TEXTS, SPELLINGS] = [0, 1, 2, 3, 4, 5];
const [TEXT, ID, KEY] = [0, 1, 2];
const RECORD_BYTES = 40;
const TABLE_BYTES = 98_304 + 8;
const UNKNOWN = Number.POSITIVE_INFINITY;

/** Memory that so many columns may need at the most. */
export function columnBytes(fields: number): number {
  return fields * (RECORD_BYTES + TABLE_BYTES + 16);
}

/** One call reads all columns that the compiled code knows; the others, and the cells it leaves, are read here. */
export function newReadColumnsHere(
  code: LaneCode,
  memory: LaneMemory,
  of: readonly (KernelColumn | undefined)[],
  into: readonly BatchColumn[],
  isHere: IsHere,
): ReadColumns {
  let plain: ReadColumns | undefined;
  const known: { readonly of: KernelColumn; readonly into: BatchColumn; readonly work: Work; readonly blank: number }[] = [];
  const others: { readonly kernel: Kernel; readonly into: BatchColumn }[] = [];
  of.forEach((one, i) => {
    if (one === undefined) return;
    const column = into[i] as BatchColumn;
    const work = workOf(code, memory, one);
    if (work === undefined) others.push({ kernel: newKernel(one), into: column });
    else known.push({ of: one, into: column, work, blank: blankValue(one) });
  });
  const records = memory.take(RECORD_BYTES * Math.max(1, known.length));
  known.forEach(({ of: { column, use }, into: { values, from, to }, work, blank }, i) => {
    const keeps = use === 'bytes';
    const words = [work.kind, column, values.byteOffset, keeps ? from.byteOffset : 0, keeps ? to.byteOffset : 0, work.detail];
    for (const [k, word] of words.entries()) records.writeUInt32LE(word, i * RECORD_BYTES + k * 4);
    records.writeDoubleLE(blank, i * RECORD_BYTES + 24);
    records.writeUInt32LE(work.isId === true ? 1 : 0, i * RECORD_BYTES + 36);
  });
  const left = new Uint32Array(records.buffer, records.byteOffset, records.length / 4);
  return (cells) => {
    const { bytes, lexed, slow } = cells;
    if (!isHere(bytes)) {
      plain ??= newReadColumns(of, into);
      plain(cells);
      return;
    }
    const { starts, ends, width, rows } = lexed;
    const all = code.readColumns(
      records.byteOffset,
      known.length,
      bytes.byteOffset,
      starts.byteOffset,
      ends.byteOffset,
      width,
      rows,
      slow.byteOffset,
      lexed.scratch,
      bytes.length,
    );
    lexed.scratch = code.scratchEnd();
    if (all > 0) {
      known.forEach(({ of: { column }, into: own, work: { read } }, i) => {
        if (read !== undefined && (left[i * (RECORD_BYTES / 4) + 8] as number) > 0) readOthers(cells, own, column, read);
      });
    }
    for (const { kernel, into: own } of others) kernel(cells, own);
  };
}

/** Undefined where the TypeScript has to read the column. */
function workOf(code: LaneCode, memory: LaneMemory, of: KernelColumn): Work | undefined {
  const { bound, use, isUtf8 } = of;
  const { kind, isId = false } = bound.field;
  if (bound.map?.values === undefined) {
    if (kind.type === 'amount') return { kind: CENTS, detail: UNIT_DECIMALS[bound.unit] };
    if (kind.type === 'days') return { kind: DAYS, detail: bound.map?.times ?? 1 };
    if (readsPlainDates(of)) return { kind: DATES, detail: 0 };
    if (kind.type === 'date' || kind.type === 'date-or-month') return undefined;
    if (typeof use !== 'object' && (kind.type === 'key' || (kind.type === 'text' && isUtf8))) {
      return { kind: TEXTS, detail: kind.type === 'key' ? KEY : isId ? ID : TEXT, read: newCellReader(of) };
    }
    if (kind.type === 'text' && use === 'bytes') {
      const units = gbUnits();
      const table = memory.take(units.byteLength);
      table.set(new Uint8Array(units.buffer));
      return { kind: GB_TEXTS, detail: table.byteOffset, isId, read: newCellReader(of) };
    }
  }
  // What is kept as bytes has to be found again in each batch.
  return use === 'bytes' ? undefined : spellingsOf(code, memory.take(TABLE_BYTES).byteOffset, of);
}

function spellingsOf(code: LaneCode, table: number, of: KernelColumn): Work {
  const read = newCellReader(of);
  return {
    kind: SPELLINGS,
    detail: table,
    read: (cells, column, row, start, end) => {
      const value = read(cells, column, row, start, end);
      if (value !== NOT_PLAIN) code.learnSpelling(table, cells.bytes.byteOffset + start, end - start, value);
      return value;
    },
  };
}

function readOthers(cells: Cells, column: BatchColumn, at: number, read: CellReader): void {
  const { lexed, slow } = cells;
  const { starts, ends, width, rows } = lexed;
  const { values } = column;
  for (let row = 0, k = at; row < rows; row++, k += width) {
    if (values[row] === UNKNOWN) values[row] = read(cells, column, row, starts[k] as number, ends[k] as number);
    if (values[row] === NOT_PLAIN) slow[row] = 1;
  }
}
