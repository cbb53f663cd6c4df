import { UserError } from '../../diagnostics/diagnostic.js';
import { EXIT, type ExitCode } from '../../diagnostics/exit-codes.js';
import type { Keep } from '../../ledger/kept-fields.js';
import type { LedgerReading } from '../../ledger/read-ledger.js';
import type { MeasuredMonth } from '../../measure/month-figures.js';
import { lockWarnings, registerWarnings, stillOnBook, unknownEvents } from '../../measure/register-checks.js';
import type { Unknowns } from '../../measure/unknowns.js';
import type { RegisterPlace } from '../../model/events.js';
import { institutionOf } from '../../model/loan-facts.js';
import { stated } from '../../model/stated.js';
import type { Policy } from '../../policy/policy.js';
import type { RegisterKind } from '../../registers/register-kind.js';
import type { PeriodFrame } from '../../report/period/frame.js';
import type { Book } from '../book/open-book.js';
import { openBookMonths } from '../book/open-book-months.js';
import type { Io } from '../io.js';
import { type Deliverable, deliver, type OutputOptions } from '../output/deliver.js';
import { provenanceOf } from '../output/provenance.js';
import { checkTargets } from '../output/targets.js';
import { exitOf, incompleteRows } from '../reading/completeness.js';
import { countWarnings } from '../reading/count-warnings.js';
import { inputPaths } from '../reading/open-months.js';
import type { OpenedPeriod } from '../reading/opened-period.js';
import { lineageDiagnostics, selectionDiagnostics } from '../reading/tell-history.js';
import { readingDiagnostics, rowsDiagnostic } from '../reading/tell-reading.js';
import { measurePeriod } from './measure-period.js';
import { openPeriod, type PeriodOptions } from './open-period.js';

/** The options that every command over several months takes. */
export interface PeriodRunOptions extends PeriodOptions, OutputOptions {
  readonly strict: boolean;
  /** Days between an NPL's leaving and a new loan that make it a suspected renewal. */
  readonly renewalDays: number;
  readonly failOnBreach: boolean;
  /** The book, where it is opened already. */
  readonly shared?: Book;
}

/** Several months, opened and measured, and what every report of them says beside its own figures. */
export interface PeriodRun<Own = undefined> {
  readonly period: OpenedPeriod;
  /** What the journey's own registers say. */
  readonly own: Own;
  readonly measured: readonly MeasuredMonth[];
  readonly frame: PeriodFrame;
}

/** Reads a register that the report alone asks for; undefined where none is given. Its files stand in the provenance. */
export type ReadOwn = <T extends RegisterPlace>(kind: RegisterKind<T>, paths: readonly string[]) => Promise<readonly T[] | undefined>;

export interface PeriodJourney<Own = undefined> {
  /** Files of its own registers: none of them may be written over. */
  readonly inputs?: readonly string[];
  /** Reads its own registers, before anything is measured. Warnings told to `io` count for --strict. */
  readonly own?: (period: OpenedPeriod, read: ReadOwn, io: Io) => Promise<Own>;
  /** How many dates the report needs. */
  readonly leastDates: number;
  /** How many of the last months of a book it takes where no date is said; two without. */
  readonly bookMonths?: number | 'all';
  readonly columns: (policy: Policy) => Keep;
  readonly report: (run: PeriodRun<Own>) => Deliverable;
}

/** The way of every report over several months: open, measure, say what is doubtful, deliver, exit. */
export async function runPeriod<Own = undefined>(options: PeriodRunOptions, io: Io, journey: PeriodJourney<Own>): Promise<ExitCode> {
  const counted = countWarnings(io);
  io.watch.phase('open');
  checkTargets([options.output, options.rejects], [...inputPaths(options.ledgers, { ...options, since: [] }), ...(journey.inputs ?? [])]);
  const { book, from, to } = options;
  const dates = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const period =
    book === undefined
      ? await openPeriod(options, counted.io, journey.columns)
      : await openBookMonths(
          { book, ...dates, ...stated({ shared: options.shared }) },
          journey.bookMonths === 'all' ? undefined : (journey.bookMonths ?? 2),
          counted.io,
          journey.columns,
        );
  if (period.months.length < journey.leastDates) throw tooFewDates(journey.leastDates);
  const files = [...period.background.files];
  const own = (await journey.own?.(period, (kind, paths) => period.register(kind, paths, files, counted.io), counted.io)) as Own;
  io.watch.phase('measure');
  const measured = measurePeriod(period, options.renewalDays);
  const unknowns = unknownsOf(period, measured);
  const frame = frameOf(period, unknowns, files);
  const deliverable = journey.report({ period, own, measured, frame });
  tell(period, measured, counted.io);
  await deliver(deliverable, options, io);
  const exit = exitCode(options, { measured, unknowns, warnings: counted.count(), breaches: period.breaches ?? 0 }, frame.incomplete, io);
  io.tell(rowsDiagnostic(period.rows));
  return exit;
}

