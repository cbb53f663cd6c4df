import { assertInvariant, type Diagnostic, UserError } from '../diagnostics/diagnostic.js';
import { visibleText } from '../diagnostics/visible-text.js';
import type { RowCounts } from '../model/portfolio.js';
import { type CellNotes, type CellParser, type CellValue, cellParser, cellText } from './cells.js';
import { addToTotals, addUnknown, type ControlTotals, checkTotalsRow, finishTotals, newControlTotals } from './control-totals.js';
import type { Dialect } from './dialect.js';
import { isBlankCell } from './fold.js';
import { type BoundField, foldHeader, headerTest } from './header.js';
import { codePoint } from './key-values.js';
import { CONTROL_CHARACTER } from './records.js';
import type { RejectLog } from './rejects.js';
import { type RowTest, rowTests } from './row-selection.js';
import type { Schema } from './schema.js';
import type { RowProblem, RowSink, TableRules } from './table-rules.js';
import { isUnclear, totalsLabel, type UnclearRow } from './totals-label.js';
import { isRefusal, type Refusal } from './values.js';

/** One file while it is read row by row; holds the counts that must add up at its end. */
export interface RowReader {
  readonly file: string;
  readonly rows: RowCounts;
  readonly dialect: Dialect;
  readonly rules: TableRules;
  readonly sink: RowSink;
  readonly rejects: RejectLog;
  readonly cells: readonly BoundCell[];
  /** Of the row in hand, by cell; overwritten by the next. */
  readonly values: CellValue[];
  readonly tests: readonly RowTest[];
  /** Asked of rows that cannot be read: another header may stand there. */
  readonly isOtherHeader: (cells: readonly string[]) => boolean;
  readonly totals: ControlTotals;
  readonly keyColumns: readonly number[];
  readonly notes: Diagnostic[];
  readonly cellNotes: CellNotes;
  readonly unnamed: readonly { readonly column: number; count: number }[];
  headerPending: boolean;
  firstRepeatedHeader: number;
  /** Set while the row read last is a rejected one. */
  lastRejected: Diagnostic | undefined;
}

interface BoundCell {
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
  const { header, fields, unused } = dialect.binding;
  const place = { file, line: dialect.headerLine };
  const cellNotes: CellNotes = { unwrapped: 0, placeholders: 0 };
  const cells = fields.map((bound) => bindCell(bound, rules, cellNotes, file));
  const tests = rowTests(rules.where, { header, fields, parsers: cells.map(({ parse }) => parse) }, place);
  sink.begin(fields, place);
  return {
    file,
    rows: { read: 0, loans: 0, offBook: 0, rejected: 0, notSelected: 0, blank: 0, repeatedHeader: 0, totals: 0 },
    dialect,
    rules,
    sink,
    rejects,
    cells,
    values: new Array<CellValue>(cells.length).fill(undefined),
    tests,
    isOtherHeader: rules.map.header ? headerTest(schema, rules.map) : () => false,
    totals: newControlTotals(file, fields),
    keyColumns: fields.find(({ field }) => field.name === schema.key)?.columns ?? [],
    notes: columnNotes(file, dialect, rules),
    cellNotes,
    unnamed: unused.filter((column) => header[column] === '').map((column) => ({ column, count: 0 })),
    headerPending: rules.map.header,
    firstRepeatedHeader: 0,
    lastRejected: undefined,
  };
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
    notes,
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
  if (unused.length > 0 && map.header) notes.push({ code: 'N_NOT_MATCHED', file, params: { names: unused.map(visibleText).join(', ') } });
  const held = new Set(binding.header.map(foldHeader));
  for (const name of [...map.ignore, ...map.freeText]) {
    if (!held.has(foldHeader(name))) notes.push({ code: 'W_MAP_COLUMN', file, params: { name } });
  }
  return notes;
}

/** Takes one record: each becomes exactly one of the row counts. Errors: E_CONTROL_TOTAL, a bad cell of a totals row. */
export function readRow(reader: RowReader, fields: readonly string[], line: number, mayHoldControls: boolean): void {
  const { rows } = reader;
  if (reader.headerPending) {
    reader.headerPending = false;
    return;
  }
  rows.read++;
  reader.lastRejected = undefined;
  if (fields.every(isBlankCell)) rows.blank++;
  else if (isHeaderAgain(reader, fields)) {
    rows.repeatedHeader++;
    reader.firstRepeatedHeader ||= line;
  } else readFilledRow(reader, fields, line, mayHoldControls);
}

