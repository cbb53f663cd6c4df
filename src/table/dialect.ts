import { UserError } from '../diagnostics/diagnostic.js';
import { type Binding, bindHeader, countFieldNames } from './header.js';
import { CONTROL_CHARACTER, firstRecords, readRecords } from './records.js';
import type { ColumnMap, Schema } from './schema.js';
import { unitInCell, unitInTitle, unitName } from './units.js';

export const DELIMITERS = [',', '\t', ';'] as const;
export const DELIMITER_NAMES: Readonly<Record<string, string>> = { ',': 'comma', '\t': 'tab', ';': 'semicolon' };

export interface Dialect {
  readonly delimiter: string;
  /** Physical lines before the header. */
  readonly skipLines: number;
  /** Line of the header from 1; the line before the first row where there is none. */
  readonly headerLine: number;
  readonly binding: Binding;
}

/** What the user said about the file's form. */
export interface GivenDialect {
  readonly file: string;
  readonly delimiter?: string;
  readonly skipLines: number;
}

const TITLE_LINES_TRIED = 20;
/** What other tools separate fields with; recognised only to say so. */
const FOREIGN_DELIMITERS = ['，', '|', '；', '、'] as const;

interface FirstLine {
  readonly delimiter: string;
  readonly cells: readonly string[];
  readonly names: number;
}

/**
 * The delimiter whose reading of the first line names the most fields, and the columns of those fields.
 * Errors: E_DELIMITER, E_HEADER (with the --skip-lines that would help), E_UNIT_TITLE, E_QUOTE, and those of bindHeader.
 */
export function detectDialect(head: Buffer, schema: Schema, map: ColumnMap, given: GivenDialect): Dialect {
  const { file, skipLines } = given;
  const { delimiter, cells } = bestFirstLine(head, schema, map, given);
  const header = map.header ? cells.map((cell) => cell.trim()) : cells.map((_, column) => String(column + 1));
  const headerLine = map.header ? skipLines + 1 : skipLines;
  if (map.header) checkHeader(head, schema, map, given, { delimiter, cells: header });
  const binding = bindHeader(header, schema, map, { file, line: headerLine });
  checkTitleUnit(head, binding, given);
  return { delimiter, skipLines, headerLine, binding };
}

function bestFirstLine(head: Buffer, schema: Schema, map: ColumnMap, given: GivenDialect): FirstLine {
  const { file, skipLines } = given;
  const delimiters = given.delimiter === undefined ? DELIMITERS : [given.delimiter];
  const tried = delimiters.flatMap((delimiter): FirstLine[] => {
    const cells = firstRecords(head, { file, delimiter, skipLines }, 1)?.[0];
    return cells === undefined ? [] : [{ delimiter, cells, names: map.header ? countFieldNames(cells, schema, map) : 0 }];
  });
  if (tried.length > 0) return tried.reduce((left, right) => (isBetter(right, left) ? right : left));
  // Every reading has a malformed quote (or there is no line at all): the first one says where.
  readRecords([head], { file, delimiter: delimiters[0] as string, skipLines }, () => false);
  return { delimiter: delimiters[0] as string, cells: [], names: 0 };
}

function isBetter(left: FirstLine, right: FirstLine): boolean {
  return left.names > right.names || (left.names === right.names && left.cells.length > right.cells.length);
}

/** A header names at least one of the fields that no table can do without. */
function namesEnough(cells: readonly string[], schema: Schema, map: ColumnMap): boolean {
  if (countFieldNames(cells, schema, map) === 0) return false;
  const needed = { ...schema, fields: schema.fields.filter((field) => field.neededFor !== undefined) };
  return countFieldNames(cells, needed, map) > 0 || needed.fields.some((field) => map.fields[field.name] !== undefined);
}

function checkHeader(
  head: Buffer,
  schema: Schema,
  map: ColumnMap,
  given: GivenDialect,
  best: { readonly cells: readonly string[]; readonly delimiter: string },
): void {
  const line = given.skipLines + 1;
  const { file } = given;
  const damaged = best.cells.findIndex((cell) => CONTROL_CHARACTER.test(cell) || /[\r\n]/.test(cell));
  if (damaged >= 0) {
    const value = best.cells[damaged] as string;
    const isBreak = !CONTROL_CHARACTER.test(value);
    const params = { character: 'control' };
    throw new UserError({ code: isBreak ? 'E_NEWLINE_IN_FIELD' : 'E_CONTROL_CHAR', file, line, column: damaged + 1, value, params });
  }
  if (namesEnough(best.cells, schema, map)) return;
  const text = best.cells.join(best.delimiter);
  const foreign = FOREIGN_DELIMITERS.find((one) => namesEnough(text.split(one), schema, map));
  if (foreign !== undefined) {
    const reason = { en: `fields are separated by "${foreign}"`, zh: `字段以“${foreign}”分隔` };
    throw new UserError({ code: 'E_DELIMITER', file, line, column: 1, params: { reason } });
  }
  const lines = firstRecords(head, { ...given, delimiter: best.delimiter }, TITLE_LINES_TRIED) ?? [];
  const later = lines.findIndex((cells) => namesEnough(cells, schema, map));
  throw new UserError({
    code: 'E_HEADER',
    file,
    line,
    column: 1,
    params: { headerLine: line, needed: neededColumns(schema), advice: headerAdvice(line, later) },
  });
}

/** What a table cannot be read without, each by its first name in either language. */
function neededColumns({ fields }: Schema): { en: string; zh: string } {
  const needed = fields.filter(({ neededFor }) => neededFor !== undefined);
  const named = (isWanted: (name: string) => boolean) => needed.map(({ name, names }) => names.find(isWanted) ?? names[0] ?? name);
  const isAscii = (name: string) => /^[\x20-\x7e]*$/.test(name);
  return { en: named(isAscii).join(', '), zh: named((name) => !isAscii(name)).join('、') };
}

function headerAdvice(line: number, later: number): { en: string; zh: string } {
  if (later > 0) {
    const skip = line - 1 + later;
    return {
      en: `the header seems to be on line ${line + later}: --skip-lines ${skip} (and check whether the title names a unit)`,
      zh: `表头似在第 ${line + later} 行：--skip-lines ${skip}（并请核对标题中的单位）`,
    };
  }
  return {
    en: 'the first line must name the columns; a --map file can name or number them',
    zh: '首行须为列名；也可在 --map 文件中按名称或列号指定',
  };
}

/** 单位：万元 in a skipped title, or in a header cell of its own, would make every amount wrong by 10 000 without a word. */
function checkTitleUnit(head: Buffer, binding: Binding, { file, skipLines }: GivenDialect): void {
  const silent = binding.fields.find(({ field, unitStated }) => field.kind.type === 'amount' && !unitStated);
  if (silent === undefined) return;
  const titles = skipLines === 0 ? [] : head.toString('utf8').split(/\r\n|\r|\n/, skipLines);
  const named = [
    ...titles.map((title, i) => ({ unit: unitInTitle(title), line: i + 1, column: 1 })),
    ...binding.unused.map((index) => ({ unit: unitInCell(binding.header[index] as string), line: skipLines + 1, column: index + 1 })),
  ];
  for (const { unit, line, column } of named) {
    if (unit === undefined || unit === 'yuan') continue;
    const params = { unit: unitName(unit), name: silent.header, field: silent.field.name, word: unit };
    throw new UserError({ code: 'E_UNIT_TITLE', file, line, column, params });
  }
}
