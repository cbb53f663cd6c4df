import type { ExitCode } from '../../diagnostics/exit-codes.js';
import { atLock } from '../../measure/at-lock.js';
import { measureSeries } from '../../measure/series.js';
import type { DayNumber } from '../../model/civil-date.js';
import type { MonthFigures } from '../../model/month-figures.js';
import type { PeriodFrame } from '../../report/period/frame.js';
import { seriesDocument, seriesJson } from '../../report/period/series.js';
import type { Io } from '../io.js';
import { deliver, type OutputOptions } from '../output/deliver.js';
import { checkTargets } from '../output/targets.js';
import { countWarnings } from '../reading/count-warnings.js';
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
  readonly strict: boolean;
  readonly failOnBreach: boolean;
}

/** Month after month from the figures that were published: no loan is read. */
export async function runBookSeries(options: BookSeriesOptions, io: Io): Promise<ExitCode> {
  io.watch.phase('open');
  checkTargets([options.output], []);
  const book = openBook(options.book);
  const months = chosenMonths(book, options);
  const counted = countWarnings(io);
  const stale = staleMonths(book, months.all);
  for (const one of stale) if (months.chosen.includes(one.month)) counted.io.tell(staleWarning(one));
  for (const one of [...rulesWarnings(months.chosen), ...selectionWarnings(months.chosen)]) counted.io.tell(one);
  io.watch.phase('measure');
  // A movement from a month that is no more in force leads from nowhere.
  const broken = new Set(stale.filter(({ month, before }) => before && months.chosen.includes(month)).map(({ month }) => month));
  const [lock] = book.locks();
  const figures = months.chosen.map((month) => {
    const published = atLock(figuresOf(book, month), lock);
    return broken.has(month) ? withoutMovement(published) : published;
  });
  const breaches = tellLimits(book, figures, counted.io);
  const report = {
    frame: await frameOf(book, months.chosen),
    series: measureSeries(figures, book.locks()),
    dimensions: [],
    stale: [...broken].map(({ asOf }) => asOf),
  };
  const document = (lang: OutputOptions['lang'], unit: OutputOptions['unit']) => seriesDocument(report, lang, unit);
  await deliver({ document, json: () => seriesJson(report) }, options, io);
  return breachExit(options, breaches, counted.count(), io);
}

function withoutMovement({ movement: _, ...figures }: MonthFigures): MonthFigures {
  return figures;
}

async function frameOf(book: Book, months: readonly StoredMonth[]): Promise<PeriodFrame> {
  const { asOf, manifest } = months.at(-1) as StoredMonth;
  const { inputs, rows, notAssessed, notAssessedLoans, currency } = manifest;
  const unexplained = { ignored: [], unknown: [], inferred: months.reduce((sum, month) => sum + month.manifest.open.inferred, 0) };
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
      sources: inputs.ledgers,
      earlier: months
        .slice(0, -1)
        .toReversed()
        .flatMap((month) => month.manifest.inputs.ledgers),
      registers: months.flatMap((month) => month.manifest.inputs.registers),
    },
    rows,
    classified: { notAssessed, notes: { notAssessedLoans } },
    unknowns: unexplained,
    head: book.state.head,
  };
}
