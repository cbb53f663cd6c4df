import type { Cents } from '../model/money.js';
import type { Tally } from '../model/portfolio.js';
import type { Decimal, Ratio } from '../model/ratio.js';
import type { Chart } from './chart.js';
import type { Cell, Column, Row, Table } from './document.js';
import type { ColumnName, Words } from './words/words.js';

export const ABSENT: Cell = { kind: 'absent' };

/** Words of the catalogue. */
export const label = (text: string): Cell => ({ kind: 'label', text });
/** Text from data. */
export const text = (value: string | undefined): Cell => (value === undefined ? ABSENT : { kind: 'text', text: value });
export const count = (value: number): Cell => ({ kind: 'count', value });
export const money = (cents: Cents | undefined): Cell => (cents === undefined ? ABSENT : { kind: 'money', cents });
export const ratio = (value: Ratio | undefined): Cell => (value === undefined ? ABSENT : { kind: 'ratio', ratio: value });
export const date = (day: number | undefined): Cell => (day === undefined ? ABSENT : { kind: 'date', day });
export const points = (value: Decimal | undefined, good?: 'up' | 'down'): Cell =>
  value === undefined ? ABSENT : { kind: 'points-change', value, ...(good === undefined ? {} : { good }) };
export const moneyChange = (cents: Cents | undefined, good?: 'up' | 'down'): Cell =>
  cents === undefined ? ABSENT : { kind: 'money-change', cents, ...(good === undefined ? {} : { good }) };

/** "2 loans, 700.00": count and balance of some loans inside a sentence. */
export function tallyWords(words: Words, tally: Tally): (string | Cell)[] {
  return [count(tally.count), words.item[tally.count === 1 ? 'loan' : 'loans'] + words.comma.trimEnd(), money(tally.balance)];
}

const LEFT: ReadonlySet<string> = new Set([
  'date',
  'against',
  'verdict',
  'branch',
  'officer',
  'segment',
  'path',
  'marks',
  'before',
  'sameAs',
  'newLoan',
  'reason',
  'state',
  'class',
  'item',
  'borrower',
  'name',
  'loan',
  'worst',
  'source',
  'file',
  'hash',
  'rule',
  'because',
  'regulation',
  'fact',
  'value',
  'field',
  'header',
  'least',
  'most',
  'samples',
  'policy',
  'title',
  'inForce',
  'verified',
  'test',
  'kind',
]);

/** The first column of a table of named items needs no header: the heading stands there. */
const NAMELESS: ReadonlySet<string> = new Set(['item', 'class', 'segment']);

/** The words of a cell that names something; none of a figure. */
export function wordsIn(cell: Cell | undefined): string {
  return cell !== undefined && 'text' in cell ? cell.text : '';
}

/** Columns by their names among some words: those named to the left, figures to the right. */
export function columnsBy<C extends string>(ids: readonly C[], headers: Readonly<Record<C, string>>, left: ReadonlySet<string>): Column[] {
  return ids.map((id) => ({ id, header: headers[id], align: left.has(id) ? 'left' : 'right' }));
}

/** Columns by their names in the catalogue; words to the left, figures to the right. */
export function columnsOf(words: Words, names: readonly ColumnName[]): Column[] {
  return names.map((id, i) => ({
    id,
    header: i === 0 && NAMELESS.has(id) ? '' : words.column[id],
    align: LEFT.has(id) ? 'left' : 'right',
  }));
}

export function table(id: string, columns: readonly Column[], rows: readonly Row[], more?: string): Table {
  return { kind: 'table', id, columns, rows, ...(more === undefined ? {} : { more }) };
}

/** The table with its figures to be drawn, where there is something to draw. */
export function withChart(whole: Table, chart: Chart | undefined): Table {
  return chart === undefined ? whole : { ...whole, chart };
}

/** A table without the columns that no row states anything in; the first stays. Lists are wide as they are. */
export function withoutBlankColumns(id: string, columns: readonly Column[], rows: readonly Row[]): Table {
  return withoutColumns(table(id, columns, rows), (cell) => cell.kind === 'absent' || (cell.kind === 'label' && cell.text === ''));
}

/** A table without the columns of amounts that are 0 in every row; the first stays. */
export function withoutZeroColumns(whole: Table): Table {
  return withoutColumns(whole, (cell) => cell.kind === 'absent' || ('cents' in cell && cell.cents === 0n));
}

function withoutColumns(whole: Table, isEmpty: (cell: Cell) => boolean): Table {
  const kept = whole.columns.map((_, i) => i === 0 || whole.rows.some(({ cells: { [i]: cell } }) => cell !== undefined && !isEmpty(cell)));
  const keep = <T>(items: readonly T[]) => items.filter((__, i) => kept[i] === true);
  return { ...whole, columns: keep(whole.columns), rows: whole.rows.map((row) => ({ ...row, cells: keep(row.cells) })) };
}
