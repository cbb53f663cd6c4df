import type { ChalkInstance } from 'chalk';
import stringWidth from 'string-width';
import type { Cell, Column, Lang, MoneyUnit, Row, Table } from '../report/document.js';
import { type ColumnNeed, columnParts, columnWidths, widthOfAll } from './column-widths.js';
import { type CellFormat, changeDirection, formatCell, isFigure } from './format-cell.js';
import { COLUMN_GAP, drawGrid, type GridColumn, type GridRow } from './grid.js';
import { withBars } from './row-bars.js';
import { type Line, measure, type Span, wrap } from './wrap.js';

/** What the terminal renderer knows throughout one document. */
export interface Screen {
  readonly format: CellFormat;
  readonly width: number;
  readonly chalk: ChalkInstance;
  /** The document can be had as CSV. */
  readonly hasCsv: boolean;
}

const WIDEST_HEADER_WORD = 12;
const INDENT = '  ';
const EMPTY: Cell = { kind: 'label', text: '' };

/** What is said under a table that the screen is too narrow for; `width`: of a screen that shows it side by side. */
const NARROW: Readonly<Record<Lang, { readonly parts: (parts: number) => string; readonly rows: string; readonly whole: WholeAt }>> = {
  zh: {
    parts: (parts) => `屏幕较窄：分 ${parts} 段列出；`,
    rows: '屏幕较窄：逐行竖列；',
    whole: (width, hasCsv) => `宽 ${width} 列${hasCsv ? '或用 -O csv ' : ''}时为整表。`,
  },
  en: {
    parts: (parts) => `Narrow screen: in ${parts} parts; `,
    rows: 'Narrow screen: row by row; ',
    whole: (width, hasCsv) => `whole at ${width} columns${hasCsv ? ' or -O csv' : ''}.`,
  },
};

type WholeAt = (width: number, hasCsv: boolean) => string;

/** A cell of more lines than this, as a list of names in a narrow column makes, is better read under its row. */
const TALLEST_CELL = 6;

/**
 * A table as lines that fit the screen: a grid while every figure stays whole in its column, else grids of some of the columns
 * one below the other, else one block per row with the column headers in front of the figures. A note says so.
 */
export function terminalTable(bare: Table, screen: Screen): string[] {
  const needsOf = ({ columns, rows }: Table) => columns.map((column, index) => columnNeed(column, rows, index, screen));
  const bareNeeds = needsOf(bare);
  const naturalWidths = bareNeeds.map(({ natural }) => natural);
  const table = withBars(bare, naturalWidths, screen.width, COLUMN_GAP);
  const needs = table === bare ? bareNeeds : needsOf(table);
  const widths = columnWidths(needs, screen.width, COLUMN_GAP);
  if (widths !== undefined) return gridOrBlocks(table, needs, widths, screen);
  const { parts: inParts, rows: byRow, whole } = NARROW[screen.format.lang];
  const wholeAt = whole(widthOfAll(needs, COLUMN_GAP), screen.hasCsv);
  const names = namingColumns(table, screen);
  const parts = columnParts(needs, names, columnGroups(table.columns, names), screen.width, COLUMN_GAP);
  if (parts === undefined || table.rows.length < 2) return [...blockPerRow(table, screen), ...note(byRow + wholeAt, screen)];
  const grids = parts.flatMap((columns, at) => [...(at === 0 ? [] : ['']), ...grid(...partOf(table, needs, columns, screen))]);
  return [...grids, ...note(inParts(parts.length) + wholeAt, screen)];
}

/** A grid, but blocks where a text would be a ribbon of many lines in it and they are shorter. */
function gridOrBlocks(table: Table, needs: readonly ColumnNeed[], widths: readonly number[], screen: Screen): string[] {
  const lines = grid(table, widths, screen);
  if (!needs.some(({ natural }, index) => natural > TALLEST_CELL * (widths[index] as number))) return lines;
  const blocks = blockPerRow(table, screen);
  return blocks.length < lines.length ? blocks : lines;
}

/** How many columns, from the first, tell the rows apart. */
function namingColumns({ columns, rows }: Table, screen: Screen): number {
  for (let count = 1; count < columns.length; count++) {
    const names = rows.map(({ cells }) => JSON.stringify(cells.slice(0, count).map((cell) => formatCell(cell, screen.format))));
    if (new Set(names).size === rows.length) return count;
  }
  return columns.length;
}

/**
 * Columns behind the first `names` that stay together. A header that comes again ("loans" of the month, of the year) belongs to the
 * column beside it: to the next where it comes first, else to the one before.
 */
