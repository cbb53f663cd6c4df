import { assertInvariant, type Diagnostic, UserError } from '../diagnostics/diagnostic.js';
import { visibleText } from '../diagnostics/visible-text.js';
import { listed } from '../diagnostics/wording.js';
import type { RowCounts } from '../model/portfolio.js';
import { type CellNotes, type CellParser, type CellValue, cellParser, cellText } from './cells.js';
import {
  type AmountColumn,
  addToTotals,
  addTotalsRow,
  addUnknown,
  amountColumns,
  type ControlTotals,
  checkTotals,
  joinTotals,
  newControlTotals,
} from './control-totals.js';
import type { Dialect } from './dialect.js';
import { isBlankCell } from './fold.js';
import { type BoundField, foldHeader, headerTest } from './header.js';
import { codePoint } from './key-values.js';
import { CONTROL_CHARACTER } from './records.js';
import { addFatal, addReject, addRejects, type RejectLog } from './rejects.js';
import { type RowTest, rowTests } from './row-selection.js';
import type { Schema } from './schema.js';
import type { RowProblem, RowSink, TableRules } from './table-rules.js';
import { isUnclear, totalsLabel, type UnclearRow } from './totals-label.js';
import { isRefusal, type Refusal } from './values.js';

/** How the rows of one file are read. */
export interface RowReader {
  readonly file: string;
  readonly dialect: Dialect;
  readonly rules: TableRules;
  readonly sink: RowSink;
  readonly cells: readonly BoundCell[];
  /** Of the row in hand, by cell; overwritten by the next. */
  readonly values: CellValue[];
  readonly tests: readonly RowTest[];
  /** Asked of rows that cannot be read: another header may stand there. */
  readonly isOtherHeader: (cells: readonly string[]) => boolean;
  readonly amounts: readonly AmountColumn[];
  readonly keyColumns: readonly number[];
  /** Columns without a name, from 0. */
  readonly unnamed: readonly number[];
  /** Of the cell parsers; `tally` holds the same. */
  readonly cellNotes: CellNotes;
  readonly tally: RowTally;
  headerPending: boolean;
}

/** What the rows of a range of a file, or of a whole one, came to. Those of ranges add up to those of the file. */
export interface RowTally {
  readonly rows: RowCounts;
  readonly totals: ControlTotals;
  readonly rejects: RejectLog;
  readonly cellNotes: CellNotes;
  /** Cells with text by unnamed column. */
  readonly unnamed: number[];
  /** Line, 0 while there is none. */
  firstRepeatedHeader: number;
  /** Set while the row read last is a rejected one. */
  lastRejected: Diagnostic | undefined;
}

export interface BoundCell {
  readonly bound: BoundField;
  /** The one column of most fields, from 0; -1 for a composite and for a constant. */
  readonly column: number;
  readonly parse: CellParser;
  readonly isAmount: boolean;
  /** The same value for every row, where `bound` has no column. */
  readonly constant: CellValue;
}

/** Errors: E_MAP and refusals of the map's constants, those of --where, and those of the sink's `begin`. */
export function newRowReader(
  file: string,
  schema: Schema,
  dialect: Dialect,
  rules: TableRules,
  sink: RowSink,
  rejects: RejectLog,
): RowReader {
  const { header, fields } = dialect.binding;
  const place = { file, line: dialect.headerLine };
  const cellNotes: CellNotes = { unwrapped: 0, placeholders: 0 };
  const cells = fields.map((bound) => bindCell(bound, rules, cellNotes, file));
  const tests = rowTests(rules.where, { header, fields, parsers: cells.map(({ parse }) => parse) }, place);
  const amounts = amountColumns(fields);
  const unnamed = unnamedColumns(dialect);
  sink.begin(fields, place);
  return {
    file,
    dialect,
    rules,
    sink,
    cells,
    values: new Array<CellValue>(cells.length).fill(undefined),
    tests,
    isOtherHeader: rules.map.header ? headerTest(schema, rules.map) : () => false,
    amounts,
    keyColumns: fields.find(({ field }) => field.name === schema.key)?.columns ?? [],
    unnamed,
    cellNotes,
    tally: {
      rows: { read: 0, loans: 0, offBook: 0, rejected: 0, notSelected: 0, blank: 0, repeatedHeader: 0, totals: 0 },
      totals: newControlTotals(amounts),
      rejects,
      cellNotes,
      unnamed: unnamed.map(() => 0),
      firstRepeatedHeader: 0,
      lastRejected: undefined,
    },
    headerPending: rules.map.header,
  };
}

