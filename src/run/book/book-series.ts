import type { OpenRows } from '../../book/manifest.js';
import { MONTHS } from '../../book/paths.js';
import type { ExitCode } from '../../diagnostics/exit-codes.js';
import { addRows } from '../../ledger/read-ledger.js';
import { atLock } from '../../measure/at-lock.js';
import { measureSeries } from '../../measure/series.js';
import type { DayNumber } from '../../model/civil-date.js';
import type { OpenEvent } from '../../model/events.js';
import type { MonthFigures } from '../../model/month-figures.js';
import type { PeriodFrame } from '../../report/period/frame.js';
import { seriesDocument, seriesJson } from '../../report/period/series.js';
import type { Io } from '../io.js';
import { deliver, type OutputOptions } from '../output/deliver.js';
import { checkTargets } from '../output/targets.js';
import { countWarnings } from '../reading/count-warnings.js';
import { selectionWritten } from '../reading/row-conditions.js';
import { PROGRAM } from '../version.js';
import { tellLimits } from './book-limits.js';
import { keptPolicy } from './book-policy.js';
import { breachExit } from './breach-exit.js';
import { chosenMonths } from './chosen-months.js';
import { type Book, figuresOf, openBook, type StoredMonth } from './open-book.js';
import { ruleStretches, rulesWarnings } from './rule-stretches.js';
import { selectionWarnings } from './selections.js';
import { staleMonths, staleWarning } from './stale-months.js';

export interface BookSeriesOptions extends OutputOptions {
  readonly book: string;
  readonly from?: DayNumber;
  readonly to?: DayNumber;
  /** The same book, opened before. */
  readonly shared?: Book;
  readonly strict: boolean;
  readonly failOnBreach: boolean;
}

/** Month after month from the figures that were published: no loan is read. */
export async function runBookSeries(options: BookSeriesOptions, io: Io): Promise<ExitCode> {
  io.watch.phase('open');
  checkTargets([options.output], []);
  const book = options.shared ?? openBook(options.book);
  const months = chosenMonths(book, options);
  const counted = countWarnings(io);
  const stale = staleMonths(book, months.all);
  for (const one of stale) if (months.chosen.includes(one.month)) counted.io.tell(staleWarning(one));
  for (const one of [...rulesWarnings(months.chosen), ...selectionWarnings(months.chosen)]) counted.io.tell(one);
  io.watch.phase('measure');
  // A movement from a month that is no more in force leads from nowhere.
  const broken = new Set(stale.filter(({ month, before }) => before && months.chosen.includes(month)).map(({ month }) => month));
  const open = openIn(months.chosen.filter((month) => !broken.has(month)));
  const [lock] = book.locks();
  const figures = months.chosen.map((month) => {
    const published = atLock(figuresOf(book, month), lock);
    return broken.has(month) ? withoutMovement(published) : published;
  });
  const breaches = tellLimits(book, figures, counted.io);
  const report = {
    frame: await frameOf(book, months.chosen, open),
    series: measureSeries(figures, book.locks()),
    dimensions: [],
    stale: [...broken].map(({ asOf }) => asOf),
  };
  const document = (lang: OutputOptions['lang'], unit: OutputOptions['unit']) => seriesDocument(report, lang, unit);
  await deliver({ document, json: () => seriesJson(report) }, options, io);
  const { unexplained, ignored, unknown } = open;
  return breachExit(options, breaches + unexplained, counted.count() + unexplained + ignored.length + unknown.length, io);
}

function withoutMovement({ movement: _, ...figures }: MonthFigures): MonthFigures {
  return figures;
}

/** What months leave open together, with the places of events from the book's folder on. */
export function openIn(months: readonly StoredMonth[]): OpenRows {
  const sum = (count: (open: OpenRows) => number) => months.reduce((all, { manifest }) => all + count(manifest.open), 0);
  const rows = (of: (open: OpenRows) => readonly OpenEvent[]) =>
    months.flatMap(({ folder, manifest }) =>
      of(manifest.open).map((row) => ({ ...row, file: row.file.startsWith(`${MONTHS}/`) ? row.file : `${folder}/${row.file}` })),
    );
  return {
    unexplained: sum(({ unexplained }) => unexplained),
    inferred: sum(({ inferred }) => inferred),
    ignored: rows(({ ignored }) => ignored),
    unknown: rows(({ unknown }) => unknown),
  };
}

async function frameOf(book: Book, months: readonly StoredMonth[], open: OpenRows): Promise<PeriodFrame> {
  const { asOf, manifest } = months.at(-1) as StoredMonth;
  const { inputs, notAssessed, notAssessedLoans, currency } = manifest;
  return {
    from: (months[0] as StoredMonth).asOf,
    to: asOf,
    currency,
    basis: inputs.basis,
    rules: ruleStretches(months),
    provenance: {
      program: PROGRAM,
      asOf,
      policy: await keptPolicy(book, inputs.policy),
      locks: book.locks(),
      ...selectionWritten(inputs.reading.where),
      sources: inputs.ledgers,
      earlier: months
        .slice(0, -1)
        .toReversed()
        .flatMap((month) => month.manifest.inputs.ledgers),
      registers: months.flatMap((month) => month.manifest.inputs.registers),
      head: book.state.head,
    },
    rows: addRows(months.map((month) => month.manifest.rows)),
    classified: { notAssessed, notes: { notAssessedLoans } },
    unknowns: open,
    negative: months.flatMap(({ asOf: date, manifest: { negative } }) => (negative === undefined ? [] : [{ asOf: date, tally: negative }])),
    ...(book.config.institution === undefined ? {} : { institution: book.config.institution }),
  };
}
