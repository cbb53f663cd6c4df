import type { Cell, Table } from '../../report/document.js';
import { type CellFormat, formatCell, isFigure } from '../format-cell.js';
import { textEms } from './charts/text-width.js';

/** What a table needs without a figure broken: in ems of its type, beside the padding of its columns. */
export interface TableWidth {
  readonly ems: number;
  readonly columns: number;
  /** The widest name of a row. */
  readonly names: number;
}

/** Type and padding of one side of a cell, in one unit of length, and the room in it. */
interface Setting {
  readonly type: number;
  readonly padding: number;
  readonly room: number;
}

const POINTS_PER_MM = 72 / 25.4;
/** Between the margins of the print style, upright, less what wide fonts may take more. */
const UPRIGHT = 182 * POINTS_PER_MM;
/** As the style sheet sets them, in points: tables of a page, smaller ones, the smallest. */
const SETTINGS = [
  { kind: '', type: 8.5, padding: 5, room: UPRIGHT },
  { kind: ' small', type: 7, padding: 3, room: UPRIGHT },
  { kind: ' smaller', type: 6.5, padding: 2, room: UPRIGHT },
] as const;
/** Beside a chart on paper. */
const BESIDE: Setting = { type: 8, padding: 4, room: 92 * POINTS_PER_MM };
/** On a phone, in pixels; the narrowest ones have a little less. */
const PHONE: Setting = { type: 14, padding: 10, room: 330 };

/** Words and headers wrap beyond, where they must. */
const [WIDEST_WORDS, WIDEST_HEADER] = [18, 7];
/** Headers are at least as wide as four characters of Chinese. */
const NARROWEST_HEADER = 4;
const BOLD = 1.13;
/** Names of rows are given room to be read on a phone where they are longer. */
const LONG_NAME = 11;

export function tableWidth({ columns, rows }: Table, format: CellFormat, isWhole: (cell: Cell | undefined) => boolean): TableWidth {
  const ems = columns.map(({ header }, index) =>
    rows.reduce(
      (widest, { tone, cells: { [index]: cell } }) => {
        if (cell === undefined) return widest;
        const own = textEms(formatCell(cell, format)) * (tone === undefined ? 1 : BOLD);
        return Math.max(widest, isFigure(cell) || isWhole(cell) ? own : Math.min(own, WIDEST_WORDS));
      },
      header === '' ? 0 : Math.max(NARROWEST_HEADER, Math.min(textEms(header) * BOLD, WIDEST_HEADER)),
    ),
  );
  return { ems: ems.reduce((sum, own) => sum + own, 0), columns: columns.length, names: ems[0] ?? 0 };
}

function fits({ ems, columns }: TableWidth, { type, padding, room }: Setting): boolean {
  return ems * type + columns * 2 * padding <= room;
}

/** How a table is set on paper: the largest type in which it stands upright, else on a page on its side. */
export function paperClass(width: TableWidth): string {
  return SETTINGS.find((setting) => fits(width, setting))?.kind ?? ' wide';
}

export function standsBeside(width: TableWidth): boolean {
  return fits(width, BESIDE);
}

export function scrollsOnPhone(width: TableWidth): boolean {
  return !fits(width, PHONE);
}

export function hasLongNames({ names }: TableWidth): boolean {
  return names > LONG_NAME;
}
