import type { Bilingual } from '../diagnostics/catalogue.js';
import { type Diagnostic, UserError } from '../diagnostics/diagnostic.js';
import { addCents, type CentSums, newSums, sumAt, yuan } from '../model/money.js';
import type { CellParser, CellValue } from './cells.js';
import { isBlankCell } from './fold.js';
import type { BoundField } from './header.js';
import { REACHES, type Reach, type TotalsLabel } from './totals-label.js';
import { isRefusal } from './values.js';

/**
 * Sums of every amount column over all rows of a file, for its totals rows. A totals row must agree with the rows since
 * some totals row before it (小计 of a part, 合计 of several parts) or since the start, in every amount it states and in
 * its count; 总计 with all rows. A 合计 does not begin where only a 小计 ended: it would repeat that part and leave the others
 * out. Those that stand above all rows are held against them at the end.
 */
export interface ControlTotals {
  readonly file: string;
  readonly columns: readonly AmountColumn[];
  readonly sums: CentSums;
  count: number;
  /** Rows whose amounts are not known. */
  unknown: number;
  /** Where a part may begin, outermost first; the first is the start of the file. */
  readonly marks: Mark[];
  readonly onTop: StatedTotals[];
}

interface AmountColumn {
  /** Of the field among the values of a row. */
  readonly index: number;
  readonly bound: BoundField;
}

/** How much had been summed at a place of the file, and how far the totals row there reached back. */
interface Mark {
  readonly reach: Reach;
  readonly sums: readonly bigint[];
  readonly count: number;
  readonly unknown: number;
}

/** What a totals row states: an amount by column, undefined where its cell is blank. */
interface StatedTotals {
  readonly line: number;
  readonly amounts: readonly (bigint | undefined)[];
  readonly label: TotalsLabel;
}

export function newControlTotals(file: string, fields: readonly BoundField[]): ControlTotals {
  const columns = fields
    .map((bound, index) => ({ index, bound }))
    .filter(({ bound }) => bound.field.kind.type === 'amount' && bound.columns.length === 1);
  const start: Mark = { reach: 'whole', sums: columns.map(() => 0n), count: 0, unknown: 0 };
  return { file, columns, sums: newSums(columns.length), count: 0, unknown: 0, marks: [start], onTop: [] };
}

/** Adds a row, whatever becomes of it: a totals row speaks of all rows of its file. */
export function addToTotals(totals: ControlTotals, values: readonly CellValue[]): void {
  const { columns, sums } = totals;
  totals.count++;
  for (let i = 0; i < columns.length; i++) {
    const value = values[(columns[i] as AmountColumn).index];
    if (typeof value === 'number') addCents(sums, i, value);
  }
}

/** A row whose amounts cannot be read. */
export function addUnknown(totals: ControlTotals): void {
  totals.count++;
  totals.unknown++;
}

/**
 * Holds a totals row against the rows before it. Gives a note when it cannot be checked.
 * Errors: E_CONTROL_TOTAL, or the refusal of a cell of the totals row.
 */
export function checkTotalsRow(
  totals: ControlTotals,
  label: TotalsLabel,
  fields: readonly string[],
  line: number,
  parsers: readonly CellParser[],
): Diagnostic | undefined {
  const amounts = totals.columns.map((column) => statedAmount(totals.file, column, fields, line, parsers));
  const stated: StatedTotals = { line, amounts, label };
  if (label.count === undefined && amounts.every((amount) => amount === undefined)) {
    return unchecked(totals, line, { en: 'it states no amount', zh: '未写明任何金额' });
  }
  if (totals.count > 0) return compare(totals, stated);
  totals.onTop.push(stated);
  return undefined;
}

/** Holds the totals rows that stood above all rows against them. */
export function finishTotals(totals: ControlTotals): readonly Diagnostic[] {
  const start = totals.marks.slice(0, 1);
  return totals.onTop.flatMap((stated) => compareWith(totals, stated, start) ?? []);
}

function compare(totals: ControlTotals, stated: StatedTotals): Diagnostic | undefined {
  const { marks } = totals;
  const { reach } = stated.label;
  const note = compareWith(totals, stated, marks);
  marks.push({ reach, sums: totals.columns.map((_, i) => sumAt(totals.sums, i)), count: totals.count, unknown: totals.unknown });
  return note;
}

/** Parts inside the one that agrees are closed by it: what follows begins a new one. */
function compareWith(totals: ControlTotals, stated: StatedTotals, marks: readonly Mark[]): Diagnostic | undefined {
  let isUnknown = false;
  for (let depth = marks.length - 1; depth >= 0; depth--) {
    const mark = marks[depth] as Mark;
    if (REACHES.indexOf(mark.reach) < REACHES.indexOf(stated.label.reach)) continue;
    isUnknown = totals.unknown > mark.unknown;
    if (difference(totals, stated, mark) !== undefined || isUnknown) continue;
    totals.marks.length = Math.max(1, depth + 1);
    return undefined;
  }
  const { file } = totals;
  if (isUnknown) return unchecked(totals, stated.line, { en: 'rows before it were rejected', zh: '其前有被拒绝的行' });
  throw new UserError({ code: 'E_CONTROL_TOTAL', file, line: stated.line, ...difference(totals, stated, marks[0] as Mark) });
}

function unchecked({ file }: ControlTotals, line: number, reason: Bilingual): Diagnostic {
  return { code: 'W_CONTROL_TOTAL_UNCHECKED', file, line, params: { reason } };
}

/** Where a totals row departs from the rows since `mark`; undefined when it agrees. */
function difference(totals: ControlTotals, { amounts, label }: StatedTotals, mark: Mark): Partial<Diagnostic> | undefined {
  for (let i = 0; i < amounts.length; i++) {
    const stated = amounts[i];
    const found = sumAt(totals.sums, i) - (mark.sums[i] as bigint);
    if (stated === undefined || stated === found) continue;
    const { bound } = totals.columns[i] as AmountColumn;
    return { field: bound.header, column: columnNumber(bound), params: { stated: yuan(stated), found: yuan(found) } };
  }
  const count = totals.count - mark.count;
  return label.count === undefined || label.count === count ? undefined : { params: { stated: label.count, found: count } };
}

function statedAmount(
  file: string,
  { index, bound }: AmountColumn,
  fields: readonly string[],
  line: number,
  parsers: readonly CellParser[],
): bigint | undefined {
  const text = fields[bound.columns[0] as number] as string;
  if (isBlankCell(text)) return undefined;
  const value = (parsers[index] as CellParser)(text);
  if (!isRefusal(value)) return BigInt(value as number);
  throw new UserError({ ...value, file, line, column: columnNumber(bound), field: bound.header, value: text, row: fields });
}

function columnNumber(bound: BoundField): number {
  return (bound.columns[0] as number) + 1;
}
