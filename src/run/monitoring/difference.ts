import { firedFloors } from '../../classify/fired-floors.js';
import type { ExitCode } from '../../diagnostics/exit-codes.js';
import type { Keep } from '../../ledger/kept-fields.js';
import { type Difference, type DifferentLoan, measureDifference } from '../../measure/difference.js';
import { successors } from '../../measure/migration.js';
import { isoDate } from '../../model/civil-date.js';
import { groupBy } from '../../model/groups.js';
import type { Dimension } from '../../model/loan-fields.js';
import type { Month } from '../../model/portfolio.js';
import { openPolicy } from '../../policy/open-policy.js';
import type { Policy } from '../../policy/policy.js';
import { type DifferenceReport, differenceDocument, differenceJson, type ExplainedLoan } from '../../report/period/difference.js';
import type { Io } from '../io.js';
import { reportColumns } from '../reading/needed-columns.js';
import { type PeriodRun, type PeriodRunOptions, runPeriod } from './run-period.js';

export interface DifferenceOptions extends PeriodRunOptions {
  readonly by: readonly Dimension[];
  readonly limit: number;
  /** Compares the last month by the policy with the same month by this one, instead of two months. */
  readonly againstPolicy?: string;
}

/** What moved between two months, or between two policies, and why; by loan and in total. */
export async function runDifference(options: DifferenceOptions, io: Io): Promise<ExitCode> {
  const other = options.againstPolicy === undefined ? undefined : await openPolicy(options.againstPolicy);
  return runPeriod(options, io, {
    leastDates: other === undefined ? 2 : 1,
    columns: (policy) => keepEither(reportColumns(policy, options.by), other && reportColumns(other, options.by)),
    report: (run) => {
      const report = other === undefined ? monthsReport(run, options) : policiesReport(run, options, other);
      return { document: (lang, unit) => differenceDocument(report, lang, unit), json: () => differenceJson(report) };
    },
  });
}

function keepEither(one: Keep, other: Keep | undefined): Keep {
  if (other === undefined) return one;
  return (field, held) => {
    const answers = [one(field, held), other(field, held)];
    return answers.includes('yes') ? 'yes' : answers.includes('shown') ? 'shown' : 'no';
  };
}

function monthsReport({ period, frame }: PeriodRun, { by, limit }: DifferenceOptions): DifferenceReport {
  const [left, right] = [period.months[0]?.month, period.months.at(-1)?.month] as [Month, Month];
  const { families } = period.lineage;
  const difference = measureDifference(left, right, successors(left.portfolio, right.portfolio, families), by, limit);
  const between = period.background.events.filter(({ date }) => date > left.portfolio.asOf && date <= right.portfolio.asOf);
  const events = groupBy(between, ({ loan }) => loan);
  const { policy } = period.background;
  const leftPolicy = period.policies?.[0] ?? policy;
  const why = (row: DifferentLoan): string[] => {
    // In the order of their days, not of register rows.
    const own = [row.key, ...families.parentsOf(row.key)]
      .flatMap((key) => events.get(key) ?? [])
      .sort((a, b) => (a.date === b.date ? (a.kind < b.kind ? -1 : 1) : a.date - b.date))
      .map(({ kind }) => kind);
    return [...new Set<string>([...own, ...rulesThatDiffer(row, [left, leftPolicy], [right, policy])])];
  };
  return reportOf(difference, why, { frame, names: [isoDate(left.portfolio.asOf), isoDate(right.portfolio.asOf)], dimensions: by, limit });
}

function policiesReport({ period, frame }: PeriodRun, { by, limit }: DifferenceOptions, other: Policy): DifferenceReport {
  const left = period.months.at(-1)?.month as Month;
  const { policy } = period.background;
  const right = period.lastMonthBy(other);
  const same = Int32Array.from({ length: left.portfolio.count }, (_, loan) => loan);
  const difference = measureDifference(left, right, same, by, limit);
  const why = (row: DifferentLoan) => rulesThatDiffer(row, [left, policy], [right, other]);
  const against = { id: other.id, hash: other.hash };
  return reportOf(difference, why, { frame, names: [policy.id, other.id], against, dimensions: by, limit });
}

function reportOf(
  difference: Difference,
  why: (row: DifferentLoan) => readonly string[],
  rest: Pick<DifferenceReport, 'frame' | 'names' | 'against' | 'dimensions' | 'limit'>,
): DifferenceReport {
  return { ...rest, difference, rows: difference.rows.map((row): ExplainedLoan => ({ ...row, why: why(row) })) };
}

/** Rules that fire on one side alone, of a loan whose class is another: "+over-90" on the right, "-over-90" on the left. */
function rulesThatDiffer(
  row: DifferentLoan,
  [left, leftPolicy]: readonly [Month, Policy],
  [right, rightPolicy]: readonly [Month, Policy],
): string[] {
  if (row.kind !== 'worse' && row.kind !== 'better') return [];
  const rules = ({ portfolio, classified }: Month, policy: Policy, loan: number | undefined) =>
    loan === undefined ? [] : firedFloors(portfolio, classified, policy, loan).map(({ rule }) => rule);
  const [before, after] = [rules(left, leftPolicy, row.left?.loan), rules(right, rightPolicy, row.right?.loan)];
  return [
    ...after.filter((rule) => !before.includes(rule)).map((rule) => `+${rule}`),
    ...before.filter((rule) => !after.includes(rule)).map((rule) => `−${rule}`),
  ];
}
