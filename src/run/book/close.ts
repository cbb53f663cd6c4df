import { readFileSync } from 'node:fs';
import { sha256Of } from '../../book/journal.js';
import { type MonthInputs, sameInputs } from '../../book/manifest.js';
import { monthFolder } from '../../book/paths.js';
import { type Diagnostic, UserError } from '../../diagnostics/diagnostic.js';
import type { ExitCode } from '../../diagnostics/exit-codes.js';
import { monthFiguresJson } from '../../documents/month-figures.js';
import { restatedLoans } from '../../measure/restated-loans.js';
import { type DayNumber, isoDate } from '../../model/civil-date.js';
import { institutionOf } from '../../model/loan-facts.js';
import { yuan } from '../../model/money.js';
import type { Month } from '../../model/portfolio.js';
import { closedMonthDocument, closedMonthJson, LISTED, type Restated } from '../../report/book/closed-month.js';
import type { PeriodFrame } from '../../report/period/frame.js';
import type { Io } from '../io.js';
import { deliver, type OutputOptions } from '../output/deliver.js';
import { HOLDING_ALL } from '../output/formats.js';
import { provenanceOf } from '../output/provenance.js';
import { checkWritable } from '../output/publish.js';
import { checkTargets } from '../output/targets.js';
import { countWarnings } from '../reading/count-warnings.js';
import { storedColumns } from '../reading/needed-columns.js';
import { type LedgerOptions, openLedgers, withThreads } from '../reading/open-ledgers.js';
import { selectionOf } from '../reading/row-conditions.js';
import { readingDiagnostics, rowsDiagnostic } from '../reading/tell-reading.js';
import type { Threads } from '../reading/threads.js';
import { statedReason } from '../stated-reason.js';
import { PROGRAM } from '../version.js';
import { joinRows, locksBefore, registerRowsOf } from './book-history.js';
import { tellLimits } from './book-limits.js';
import { classifyInBook, measureInBook } from './book-month.js';
import { keptPolicy } from './book-policy.js';
import { breachExit } from './breach-exit.js';
import { type GivenOptions, type GivenRegisters, readGivenRegisters } from './given-registers.js';
import { refuseUnknownCarried } from './known-carried.js';
import { monthWarnings, openRows, refuseContradicted } from './month-checks.js';
import { type MonthContent, manifestFile, monthFiles } from './month-files.js';
import { differenceOf, inputsOf } from './month-inputs.js';
import { monthsBefore, neighbours, type Place, placeOf, placeWarnings } from './month-place.js';
import { type Book, chainTo, figuresOf, type StoredMonth } from './open-book.js';
import { publishEntry } from './publish-entry.js';
import { readStoredClasses } from './read-stored-loans.js';
import { rulesWarnings } from './rule-stretches.js';
import { selectedInBook } from './selected-in-book.js';
import { selectionWarnings } from './selections.js';
import { refuseStale, staleWarning } from './stale-months.js';
import { withBook } from './with-book.js';

export interface CloseOptions extends Omit<LedgerOptions, 'maxRejects'>, GivenOptions, OutputOptions {
  readonly ledgers: readonly string[];
  readonly book: string;
  /** Restates a month that is closed; needs a reason. */
  readonly supersede: boolean;
  readonly reason?: string;
  /** Seconds to wait for another writer. */
  readonly wait: number;
  readonly strict: boolean;
  readonly failOnBreach: boolean;
  /** Told which month is closed, when it is. */
  readonly closed?: (asOf: DayNumber) => void;
}

/**
 * Reads, classifies, checks and publishes one month; one that is closed with these inputs already is only told again. `pool` as for a
 * report.
 */
export async function runClose(options: CloseOptions, io: Io, pool?: Threads): Promise<ExitCode> {
  const { ledgers, map, events, writeOffs, recoveries, disposals, idMap, overrides, carried } = options;
  checkTargets(
    [options.output, options.rejects],
    [...ledgers, map, ...events, ...writeOffs, ...recoveries, ...disposals, ...idMap, ...overrides, ...Object.values(carried).flat()],
  );
  // What is published stays so: that its report can be written is found out before.
  if (options.output !== undefined) checkWritable(options.output);
  const counted = countWarnings(io);
  const close = (threads: Threads) =>
    withBook(options.book, options.wait, io, (book) => closeIn(book, options, counted.io, counted.count, threads));
  return withThreads(ledgers, options, io, close, pool);
}