/** The notes of the whole file, once its last row is read. Errors: E_NO_ROWS, E_CONTROL_TOTAL. */
export function finishRows(reader: RowReader, endsWithNewline: boolean): Diagnostic[] {
  const { rows, file, notes, dialect } = reader;
  const { read, ...parts } = rows;
  const sum = Object.values(parts).reduce((left, right) => left + right, 0);
  assertInvariant(read === sum, `${file}: ${read} rows were read, ${sum} are accounted for`);
  if (read - rows.blank - rows.repeatedHeader === 0 && !reader.rules.allowEmpty) {
    throw new UserError({ code: 'E_NO_ROWS', file, line: dialect.headerLine + 1, column: 1 });
  }
  if (!endsWithNewline) {
    notes.push({ code: 'W_NO_FINAL_NEWLINE', file });
    if (reader.lastRejected !== undefined) reader.rejects.addFatal(reader.lastRejected, 'cut');
  }
  notes.push(...finishTotals(reader.totals));
  if (rows.repeatedHeader > 0) {
    const params = { line: reader.firstRepeatedHeader, count: rows.repeatedHeader };
    notes.push({ code: 'N_REPEATED_HEADER', file, line: reader.firstRepeatedHeader, params });
  }
  for (const { column, count } of reader.unnamed) {
    notes.push({ code: 'W_EMPTY_HEADER', file, column: column + 1, params: { column: column + 1, count } });
  }
  const { unwrapped, placeholders } = reader.cellNotes;
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
    reader.rows.totals++;
    const parsers = reader.cells.map(({ parse }) => parse);
    const note = checkTotalsRow(reader.totals, label, fields, line, parsers);
    if (note !== undefined) reader.notes.push(note);
  }
}

function readDataRow(reader: RowReader, fields: readonly string[], line: number): void {
  const { values, sink, rows } = reader;
  const refused = parseCells(reader, fields);
  if (refused !== undefined) {
    refuseOtherHeader(reader, fields, line);
    const problems = refused.map(({ index, refusal }) => problemAt(reader, refusal, index, fields, line));
    rejectRow(reader, problems, !refused.some(({ index }) => reader.cells[index]?.isAmount === true));
    return;
  }
  for (const unnamed of reader.unnamed) if (!isBlankCell(fields[unnamed.column] as string)) unnamed.count++;
  const fate = reader.tests.every((test) => test(fields, values)) ? sink.take(values, line) : 'notSelected';
  if (typeof fate !== 'string') {
    rejectByRow(reader, fate, fields, line);
    return;
  }
  addToTotals(reader.totals, values);
  rows[fate]++;
}

/** Fills `values`; undefined when every cell holds what its field should. */
function parseCells(reader: RowReader, fields: readonly string[]): { index: number; refusal: Refusal }[] | undefined {
  const { cells, values, cellNotes } = reader;
  let refused: { index: number; refusal: Refusal }[] | undefined;
  for (let index = 0; index < cells.length; index++) {
    const { column, bound, parse, constant } = cells[index] as BoundCell;
    let value: CellValue | Refusal;
    if (column >= 0) value = parse(fields[column] as string);
    else value = bound.columns.length === 0 ? constant : parse(cellText(bound, fields, cellNotes));
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
  if (fatal === true) reader.rejects.addFatal(diagnostic, 'twice');
}

/** A rejected row whose amounts are readable still counts in the totals that the file states. */
function rejectRow(reader: RowReader, problems: readonly Diagnostic[], amountsAreKnown: boolean): void {
  reader.rows.rejected++;
  if (amountsAreKnown) addToTotals(reader.totals, reader.values);
  else addUnknown(reader.totals);
  reader.lastRejected = problems[0];
  reader.rejects.add(problems);
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
  return { ...refusal, file, line, row, field: bound.header, column: column + 1, value: cellText(bound, row, cellNotes) };
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
