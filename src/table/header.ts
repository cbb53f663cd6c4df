import { type Diagnostic, UserError } from '../diagnostics/diagnostic.js';
import { listed } from '../diagnostics/wording.js';
import { meant } from '../model/did-you-mean.js';
import { checkedEntries, fieldsByName } from './column-map.js';
import type { ColumnMap, ColumnRef, Field, FieldMap, Schema } from './schema.js';
import { foldHeader, splitUnit, unitNamed } from './units.js';
import type { AmountUnit } from './values.js';

export { foldHeader, splitUnit } from './units.js';

/** A field and where its cells stand. */
export interface BoundField {
  readonly field: Field;
  /** Columns from 0; several for a composite, none for a constant. */
  readonly columns: readonly number[];
  /** The header as the file writes it, or the field's name where there is none. */
  readonly header: string;
  readonly unit: AmountUnit;
  /** False where neither the header nor the map names the unit, and yuan is taken. */
  readonly unitStated: boolean;
  readonly map?: FieldMap;
}

export interface Binding {
  /** In schema order. */
  readonly fields: readonly BoundField[];
  readonly width: number;
  readonly header: readonly string[];
  /** Columns that no field takes. */
  readonly unused: readonly number[];
}

export interface Place {
  readonly file: string;
  readonly line: number;
}

/** How many of a line's cells name fields of the schema: the line and the delimiter with the most are the header's. */
export function countFieldNames(cells: readonly string[], schema: Schema, map: ColumnMap): number {
  const names = fieldsByName(schema);
  const mapped = new Set(Object.values(map.fields).flatMap((entry) => (entry.columns ?? []).map((ref) => foldHeader(String(ref)))));
  return cells.filter((cell) => namedField(cell, names) !== undefined || mapped.has(foldHeader(cell))).length;
}

/** Whether the cells of a row are those of a header: two of them name fields, one of them a field that is needed. */
export function headerTest(schema: Schema, map: ColumnMap): (cells: readonly string[]) => boolean {
  const names = fieldsByName(schema);
  const mapped = new Map<string, Field | undefined>();
  for (const [name, { columns = [] }] of Object.entries(map.fields)) {
    for (const ref of columns) if (typeof ref === 'string') mapped.set(foldHeader(ref), names.get(foldHeader(name))?.field);
  }
  return (cells) => {
    const named = new Set(cells.map((cell) => namedField(cell, names)?.field ?? mapped.get(foldHeader(cell))));
    named.delete(undefined);
    return named.size >= 2 && [...named].some((field) => field?.neededFor !== undefined);
  };
}

/**
 * Binds the schema's fields to columns, by the map first and then by name.
 * Errors: E_MAP, E_HEADER_TWICE, E_FIELD_MISSING (naming the accepted names), E_COLUMN_UNKNOWN and E_COLUMN_TWICE for a map's column.
 */
export function bindHeader(header: readonly string[], schema: Schema, map: ColumnMap, place: Place): Binding {
  const entries = checkedEntries(map, schema);
  const bound = bindByMap(header, schema, entries, place);
  const taken = new Set([...bound.values()].flatMap(({ columns }) => columns));
  if (map.header) {
    const ignored = new Set(map.ignore.map(foldHeader));
    const free = header.flatMap((cell, column) => (taken.has(column) || ignored.has(foldHeader(cell)) ? [] : [column]));
    for (const one of bindByName(header, free, schema, entries, bound, place)) {
      bound.set(one.field.name, one);
      for (const column of one.columns) taken.add(column);
    }
  }
  for (const field of schema.fields) {
    if (schema.demandsFields !== false && field.neededFor !== undefined && !bound.has(field.name)) throw fieldMissing(field, place);
  }
  return {
    fields: schema.fields.flatMap((field) => bound.get(field.name) ?? []),
    width: header.length,
    header,
    unused: header.map((_, column) => column).filter((column) => !taken.has(column)),
  };
}

export function fieldMissing(field: Field, place: Place): UserError {
  return new UserError({
    code: 'E_FIELD_MISSING',
    ...place,
    params: {
      field: field.name,
      purpose: field.neededFor ?? { en: 'this figure needs', zh: '该指标' },
      names: listed(field.names.slice(0, 10)),
    },
  });
}

