import { firedFloors } from '../../classify/fired-floors.js';
import type { ExitCode } from '../../diagnostics/exit-codes.js';
import { homeKeys } from '../../measure/line-home.js';
import type { SegmentedMonth } from '../../measure/month-movement.js';
import { measureNewNpl, type NewNpl } from '../../measure/new-npl.js';
import { NO_DAY } from '../../model/civil-date.js';
import { type ClassCode, isNpl, NO_CLASS } from '../../model/loan-class.js';
import { borrowerOf, loanText } from '../../model/loan-facts.js';
import type { Dimension } from '../../model/loan-fields.js';
import type { Month, Tally } from '../../model/portfolio.js';
import type { Policy } from '../../policy/policy.js';
import { type ListedNpl, type LoanFacts, type NewNplGroup, newNplDocument, newNplJson } from '../../report/period/new-npl.js';
import type { Io } from '../io.js';
import { listColumns } from '../reading/needed-columns.js';
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
  const last = months.at(-1) as SegmentedMonth;
  const rows = figures.rows.map((row): ListedNpl => {
    const month = row.place === undefined ? undefined : months[row.place.month]?.month;
    if (row.place === undefined || month === undefined) return { ...row, facts: {}, reasons: [] };
    const { days, ...facts } = loanFacts(month, row.place.loan);
    // Days and rules of an earlier ledger say nothing of how a loan turned that had left again by the next.
    if (month.portfolio.asOf !== row.month) return { ...row, facts, reasons: [] };
    return {
      ...row,
      facts: days === undefined ? facts : { ...facts, days },
      reasons: reasonsOf(month, background.policy, row.place.loan),
    };
  });
  return {
    frame,
    figures,
    rows,
    specialMention: figures.specialMention.map((one) => ({ ...one, facts: loanFacts(last.month, one.loan) })),
    dimensions: by,
    limit,
    suspected: measured.flatMap(({ movement }) => movement?.suspected ?? []),
    renewalDays,
    ...(by.length === 0 ? {} : { by: groupsOf(figures.rows, months, by) }),
  };
}

/** What lists say of a loan. */
export function loanFacts({ portfolio, classified }: Month, loan: number): LoanFacts {
  const days = classified.daysPastDue[loan] as number;
  const stated = {
    borrower: borrowerOf(portfolio, loan),
    name: loanText(portfolio, 'borrowerName', loan),
    branch: loanText(portfolio, 'branch', loan),
    officer: loanText(portfolio, 'officer', loan),
    days: days === NO_DAY ? undefined : days,
  };
  return Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined)) as LoanFacts;
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

/** By what the loan belongs to, as the roll-forward has it. */
function groupsOf(rows: readonly NewNpl[], months: readonly SegmentedMonth[], dimensions: readonly Dimension[]): NewNplGroup[] {
  const keyOf = homeKeys(
    months.map(({ month }) => month),
    dimensions,
  );
  const groups = new Map<string, NewNplGroup>();
  const nothing: Tally = { count: 0, balance: 0n };
  for (const row of rows) {
    if (row.entry === 'return') continue;
    const key = keyOf(row.place);
    const name = Object.values(key).join('\u001f');
    const known = groups.get(name) ?? { key, formation: nothing, relapse: nothing };
    const added = known[row.entry];
    groups.set(name, { ...known, [row.entry]: { count: added.count + 1, balance: added.balance + row.entered } });
  }
  return [...groups]
    .sort(([left, a], [right, b]) => {
      const [one, other] = [a.formation.balance + a.relapse.balance, b.formation.balance + b.relapse.balance];
      return one === other ? (left < right ? -1 : 1) : one > other ? -1 : 1;
    })
    .map(([, group]) => group);
}
