import { readFileSync } from 'node:fs';
import { sha256Of } from '../../book/journal.js';
import { type MonthInputs, sameInputs } from '../../book/manifest.js';
import { monthFolder } from '../../book/paths.js';
import type { Bilingual } from '../../diagnostics/catalogue.js';
import { type Diagnostic, UserError } from '../../diagnostics/diagnostic.js';
import { EXIT, type ExitCode } from '../../diagnostics/exit-codes.js';
import { monthFiguresJson } from '../../documents/month-figures.js';
import { restatedLoans } from '../../measure/restated-loans.js';
import { civilDate, type DayNumber, isoDate, previousMonthEnd } from '../../model/civil-date.js';
import { yuan } from '../../model/money.js';
import type { Month, Portfolio } from '../../model/portfolio.js';
import { closedMonthDocument, closedMonthJson, type Restated } from '../../report/book/closed-month.js';
import type { Io } from '../io.js';
import { deliver, type OutputOptions } from '../output/deliver.js';
import { checkTargets } from '../output/targets.js';
import { countWarnings } from '../reading/count-warnings.js';
import { storedColumns } from '../reading/needed-columns.js';
import { type LedgerOptions, openLedgers, withThreads } from '../reading/open-ledgers.js';
import type { RegisterOptions } from '../reading/read-background.js';
import { readingDiagnostics, rowsDiagnostic } from '../reading/tell-reading.js';
import { joinRows, locksBefore, registerRowsOf } from './book-history.js';
import { tellLimits } from './book-limits.js';
import { classifyInBook, type MeasuredInBook, measureInBook } from './book-month.js';
import { keptPolicy } from './book-policy.js';
import { breachExit } from './breach-exit.js';
import { type GivenRegisters, readGivenRegisters } from './given-registers.js';
import { monthWarnings, refuseOverdrawn } from './month-checks.js';
import { type MonthContent, manifestFile, monthFiles } from './month-files.js';
import { type Book, chainTo, figuresOf, monthAt, type StoredMonth, storedMonth } from './open-book.js';
import { publishEntry } from './publish-entry.js';
import { readStoredClasses } from './read-stored-loans.js';
import { type ClosedBy, rulesWarnings } from './rule-stretches.js';
import { type SelectedBy, selectionWarnings } from './selections.js';
import { refuseStale, staleWarning } from './stale-months.js';
import { statedReason } from './stated-reason.js';
import { withBook } from './with-book.js';

export interface CloseOptions extends Omit<LedgerOptions, 'maxRejects'>, RegisterOptions, OutputOptions {
  readonly ledgers: readonly string[];
  readonly book: string;
  /** Restates a month that is closed; needs a reason. */
  readonly supersede: boolean;
  readonly reason?: string;
  /** Seconds to wait for another writer. */
  readonly wait: number;
  readonly strict: boolean;
  readonly failOnBreach: boolean;
}

/** Reads, classifies, checks and publishes one month. */
export async function runClose(options: CloseOptions, io: Io): Promise<ExitCode> {
  const { ledgers, map, events, writeOffs, recoveries, disposals, idMap, overrides } = options;
  checkTargets(
    [options.output, options.rejects],
    [...ledgers, map, ...events, ...writeOffs, ...recoveries, ...disposals, ...idMap, ...overrides],
  );
  const counted = countWarnings(io);
  return withBook(options.book, options.wait, io, (book) => closeIn(book, options, counted.io, counted.count));
}

