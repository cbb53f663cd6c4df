import CliTable from 'cli-table3';
import type { Line } from './wrap.js';

export const COLUMN_GAP = 2;

/** One row of a grid: for each column the lines of its cell, none wider than the column. */
export type GridRow = readonly (readonly Line[])[];

export interface GridColumn {
  readonly width: number;
  readonly align: 'left' | 'right';
}

/** cli-table3 looks at every earlier row for each cell; short pieces of equal widths join without a seam. */
const LINES_AT_ONCE = 100;

const NO_BORDERS = Object.fromEntries(
  // biome-ignore format: one line per side
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right',
    'left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'].map((side) => [side, '']),
);

/** The rows as lines of text, columns aligned, two spaces between them, no spaces at the end. Cells start at the `valign` edge. */
export function drawGrid(columns: readonly GridColumn[], rows: readonly GridRow[], valign: 'top' | 'bottom' = 'top'): string[] {
  const all = rows.flatMap((row) => linesOf(row, valign));
  const lines: string[] = [];
  for (let start = 0; start < all.length; start += LINES_AT_ONCE)
    lines.push(...drawPiece(columns, all.slice(start, start + LINES_AT_ONCE)));
  return lines;
}

const EMPTY: Line = { text: '', width: 0 };

/** A row as lines of one line a cell: a cell of many lines costs cli-table3 more than the square of their number. */
function linesOf(row: GridRow, valign: 'top' | 'bottom'): (readonly Line[])[] {
  const height = Math.max(1, ...row.map((cell) => cell.length));
  return Array.from({ length: height }, (_, at) => row.map((cell) => cell[valign === 'top' ? at : at - height + cell.length] ?? EMPTY));
}

/**
 * cli-table3 measures with an older string-width (it counts Tibetan and Arabic marks as columns, Tangut as half) and cuts
 * what it thinks too wide. It is given stand-ins of the right width, which the text replaces afterwards.
 */
function drawPiece(columns: readonly GridColumn[], rows: readonly (readonly Line[])[]): string[] {
  const texts: string[] = [];
  const standIn = (line: Line): string => {
    if (line.width === 0) return '';
    texts.push(line.text);
    return String.fromCodePoint(STAND_IN + texts.length - 1) + 'x'.repeat(line.width - 1);
  };
  const table = new CliTable({
    chars: { ...NO_BORDERS, middle: ' '.repeat(COLUMN_GAP) },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
    colWidths: columns.map((column) => column.width),
    colAligns: columns.map((column) => column.align),
  });
  table.push(...rows.map((cells) => cells.map(standIn)));
  return table
    .toString()
    .split('\n')
    .map((line) => line.replace(STAND_INS, (mark) => texts[(mark.codePointAt(0) ?? 0) - STAND_IN] ?? '').trimEnd());
}

/** Planes 15 and 16 are for private use, one screen column each: more of them than any piece has lines. */
const STAND_IN = 0xf0000;
const STAND_INS = /[\u{f0000}-\u{10ffff}]x*/gu;
