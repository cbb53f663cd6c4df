import { addCents } from '../../model/money.js';
import { cellText } from '../cells.js';
import { isBlankCell } from '../fold.js';
import { takeBytes } from '../lane-memory.js';
import { MOST_RECORD_BYTES, type Position, type RecordRules, readPiece, refuseLongRow } from '../records.js';
import { type BoundCell, countUnnamed, type RowReader, readRow } from '../row-reader.js';
import type { BatchSink, RowFate } from '../table-rules.js';
import { isRefusal } from '../values.js';
import { NOT_PLAIN } from './byte-values.js';
import { type ByteWindow, readOn } from './byte-window.js';
import type { Decode } from './decode.js';
import type { Cells } from './kernels.js';
import { labelSuspicion } from './label-bytes.js';
import type { PlainLane } from './lane-state.js';
import { BATCH_ROWS, byteKinds, newLexed, setOdd } from './lexer.js';
import { cellAt, isHeader, isSelected, readSlowCells } from './single-rows.js';
import type { LaneEngine } from './wasm-lane.js';

/** `reader` has begun `sink`. `position` holds the line of the range's first record. */
export function newPlainLane(
  reader: RowReader,
  sink: BatchSink,
  rules: RecordRules,
  position: Position,
  text: { readonly decode: Decode; readonly isUtf8: boolean },
  engine: LaneEngine,
): PlainLane {
  const { cells, cellNotes, dialect } = reader;
  const labels = labelColumns(reader);
  const columns = cells.map(({ bound, column, parse }, index) =>
    column < 0 ? undefined : { bound, column, parse, use: sink.uses[index], notes: cellNotes, ...text },
  );
  const batch = sink.newBatch(BATCH_ROWS, engine);
  return {
    engine,
    reader,
    sink,
    batch,
    rules,
    position,
    ...text,
    readColumns: engine.newReadColumns(columns, batch.columns),
    kinds: byteKinds(dialect.delimiter),
    lexed: newLexed(dialect.binding.width, dialect.delimiter, engine.memory),
    slow: takeBytes(engine.memory, BATCH_ROWS),
    suspicion: labels.length === 0 ? undefined : labelSuspicion(text.isUtf8, labels),
    counts: { plain: 0, careful: 0 },
    headerMayBeRow: headerMayBeRow(reader),
    single: takeBytes(engine.memory, BATCH_ROWS),
  };
}

/**
 * Columns where a label of totals may stand and nothing else asks for one: ids are looked at as they are read. Without a key it may
 * stand anywhere.
 */
function labelColumns({ cells, keyColumns, dialect }: RowReader): readonly number[] {
  if (keyColumns.length === 0) return Array.from({ length: dialect.binding.width }, (_, column) => column);
  const isId = cells.some(({ bound }) => bound.columns === keyColumns && bound.field.kind.type === 'key');
  const texts = isId ? [] : keyColumns;
  return keyColumns.includes(0) ? texts : [0, ...texts];
}

function headerMayBeRow({ cells, dialect, rules, cellNotes }: RowReader): boolean {
  const { unwrapped, placeholders } = cellNotes;
  const text = (column: number) => dialect.binding.header[column] as string;
  const mayBe =
    rules.map.header &&
    cells.every(({ bound, parse }) => bound.columns.length === 0 || !isRefusal(parse(cellText(bound, text, cellNotes))));
  cellNotes.unwrapped = unwrapped;
  cellNotes.placeholders = placeholders;
  return mayBe;
}

/** Small at first: every word of a batch that has not been met before is read by itself. */
const FIRST_ROWS = 16;

/** Told of the records that are read, before they are: their bytes in the window, and where these stand in the range. */
export type OnRecords = (bytes: Buffer, from: number, to: number, position: number) => void;

/**
 * Reads the records that begin before `limit` bytes of the window's source; gives how many bytes they take. `onBytes` is
 * told how far it is.
 */
export function readPlain(
  lane: PlainLane,
  window: ByteWindow,
  limit: number,
  onBytes: (bytes: number) => void,
  onRecords?: OnRecords,
): number {
  const { lexed, kinds } = lane;
  /** Bytes of the source before the window. */
  let before = 0;
  lexed.most = FIRST_ROWS;
  for (;;) {
    const { bytes, from, to, isLast } = window;
    lexed.scratch = to + 1;
    const next = lane.engine.lexRows({ bytes, from, to, limit: Math.min(to, limit - before), isLast }, kinds, lexed);
    if (lexed.rows > 0) {
      onRecords?.(bytes, from, next, before + from);
      readBatch(lane, bytes);
      lexed.most = Math.min(BATCH_ROWS, lexed.most * 2);
      window.from = next;
      continue;
    }
    if (before + from >= limit || (isLast && from >= to)) return before + from;
    if (to - from > MOST_RECORD_BYTES) refuseLongRow(Buffer.from(textOf(lane, bytes, from, to)), lane.rules, lane.position.line);
    onBytes(from);
    before += from;
    readOn(window);
  }
}