async function closeIn(book: Book, options: CloseOptions, io: Io, warnings: () => number): Promise<ExitCode> {
  const policy = await keptPolicy(book, book.config.policy);
  const reading = { ...options, currency: book.config.currency };
  const current = await withThreads(options.ledgers, options, io, (pool) =>
    openLedgers(options.ledgers, reading, storedColumns(policy), io, pool),
  ).catch(withoutAdvice);
  const { portfolio } = current;
  const place = placeOf(book, portfolio);
  io.watch.phase('registers');
  const known = joinRows(chainTo(book, place.before).map((month) => registerRowsOf(book, month)));
  const given = await readGivenRegisters(portfolio, options, known, place.before?.asOf, io);
  const locks = locksBefore(book, portfolio.asOf);
  const inputs = inputsOf(book, options, portfolio, given, locks);
  for (const said of readingDiagnostics(current, true)) io.tell(said);
  if (isClosedSo(book, place, inputs, options, io)) return EXIT.done;
  refuseStale(book, portfolio.asOf, monthsBefore(book, portfolio.asOf));

  io.watch.phase('classify');
  const setting = { book, policy, basis: book.config.basis, locks, own: given.rows };
  const at = classifyInBook(place.before === undefined ? setting : { ...setting, before: place.before }, portfolio);
  io.watch.phase('measure');
  const found = await measureInBook(at, io);
  refuseOverdrawn(at, found);
  for (const said of [
    ...given.notes,
    ...overrideWarnings(book, place, given, portfolio.asOf),
    ...monthWarnings(at, found),
    ...placeWarnings(place, portfolio.asOf),
    ...rulesWarnings(neighbours(book, place, { asOf: portfolio.asOf, manifest: { inputs } })),
    ...selectionWarnings(neighbours(book, place, { asOf: portfolio.asOf, manifest: { inputs } })),
  ])
    io.tell(said);
  const { figures } = found.measured;
  const breaches = tellLimits(book, [figures], io, place.before === undefined ? undefined : figuresOf(book, place.before));
  const restated = place.closed === undefined ? undefined : await restatedOf(book, place.closed, place.later, at.month, options, io);
  io.watch.phase('write');
  const builtOn = place.before === undefined ? {} : { builtOn: { asOf: place.before.asOf, sha256: place.before.sha256 } };
  const head = await publish(book, place, { at, found, inputs, stored: given.stored, copies: given.copies, ...builtOn }, options, io);
  const closed = { figures, head, ...(restated === undefined ? {} : { restated }) };
  const document = (lang: OutputOptions['lang'], unit: OutputOptions['unit']) =>
    closedMonthDocument(closed, lang, unit, options.format === 'csv' ? Number.POSITIVE_INFINITY : LISTED);
  await deliver({ document, json: () => closedMonthJson(closed, monthFiguresJson) }, options, io);
  const params = {
    asOf: isoDate(portfolio.asOf),
    loans: figures.loans.count,
    balance: yuan(figures.loans.balance),
    npl: yuan(figures.npl.balance),
    head,
  };
  io.tell({ code: 'A_CLOSED', params });
  io.tell(rowsDiagnostic(portfolio.rows));
  return breachExit(options, breaches + unexplainedLoans(found), warnings(), io);
}

const LISTED = 20;

function unexplainedLoans({ measured: { movement } }: MeasuredInBook): number {
  return movement?.lines.some(({ unexplained }) => unexplained !== 0n) === true ? 1 : 0;
}