function unnamedColumns({ binding }: Dialect): number[] {
  return binding.unused.filter((column) => binding.header[column] === '');
}

/** Adds what the range behind came to, whose lines were counted from 1. */
export function addTally(tally: RowTally, part: RowTally, linesBefore: number): void {
  for (const name of Object.keys(tally.rows) as (keyof RowCounts)[]) tally.rows[name] += part.rows[name];
  joinTotals(tally.totals, part.totals, linesBefore);
  const place = addRejects(tally.rejects, part.rejects, linesBefore);
  tally.cellNotes.unwrapped += part.cellNotes.unwrapped;
  tally.cellNotes.placeholders += part.cellNotes.placeholders;
  for (let i = 0; i < tally.unnamed.length; i++) tally.unnamed[i] = (tally.unnamed[i] as number) + (part.unnamed[i] as number);
  if (part.firstRepeatedHeader > 0) tally.firstRepeatedHeader ||= part.firstRepeatedHeader + linesBefore;
  if (part.rows.read > 0) tally.lastRejected = part.lastRejected === undefined ? undefined : place(part.lastRejected);
}

function bindCell(bound: BoundField, rules: TableRules, notes: CellNotes, file: string): BoundCell {
  const { excelEpoch, allowNegative, map } = rules;
  const parse = cellParser(
    bound,
    {
      allowNegative,
      ...(excelEpoch === undefined ? {} : { excelEpoch }),
      ...(map.dateFormat === undefined ? {} : { dateFormat: map.dateFormat }),
    },
    // A constant is no cell of the file.
    bound.columns.length > 0 ? notes : { unwrapped: 0, placeholders: 0 },
  );
  const isAmount = bound.field.kind.type === 'amount';
  if (bound.columns.length > 0) {
    return { bound, parse, isAmount, column: bound.columns.length === 1 ? (bound.columns[0] as number) : -1, constant: undefined };
  }
  const written = bound.map?.constant ?? '';
  const constant = parse(written);
  if (isRefusal(constant)) throw new UserError({ ...constant, file, field: bound.field.name, value: written });
  return { bound, parse, isAmount, column: -1, constant };
}

function columnNotes(file: string, { binding }: Dialect, { map }: TableRules): Diagnostic[] {
  const notes: Diagnostic[] = [];
  const unused = binding.unused.map((column) => binding.header[column] as string).filter((name) => name !== '');
  if (unused.length > 0 && map.header) notes.push({ code: 'N_NOT_MATCHED', file, params: { names: listed(unused.map(visibleText)) } });
  const held = new Set(binding.header.map(foldHeader));
  for (const name of [...map.ignore, ...map.freeText]) {
    if (!held.has(foldHeader(name))) notes.push({ code: 'W_MAP_COLUMN', file, params: { name } });
  }
  return notes;
}

/** Takes one record: each becomes exactly one of the row counts. Errors: E_HEADER_CHANGED, a bad cell of a totals row. */
export function readRow(reader: RowReader, fields: readonly string[], line: number, mayHoldControls: boolean): void {
  const { tally } = reader;
  if (reader.headerPending) {
    reader.headerPending = false;
    return;
  }
  tally.rows.read++;
  tally.lastRejected = undefined;
  if (fields.every(isBlankCell)) tally.rows.blank++;
  else if (isHeaderAgain(reader, fields)) {
    tally.rows.repeatedHeader++;
    tally.firstRepeatedHeader ||= line;
  } else readFilledRow(reader, fields, line, mayHoldControls);
}

/** The file whose rows a tally counts. */
export interface FinishedFile {
  readonly file: string;
  readonly dialect: Dialect;
  readonly rules: TableRules;
  readonly endsWithNewline: boolean;
}

