import { nextClassFinder } from '../../classify/next-class.js';
import type { ExitCode } from '../../diagnostics/exit-codes.js';
import { measureMaturityCollection } from '../../measure/maturity-collection.js';
import { estimateByRollRates, ROLL_MONTHS } from '../../measure/roll-estimate.js';
import { comingMonthEnds, measureWatch } from '../../measure/watch.js';
import { groupWatched } from '../../measure/watch-by.js';
import { FIRST_NPL_CLASS } from '../../model/loan-class.js';
import type { Dimension } from '../../model/loan-fields.js';
import type { Month } from '../../model/portfolio.js';
import { watchDocument, watchJson } from '../../report/period/watch.js';
import type { Io } from '../io.js';
import { listColumns } from '../reading/needed-columns.js';
import { factsOf } from './listed-facts.js';
import { type PeriodRun, type PeriodRunOptions, runPeriod } from './run-period.js';

export interface WatchOptions extends PeriodRunOptions {
  readonly by: readonly Dimension[];
  readonly limit: number;
}

/** What is not NPL yet and may become it; potential NPL at the coming month-ends. */
export function runWatch(options: WatchOptions, io: Io): Promise<ExitCode> {
  return runPeriod(options, io, {
    leastDates: 1,
    // What the estimate at roll rates needs.
    bookMonths: ROLL_MONTHS + 1,
    columns: (policy) => listColumns(policy, options.by),
    report: (run) => {
      const report = watchReport(run, options);
      return { document: (lang, unit) => watchDocument(report, lang, unit), json: () => watchJson(report) };
    },
  });
}

function watchReport({ period, frame }: PeriodRun, { by, limit }: WatchOptions) {
  const months = period.months.map(({ month }) => month);
  const month = months.at(-1) as Month;
  const { policy, events } = period.background;
  const find = nextClassFinder(month.portfolio, policy, FIRST_NPL_CLASS, true);
  const ends = comingMonthEnds(month.portfolio.asOf);
  const figures = measureWatch(month, (loan) => find(month.classified, loan)?.on, estimateByRollRates(months, ends.length));
  return {
    frame,
    figures,
    factsOf: factsOf(month),
    dimensions: by,
    limit,
    ...(months.length < 2 ? {} : { maturity: measureMaturityCollection(months, period.lineage.families, events) }),
    ...(by.length === 0 ? {} : { by: groupWatched(month, figures.loans, by, ends.at(-1) as number) }),
  };
}
