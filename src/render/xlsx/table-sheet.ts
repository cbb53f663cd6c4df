import stringWidth from 'string-width';
import type { CellObject, SheetData } from 'write-excel-file/node';
import type { Row, Table } from '../../report/document.js';
import { type CellFormat, formatCell, isFigure } from '../format-cell.js';
import { sheetCell, textCell } from './cell.js';

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
const NARROWEST = 9;
const WIDEST = 60;
const PADDING = 2.5;

const HEADER: CellObject = {
  fontWeight: 'bold',
  wrap: true,
  alignVertical: 'bottom',
  backgroundColor: '#eef2f6',
  bottomBorderStyle: 'medium',
};
const TONES: Readonly<Record<NonNullable<Row['tone']>, CellObject>> = {
  total: { fontWeight: 'bold', topBorderStyle: 'thin', backgroundColor: '#f5f7f9' },
  emphasis: { fontWeight: 'bold' },
};

/** The title, the headers, the rows, and what a limit left out. */
export function tableSheet(table: Table, title: string, format: CellFormat): SheetContent {
  const rows = table.rows.map((row) =>
    table.columns.map(({ align }, index): CellObject => {
      const cell = row.cells[index];
      const written: CellObject = cell === undefined ? {} : sheetCell(cell, format);
      const isText = cell !== undefined && !isFigure(cell);
      return {
        align,
        ...written,
        ...(isText ? { wrap: true, alignVertical: 'top' } : {}),
        ...(row.tone === undefined ? {} : TONES[row.tone]),
      };
    }),
  );
  return {
    title,
    data: [
      [{ ...textCell(title), fontWeight: 'bold', fontSize: 13 }],
      table.columns.map(({ header, align }): CellObject => ({ ...textCell(header), ...HEADER, align })),
      ...rows,
      ...(table.more === undefined ? [] : [[{ ...textCell(table.more), fontStyle: 'italic' as const }]]),
    ],
    widths: table.columns.map(({ header }, index) => {
      const widest = table.rows.reduce((width, { cells: { [index]: cell } }) => {
        return cell === undefined ? width : Math.max(width, stringWidth(formatCell(cell, format)));
      }, stringWidth(header));
      return Math.min(WIDEST, Math.max(NARROWEST, widest + PADDING));
    }),
    frozen: { rows: HEAD_ROWS, columns: table.columns.length > 2 ? 1 : 0 },
  };
}