/** What a new version of a month changes against the one in force. */
async function restatedOf(
  book: Book,
  closed: StoredMonth,
  later: readonly DayNumber[],
  month: Month,
  options: CloseOptions,
  io: Io,
): Promise<Restated> {
  const was = await readStoredClasses(book, closed, true, io);
  return { was: figuresOf(book, closed), reason: statedReason(options), loans: restatedLoans(was, month), later };
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

/** Where a month stands among the closed ones. */
interface Place {
  readonly before?: StoredMonth;
  /** Itself, where it is closed; and how many versions there are. */
  readonly closed?: StoredMonth;
  readonly version: number;
  readonly later: readonly DayNumber[];
}

/** Errors: E_BOOK_DATE, E_BOOK_OTHER for another currency, E_KEY_PARTS. */
function placeOf(book: Book, { asOf, currency, keyParts, sources }: Portfolio): Place {
  if (civilDate(asOf + 1).day !== 1) {
    const day = isoDate(asOf);
    throw new UserError({ code: 'E_BOOK_DATE', params: { reason: { en: `${day} is not the end of a month`, zh: `${day} 不是月末` } } });
  }
  const name = sources[0]?.name ?? '';
  if (currency !== book.config.currency) {
    const reason = {
      en: `its currency is ${currency}, the book's ${book.config.currency}`,
      zh: `币种为 ${currency}，台账簿为 ${book.config.currency}`,
    };
    throw new UserError({ code: 'E_BOOK_OTHER', file: name, params: { reason } });
  }
  const { months } = book.state;
  const before = monthsBefore(book, asOf).at(-1);
  const closed = monthAt(book, asOf);
  const neighbour = before ?? closed;
  if (neighbour !== undefined && neighbour.manifest.keyParts !== keyParts) {
    const params = { left: name, leftParts: keyParts, right: neighbour.folder, rightParts: neighbour.manifest.keyParts };
    throw new UserError({ code: 'E_KEY_PARTS', file: name, params });
  }
  return {
    ...(before === undefined ? {} : { before }),
    ...(closed === undefined ? {} : { closed }),
    version: (months.find((month) => month.asOf === asOf)?.version ?? 0) + 1,
    later: months.filter((month) => month.asOf > asOf).map((month) => month.asOf),
  };
}

/** The months in force of earlier dates, by date. */
function monthsBefore(book: Book, asOf: DayNumber): StoredMonth[] {
  return book.state.months.filter((month) => month.asOf < asOf).map(({ file }) => storedMonth(book, file));
}

/** What is to be known of a month that does not follow on from the one before it, or is closed before later ones. */
function placeWarnings({ before, closed, later }: Place, asOf: DayNumber): Diagnostic[] {
  const months = later.map(isoDate).join(', ');
  return [
    ...(before === undefined || before.asOf === previousMonthEnd(asOf)
      ? []
      : [{ code: 'W_BOOK_GAP' as const, params: { asOf: isoDate(asOf), before: isoDate(before.asOf) } }]),
    ...(later.length === 0
      ? []
      : [{ code: closed === undefined ? ('W_BOOK_BEFORE' as const) : ('W_BOOK_LATER' as const), params: { asOf: isoDate(asOf), months } }]),
  ];
}

/** A month that is to be closed, between the one before it and the one after it. */
function neighbours(book: Book, { before, later: [next] }: Place, month: ClosedBy & SelectedBy): (ClosedBy & SelectedBy)[] {
  const after = next === undefined ? undefined : monthAt(book, next);
  return [before, month, after].filter((one) => one !== undefined);
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

function inputsOf(
  book: Book,
  options: CloseOptions,
  { sources }: Portfolio,
  given: GivenRegisters,
  locks: readonly { readonly lockDate: DayNumber; readonly hash: string }[],
): MonthInputs {
  const { map, where, encoding, delimiter, skipLines, excelEpoch, allowNegative, allowEmpty } = options;
  const reading = {
    map: map === undefined ? undefined : sha256Of(readFileSync(map)),
    where: where.length === 0 ? undefined : where.map(({ column, value }) => `${column}=${value}`).join('\n'),
    encoding,
    delimiter,
    skipLines: skipLines === 0 ? undefined : String(skipLines),
    excelDates: excelEpoch === undefined ? undefined : String(excelEpoch),
    allowNegative: allowNegative ? 'yes' : undefined,
    allowEmpty: allowEmpty ? 'yes' : undefined,
  };
  return {
    ledgers: sources,
    registers: given.files.map(({ register, name, sha256, entries }) => ({ register, name, sha256, entries })),
    reading: Object.fromEntries(Object.entries(reading).filter((entry): entry is [string, string] => entry[1] !== undefined)),
    policy: book.config.policy,
    basis: book.config.basis,
    locks: locks.map(({ lockDate, hash }) => ({ date: lockDate, hash })),
  };
}

/**
 * True where the month is closed with these very inputs, which is said. Errors: E_BOOK_CLOSED where it is closed with others
 * and is not to be restated, E_USAGE where it is and nobody says why.
 */
function isClosedSo(book: Book, { closed, before }: Place, inputs: MonthInputs, options: CloseOptions, io: Io): boolean {
  if (closed === undefined) return false;
  const asOf = isoDate(closed.asOf);
  const isSame = sameInputs(closed.manifest.inputs, inputs);
  const isCurrent = closed.manifest.builtOn?.sha256 === before?.sha256;
  if (isSame && (isCurrent || !options.supersede)) {
    if (!isCurrent) io.tell(staleWarning({ month: closed, before: true, earlier: false, locks: false }));
    io.tell({ code: 'A_CLOSED_SAME', params: { asOf, head: book.state.head } });
    return true;
  }
  if (!options.supersede)
    throw new UserError({ code: 'E_BOOK_CLOSED', params: { asOf, differs: differenceOf(closed.manifest.inputs, inputs) } });
  statedReason(options);
  return false;
}

const PARTS: readonly (readonly [keyof MonthInputs, Bilingual])[] = [
  ['ledgers', { en: 'ledgers', zh: '台账' }],
  ['registers', { en: 'registers', zh: '登记簿' }],
  ['reading', { en: 'options of reading', zh: '读取选项' }],
  ['policy', { en: 'policy', zh: '政策' }],
  ['basis', { en: 'basis', zh: '口径' }],
  ['locks', { en: 'locks', zh: '锁定' }],
];

function differenceOf(left: MonthInputs, right: MonthInputs): Bilingual {
  const named = PARTS.filter(([part]) => !sameInputs(left, { ...left, [part]: right[part] })).map(([, words]) => words);
  return { en: named.map(({ en }) => en).join(', '), zh: named.map(({ zh }) => zh).join('、') };
}

/** Gives the new head of the journal. */
async function publish(book: Book, { closed, version }: Place, content: MonthContent, options: CloseOptions, io: Io): Promise<string> {
  const { asOf } = content.at.month.portfolio;
  const folder = monthFolder(asOf, version);
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
