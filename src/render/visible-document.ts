import { assertInvariant } from '../diagnostics/diagnostic.js';
import { visibleText } from '../diagnostics/visible-text.js';
import type { Chart, ChartShape, Named } from '../report/chart.js';
import type { Cover } from '../report/cover.js';
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
    ...(document.cover === undefined ? {} : { cover: visibleCover(document.cover) }),
    sections: document.sections.map(visibleSection),
  };
}

function visibleSection(section: Section): Section {
  return { ...section, heading: visibleText(section.heading), blocks: section.blocks.map(visibleBlock) };
}

function visibleBlock(block: Block): Block {
  return block.kind === 'table' ? visibleTable(block) : { ...block, pieces: visiblePieces(block.pieces) };
}

function visiblePieces(pieces: readonly (string | Cell)[]): (string | Cell)[] {
  return pieces.map((piece) => (typeof piece === 'string' ? visibleText(piece) : visibleCell(piece)));
}

function visibleCover({ facts, figures }: Cover): Cover {
  return {
    facts: facts.map(({ name, value }) => ({ name: visibleText(name), value: visibleText(value) })),
    figures: figures.map(({ name, value, change, against }) => ({
      name: visibleText(name),
      value: visibleCell(value),
      ...(change === undefined ? {} : { change: visibleCell(change) }),
      ...(against === undefined ? {} : { against: visibleText(against) }),
    })),
  };
}

function visibleChart({ title, says, shape }: Chart): Chart {
  return { title: visibleText(title), says: visiblePieces(says), shape: visibleShape(shape) };
}

function visibleShape(shape: ChartShape): ChartShape {
  const named = <T extends Named>(one: T): T => ({
    ...one,
    label: visibleText(one.label),
    ...(one.detail === undefined ? {} : { detail: visibleText(one.detail) }),
  });
  switch (shape.kind) {
    case 'trend':
      return {
        ...shape,
        series: shape.series.map(visibleText),
        points: shape.points.map(named),
        ...(shape.ratio === undefined ? {} : { ratio: visibleText(shape.ratio) }),
        ...(shape.estimate === undefined ? {} : { estimate: visibleText(shape.estimate) }),
      };
    case 'waterfall':
      return { ...shape, opening: named(shape.opening), steps: shape.steps.map(named), closing: named(shape.closing) };
    case 'heat-map':
      return {
        ...shape,
        columns: shape.columns.map(visibleText),
        rows: shape.rows.map(named),
      };
    case 'bars':
      return { ...shape, series: shape.series.map(visibleText), bars: shape.bars.map(named) };
    case 'progress':
      return { ...shape, goal: visibleText(shape.goal), reached: visibleText(shape.reached), rows: shape.rows.map(named) };
  }
}

function visibleTable(table: Table): Table {
  return {
    ...table,
    ...(table.title === undefined ? {} : { title: visibleText(table.title) }),
    ...(table.more === undefined ? {} : { more: visibleText(table.more) }),
    columns: table.columns.map((column) => ({ ...column, header: visibleText(column.header) })),
    rows: table.rows.map((row) => visibleRow(row, table)),
    ...(table.chart === undefined ? {} : { chart: visibleChart(table.chart) }),
  };
}

function visibleRow(row: Row, table: Table): Row {
  assertInvariant(row.cells.length <= table.columns.length, `table ${table.id}: a row has more cells than there are columns`);
  return { ...row, cells: row.cells.map(visibleCell) };
}

function visibleCell(cell: Cell): Cell {
  return cell.kind === 'text' || cell.kind === 'label' ? { ...cell, text: visibleText(cell.text) } : cell;
}
