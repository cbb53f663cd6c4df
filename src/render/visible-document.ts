import { assertInvariant } from '../diagnostics/diagnostic.js';
import { visibleText } from '../diagnostics/visible-text.js';
import type { Block, Cell, Document, Row, Section, Table } from '../report/document.js';

/**
 * The same document with every piece of text made visible: data reaches titles and headers too (an institution's name, the
 * values of a dimension), so nothing is exempt. After it no text holds a line break, a tab, an escape or a bidi character.
 * Throws InvariantError for a row with more cells than its table has columns, which every grid would drop.
 */
export function visibleDocument(document: Document): Document {
  return {
    ...document,
    title: visibleText(document.title),
    subtitle: document.subtitle.map(visibleText),
    ...(document.incomplete === undefined ? {} : { incomplete: visibleText(document.incomplete) }),
    sections: document.sections.map(visibleSection),
  };
}

function visibleSection(section: Section): Section {
  return { ...section, heading: visibleText(section.heading), blocks: section.blocks.map(visibleBlock) };
}

function visibleBlock(block: Block): Block {
  if (block.kind === 'table') return visibleTable(block);
  return { ...block, pieces: block.pieces.map((piece) => (typeof piece === 'string' ? visibleText(piece) : visibleCell(piece))) };
}

function visibleTable(table: Table): Table {
  return {
    ...table,
    ...(table.title === undefined ? {} : { title: visibleText(table.title) }),
    ...(table.more === undefined ? {} : { more: visibleText(table.more) }),
    columns: table.columns.map((column) => ({ ...column, header: visibleText(column.header) })),
    rows: table.rows.map((row) => visibleRow(row, table)),
  };
}

function visibleRow(row: Row, table: Table): Row {
  assertInvariant(row.cells.length <= table.columns.length, `table ${table.id}: a row has more cells than there are columns`);
  return { ...row, cells: row.cells.map(visibleCell) };
}

function visibleCell(cell: Cell): Cell {
  return cell.kind === 'text' || cell.kind === 'label' ? { ...cell, text: visibleText(cell.text) } : cell;
}
