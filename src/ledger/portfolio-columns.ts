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
import type { Portfolio } from '../model/portfolio.js';
import { internText, NO_TEXT, newTextIndex, type TextIndex } from '../model/text-index.js';
import type { CellValue } from '../table/cells.js';

/** A column that growth replaces. Writers hold the cell itself: a store by name would be looked up for every value. */
interface Cell<A> {
  data: A;
}

/** The columns of a portfolio while they grow. All have the same capacity, filled with "not stated" beyond the last loan. */
export interface GrowingColumns {
  capacity: number;
  readonly balance: Cell<Float64Array>;
  declaredClass?: Cell<Uint8Array>;
  readonly amounts: Partial<Record<AmountField, Cell<Float64Array>>>;
  readonly dates: Partial<Record<DateField, Cell<Int32Array>>>;
  readonly days: Partial<Record<DaysField, Cell<Int32Array>>>;
  readonly flags: Partial<Record<FlagField, Cell<Uint8Array>>>;
  readonly choices: Partial<Record<ChoiceField, Cell<Uint8Array>>>;
  readonly texts: Partial<Record<TextField, Cell<Uint32Array> & { readonly dictionary: TextIndex }>>;
  readonly sourceOf: Cell<Uint16Array>;
  readonly lineOf: Cell<Uint32Array>;
}

const FIRST_CAPACITY = 1024;

export function newColumns(): GrowingColumns {
  return {
    capacity: FIRST_CAPACITY,
    balance: { data: new Float64Array(FIRST_CAPACITY) },
    amounts: {},
    dates: {},
    days: {},
    flags: {},
    choices: {},
    texts: {},
    sourceOf: { data: new Uint16Array(FIRST_CAPACITY) },
    lineOf: { data: new Uint32Array(FIRST_CAPACITY) },
  };
}

/** Writes a cell's value at a loan's place. Undefined values are never written: the column already says "not stated". */
export type CellWriter = (loan: number, value: CellValue) => void;

/** Adds the field's column where it is not yet there, and gives its writer. */
export function columnWriter(columns: GrowingColumns, name: string): CellWriter | undefined {
  const n = columns.capacity;
  if (name === 'balance') return float64Writer(columns.balance);
  if (name === 'declaredClass') {
    columns.declaredClass ??= { data: new Uint8Array(n).fill(NO_CLASS) };
    return uint8Writer(columns.declaredClass);
  }
  if (includes(AMOUNT_FIELDS, name)) return float64Writer(held(columns.amounts, name, () => new Float64Array(n).fill(NO_AMOUNT)));
  if (includes(DATE_FIELDS, name)) return int32Writer(held(columns.dates, name, () => new Int32Array(n).fill(NO_DAY)));
  if (includes(DAYS_FIELDS, name)) return int32Writer(held(columns.days, name, () => new Int32Array(n).fill(NO_DAY)));
  if (includes(FLAG_FIELDS, name)) return uint8Writer(held(columns.flags, name, () => new Uint8Array(n).fill(NO_CHOICE)));
  if (name in CHOICE_FIELDS) return uint8Writer(held(columns.choices, name as ChoiceField, () => new Uint8Array(n).fill(NO_CHOICE)));
  return includes(TEXT_FIELDS, name) ? textWriter(columns, name) : undefined;
}

function held<K extends string, A>(cells: Partial<Record<K, Cell<A>>>, name: K, make: () => A): Cell<A> {
  cells[name] ??= { data: make() };
  return cells[name] as Cell<A>;
}

function textWriter(columns: GrowingColumns, name: TextField): CellWriter {
  columns.texts[name] ??= { data: new Uint32Array(columns.capacity).fill(NO_TEXT), dictionary: newTextIndex() };
  const column = columns.texts[name];
  return (loan, value) => {
    column.data[loan] = internText(column.dictionary, value as string);
  };
}

// One writer a type of array, so that each store sees one type only.

function float64Writer(cell: Cell<Float64Array>): CellWriter {
  return (loan, value) => {
    cell.data[loan] = value as number;
  };
}

function int32Writer(cell: Cell<Int32Array>): CellWriter {
  return (loan, value) => {
    cell.data[loan] = value as number;
  };
}

function uint8Writer(cell: Cell<Uint8Array>): CellWriter {
  return (loan, value) => {
    cell.data[loan] = value as number;
  };
}

function includes<T extends string>(list: readonly T[], name: string): name is T {
  return (list as readonly string[]).includes(name);
}

/** Doubles every column. */
export function growColumns(columns: GrowingColumns): void {
  const capacity = columns.capacity * 2;
  columns.capacity = capacity;
  grow(columns.balance, new Float64Array(capacity));
  grow(columns.sourceOf, new Uint16Array(capacity));
  grow(columns.lineOf, new Uint32Array(capacity));
  if (columns.declaredClass !== undefined) grow(columns.declaredClass, new Uint8Array(capacity).fill(NO_CLASS));
  for (const cell of Object.values(columns.amounts)) grow(cell, new Float64Array(capacity).fill(NO_AMOUNT));
  for (const cell of [...Object.values(columns.dates), ...Object.values(columns.days)]) grow(cell, new Int32Array(capacity).fill(NO_DAY));
  for (const cell of [...Object.values(columns.flags), ...Object.values(columns.choices)]) {
    grow(cell, new Uint8Array(capacity).fill(NO_CHOICE));
  }
  for (const cell of Object.values(columns.texts)) grow(cell, new Uint32Array(capacity).fill(NO_TEXT));
}

function grow<A extends Column>(cell: Cell<A>, larger: A): void {
  larger.set(cell.data);
  cell.data = larger;
}

type Column = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

/** The columns as a portfolio holds them: views of the loans there are, not copies. */
export function finishedColumns(columns: GrowingColumns, count: number) {
  const cut = <A extends Column>({ data }: Cell<A>): A => data.subarray(0, count) as A;
  const cutAll = <K extends string, A extends Column>(cells: Partial<Record<K, Cell<A>>>): Partial<Record<K, A>> =>
    Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, cut(cell as Cell<A>)])) as Partial<Record<K, A>>;
  const texts: Portfolio['texts'] = Object.fromEntries(
    Object.entries(columns.texts).map(([name, { data, dictionary }]) => [name, { codes: data.subarray(0, count), dictionary }]),
  );
  const balance = cut(columns.balance);
  return {
    balance,
    ...(columns.declaredClass === undefined ? {} : { declaredClass: cut(columns.declaredClass) }),
    amounts: { ...cutAll(columns.amounts), balance },
    dates: cutAll(columns.dates),
    days: cutAll(columns.days),
    flags: cutAll(columns.flags),
    choices: cutAll(columns.choices),
    texts,
    sourceOf: cut(columns.sourceOf),
    lineOf: cut(columns.lineOf),
  };
}
