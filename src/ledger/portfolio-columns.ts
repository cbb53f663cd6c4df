import { NO_DAY } from '../model/civil-date.js';
import { NO_CLASS } from '../model/loan-class.js';
import {
  AMOUNT_FIELDS,
  type AmountField,
  CHOICE_FIELDS,
  type ChoiceField,
  DATE_FIELDS,
  DAYS_FIELDS,
  type DateField,
  type DaysField,
  FLAG_FIELDS,
  type FlagField,
  NO_CHOICE,
  TEXT_FIELDS,
  type TextField,
} from '../model/loan-fields.js';
import { NO_AMOUNT } from '../model/money.js';
import { internText, NO_TEXT, newTextIndex, type TextIndex } from '../model/text-index.js';
import type { CellValue } from '../table/cells.js';

/** The columns of a portfolio while they grow. All have the same capacity, filled with "not stated" beyond the last loan. */
export interface GrowingColumns {
  capacity: number;
  balance: Float64Array;
  declaredClass?: Uint8Array;
  readonly amounts: Partial<Record<AmountField, Float64Array>>;
  readonly dates: Partial<Record<DateField, Int32Array>>;
  readonly days: Partial<Record<DaysField, Int32Array>>;
  readonly flags: Partial<Record<FlagField, Uint8Array>>;
  readonly choices: Partial<Record<ChoiceField, Uint8Array>>;
  readonly texts: Partial<Record<TextField, { codes: Uint32Array; dictionary: TextIndex }>>;
  sourceOf: Uint16Array;
  lineOf: Uint32Array;
}

const FIRST_CAPACITY = 1024;

export function newColumns(): GrowingColumns {
  return {
    capacity: FIRST_CAPACITY,
    balance: new Float64Array(FIRST_CAPACITY),
    amounts: {},
    dates: {},
    days: {},
    flags: {},
    choices: {},
    texts: {},
    sourceOf: new Uint16Array(FIRST_CAPACITY),
    lineOf: new Uint32Array(FIRST_CAPACITY),
  };
}

/** Writes a cell's value at a loan's place. Undefined values are never written: the column already says "not stated". */
export type CellWriter = (loan: number, value: CellValue) => void;

/** Adds the field's column where it is not yet there, and gives its writer. Writers read the column anew: it may have grown. */
export function columnWriter(columns: GrowingColumns, name: string): CellWriter | undefined {
  const n = columns.capacity;
  if (name === 'balance') return numberWriter(columns, 'balance', () => new Float64Array(n));
  if (name === 'declaredClass') return numberWriter(columns, 'declaredClass', () => new Uint8Array(n).fill(NO_CLASS));
  if (includes(AMOUNT_FIELDS, name)) return numberWriter(columns.amounts, name, () => new Float64Array(n).fill(NO_AMOUNT));
  if (includes(DATE_FIELDS, name)) return numberWriter(columns.dates, name, () => new Int32Array(n).fill(NO_DAY));
  if (includes(DAYS_FIELDS, name)) return numberWriter(columns.days, name, () => new Int32Array(n).fill(NO_DAY));
  if (includes(FLAG_FIELDS, name)) return numberWriter(columns.flags, name, () => new Uint8Array(n).fill(NO_CHOICE));
  if (name in CHOICE_FIELDS) return numberWriter(columns.choices, name as ChoiceField, () => new Uint8Array(n).fill(NO_CHOICE));
  return includes(TEXT_FIELDS, name) ? textWriter(columns, name) : undefined;
}

function textWriter(columns: GrowingColumns, name: TextField): CellWriter {
  columns.texts[name] ??= { codes: new Uint32Array(columns.capacity).fill(NO_TEXT), dictionary: newTextIndex() };
  const column = columns.texts[name];
  return (loan, value) => {
    column.codes[loan] = internText(column.dictionary, value as string);
  };
}

function numberWriter<K extends string, A extends Float64Array | Int32Array | Uint8Array>(
  held: Partial<Record<K, A>>,
  name: K,
  make: () => A,
): CellWriter {
  held[name] ??= make();
  return (loan, value) => {
    (held[name] as A)[loan] = value as number;
  };
}

function includes<T extends string>(list: readonly T[], name: string): name is T {
  return (list as readonly string[]).includes(name);
}

/** Doubles every column. */
export function growColumns(columns: GrowingColumns): void {
  resizeColumns(columns, columns.capacity * 2);
}

/** Cuts every column to the loans it holds. */
export function trimColumns(columns: GrowingColumns, count: number): void {
  resizeColumns(columns, count);
}

function resizeColumns(columns: GrowingColumns, capacity: number): void {
  columns.capacity = capacity;
  columns.balance = resized(columns.balance, new Float64Array(capacity));
  columns.sourceOf = resized(columns.sourceOf, new Uint16Array(capacity));
  columns.lineOf = resized(columns.lineOf, new Uint32Array(capacity));
  if (columns.declaredClass !== undefined) columns.declaredClass = resized(columns.declaredClass, new Uint8Array(capacity).fill(NO_CLASS));
  resizeAll(columns.amounts, () => new Float64Array(capacity).fill(NO_AMOUNT));
  resizeAll(columns.dates, () => new Int32Array(capacity).fill(NO_DAY));
  resizeAll(columns.days, () => new Int32Array(capacity).fill(NO_DAY));
  resizeAll(columns.flags, () => new Uint8Array(capacity).fill(NO_CHOICE));
  resizeAll(columns.choices, () => new Uint8Array(capacity).fill(NO_CHOICE));
  for (const column of Object.values(columns.texts)) column.codes = resized(column.codes, new Uint32Array(capacity).fill(NO_TEXT));
}

type Column = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

function resizeAll<K extends string, A extends Column>(held: Partial<Record<K, A>>, make: () => A): void {
  for (const name of Object.keys(held) as K[]) held[name] = resized(held[name] as A, make());
}

function resized<A extends Column>(from: A, to: A): A {
  to.set(from.length > to.length ? from.subarray(0, to.length) : from);
  return to;
}
