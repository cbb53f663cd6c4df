import { nextClassFinder } from '../../classify/next-class.js';
import type { ExitCode } from '../../diagnostics/exit-codes.js';
import { dimensionFinder } from '../../measure/by-dimension.js';
import { measureMaturityCollection } from '../../measure/maturity-collection.js';
import { estimateByRollRates, ROLL_MONTHS } from '../../measure/roll-estimate.js';
import { comingMonthEnds, measureWatch, type WatchedLoan, watchedTally } from '../../measure/watch.js';
import { FIRST_NPL_CLASS } from '../../model/loan-class.js';
import type { Dimension } from '../../model/loan-fields.js';
import type { Month } from '../../model/portfolio.js';
import { type ListedWatch, type WatchGroup, watchDocument, watchJson } from '../../report/period/watch.js';
import type { Io } from '../io.js';
import { listColumns } from '../reading/needed-columns.js';
import { loanFacts } from './new-npl.js';
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
  const listed = (one: WatchedLoan): ListedWatch => ({ ...one, facts: loanFacts(month, one.loan) });
  return {
    frame,
    figures,
    loans: figures.loans.map(listed),
    matterMost: figures.matterMost.map(listed),
    dimensions: by,
    limit,
    ...(months.length < 2 ? {} : { maturity: measureMaturityCollection(months, period.lineage.families, events) }),
    ...(by.length === 0 ? {} : { by: groupsOf(month, figures.loans, by, ends.at(-1) as number) }),
  };
}

/** Largest watched balance first. */
function groupsOf(month: Month, loans: readonly WatchedLoan[], dimensions: readonly Dimension[], lastEnd: number): WatchGroup[] {
  const keyOf = dimensionFinder(month.portfolio, month.classified, dimensions);
  const groups = new Map<string, { key: WatchGroup['key']; loans: WatchedLoan[] }>();
  for (const one of loans) {
    const key = keyOf(one.loan);
    const name = Object.values(key).join('\u001f');
    const group = groups.get(name) ?? { key, loans: [] };
    group.loans.push(one);
    groups.set(name, group);
  }
  return [...groups]
    .map(([name, group]) => ({
      name,
      key: group.key,
      watched: watchedTally(group.loans),
      becoming: watchedTally(group.loans.filter(({ nplOn }) => nplOn !== undefined && nplOn <= lastEnd)),
    }))
    .sort((a, b) => (a.watched.balance === b.watched.balance ? (a.name < b.name ? -1 : 1) : a.watched.balance > b.watched.balance ? -1 : 1))
    .map(({ name: _, ...group }) => group);
}
