import type { DimensionRow } from '../../measure/by-dimension.js';
import type { ReportFigures } from '../../measure/npl-report.js';
import type { Dimension } from '../../model/loan-fields.js';
import type { Tally } from '../../model/portfolio.js';
import { columnsOf, count, longest, money, ratio, table, withChart } from '../cells.js';
import { type DimensionBar, dimensionChart } from '../charts/bar-charts.js';
import type { Cell, Row, Section } from '../document.js';
import type { Words } from '../words/words.js';
import { byHeading, dimensionCells, dimensionColumns, dimensionNames, dimensionsSaid, namedRow } from './dimensions.js';

/** The split by one or two dimensions, with a total that ties. */
export function bySection(words: Words, figures: ReportFigures, dimensions: readonly Dimension[]): Section | undefined {
  const { by } = figures;
  if (by === undefined) return undefined;
  const withSegments = figures.segments !== undefined;
  const columns = [
    ...dimensionColumns(words, dimensions),
    ...columnsOf(words, ['count', 'loansBalance', 'npl', 'nplRatio', ...(withSegments ? (['old', 'new'] as const) : [])]),
  ];
  const figuresOf = (row: Omit<DimensionRow, 'key'>): Cell[] => [
    count(row.loans.count),
    money(row.loans.balance),
    money(row.npl.balance),
    ratio(row.nplRatio),
    ...(withSegments ? [money(row.old?.balance), money(row.new?.balance)] : []),
  ];
  const rows = by.map(
    (row): Row => ({
      cells: [...dimensionCells(words, dimensions, row.key), ...figuresOf(row)],
    }),
  );
  const total = figuresOf({
    loans: figures.loans,
    specialMention: figures.classes[1] as Tally,
    npl: figures.npl,
    ...(figures.nplRatio === undefined ? {} : { nplRatio: figures.nplRatio }),
    ...(figures.segments === undefined ? {} : { old: figures.segments.old, new: figures.segments.new }),
  });
  rows.push({ id: 'total', tone: 'total', cells: [...dimensionsSaid(words.item.total, dimensions), ...total] });
  const names = dimensionNames(words, dimensions);
  const chart = dimensionChart(
    words,
    names,
    by.map((row) => barOf(words, dimensions, row)),
  );
  return { id: 'by', heading: byHeading(words, dimensions), blocks: [withChart(table('by', columns, rows), chart, longest('npl'))] };
}

/** A row of a split as a bar of a chart. */
export function barOf(words: Words, dimensions: readonly Dimension[], row: DimensionRow): DimensionBar {
  return {
    ...namedRow(words, dimensions, row.key),
    npl: row.npl.balance,
    ratio: row.nplRatio,
    old: row.old?.balance,
    new: row.new?.balance,
  };
}