/** The notes of the whole file, once its last row is read. Errors: E_NO_ROWS, E_CONTROL_TOTAL. */
export function finishRows(tally: RowTally, { file, dialect, rules, endsWithNewline }: FinishedFile): Diagnostic[] {
  const { rows } = tally;
  const notes = [...columnNotes(file, dialect, rules), ...checkTotals(tally.totals, amountColumns(dialect.binding.fields), file)];
  const { read, ...parts } = rows;
  const sum = Object.values(parts).reduce((left, right) => left + right, 0);
  assertInvariant(read === sum, `${file}: ${read} rows were read, ${sum} are accounted for`);
  if (read - rows.blank - rows.repeatedHeader === 0 && !rules.allowEmpty) {
    throw new UserError({ code: 'E_NO_ROWS', file, line: dialect.headerLine + 1, column: 1 });
  }
  if (!endsWithNewline) {
    notes.push({ code: 'W_NO_FINAL_NEWLINE', file });
    if (tally.lastRejected !== undefined) addFatal(tally.rejects, tally.lastRejected, 'cut');
  }
  if (rows.repeatedHeader > 0) {
    const params = { line: tally.firstRepeatedHeader, count: rows.repeatedHeader };
    notes.push({ code: 'N_REPEATED_HEADER', file, line: tally.firstRepeatedHeader, params });
  }
  unnamedColumns(dialect).forEach((column, i) => {
    notes.push({ code: 'W_EMPTY_HEADER', file, column: column + 1, params: { column: column + 1, count: tally.unnamed[i] as number } });
  });
  const { unwrapped, placeholders } = tally.cellNotes;
  if (unwrapped > 0) notes.push({ code: 'N_UNWRAPPED', file, params: { count: unwrapped } });
  if (placeholders > 0) notes.push({ code: 'N_ID_PLACEHOLDER', file, params: { count: placeholders } });
  return notes;
}

/** Compared cell by cell, so that quoting does not matter. */
function isHeaderAgain({ dialect, rules }: RowReader, fields: readonly string[]): boolean {
  const { header } = dialect.binding;
  return (
    rules.map.header && fields.length === header.length && fields.every((field, i) => field === header[i] || field.trim() === header[i])
  );
}

/** No limit tolerates it: read by the first header, every row below would have its values in the wrong fields. */
function refuseOtherHeader({ isOtherHeader, file, dialect }: RowReader, row: readonly string[], line: number): void {
  if (isOtherHeader(row)) throw new UserError({ code: 'E_HEADER_CHANGED', file, line, row, params: { first: dialect.headerLine } });
}

function readFilledRow(reader: RowReader, fields: readonly string[], line: number, mayHoldControls: boolean): void {
  const { width } = reader.dialect.binding;
  if (fields.length !== width) {
    refuseOtherHeader(reader, fields, line);
    const column = Math.min(fields.length, width) + 1;
    const params = { found: fields.length, expected: width };
    rejectRow(reader, [{ code: 'E_FIELD_COUNT', file: reader.file, line, column, row: fields, params }], false);
    return;
  }
  const control = mayHoldControls ? controlProblem(reader, fields, line) : undefined;
  if (control !== undefined) {
    rejectRow(reader, [control], false);
    return;
  }
  const label = totalsLabel(fields, reader.keyColumns);
  if (label === undefined) readDataRow(reader, fields, line);
  else if (isUnclear(label)) rejectRow(reader, [unclearProblem(reader, label, fields, line)], false);
  else {
    const { tally, amounts, file, cells } = reader;
    tally.rows.totals++;
    const parsers = cells.map(({ parse }) => parse);
    addTotalsRow(tally.totals, amounts, label, fields, { file, line }, parsers);
  }
}

