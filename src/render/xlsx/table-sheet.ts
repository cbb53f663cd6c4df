import stringWidth from 'string-width';
import type { CellObject, SheetData } from 'write-excel-file/node';
import type { Column, Row, Table } from '../../report/document.js';
import { type CellFormat, formatCell, isFigure } from '../format-cell.js';
import { sheetCell, textCell } from './cell.js';
import { rowHeight } from './row-height.js';

/** What becomes one sheet of the workbook. */
export interface SheetContent {
  readonly title: string;
  readonly data: SheetData;
  /** In characters of the usual font; a Chinese one is two. */
  readonly widths: readonly number[];
  /** Rows and columns that stay when the sheet scrolls, and are repeated on every printed page. */
  readonly frozen: { readonly rows: number; readonly columns: number };
}

/** A title above the headers: who opens the file at this sheet knows what it is. */
const HEAD_ROWS = 2;
const TITLE_SIZE = 13;
const TITLE_HEIGHT = 20;
const NARROWEST = 9;
const WIDEST = 68;
const PADDING = 3.5;

const RULE = '#d0d7de';
const HEADER: CellObject = {
  fontWeight: 'bold',
  wrap: true,
  backgroundColor: '#eef2f6',
  bottomBorderStyle: 'medium',
  bottomBorderColor: '#57606a',
};
const ROW: CellObject = { bottomBorderStyle: 'thin', bottomBorderColor: RULE };
const TONES: Readonly<Record<NonNullable<Row['tone']>, CellObject>> = {
  total: { fontWeight: 'bold', topBorderStyle: 'thin', topBorderColor: '#57606a', backgroundColor: '#f5f7f9' },
  emphasis: { fontWeight: 'bold' },
};

/** The title, the headers, the rows, and what a limit left out. */
export function tableSheet(table: Table, title: string, format: CellFormat): SheetContent {
  const widths = table.columns.map((column, index) => columnWidth(column, table.rows, index, format));
  return {
    title,
    data: [
      [{ ...textCell(title), fontWeight: 'bold', fontSize: TITLE_SIZE, height: TITLE_HEIGHT }],
      inRow(
        table.columns.map((column, index) => ({ ...textCell(column.header), ...HEADER, ...placed(column, index) })),
        table.columns.map(({ header }) => header),
        widths,
      ),
      ...table.rows.map((row) => rowCells(row, table, widths, format)),
      ...(table.more === undefined ? [] : [[{ ...textCell(table.more), fontStyle: 'italic' as const }]]),
    ],
    widths,
    frozen: { rows: HEAD_ROWS, columns: table.columns.length > 2 ? 1 : 0 },
  };
}

function rowCells(row: Row, { columns }: Table, widths: readonly number[], format: CellFormat): CellObject[] {
  const cells = columns.map((column, index): CellObject => {
    const cell = row.cells[index];
    const wraps: CellObject = cell === undefined || isFigure(cell) ? {} : { wrap: true };
    const tone: CellObject = row.tone === undefined ? {} : TONES[row.tone];
    return { ...placed(column, index), ...(cell === undefined ? {} : sheetCell(cell, format)), ...wraps, ...ROW, ...tone };
  });
  const texts = columns.map((_, index) => {
    const cell = row.cells[index];
    return cell === undefined || isFigure(cell) ? '' : formatCell(cell, format);
  });
  return inRow(cells, texts, widths);
}

/** Text behind a column of figures stands off from it: the one is set to the right, the other to the left. */
function placed({ align }: Column, index: number): CellObject {
  return align === 'left' && index > 0 ? { align, indent: 1 } : { align };
}

/** Cells with the height that their wrapped texts need. Of one line they stand in its middle, since the fonts of figures and of Chinese differ in height. */
function inRow(cells: readonly CellObject[], texts: readonly string[], widths: readonly number[]): CellObject[] {
  const height = rowHeight(texts.map((text, index) => ({ text, width: (widths[index] ?? NARROWEST) - PADDING / 2 })));
  const alignVertical = height === rowHeight([]) ? 'center' : 'top';
  return cells.map((cell) => ({ ...cell, height, alignVertical }));
}

function columnWidth({ header }: Column, rows: readonly Row[], index: number, format: CellFormat): number {
  const widest = rows.reduce((width, { cells: { [index]: cell } }) => {
    return cell === undefined ? width : Math.max(width, stringWidth(formatCell(cell, format)));
  }, stringWidth(header));
  return Math.min(WIDEST, Math.max(NARROWEST, widest + PADDING));
}
