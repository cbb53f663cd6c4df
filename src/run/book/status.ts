import type { ExitCode } from '../../diagnostics/exit-codes.js';
import { listed } from '../../diagnostics/wording.js';
import { previousMonthEnd } from '../../model/civil-date.js';
import { type BookStatus, bookStatusDocument, bookStatusJson } from '../../report/book/status.js';
import type { Io } from '../io.js';
import { deliver, type OutputOptions } from '../output/deliver.js';
import { checkTargets } from '../output/targets.js';
import { countWarnings } from '../reading/count-warnings.js';
import { tellLimits } from './book-limits.js';
import { openIn } from './book-series.js';
import { breachExit } from './breach-exit.js';
import { type Book, figuresOf, lockAt, openBook, type StoredMonth, storedMonth } from './open-book.js';
import { brokenOff } from './publish-entry.js';
import { ruleStretches, rulesWarnings } from './rule-stretches.js';
import { selectionWarnings } from './selections.js';
import { type Stale, staleMonths, staleWarning } from './stale-months.js';

export interface StatusOptions extends OutputOptions {
  readonly book: string;
  readonly strict: boolean;
  readonly failOnBreach: boolean;
}

/** What a book holds: months, locks, head, gaps, limits. */
export async function runStatus(options: StatusOptions, io: Io): Promise<ExitCode> {
  checkTargets([options.output], []);
  const book = openBook(options.book);
  const counted = countWarnings(io);
  const months = book.state.months.map(({ file }) => storedMonth(book, file));
  const stale = staleMonths(book, months);
  const status = statusOf(book, months, stale, brokenOff(options.book, io.runner));
  for (const one of stale) counted.io.tell(staleWarning(one));
  for (const one of [...rulesWarnings(months), ...selectionWarnings(months)]) counted.io.tell(one);
  if (status.left.length > 0) counted.io.tell({ code: 'N_BOOK_LEFTOVER', params: { names: listed(status.left) } });
  const breaches = tellLimits(
    book,
    status.months.map(({ figures }) => figures),
    counted.io,
  );
  await deliver({ document: (lang, unit) => bookStatusDocument(status, lang, unit), json: () => bookStatusJson(status) }, options, io);
  const { unexplained, ignored, unknown } = openIn(months);
  return breachExit(options, breaches + unexplained, counted.count() + unexplained + ignored.length + unknown.length, io);
}

function statusOf(book: Book, months: readonly StoredMonth[], stale: readonly Stale[], left: readonly string[]): BookStatus {
  const { config, state } = book;
  const { institution, policy, basis, currency, thresholds } = config;
  const borders = new Set(
    ruleStretches(months)
      .slice(1)
      .map(({ from }) => from),
  );
  const last = state.entries.at(-1) as (typeof state.entries)[number];
  return {
    ...(institution === undefined ? {} : { institution }),
    ...{ policy: { id: policy.id, hash: policy.hash }, basis, currency, thresholds, head: state.head },
    last: { seq: last.seq, kind: last.kind, ...(last.asOf === undefined ? {} : { asOf: last.asOf }) },
    months: months.map((month, i) => ({
      figures: figuresOf(book, month),
      version: state.months[i]?.version ?? 1,
      unexplained: month.manifest.open.unexplained,
      isStale: stale.some((one) => one.month === month),
      hasOtherRules: borders.has(month.asOf),
      isAfterGap: i > 0 && months[i - 1]?.asOf !== previousMonthEnd(month.asOf),
    })),
    locks: state.locks.map(({ asOf, version, file }) => {
      const { total } = lockAt(book, file);
      return { asOf, version, file: file.path, count: total.count, balance: total.balance };
    }),
    left,
  };
}