function columnGroups(columns: readonly Column[], names: number): number[][] {
  const headers = columns.map(({ header }) => header);
  const isRepeated = (header: string | undefined) => headers.filter((other, index) => index >= names && other === header).length > 1;
  const groups: number[][] = [];
  for (let index = names; index < columns.length; index++) {
    const opens = headers[names] === headers[index - 1] && isRepeated(headers[names]) && index > names;
    const closes = headers[names] !== headers[index] && isRepeated(headers[index]);
    if (groups.length > 0 && (opens || closes)) groups.at(-1)?.push(index);
    else groups.push([index]);
  }
  return groups;
}

/** The table of these columns alone, with their widths. */
function partOf(table: Table, needs: readonly ColumnNeed[], columns: readonly number[], screen: Screen): [Table, number[], Screen] {
  const part: Table = {
    ...table,
    columns: columns.map((index) => table.columns[index] as Column),
    rows: table.rows.map((row) => ({ ...row, cells: columns.map((index) => row.cells[index] ?? EMPTY) })),
  };
  const widths = columnWidths(
    columns.map((index) => needs[index] as ColumnNeed),
    screen.width,
    COLUMN_GAP,
  );
  return [part, widths as number[], screen];
}

function note(text: string, screen: Screen): string[] {
  return indented(wrap([{ text }], screen.width - INDENT.length)).map((line) => screen.chalk.dim(line.text));
}

/** A cell as a span: figures whole, changes coloured when a direction is welcome. */
export function cellSpan(cell: Cell, screen: Screen): Span {
  return { text: formatCell(cell, screen.format), whole: isFigure(cell), paint: changePaint(cell, screen.chalk, screen.format.unit) };
}

function changePaint(cell: Cell, chalk: ChalkInstance, unit: MoneyUnit): Span['paint'] {
  const welcome = 'good' in cell ? cell.good : undefined;
  const direction = changeDirection(cell, unit);
  if (welcome === undefined || direction === undefined || direction === 0) return undefined;
  return direction > 0 === (welcome === 'up') ? chalk.green : chalk.red;
}

function columnNeed(column: Column, rows: readonly Row[], index: number, screen: Screen): ColumnNeed {
  const header = measure(column.header);
  // A Chinese header has no spaces, yet cut in two it reads as two headers.
  let word = /\s/.test(column.header) ? header.word : Math.min(header.natural, WIDEST_HEADER_WORD);
  let piece = word;
  let { natural } = header;
  let figure = 0;
  for (const row of rows) {
    const cell = row.cells[index] ?? EMPTY;
    const text = formatCell(cell, screen.format);
    const need = isFigure(cell) ? figureNeed(stringWidth(text)) : measure(text);
    natural = Math.max(natural, need.natural);
    word = Math.max(word, need.word);
    piece = Math.max(piece, need.piece);
    figure = Math.max(figure, need.amount);
  }
  return { natural, word, piece, figure };
}

function figureNeed(width: number): ReturnType<typeof measure> {
  return { natural: width, word: width, piece: width, amount: width };
}

function grid(table: Table, widths: readonly number[], screen: Screen): string[] {
  const columns: GridColumn[] = table.columns.map((column, index) => ({ align: column.align, width: widths[index] ?? 1 }));
  const header: GridRow = columns.map(({ width }, index) => bold(wrap([{ text: table.columns[index]?.header ?? '' }], width), screen));
  const body = table.rows.map((row): GridRow => {
    const cells = columns.map(({ width }, index) => wrap([cellSpan(row.cells[index] ?? EMPTY, screen)], width));
    return row.tone === undefined ? cells : cells.map((lines) => bold(lines, screen));
  });
  return [...drawGrid(columns, [header], 'bottom'), ...drawGrid(columns, body)];
}

function blockPerRow(table: Table, screen: Screen): string[] {
  const colon = screen.format.lang === 'zh' ? '：' : ': ';
  const lines = bold(wrap([{ text: table.columns[0]?.header ?? '' }], screen.width), screen);
  for (const row of table.rows) {
    const [label, ...spans] = table.columns.map((_, index) => cellSpan(row.cells[index] ?? EMPTY, screen));
    if (label !== undefined) lines.push(...bold(wrap([label], screen.width), screen));
    for (const [index, span] of spans.entries()) {
      if (span.text.trim() === '') continue;
      const header = table.columns[index + 1]?.header ?? '';
      const named = header === '' ? [span] : [{ text: `${header}${colon}` }, span];
      lines.push(...indented(wrap(named, screen.width - INDENT.length)));
    }
  }
  return lines.filter((line) => line.width > 0).map((line) => line.text);
}

function indented(lines: readonly Line[]): Line[] {
  return lines.map(({ text, width }) => ({ text: INDENT + text, width: INDENT.length + width }));
}

function bold(lines: readonly Line[], { chalk }: Screen): Line[] {
  return lines.map(({ text, width }) => ({ text: chalk.bold(text), width }));
}