async function closeIn(book: Book, options: CloseOptions, io: Io, warnings: () => number, threads: Threads): Promise<ExitCode> {
  const policy = await keptPolicy(book, book.config.policy);
  const reading = { ...options, currency: book.config.currency };
  const map = mapHash(options.map);
  const current = await openLedgers(options.ledgers, reading, storedColumns(policy), io, threads).catch(withoutAdvice);
  if (mapHash(options.map) !== map) throw new UserError({ code: 'E_SOURCE_CHANGED', file: options.map ?? '' });
  const { portfolio } = current;
  const { asOf } = portfolio;
  const place = placeOf(book, portfolio, options.supersede);
  io.watch.phase('registers');
  const known = joinRows(chainTo(book, place.before).map((month) => registerRowsOf(book, month)));
  const given = await readGivenRegisters(portfolio, options, known, place.before?.asOf, io);
  const locks = locksBefore(book, asOf);
  for (const said of readingDiagnostics(current, true)) io.tell(said);

  io.watch.phase('classify');
  const { before } = place;
  const setting = { book, policy, basis: book.config.basis, locks, own: given.rows, ...(before === undefined ? {} : { before }) };
  const classified = classifyInBook(setting, portfolio);
  // Only now: a thread may still have been hashing the ledger, which the inputs name.
  const inputs = inputsOf(book, { ...options, map }, portfolio, given, locks);
  const same = closedSo(place, inputs, options);
  if (same === undefined) refuseStale(book, asOf, monthsBefore(book, asOf));
  const { at, stored } = await selectedInBook(classified, given, known, options, io);
  if (same === undefined) await refuseUnknownCarried(at, given, options.where.length > 0, io);
  io.watch.phase('measure');
  const found = await measureInBook(at, io);
  if (same === undefined) refuseContradicted(at, found);
  const was = same === undefined ? restating(place, options) : place.restated;
  for (const said of [
    ...given.notes,
    ...overrideWarnings(book, place, given, asOf),
    ...monthWarnings(at, found),
    ...placeWarnings(place, asOf, was !== undefined),
    ...rulesWarnings(neighbours(book, place, { asOf, manifest: { inputs } })),
    ...selectionWarnings(neighbours(book, place, { asOf, manifest: { inputs } })),
  ])
    io.tell(said);
  const figures = same === undefined ? found.measured.figures : figuresOf(book, same);
  const breaches = tellLimits(book, [figures], io, place.before === undefined ? undefined : figuresOf(book, place.before));
  if (same !== undefined && !place.isCurrent) io.tell(staleWarning({ month: same, before: true, earlier: false, locks: false }));
  const restated = was === undefined ? undefined : await restatedOf(book, was, place.later, at.month, io);
  io.watch.phase('write');
  const builtOn = place.before === undefined ? {} : { builtOn: { asOf: place.before.asOf, sha256: place.before.sha256 } };
  const open = openRows(at, found, given.placed);
  const content = { at, found, inputs, open, stored, copies: given.copies, ...builtOn };
  const head = same === undefined ? await publish(book, place, content, options, io) : book.state.head;
  const frame: PeriodFrame = {
    ...(book.config.institution === undefined ? institutionOf(portfolio) : { institution: book.config.institution }),
    ...{ from: place.before?.asOf ?? asOf, to: asOf, currency: figures.currency, basis: figures.basis },
    provenance: provenanceOf(current, [], { policy, locks, files: given.files, ...selectionOf(options.where) }),
    ...{ rows: portfolio.rows, classified: at.month.classified, unknowns: open },
    negative: portfolio.negative.count === 0 ? [] : [{ asOf, tally: portfolio.negative }],
  };
  const closed = { figures, head, frame, ...(restated === undefined ? {} : { restated }) };
  const document = (lang: OutputOptions['lang'], unit: OutputOptions['unit']) =>
    closedMonthDocument(closed, lang, unit, HOLDING_ALL.has(options.format) ? Number.POSITIVE_INFINITY : LISTED);
  await deliver({ document, json: () => closedMonthJson(closed, monthFiguresJson) }, options, io);
  const params = {
    asOf: isoDate(asOf),
    loans: figures.loans.count,
    balance: yuan(figures.loans.balance),
    currency: figures.currency,
    npl: yuan(figures.npl.balance),
    head,
  };
  io.tell(same === undefined ? { code: 'A_CLOSED', params } : { code: 'A_CLOSED_SAME', params: { asOf: isoDate(asOf), head } });
  options.closed?.(asOf);
  const exit = breachExit(options, breaches + open.unexplained, warnings(), io);
  io.tell(rowsDiagnostic(portfolio.rows));
  return exit;
}

