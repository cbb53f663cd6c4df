import type { ExitCode } from '../../diagnostics/exit-codes.js';
import { measureByDimension } from '../../measure/by-dimension.js';
import { measureSeries } from '../../measure/series.js';
import type { Dimension } from '../../model/loan-fields.js';
import { seriesDocument, seriesJson } from '../../report/period/series.js';
import { runBookSeries } from '../book/book-series.js';
import type { Io } from '../io.js';
import { reportColumns } from '../reading/needed-columns.js';
import { type PeriodRunOptions, runPeriod } from './run-period.js';

export interface SeriesOptions extends PeriodRunOptions {
  readonly by: readonly Dimension[];
}

/** Month after month: NPL, ratio, old and new, gross movement, streaks. */
export function runSeries(options: SeriesOptions, io: Io): Promise<ExitCode> {
  const { book } = options;
  // Without a split everything stands in the figures that were published.
  if (book !== undefined && options.by.length === 0) return runBookSeries({ ...options, book }, io);
  return runPeriod(options, io, {
    leastDates: 1,
    bookMonths: 'all',
    columns: (policy) => reportColumns(policy, options.by),
    report: ({ period, measured, frame }) => {
      const series = measureSeries(measured.map(({ figures }) => figures));
      const split = () =>
        period.months.map(({ month, segmented }) => ({
          asOf: month.portfolio.asOf,
          rows: measureByDimension(month.portfolio, month.classified, segmented, options.by).rows,
        }));
      const report = { frame, series, dimensions: options.by, ...(options.by.length === 0 ? {} : { by: split() }) };
      return { document: (lang, unit) => seriesDocument(report, lang, unit), json: () => seriesJson(report) };
    },
  });
}
