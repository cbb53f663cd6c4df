import type { DimensionRow } from '../../measure/by-dimension.js';
import type { Series, SeriesMonth } from '../../measure/series.js';
import { isoDate } from '../../model/civil-date.js';
import type { Dimension } from '../../model/loan-fields.js';
import { stated } from '../../model/stated.js';
import { columnsOf, count, money, ratio, table, withChart } from '../cells.js';
import { dimensionChart } from '../charts/bar-charts.js';
import type { Cell, Section } from '../document.js';
import { barOf } from '../sections/by-dimension.js';
import { byHeading, dimensionColumns, dimensionNames, splitRows } from '../sections/dimensions.js';
import type { Words } from '../words/words.js';

/** A split by dimensions, date by date. */
interface SeriesBy {
  readonly dimensions: readonly Dimension[];
  readonly series: Series;
  readonly by?: readonly { readonly asOf: number; readonly rows: readonly DimensionRow[] }[];
}

/** One table a date: what the values of the dimensions came to then. The last is drawn too. */
export function seriesBySections(words: Words, { by, dimensions, series: { months } }: SeriesBy): Section[] {
  if (by === undefined) return [];
  const columns = [...dimensionColumns(words, dimensions), ...columnsOf(words, ['count', 'npl', 'nplRatio', 'old', 'new'])];
  const cells = (row: Pick<DimensionRow, 'loans' | 'npl' | 'nplRatio' | 'old' | 'new'>): Cell[] => [
    ...[count(row.loans.count), money(row.npl.balance), ratio(row.nplRatio)],
    ...[money(row.old?.balance), money(row.new?.balance)],
  ];
  return by.map(({ asOf, rows }, index) => {
    const { figures, nplRatio } = months.find((month) => month.figures.asOf === asOf) as SeriesMonth;
    const total = cells({ ...figures, ...figures.segments, ...stated({ nplRatio }) });
    const split = { rows, limit: Number.POSITIVE_INFINITY, total };
    const whole = table(
      'by',
      columns,
      splitRows(words, dimensions, split, cells, () => []),
    );
    const isLast = index === by.length - 1;
    const chart = isLast
      ? dimensionChart(
          words,
          dimensionNames(words, dimensions),
          rows.map((row) => barOf(words, dimensions, row)),
        )
      : undefined;
    return {
      id: `by-${isoDate(asOf)}`,
      heading: byHeading(words, dimensions) + words.inBrackets(isoDate(asOf)),
      blocks: [withChart(whole, chart)],
    };
  });
}
