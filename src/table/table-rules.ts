import type { CellValue } from './cells.js';
import type { Encoding } from './encoding.js';
import type { BoundField, Place } from './header.js';
import type { BatchHome, RowBatch, TextUse } from './row-batch.js';
import type { Condition } from './row-selection.js';
import type { ColumnMap } from './schema.js';
import type { Refusal } from './values.js';

/** What a user says about how tables are read. */
export interface TableRules {
  readonly map: ColumnMap;
  readonly encoding?: Encoding;
  readonly delimiter?: string;
  readonly skipLines: number;
  readonly excelEpoch?: 1900 | 1904;
  readonly allowNegative: boolean;
  readonly allowEmpty: boolean;
  /** COLUMN=VALUE: rows whose cell differs are not selected. */
  readonly where: readonly Condition[];
}

/** What becomes of a row that is well-formed: kept as a loan (or entry), counted off-book, or not selected. */
export type RowFate = 'loans' | 'offBook' | 'notSelected';

export interface RowSink {
  /** Called once, before the first row. */
  begin(fields: readonly BoundField[], place: Place): void;
  /** Takes the values of one row, by field in the order of `begin`. A problem refuses the row; `fatal` refuses the file. */
  take(values: readonly CellValue[], line: number): RowFate | RowProblem;
}

/** A sink that takes rows from both lanes: their texts where they stand, or as strings. */
export interface BatchSink extends RowSink {
  /** By bound field, what becomes of its text; known once it has begun. */
  readonly uses: readonly (TextUse | undefined)[];
  newBatch(rows: number, home: BatchHome): RowBatch;
  /** As `take`. A row with a problem leaves nothing behind. */
  takeRow(batch: RowBatch, row: number, line: number): RowFate | RowProblem;
  /** Marks the rows that may be anything but loans like the rows before them. */
  markSingle(batch: RowBatch, rows: number, marks: Uint8Array): void;
  /** Takes the rows from `from` up to `to`, none of them marked, as loans; the first stands in line `line`, each in one line. */
  takeRows(batch: RowBatch, from: number, to: number, line: number): void;
  /** Writes the loans of a batch that wait. */
  writeLoans(batch: RowBatch): void;
}

export interface RowProblem extends Refusal {
  readonly fieldIndex?: number;
  readonly fatal?: boolean;
}
