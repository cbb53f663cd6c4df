import { firedFloors } from '../../classify/fired-floors.js';
import type { ExitCode } from '../../diagnostics/exit-codes.js';
import { measureNewNpl } from '../../measure/new-npl.js';
import { groupNewNpl } from '../../measure/new-npl-by.js';
import { type ClassCode, isNpl, NO_CLASS } from '../../model/loan-class.js';
import type { Dimension } from '../../model/loan-fields.js';
import type { Month } from '../../model/portfolio.js';
import type { Policy } from '../../policy/policy.js';
import type { FactsOf } from '../../report/period/loan-facts.js';
import { type ListedNpl, newNplDocument, newNplJson } from '../../report/period/new-npl.js';
import type { Io } from '../io.js';
import { listColumns } from '../reading/needed-columns.js';
import { factsOf, listedFacts } from './listed-facts.js';
import { type PeriodRun, type PeriodRunOptions, runPeriod } from './run-period.js';

export interface NewNplOptions extends PeriodRunOptions {
  readonly by: readonly Dimension[];
  readonly limit: number;
}

/** Loans that turned NPL in the period: the list that goes to the branches (新增不良贷款清单). */
export function runNewNpl(options: NewNplOptions, io: Io): Promise<ExitCode> {
  return runPeriod(options, io, {
    leastDates: 2,
    columns: (policy) => listColumns(policy, options.by),
    report: (run) => {
      const report = newNplReport(run, options);
      return { document: (lang, unit) => newNplDocument(report, lang, unit), json: () => newNplJson(report) };
    },
  });
}

function newNplReport({ period, measured, frame }: PeriodRun, { by, limit, renewalDays }: NewNplOptions) {
  const { months, background } = period;
  const figures = measureNewNpl(
    months,
    measured.flatMap(({ movement }) => movement ?? []),
    background.events,
  );
  const facts = months.map(({ month }) => factsOf(month));
  const ofLast = facts.at(-1) as FactsOf;
  const rows = figures.rows.map((row): ListedNpl => {
    const month = row.place === undefined ? undefined : months[row.place.month]?.month;
    if (row.place === undefined || month === undefined) return { ...row, facts: {}, reasons: [] };
    const { days, ...stated } = listedFacts(facts[row.place.month] as FactsOf, row.place.loan);
    // Days and rules of an earlier ledger say nothing of how a loan turned that had left again by the next.
    if (month.portfolio.asOf !== row.month) return { ...row, facts: stated, reasons: [] };
    return {
      ...row,
      facts: days === undefined ? stated : { ...stated, days },
      reasons: reasonsOf(month, background.policy, row.place.loan),
    };
  });
  return {
    frame,
    figures,
    rows,
    specialMention: figures.specialMention.map((one) => ({ ...one, facts: listedFacts(ofLast, one.loan) })),
    dimensions: by,
    limit,
    suspected: measured.flatMap(({ movement }) => movement?.suspected ?? []),
    renewalDays,
    ...(by.length === 0 ? {} : { by: groupNewNpl(figures.rows, months, by) }),
  };
}

/** Rules that fired with an NPL class; and 'override', 'inherited', 'declared' or 'borrower' where those made it one. */
function reasonsOf({ portfolio, classified }: Month, policy: Policy, loan: number): string[] {
  const rules = firedFloors(portfolio, classified, policy, loan)
    .filter((floor) => isNpl(floor.class))
    .map((floor) => floor.rule);
  const declared = portfolio.declaredClass?.[loan] ?? NO_CLASS;
  return [
    ...((classified.overridden?.[loan] ?? 0) > 0 ? ['override'] : []),
    ...(isNpl(classified.inherited?.[loan] ?? NO_CLASS) ? ['inherited'] : []),
    ...rules,
    ...(rules.length === 0 && classified.basis !== 'computed' && isNpl(declared as ClassCode) ? ['declared'] : []),
  ];
}
