import type { DimensionRow } from '../../measure/by-dimension.js';
import { isoDate } from '../../model/civil-date.js';
import type { Dimension } from '../../model/loan-fields.js';
import { columnsOf, count, money, ratio, table, withChart } from '../cells.js';
import { dimensionChart } from '../charts/bar-charts.js';
import type { Section } from '../document.js';
import { barOf, dimensionCell } from '../sections/by-dimension.js';
import type { Words } from '../words/words.js';

/** A split by dimensions, date by date. */
interface SeriesBy {
  readonly dimensions: readonly Dimension[];
  readonly by?: readonly { readonly asOf: number; readonly rows: readonly DimensionRow[] }[];
}

/** One table a date: what the values of the dimensions came to then. The last is drawn too. */
export function seriesBySections(words: Words, { by, dimensions }: SeriesBy): Section[] {
  if (by === undefined) return [];
  const names = dimensions.map((dimension) => words.dimension[dimension]).join(' × ');
  const columns = [
    ...dimensions.map((dimension) => ({ id: dimension, header: words.dimension[dimension], align: 'left' as const })),
    ...columnsOf(words, ['count', 'npl', 'nplRatio', 'old', 'new']),
  ];
  return by.map(({ asOf, rows }, index) => {
    const whole = table(
      'by',
      columns,
      rows.map((row) => ({
        cells: [
          ...dimensions.map((dimension) => dimensionCell(words, dimension, row.key[dimension] ?? '')),
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
          names,
          rows.map((row) => barOf(words, dimensions, row)),
        )
      : undefined;
    return {
      id: `by-${isoDate(asOf)}`,
      heading: `${words.heading.by} ${names}${words.inBrackets(isoDate(asOf))}`,
      blocks: [withChart(whole, chart)],
    };
  });
}