function readBatch(lane: PlainLane, bytes: Buffer): void {
  const { reader, batch, lexed, slow, single, position, counts, sink } = lane;
  const { rows, odd } = lexed;
  if (reader.headerPending) setOdd(lexed, 0);
  batch.bytes = bytes;
  slow.fill(0, 0, rows);
  const cells: Cells = { bytes, lexed, slow };
  lane.readColumns(cells);
  for (let i = 0; i < reader.cells.length; i++) fillColumn(lane, i, rows);
  lane.suspicion?.(cells);
  markSingle(lane);
  let summed = 0;
  for (let row = 0; row < rows; ) {
    const next = nextSingle(single, row, rows);
    if (next > row) {
      takeRun(lane, row, next);
      row = next;
      continue;
    }
    if (odd[row] === 0 && takePlain(lane, row)) {
      position.line++;
      row++;
      continue;
    }
    sumAmounts(lane, summed, row);
    let behind = row + 1;
    while (behind < rows && odd[row] === 1 && odd[behind] === 1) behind++;
    counts.careful += behind - row;
    readCarefully(lane, bytes, row, behind);
    row = behind;
    summed = row;
  }
  sumAmounts(lane, summed, rows);
  sink.writeLoans(batch);
}

/** Whatever is asked of every row by itself, or may not be a loan like the others. */
function markSingle({ reader, batch, lexed, slow, single, sink, headerMayBeRow: mayBeHeader }: PlainLane): void {
  const { rows, odd } = lexed;
  if (mayBeHeader || reader.tests.length > 0 || reader.unnamed.length > 0) {
    single.fill(1, 0, rows);
    return;
  }
  batch.loops.mergeMarks(slow, odd, rows, single);
  sink.markSingle(batch, rows, single);
}

function nextSingle(single: Uint8Array, from: number, rows: number): number {
  const next = single.indexOf(1, from);
  return next < 0 || next > rows ? rows : next;
}

/** Takes rows that are loans and in no way remarkable. */
function takeRun({ reader, sink, batch, position, counts }: PlainLane, from: number, to: number): void {
  const { tally } = reader;
  const count = to - from;
  sink.takeRows(batch, from, to, position.line);
  position.line += count;
  tally.rows.read += count;
  tally.rows.loans += count;
  tally.totals.count += count;
  tally.lastRejected = undefined;
  counts.plain += count;
}

/** A column without a kernel of its own. */
function fillColumn({ batch, reader, slow }: PlainLane, index: number, rows: number): void {
  const { constant, bound, column: at } = reader.cells[index] as BoundCell;
  const column = batch.columns[index];
  if (at >= 0 || column === undefined) return;
  if (bound.columns.length > 0 || typeof constant === 'string') {
    // Several columns joined, or a text: by the field's own rules.
    column.values.fill(NOT_PLAIN, 0, rows);
    slow.fill(1, 0, rows);
  } else column.values.fill(constant ?? Number.NaN, 0, rows);
}

/** Takes one row whose bytes are well-formed; false when the careful lane has to. */
function takePlain(lane: PlainLane, row: number): boolean {
  const { reader, sink, batch, slow, position, counts } = lane;
  const { tally, cellNotes } = reader;
  const { unwrapped, placeholders } = cellNotes;
  const isRead = (slow[row] === 0 || readSlowCells(lane, row)) && !(lane.headerMayBeRow && isHeader(lane, row));
  const fate = !isRead ? undefined : isSelected(lane, row) ? sink.takeRow(batch, row, position.line) : 'notSelected';
  if (typeof fate !== 'string') {
    cellNotes.unwrapped = unwrapped;
    cellNotes.placeholders = placeholders;
    return false;
  }
  if (reader.unnamed.length > 0) countUnnamed(reader, (column) => isBlankCell(cellAt(lane, row, column)));
  tally.rows.read++;
  tally.rows[fate satisfies RowFate]++;
  tally.totals.count++;
  tally.lastRejected = undefined;
  counts.plain++;
  return true;
}

/** Adds the amounts of rows that were taken plainly, before a totals row or another record is read. */
function sumAmounts({ reader, batch }: PlainLane, from: number, to: number): void {
  const { sums } = reader.tally.totals;
  for (let i = 0; i < reader.amounts.length; i++) {
    const values = batch.columns[reader.amounts[i]?.index as number]?.values as Float64Array;
    const sum = batch.loops.sum(values, from, to);
    if (!Number.isNaN(sum)) {
      addCents(sums, i, sum);
      continue;
    }
    for (let row = from; row < to; row++) {
      const cents = values[row] as number;
      if (!Number.isNaN(cents)) addCents(sums, i, cents);
    }
  }
}

function readCarefully(lane: PlainLane, bytes: Buffer, from: number, to: number): void {
  const { reader, sink, batch, lexed, rules, position } = lane;
  // Loans stay in the order of their rows.
  sink.writeLoans(batch);
  const [start, end] = [lexed.rowStarts[from] as number, lexed.rowStarts[to] as number];
  const piece = lane.isUtf8 ? bytes.subarray(start, end) : Buffer.from(textOf(lane, bytes, start, end));
  readPiece(piece, rules, position, (fields, line, mayHoldControls) => {
    readRow(reader, fields, line, mayHoldControls);
    return true;
  });
}

function textOf({ decode }: PlainLane, bytes: Buffer, start: number, end: number): string {
  return decode(bytes, start, end);
}