function bindByMap(
  header: readonly string[],
  schema: Schema,
  entries: ReadonlyMap<string, FieldMap>,
  place: Place,
): Map<string, BoundField> {
  const bound = new Map<string, BoundField>();
  for (const field of schema.fields) {
    const entry = entries.get(field.name);
    const refs = entry?.columns ?? [];
    if (entry === undefined || (refs.length === 0 && entry.constant === undefined)) continue;
    const columns = refs.map((ref) => columnOf(ref, header, place));
    const shown = columns.map((column) => header[column] ?? '').join('+') || field.name;
    bound.set(field.name, boundField(field, columns, shown, entry));
  }
  return bound;
}

function boundField(field: Field, columns: readonly number[], header: string, entry: FieldMap | undefined): BoundField {
  const unit = entry?.unit === undefined ? splitUnit(header).unit : unitNamed(entry.unit);
  return {
    field,
    columns,
    header,
    unit: unit ?? 'yuan',
    unitStated: unit !== undefined,
    ...(entry === undefined ? {} : { map: entry }),
  };
}

/** Fields that the map has bound keep their column; what it says of others (values, blank, times) refines the column found by name. */
function bindByName(
  header: readonly string[],
  free: readonly number[],
  schema: Schema,
  entries: ReadonlyMap<string, FieldMap>,
  bound: ReadonlyMap<string, BoundField>,
  place: Place,
): readonly BoundField[] {
  const names = fieldsByName(schema);
  const found = new Map<string, { field: Field; column: number; rank: number }>();
  for (const column of free) {
    const named = namedField(header[column] as string, names);
    if (named === undefined || bound.has(named.field.name)) continue;
    const { field, rank } = named;
    const rival = found.get(field.name);
    if (rival !== undefined && rival.rank === rank) throw headerTwice(field, rival.column, column, header, place);
    if (rival === undefined || rank < rival.rank) found.set(field.name, { field, column, rank });
  }
  return [...found.values()].map(({ field, column }) => boundField(field, [column], header[column] as string, entries.get(field.name)));
}

function headerTwice(field: Field, first: number, second: number, header: readonly string[], place: Place): UserError {
  const [firstName, secondName] = [header[first] as string, header[second] as string];
  const choice = firstName === secondName ? first + 1 : `"${firstName}"`;
  const params: Diagnostic['params'] = { first: first + 1, second: second + 1, firstName, secondName, field: field.name, choice };
  return new UserError({ code: 'E_HEADER_TWICE', ...place, column: second + 1, params });
}

/** The field a header names: as written, or without its unit where the field holds amounts. */
function namedField(header: string, names: ReturnType<typeof fieldsByName>): { field: Field; rank: number } | undefined {
  const whole = names.get(foldHeader(header));
  if (whole !== undefined) return whole;
  const { name, unit } = splitUnit(header);
  const named = unit === undefined ? undefined : names.get(name);
  return named?.field.kind.type === 'amount' ? named : undefined;
}

/** Column of a name or number the user gave, from 0; `alsoNamed` may have been meant too. Errors: E_COLUMN_UNKNOWN, E_COLUMN_TWICE. */
export function columnOf(ref: ColumnRef, header: readonly string[], place: Place, alsoNamed: readonly string[] = []): number {
  const found =
    typeof ref === 'number'
      ? header.flatMap((_, column) => (column + 1 === ref ? [column] : []))
      : (columnsWhere(header, (cell) => cell === ref) ?? columnsWhere(header, (cell) => foldHeader(cell) === foldHeader(ref)) ?? []);
  const [first, second] = found;
  if (first === undefined) {
    const names = (between: string) => header.slice(0, 40).join(between);
    const near = meant(String(ref), [...header, ...alsoNamed]);
    const advice = { en: `${near.en}the header has: ${names(', ')}`, zh: `${near.zh}表头为：${names('、')}` };
    throw new UserError({ code: 'E_COLUMN_UNKNOWN', ...place, params: { name: String(ref), advice } });
  }
  if (second !== undefined) throw columnTwice(String(ref), first, second, place);
  return first;
}

/** E_COLUMN_TWICE for a name that means two columns, both from 0. */
export function columnTwice(name: string, first: number, second: number, place: Place): UserError {
  const advice = {
    en: `in a --map file a column can be named by its number: ${first + 1}`,
    zh: `在 --map 文件中可用列号指定：${first + 1}`,
  };
  return new UserError({ code: 'E_COLUMN_TWICE', ...place, params: { first: first + 1, second: second + 1, name, advice } });
}

function columnsWhere(header: readonly string[], test: (cell: string) => boolean): readonly number[] | undefined {
  const found = header.flatMap((cell, column) => (test(cell) ? [column] : []));
  return found.length === 0 ? undefined : found;
}
