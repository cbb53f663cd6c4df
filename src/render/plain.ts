import stringWidth from 'string-width';
import type { Block, Cell, Document, MoneyUnit, Paragraph, Section, Table } from '../report/document.js';
import { type CellFormat, formatCell } from './format-cell.js';
import { headingInCorner, standsApart } from './headed.js';

const COLUMN_GAP = '  ';
const WARNING = '! ';

/**
 * The document (already visible) as lines for a pipe, grep or a screen reader: the terminal's layout at its natural width,
 * one sentence to a line, + and - for changes, no colour, no spaces at the end of a line.
 */
export function plainLines(document: Document, options: { readonly unit: MoneyUnit }): string[] {
  const format: CellFormat = { style: 'signs', lang: document.lang, unit: options.unit };
  const lines = [
    ...(document.incomplete === undefined ? [] : [`${WARNING}${document.incomplete}`, '']),
    document.title,
    ...document.subtitle,
    ...document.sections.flatMap((section) => ['', ...sectionLines(headingInCorner(section), format)]),
  ];
  return lines.map((line) => line.trimEnd());
}

/** A paragraph's pieces as one line of text. */
export function sentenceText(paragraph: Paragraph, format: CellFormat): string {
  return paragraph.pieces.map((piece) => (typeof piece === 'string' ? piece : formatCell(piece, format))).join('');
}

function sectionLines(section: Section, format: CellFormat): string[] {
  const blocks = section.blocks.flatMap((block, index) => [
    ...(standsApart(section.blocks[index - 1], block) ? [''] : []),
    ...blockLines(block, format),
  ]);
  return section.heading === '' ? blocks : [section.heading, ...blocks];
}

function blockLines(block: Block, format: CellFormat): string[] {
  if (block.kind === 'paragraph') {
    return [`${block.tone === 'warning' ? WARNING : COLUMN_GAP}${sentenceText(block, format)}`];
  }
  const rows = [block.columns.map((column) => column.header), ...block.rows.map((row) => rowTexts(row.cells, block, format))];
  return [
    ...(block.title === undefined ? [] : [block.title]),
    ...alignedRows(rows, block),
    ...(block.more === undefined ? [] : [block.more]),
  ];
}

function rowTexts(cells: readonly Cell[], table: Table, format: CellFormat): string[] {
  return table.columns.map((_, index) => {
    const cell = cells[index];
    return cell === undefined ? '' : formatCell(cell, format);
  });
}

function alignedRows(rows: readonly (readonly string[])[], table: Table): string[] {
  const widths = table.columns.map((_, index) => rows.reduce((widest, row) => Math.max(widest, stringWidth(row[index] ?? '')), 0));
  return rows.map((row) =>
    row
      .map((text, index) => {
        const padding = ' '.repeat((widths[index] ?? 0) - stringWidth(text));
        return table.columns[index]?.align === 'right' ? padding + text : text + padding;
      })
      .join(COLUMN_GAP),
  );
}
