import type { ChalkInstance } from 'chalk';
import stringWidth from 'string-width';
import type { Cell, Column, MoneyUnit, Row, Table } from '../report/document.js';
import { type ColumnNeed, columnWidths } from './column-widths.js';
import { type CellFormat, changeDirection, formatCell, isFigure } from './format-cell.js';
import { COLUMN_GAP, drawGrid, type GridColumn, type GridRow } from './grid.js';
import { type Line, measure, type Span, wrap } from './wrap.js';

/** What the terminal renderer knows throughout one document. */
export interface Screen {
  readonly format: CellFormat;
  readonly width: number;
  readonly chalk: ChalkInstance;
}

const WIDEST_HEADER_WORD = 12;
const INDENT = '  ';
const EMPTY: Cell = { kind: 'label', text: '' };

/**
 * A table as lines that fit the screen: a grid while every figure stays whole in its column, else one block per row with
 * the column headers in front of the figures.
 */
export function terminalTable(table: Table, screen: Screen): string[] {
  const needs = table.columns.map((column, index) => columnNeed(column, table.rows, index, screen));
  const widths = columnWidths(needs, screen.width, COLUMN_GAP);
  return widths === undefined ? blockPerRow(table, screen) : grid(table, widths, screen);
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
  let { natural } = header;
  let figure = 0;
  for (const row of rows) {
    const cell = row.cells[index] ?? EMPTY;
    const text = formatCell(cell, screen.format);
    const need = isFigure(cell) ? figureNeed(stringWidth(text)) : measure(text);
    natural = Math.max(natural, need.natural);
    word = Math.max(word, need.word);
    figure = Math.max(figure, need.amount);
  }
  return { natural, word, figure };
}

function figureNeed(width: number): ReturnType<typeof measure> {
  return { natural: width, word: width, amount: width };
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
      if (span.text === '') continue;
      const header = table.columns[index + 1]?.header ?? '';
      lines.push(...indented(wrap([{ text: `${header}${colon}` }, span], screen.width - INDENT.length)));
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