function tooFewDates(least: number): UserError {
  const reason = {
    en: `${least} dates are needed: two ledgers, or --from and --to over one that holds several`,
    zh: `至少需要 ${least} 个日期：给出两份台账，或对含多个日期的台账使用 --from 与 --to`,
  };
  return new UserError({ code: 'E_PERIOD', params: { reason } });
}

function unknownsOf({ months, background, lineage, judged }: OpenedPeriod, measured: readonly MeasuredMonth[]): Unknowns {
  const portfolios = months.map(({ month }) => month);
  const current = months.at(-1) as OpenedPeriod['months'][number];
  const leftOut = new Set(measured.flatMap((one) => one.leftOut));
  const events = background.events.filter((event) => !leftOut.has(event));
  const registers = {
    current: current.month,
    earlier: portfolios.slice(0, -1),
    ...(current.segmented === undefined ? {} : { segmented: current.segmented }),
    families: lineage.families,
    events,
    writeOffs: background.writeOffs,
  };
  const inferredLines = measured.flatMap(({ movement }) => movement?.lines.filter((line) => line.inferred.length > 0) ?? []);
  return {
    ignored: measured.flatMap(({ movement }) => movement?.ignored ?? []),
    unknown: unknownEvents(registers, portfolios[0]?.portfolio.asOf).filter(
      ({ date, loan }) => judged === undefined || (date > judged.to && !judged.isKnown(loan)),
    ),
    inferred: inferredLines.length,
    inferredLines,
  };
}

function frameOf(period: OpenedPeriod, unknowns: Unknowns, files: OpenedPeriod['background']['files']): PeriodFrame {
  const { months, background, readings } = period;
  const [first, last] = [months[0], months.at(-1)] as [OpenedPeriod['months'][number], OpenedPeriod['months'][number]];
  const incomplete = incompleteRows(period.rows);
  return {
    from: first.month.portfolio.asOf,
    to: last.month.portfolio.asOf,
    currency: last.month.portfolio.currency,
    basis: background.basis,
    provenance: provenanceOf(readings.at(-1) as LedgerReading, readings.slice(0, -1), {
      ...background,
      files,
      ...stated({ head: period.head }),
    }),
    rows: period.rows,
    classified: last.month.classified,
    unknowns,
    negative: months.flatMap(({ month: { portfolio } }) =>
      portfolio.negative.count === 0 ? [] : [{ asOf: portfolio.asOf, tally: portfolio.negative }],
    ),
    ...(incomplete === undefined ? {} : { incomplete }),
    ...(period.rules === undefined ? {} : { rules: period.rules }),
    ...(period.institution === undefined ? institutionOf(last.month.portfolio) : { institution: period.institution }),
  };
}

function tell(period: OpenedPeriod, measured: readonly MeasuredMonth[], io: Io): void {
  const { months, background, lineage, readings, judged } = period;
  const { month, segmented } = months.at(-1) as OpenedPeriod['months'][number];
  readings.forEach((reading, i) => {
    for (const said of readingDiagnostics(reading, i === readings.length - 1)) io.tell(said);
  });
  const registers = { current: month, earlier: [], families: lineage.families, events: background.events, writeOffs: background.writeOffs };
  const warnings = [
    ...lineageDiagnostics(lineage, readings, background.locks, judged?.isKnown),
    ...lockWarnings({ policy: background.policy, ...(segmented === undefined ? {} : { segmented }) }),
    ...stillOnBook(measured.flatMap((one) => one.leftOut)),
    ...registerWarnings(registers),
    ...selectionDiagnostics(background.locks, readings.at(-1) as LedgerReading),
  ];
  for (const warning of warnings) io.tell(warning);
}

function exitCode(
  { strict, failOnBreach }: PeriodRunOptions,
  found: { readonly measured: readonly MeasuredMonth[]; readonly unknowns: Unknowns; readonly warnings: number; readonly breaches: number },
  incomplete: PeriodFrame['incomplete'],
  io: Io,
): ExitCode {
  const { measured, unknowns, warnings, breaches } = found;
  const loans = measured.reduce((sum, { movement }) => sum + (movement?.lines.filter((line) => line.unexplained !== 0n).length ?? 0), 0);
  const troubles = warnings + loans + unknowns.ignored.length + unknowns.unknown.length;
  if (strict && troubles > 0) {
    io.tell({ code: 'A_STRICT', params: { count: troubles } });
    return EXIT.controlFailed;
  }
  if (failOnBreach && loans > 0) {
    const reason = { en: `${loans} loans are not explained by events`, zh: `${loans} 笔借据的变动无事件说明` };
    io.tell({ code: 'A_BREACH', params: { reason } });
    return EXIT.controlFailed;
  }
  if (failOnBreach && breaches > 0) {
    io.tell({ code: 'A_BREACH', params: { reason: { en: `limits broken: ${breaches}`, zh: `突破限额 ${breaches} 项` } } });
    return EXIT.controlFailed;
  }
  return exitOf(incomplete);
}
