import { type CellNotes, cellText } from '../cells.js';
import { isBlankCell } from '../fold.js';
import { putBytes } from '../row-batch.js';
import type { BoundCell } from '../row-reader.js';
import type { RowCells } from '../row-selection.js';
import { mayStateTotals } from '../totals-label.js';
import { isRefusal } from '../values.js';
import { NOT_PLAIN } from './byte-values.js';
import type { PlainLane } from './lane-state.js';

/** Cell by cell, as the careful lane compares. */
export function isHeader(lane: PlainLane, row: number): boolean {
  const { header } = lane.reader.dialect.binding;
  return header.every((name, column) => cellAt(lane, row, column).trim() === name);
}

/** Reads the cells that are not plain by the field's rules; false where one is refused, or where the row may state totals. */
export function readSlowCells(lane: PlainLane, row: number): boolean {
  const { reader, batch } = lane;
  const text = (column: number) => cellAt(lane, row, column);
  const { width } = lane.lexed;
  if (mayStateTotals(text, width, reader.keyColumns) || isBlankRow(text, width)) return false;
  for (let i = 0; i < reader.cells.length; i++) {
    const values = batch.columns[i]?.values;
    if (values === undefined || values[row] !== NOT_PLAIN) continue;
    const { bound, parse, constant } = reader.cells[i] as BoundCell;
    const value = bound.columns.length === 0 ? constant : parse(cellText(bound, text, reader.cellNotes));
    if (isRefusal(value)) return false;
    if (typeof value !== 'string') values[row] = value ?? Number.NaN;
    else if (!putText(lane, i, row, value)) return false;
  }
  return true;
}

function isBlankRow(text: (column: number) => string, width: number): boolean {
  for (let column = 0; column < width; column++) if (!isBlankCell(text(column))) return false;
  return true;
}

/** False where the scratch is full. */
function putText({ sink, batch, lexed }: PlainLane, index: number, row: number, text: string): boolean {
  const bytes = Buffer.from(text, 'utf8');
  const at = lexed.scratch;
  if (at + bytes.length > batch.bytes.length) return false;
  putBytes(batch, { index, row, use: sink.uses[index], at }, bytes);
  lexed.scratch = at + bytes.length;
  return true;
}

/** Whether the row is among those asked for. */
export function isSelected(lane: PlainLane, row: number): boolean {
  const { tests, cells } = lane.reader;
  if (tests.length === 0) return true;
  const text = (column: number) => cellAt(lane, row, column);
  const unnoted: CellNotes = { unwrapped: 0, placeholders: 0 };
  const selected: RowCells = {
    text,
    value: (index) => {
      const { bound, parse, constant } = cells[index] as BoundCell;
      const value = bound.columns.length === 0 ? constant : parse(cellText(bound, text, unnoted));
      return isRefusal(value) ? undefined : value;
    },
  };
  const { unwrapped, placeholders } = lane.reader.cellNotes;
  const isTaken = tests.every((test) => test(selected));
  // Read a second time, a cell is not told a second time.
  lane.reader.cellNotes.unwrapped = unwrapped;
  lane.reader.cellNotes.placeholders = placeholders;
  return isTaken;
}

export function cellAt({ batch, lexed, decode }: PlainLane, row: number, column: number): string {
  const at = row * lexed.width + column;
  return decode(batch.bytes, lexed.starts[at] as number, lexed.ends[at] as number);
}
