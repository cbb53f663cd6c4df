import type { Cell, Row, Table } from '../../report/document.js';
import { type CellFormat, changeDirection, formatCell, isFigure } from '../format-cell.js';
import { textEms } from './charts/text-width.js';
import { htmlText } from './escape.js';
import { hasLongNames, paperClass, scrollsOnPhone, standsBeside, type TableWidth, tableWidth } from './table-width.js';

/** Without a space, and no longer than a column of a list: a longer one is a file or a hash, which must wrap. */
const CODE = /^[\x21-\x7e]{2,24}$/;

/** As narrow as the narrowest column of words. */
const SHORT_EMS = 8;

/** A table of so many rows is printed on one page. */
const MOST_TOGETHER = 14;

export interface PageTable {
  readonly table: Table;
  readonly caption: string;
  /** Stands on the page already, as a heading: said again to those who only hear the table. */
  readonly isCaptionShown: boolean;
}

/**
 * A table with its caption, its headers and a header for each row; it scrolls where it is wider than the screen. Figures have a
 * sign; the arrow and the colour that a reader sees repeat it.
 */
export function tableHtml({ table, caption, isCaptionShown }: PageTable, id: string, format: CellFormat): string {
  const width = widthOf(table, format);
  const kind = paperClass(width) + (hasLongNames(width) ? ' long' : '');
  const short = table.rows.length > MOST_TOGETHER ? '' : ' short';
  const scrolls = scrollsOnPhone(width) ? ` tabindex="0" role="region" aria-labelledby="${id}"` : '';
  const head = table.columns.map(({ header, align }) => {
    // An empty header names nothing.
    if (header === '') return '<td></td>';
    return `<th scope="col" align="${align}">${htmlText(header)}</th>`;
  });
  return [
    `<div class="table${kind}${short}"${scrolls}>`,
    `<table cellpadding="4"><caption id="${id}"${isCaptionShown ? '' : ' class="heard"'}>${htmlText(caption)}</caption>`,
    `<thead><tr>${head.join('')}</tr></thead>`,
    '<tbody>',
    ...table.rows.map((row) => rowHtml(row, table, format)),
    '</tbody></table>',
    ...(table.more === undefined ? [] : [`<p class="note">${htmlText(table.more)}</p>`]),
    '</div>',
  ].join('\n');
}

/** Does not stand upright on paper in any type that can be read. */
export function isWide(table: Table, format: CellFormat): boolean {
  return paperClass(widthOf(table, format)) === ' wide';
}

/** Narrow enough for paper to hold a chart beside it. */
export function isNarrow(table: Table, format: CellFormat): boolean {
  return standsBeside(widthOf(table, format));
}

function widthOf(table: Table, format: CellFormat): TableWidth {
  return tableWidth(table, format, isWhole);
}

function rowHtml(row: Row, table: Table, format: CellFormat): string {
  const cells = table.columns.map((column, index) => {
    const cell = row.cells[index];
    const align = column.align === 'right' ? ' align="right"' : '';
    const text = cell === undefined ? '' : htmlText(formatCell(cell, format));
    if (index === 0 && cell !== undefined && text !== '') {
      return `<th scope="row" align="${column.align}"${classOf(cell, format)}>${text}</th>`;
    }
    return `<td${align}${classOf(cell, format)}>${text}</td>`;
  });
  return `<tr${row.tone === undefined ? '' : ` class="${row.tone}"`}>${cells.join('')}</tr>`;
}

/** Words may wrap, figures never; changes are marked up or down, and welcome or not. */
export function classOf(cell: Cell | undefined, format: CellFormat): string {
  if (cell === undefined || !isFigure(cell)) return isWhole(cell) ? ' class="whole"' : ' class="words"';
  const direction = changeDirection(cell, format.unit);
  if (direction === undefined || direction === 0) return cell.kind === 'absent' ? ' class="absent"' : '';
  const arrow = direction > 0 ? 'up' : 'down';
  const welcome = 'good' in cell ? cell.good : undefined;
  return ` class="${arrow}${welcome === undefined ? '' : welcome === arrow ? ' good' : ' bad'}"`;
}

/** Words that a line holds anyway; an id or a code of data, which would be two if broken. */
function isWhole(cell: Cell | undefined): boolean {
  if (cell?.kind !== 'text' && cell?.kind !== 'label') return false;
  return (cell.kind === 'text' && CODE.test(cell.text)) || textEms(cell.text) <= SHORT_EMS;
}
