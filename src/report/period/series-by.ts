import type { DimensionRow } from '../../measure/by-dimension.js';
import { isoDate } from '../../model/civil-date.js';
import type { Dimension } from '../../model/loan-fields.js';
import { columnsOf, count, money, ratio, table, withChart } from '../cells.js';
import { dimensionChart } from '../charts/bar-charts.js';
import type { Section } from '../document.js';
import { barOf } from '../sections/by-dimension.js';
import { byHeading, dimensionCells, dimensionColumns, dimensionNames } from '../sections/dimensions.js';
import type { Words } from '../words/words.js';

/** A split by dimensions, date by date. */
interface SeriesBy {
  readonly dimensions: readonly Dimension[];
  readonly by?: readonly { readonly asOf: number; readonly rows: readonly DimensionRow[] }[];
}

/** One table a date: what the values of the dimensions came to then. The last is drawn too. */
export function seriesBySections(words: Words, { by, dimensions }: SeriesBy): Section[] {
  if (by === undefined) return [];
  const columns = [...dimensionColumns(words, dimensions), ...columnsOf(words, ['count', 'npl', 'nplRatio', 'old', 'new'])];
  return by.map(({ asOf, rows }, index) => {
    const whole = table(
      'by',
      columns,
      rows.map((row) => ({
        cells: [
          ...dimensionCells(words, dimensions, row.key),
          count(row.loans.count),
          money(row.npl.balance),
          ratio(row.nplRatio),
          money(row.old?.balance),
          money(row.new?.balance),
        ],
      })),
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
