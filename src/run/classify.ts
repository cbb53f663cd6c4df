import { type NextClass, nextClassFinder } from '../classify/next-class.js';
import { EXIT, type ExitCode } from '../diagnostics/exit-codes.js';
import { deviationOf } from '../measure/deviation.js';
import { NO_DAY } from '../model/civil-date.js';
import type { ClassCode } from '../model/loan-class.js';
import { NO_CLASS } from '../model/loan-class.js';
import { borrowerOf, isDeclared, loanText } from '../model/loan-facts.js';
import { shownKey } from '../model/portfolio.js';
import { textAt } from '../model/text-index.js';
import type { Rule } from '../policy/policy.js';
import { classifyCsvChunks, classifyJsonChunks } from '../render/loan-list.js';
import { classifyDocument, type LoanRow } from '../report/classify.js';
import { deliver, deliverText, type OutputOptions } from './deliver.js';
import { type HistoryOptions, type LedgerOptions, type Opened, openMonths, type PolicyOptions } from './inputs.js';
import type { Io } from './io.js';
import { provenanceOf } from './report.js';
import { readingDiagnostics, rowsDiagnostic } from './tell-reading.js';

export interface ClassifyOptions extends LedgerOptions, PolicyOptions, HistoryOptions, OutputOptions {
  readonly ledgers: readonly string[];
  /** Only loans whose declared and computed class differ. */
  readonly deviation: boolean;
  /** Rows shown on a screen; files hold all. */
  readonly limit: number;
}

/** Loan by loan: classes, the rules that fired, days, and the next worse class. */
export async function runClassify(options: ClassifyOptions, io: Io): Promise<ExitCode> {
  const opened = await openMonths(options.ledgers, options, io);
  const { current, earlier, background, month } = opened;
  for (const said of readingDiagnostics(current, true)) io.tell(said);
  const list = {
    portfolio: month.portfolio,
    provenance: provenanceOf(current, earlier, background),
    rows: () => loanRows(opened, options.deviation),
    deviation: options.deviation,
  };
  if (options.format === 'csv') await deliverText(classifyCsvChunks(list), options, io);
  else if (options.format === 'json') await deliverText(classifyJsonChunks(list), options, io);
  else await deliver({ document: (lang) => classifyDocument(list, lang, options.unit, options.limit), json: () => ({}) }, options, io);
  io.tell(rowsDiagnostic(month.portfolio.rows));
  return month.portfolio.rows.rejected > 0 ? EXIT.doneWithRejects : EXIT.done;
}

function* loanRows(opened: Opened, onlyDeviation: boolean): Generator<LoanRow> {
  const { portfolio, classified } = opened.month;
  const { policy } = opened.background;
  const next = nextClassFinder(portfolio, policy);
  for (let i = 0; i < portfolio.count; i++) {
    if (onlyDeviation && deviationOf(portfolio, classified, i) === 0) continue;
    yield loanRow(opened, i, next(classified, i));
  }
}

export function loanRow(opened: Opened, loan: number, next: NextClass | undefined): LoanRow {
  const { portfolio, classified } = opened.month;
  const { rules } = opened.background.policy;
  const fired = classified.fired[loan] as number;
  const days = classified.daysPastDue[loan] as number;
  const stated = {
    borrower: borrowerOf(portfolio, loan),
    name: loanText(portfolio, 'borrowerName', loan),
    declared: isDeclared(portfolio, loan) ? (portfolio.declaredClass?.[loan] as ClassCode) : undefined,
    computed: classified.computed[loan] === NO_CLASS ? undefined : (classified.computed[loan] as ClassCode),
    days: days === NO_DAY ? undefined : days,
    next,
    decisive: decisiveRule(rules, fired),
    inherited: (classified.inherited?.[loan] ?? NO_CLASS) === NO_CLASS ? undefined : (classified.inherited?.[loan] as ClassCode),
  };
  return {
    loan: shownKey(textAt(portfolio.keys, loan)),
    balance: BigInt(portfolio.balance[loan] as number),
    used: classified.used[loan] as ClassCode,
    rules: rules.filter((_, bit) => (fired & (1 << bit)) !== 0).map((rule) => rule.id),
    overridden: (classified.overridden?.[loan] ?? 0) > 0,
    source: portfolio.sources[portfolio.sourceOf[loan] as number]?.name ?? '',
    line: portfolio.lineOf[loan] as number,
    ...(Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined)) as Partial<LoanRow>),
  };
}

/** The rule that fired with the worst class; of equals, the first. A matrix counts by what it can give at worst. */
function decisiveRule(rules: readonly Rule[], fired: number): string | undefined {
  const worst = (rule: Rule) =>
    rule.kind === 'matrix' ? Math.max(...(rule.forAll ?? []), ...(rule.byGuarantee ?? []).flat()) : rule.class;
  return rules
    .filter((_, bit) => (fired & (1 << bit)) !== 0)
    .reduce<Rule | undefined>((held, rule) => (held === undefined || worst(rule) > worst(held) ? rule : held), undefined)?.id;
}