function readDataRow(reader: RowReader, fields: readonly string[], line: number): void {
  const { values, sink, tally } = reader;
  const refused = parseCells(reader, fields);
  if (refused !== undefined) {
    refuseOtherHeader(reader, fields, line);
    const problems = refused.map(({ index, refusal }) => problemAt(reader, refusal, index, fields, line));
    rejectRow(reader, problems, !refused.some(({ index }) => reader.cells[index]?.isAmount === true));
    return;
  }
  countUnnamed(reader, (column) => isBlankCell(fields[column] as string));
  const fate = reader.tests.length === 0 || isSelected(reader, fields) ? sink.take(values, line) : 'notSelected';
  if (typeof fate !== 'string') {
    rejectByRow(reader, fate, fields, line);
    return;
  }
  addToTotals(tally.totals, reader.amounts, values);
  tally.rows[fate]++;
}

/** Counts the text in columns without a name. */
export function countUnnamed({ unnamed, tally }: RowReader, isBlank: (column: number) => boolean): void {
  for (let i = 0; i < unnamed.length; i++) {
    if (!isBlank(unnamed[i] as number)) tally.unnamed[i] = (tally.unnamed[i] as number) + 1;
  }
}

function isSelected({ tests, values }: RowReader, fields: readonly string[]): boolean {
  const cells = { text: (column: number) => fields[column] as string, value: (index: number) => values[index] };
  return tests.every((test) => test(cells));
}

/** Fills `values`; undefined when every cell holds what its field should. */
function parseCells(reader: RowReader, fields: readonly string[]): { index: number; refusal: Refusal }[] | undefined {
  const { cells, values, cellNotes } = reader;
  const textOf = (column: number) => fields[column] as string;
  let refused: { index: number; refusal: Refusal }[] | undefined;
  for (let index = 0; index < cells.length; index++) {
    const { column, bound, parse, constant } = cells[index] as BoundCell;
    let value: CellValue | Refusal;
    if (column >= 0) value = parse(fields[column] as string);
    else value = bound.columns.length === 0 ? constant : parse(cellText(bound, textOf, cellNotes));
    if (isRefusal(value)) {
      refused ??= [];
      refused.push({ index, refusal: value });
      value = undefined;
    }
    values[index] = value;
  }
  return refused;
}

function rejectByRow(reader: RowReader, problem: RowProblem, fields: readonly string[], line: number): void {
  const { fatal, fieldIndex, ...refusal } = problem;
  const diagnostic = problemAt(reader, refusal, fieldIndex, fields, line);
  rejectRow(reader, [diagnostic], true);
  if (fatal === true) addFatal(reader.tally.rejects, diagnostic, 'twice');
}

/** A rejected row whose amounts are readable still counts in the totals that the file states. */
function rejectRow({ tally, amounts, values }: RowReader, problems: readonly Diagnostic[], amountsAreKnown: boolean): void {
  tally.rows.rejected++;
  if (amountsAreKnown) addToTotals(tally.totals, amounts, values);
  else addUnknown(tally.totals);
  tally.lastRejected = problems[0];
  addReject(tally.rejects, problems);
}

function problemAt(
  { cells, file, cellNotes }: RowReader,
  refusal: Refusal,
  fieldIndex: number | undefined,
  row: readonly string[],
  line: number,
): Diagnostic {
  const bound = fieldIndex === undefined ? undefined : cells[fieldIndex]?.bound;
  const [column] = bound?.columns ?? [];
  if (bound === undefined || column === undefined) return { ...refusal, file, line, row };
  return {
    ...refusal,
    file,
    line,
    row,
    field: bound.header,
    column: column + 1,
    value: cellText(bound, (at) => row[at] as string, cellNotes),
  };
}

function controlProblem({ file, dialect }: RowReader, row: readonly string[], line: number): Diagnostic | undefined {
  const index = row.findIndex((cell) => CONTROL_CHARACTER.test(cell));
  if (index < 0) return undefined;
  const value = row[index] as string;
  const character = codePoint(CONTROL_CHARACTER.exec(value)?.[0] as string);
  const field = dialect.binding.header[index] as string;
  return { code: 'E_CONTROL_CHAR', file, line, column: index + 1, field, value, row, params: { character } };
}

function unclearProblem({ file }: RowReader, { label, id }: UnclearRow, row: readonly string[], line: number): Diagnostic {
  return { code: 'E_TOTALS_UNCLEAR', file, line, column: row.indexOf(label) + 1, value: label, row, params: { label, id } };
}