function mapHash(map: string | undefined): string | undefined {
  return map === undefined ? undefined : sha256Of(readFileSync(map));
}

/** What a closing replaces, and why. Errors: E_USAGE where nobody says why. */
function restating({ closed }: Place, options: CloseOptions): Place['restated'] {
  return closed === undefined ? undefined : { was: closed, reason: statedReason(options) };
}

/** What a new version of a month changes against the one before. */
async function restatedOf(
  book: Book,
  { was, reason }: NonNullable<Place['restated']>,
  later: readonly DayNumber[],
  month: Month,
  io: Io,
): Promise<Restated> {
  const classes = await readStoredClasses(book, was, true, io);
  return { was: figuresOf(book, was), reason, loans: restatedLoans(classes, month), later };
}

/** A book takes no ledger that rows are left out of, so nobody is told how to leave them out. */
function withoutAdvice(error: unknown): never {
  if (!(error instanceof UserError)) throw error;
  throw new UserError(
    error.diagnostics,
    error.afterword.filter(({ code }) => code !== 'A_GO_ON'),
    error.rejected,
  );
}

/** Classes set by a person hold for the months that they are given for: one that is forgotten must not pass unseen. */
function overrideWarnings(book: Book, { before }: Place, { rows }: GivenRegisters, asOf: DayNumber): Diagnostic[] {
  if (before === undefined) return [];
  const given = new Set(rows.overrides.map(({ loan }) => loan));
  const left = registerRowsOf(book, before).overrides.filter(
    ({ loan, date, expires }) => date <= asOf && expires >= asOf && !given.has(loan),
  );
  return left.length === 0 ? [] : [{ code: 'W_BOOK_OVERRIDES', params: { count: left.length, before: isoDate(before.asOf) } }];
}

/**
 * The month as it is closed, where it is closed with these very inputs by this very program, or need not be restated. Errors:
 * E_BOOK_CLOSED where it is closed with others and is not to be restated, E_USAGE where it is and nobody says why.
 */
function closedSo({ closed, isCurrent }: Place, inputs: MonthInputs, options: CloseOptions): StoredMonth | undefined {
  if (closed === undefined) return undefined;
  const isSame = sameInputs(closed.manifest.inputs, inputs);
  if (isSame && (!options.supersede || (isCurrent && closed.manifest.program === PROGRAM))) return closed;
  if (!options.supersede) {
    const params = { asOf: isoDate(closed.asOf), differs: differenceOf(closed.manifest.inputs, inputs) };
    throw new UserError({ code: 'E_BOOK_CLOSED', params });
  }
  statedReason(options);
  return undefined;
}

/** Gives the new head of the journal. */
async function publish(book: Book, { closed, versions }: Place, content: MonthContent, options: CloseOptions, io: Io): Promise<string> {
  const { asOf } = content.at.month.portfolio;
  const folder = monthFolder(asOf, versions + 1);
  const restated = closed === undefined ? {} : { supersedes: `${closed.folder}/manifest.json`, reason: statedReason(options) };
  const entry = await publishEntry(
    book.dir,
    book.journal,
    book.state.entries.at(-1),
    {
      entry: { kind: closed === undefined ? 'close' : 'supersede', asOf, ...restated },
      folder,
      files: monthFiles(folder, content),
      named: (written) => [manifestFile(folder, content, written)],
    },
    io,
  );
  return entry.hash;
}
