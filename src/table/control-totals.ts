import type { Bilingual } from '../diagnostics/catalogue.js';
import { type Diagnostic, UserError } from '../diagnostics/diagnostic.js';
import { addCents, addSums, type CentSums, newSums, sumAt, yuan } from '../model/money.js';
import type { CellParser, CellValue } from './cells.js';
import { isBlankCell } from './fold.js';
import type { BoundField, Place } from './header.js';
import { REACHES, type Reach, type TotalsLabel } from './totals-label.js';
import { isRefusal } from './values.js';

/**
 * Sums of every amount column over all rows of a file, for its totals rows. A totals row must agree with the rows since
 * some totals row before it (小计 of a part, 合计 of several parts) or since the start, in every amount it states and in
 * its count; 总计 with all rows. A 合计 does not begin where only a 小计 ended: it would repeat that part and leave the others
 * out. Those that stand above all rows are held against them at the end.
 */
export interface ControlTotals {
  readonly sums: CentSums;
  count: number;
  /** Rows whose amounts are not known. */
  unknown: number;
  /** Every totals row, and what had been summed where it stands. */
  readonly stated: { readonly row: StatedTotals; readonly at: Summed }[];
}

export interface AmountColumn {
  /** Of the field among the values of a row. */
  readonly index: number;
  readonly bound: BoundField;
}

interface Summed {
  readonly sums: readonly bigint[];
  readonly count: number;
  readonly unknown: number;
}

/** Where a part may begin, and how far the totals row there reached back. */
interface Mark extends Summed {
  readonly reach: Reach;
}

/** What a totals row states: an amount by column, undefined where its cell is blank. */
interface StatedTotals {
  readonly line: number;
  readonly amounts: readonly (bigint | undefined)[];
  readonly label: TotalsLabel;
}

/** The columns that totals rows speak of. */
export function amountColumns(fields: readonly BoundField[]): readonly AmountColumn[] {
  return fields
    .map((bound, index) => ({ index, bound }))
    .filter(({ bound }) => bound.field.kind.type === 'amount' && bound.columns.length === 1);
}

export function newControlTotals(columns: readonly AmountColumn[]): ControlTotals {
  return { sums: newSums(columns.length), count: 0, unknown: 0, stated: [] };
}

/** Adds a row, whatever becomes of it: a totals row speaks of all rows of its file. */
export function addToTotals(totals: ControlTotals, columns: readonly AmountColumn[], values: readonly CellValue[]): void {
  totals.count++;
  for (let i = 0; i < columns.length; i++) {
    const value = values[(columns[i] as AmountColumn).index];
    if (typeof value === 'number') addCents(totals.sums, i, value);
  }
}

/** A row whose amounts cannot be read. */
export function addUnknown(totals: ControlTotals): void {
  totals.count++;
  totals.unknown++;
}

/** Notes what a totals row states. Errors: the refusal of a cell of it. */
export function addTotalsRow(
  totals: ControlTotals,
  columns: readonly AmountColumn[],
  label: TotalsLabel,
  fields: readonly string[],
  place: Place,
  parsers: readonly CellParser[],
): void {
  const amounts = columns.map((column) => statedAmount(column, fields, place, parsers));
  totals.stated.push({ row: { line: place.line, amounts, label }, at: summed(totals) });
}

/** Adds those of the range behind, whose lines were counted from 1. */
export function joinTotals(totals: ControlTotals, part: ControlTotals, linesBefore: number): void {
  const before = summed(totals);
  for (const { row, at } of part.stated) {
    const sums = at.sums.map((sum, i) => sum + (before.sums[i] as bigint));
    totals.stated.push({
      row: { ...row, line: row.line + linesBefore },
      at: { sums, count: at.count + before.count, unknown: at.unknown + before.unknown },
    });
  }
  totals.count += part.count;
  totals.unknown += part.unknown;
  addSums(totals.sums, part.sums);
}

/** Holds every totals row against the rows. Gives a note for each that cannot be checked. Errors: E_CONTROL_TOTAL. */
export function checkTotals(totals: ControlTotals, columns: readonly AmountColumn[], file: string): readonly Diagnostic[] {
  const start: Mark = { reach: 'whole', sums: columns.map(() => 0n), count: 0, unknown: 0 };
  const marks: Mark[] = [start];
  const notes: Diagnostic[] = [];
  const onTop: StatedTotals[] = [];
  for (const { row, at } of totals.stated) {
    if (row.label.count === undefined && row.amounts.every((amount) => amount === undefined)) {
      notes.push(unchecked(file, row.line, { en: 'it states no amount', zh: '未写明任何金额' }));
    } else if (at.count === 0) onTop.push(row);
    else {
      notes.push(...compare(row, at, marks, columns, file));
      marks.push({ reach: row.label.reach, ...at });
    }
  }
  const end = summed(totals);
  return [...notes, ...onTop.flatMap((row) => compare(row, end, [start], columns, file))];
}

/** Parts inside the one that agrees are closed by it: what follows begins a new one. */
function compare(row: StatedTotals, at: Summed, marks: Mark[], columns: readonly AmountColumn[], file: string): readonly Diagnostic[] {
  let isUnknown = false;
  for (let depth = marks.length - 1; depth >= 0; depth--) {
    const mark = marks[depth] as Mark;
    if (REACHES.indexOf(mark.reach) < REACHES.indexOf(row.label.reach)) continue;
    isUnknown = at.unknown > mark.unknown;
    if (difference(row, at, mark, columns) !== undefined || isUnknown) continue;
    marks.length = Math.max(1, depth + 1);
    return [];
  }
  if (isUnknown) return [unchecked(file, row.line, { en: 'rows before it were rejected', zh: '其前有被拒绝的行' })];
  throw new UserError({ code: 'E_CONTROL_TOTAL', file, line: row.line, ...difference(row, at, marks[0] as Mark, columns) });
}

function unchecked(file: string, line: number, reason: Bilingual): Diagnostic {
  return { code: 'W_CONTROL_TOTAL_UNCHECKED', file, line, params: { reason } };
}

/** Where a totals row departs from the rows since `mark`; undefined when it agrees. */
function difference(
  { amounts, label }: StatedTotals,
  at: Summed,
  mark: Mark,
  columns: readonly AmountColumn[],
): Partial<Diagnostic> | undefined {
  for (let i = 0; i < amounts.length; i++) {
    const stated = amounts[i];
    const found = (at.sums[i] as bigint) - (mark.sums[i] as bigint);
    if (stated === undefined || stated === found) continue;
    const { bound } = columns[i] as AmountColumn;
    return { field: bound.header, column: columnNumber(bound), params: { stated: yuan(stated), found: yuan(found) } };
  }
  const count = at.count - mark.count;
  return label.count === undefined || label.count === count ? undefined : { params: { stated: label.count, found: count } };
}

function summed({ sums, count, unknown }: ControlTotals): Summed {
  return { sums: Array.from(sums.near, (_, i) => sumAt(sums, i)), count, unknown };
}

function statedAmount(
  { index, bound }: AmountColumn,
  fields: readonly string[],
  place: Place,
  parsers: readonly CellParser[],
): bigint | undefined {
  const text = fields[bound.columns[0] as number] as string;
  if (isBlankCell(text)) return undefined;
  const value = (parsers[index] as CellParser)(text);
  if (!isRefusal(value)) return BigInt(value as number);
  throw new UserError({ ...value, ...place, column: columnNumber(bound), field: bound.header, value: text, row: fields });
}

function columnNumber(bound: BoundField): number {
  return (bound.columns[0] as number) + 1;
}
