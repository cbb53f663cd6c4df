import type { Keep } from '../../ledger/kept-fields.js';
import type { SegmentedMonth } from '../../measure/month-movement.js';
import type { Month } from '../../model/portfolio.js';
import type { Policy } from '../../policy/policy.js';
import { traceLineage } from '../../segment/lineage.js';
import type { Io } from '../io.js';
import { rowsOf } from '../reading/completeness.js';
import { classifyMonths } from '../reading/open-months.js';
import type { OpenedPeriod } from '../reading/opened-period.js';
import { accountsOf, areRegistersGiven, rowsInForce } from './book-history.js';
import { tellLimits } from './book-limits.js';
import { segmentAt } from './book-month.js';
import { registerInForce } from './carried-registers.js';
import { type ChosenDates, chosenMonths } from './chosen-months.js';
import { knownOnce } from './known-once.js';
import { type Book, figuresOf, openBook, type StoredMonth, sharedOnce } from './open-book.js';
import { type OpenedStored, openStoredMonth } from './open-stored-month.js';
import { ruleStretches, rulesWarnings } from './rule-stretches.js';
import { selectionWarnings } from './selections.js';
import { staleMonths, staleWarning } from './stale-months.js';

/** Which months of which book. */
export interface BookMonthsOptions extends ChosenDates {
  readonly book: string;
  /** The same book, opened before. */
  readonly shared?: Book;
}

/**
 * Opens closed months for any command that works on several: each by the way of any ledger, classified again and found to be
 * as it was closed. Lineage and registers are those of the last, which knows all before it. Errors: E_BOOK_DAMAGED, E_PERIOD.
 */
export async function openBookMonths(
  options: BookMonthsOptions,
  /** How many of the last months are opened where no date is said; all without. */
  most: number | undefined,
  io: Io,
  columns: (policy: Policy) => Keep,
): Promise<OpenedPeriod & { readonly head: string }> {
  const book = options.shared ?? openBook(options.book);
  const { all, chosen } = chosenMonths(book, options, most);
  const name = `period ${chosen.map(({ folder }) => folder).join(' ')}`;
  return sharedOnce(book, name, () => openTogether(book, all, chosen, columns, io));
}

async function openTogether(
  book: Book,
  all: readonly StoredMonth[],
  chosen: readonly StoredMonth[],
  columns: (policy: Policy) => Keep,
  io: Io,
): Promise<OpenedPeriod & { readonly head: string }> {
  const { opened, last } = await openChosen(book, all, chosen, columns, io);
  const breaches = tellLimits(
    book,
    chosen.map((month) => figuresOf(book, month)),
    io,
  );
  const first = opened[0] as OpenedStored;
  io.watch.phase('segment');
  const months: SegmentedMonth[] = [];
  for (const at of opened) months.push(await segmentAt(at, last, io));
  const readings = opened.map(({ reading }) => reading);
  return {
    months,
    background: last.background,
    lineage: last.lineage,
    register: (kind, _, files, own) => registerInForce(book, kind, last.month.portfolio, files, own),
    wasNpl: (loan) => first.carried?.npl.has(loan) === true,
    lastMonthBy: (policy) => classifyMonths([last.reading], { ...last.background, policy }, last.carried).months[0] as Month,
    judged: { to: first.month.portfolio.asOf, isKnown: knownOnce(first.carried, first.lineage.children, last.lineage) },
    registersGiven: last.registersGiven,
    readings,
    rows: rowsOf(readings),
    policies: opened.map(({ policy }) => policy),
    rules: ruleStretches(chosen),
    breaches,
    head: book.state.head,
    ...(book.config.institution === undefined ? {} : { institution: book.config.institution }),
  };
}

/** Months opened one by one, and the last of them with what is in force for it. */
export interface OpenedChosen {
  /** By date, as they were closed. */
  readonly opened: readonly OpenedStored[];
  readonly last: OpenedStored;
}

/** Opens months, and tells what is doubtful of them as months of a book. `all` are those in force. Errors: E_BOOK_DAMAGED, E_BOOK_PROGRAM. */
export async function openChosen(
  book: Book,
  all: readonly StoredMonth[],
  chosen: readonly StoredMonth[],
  columns: (policy: Policy) => Keep,
  io: Io,
): Promise<OpenedChosen> {
  const stale = staleMonths(book, all).filter(({ month }) => chosen.includes(month));
  for (const one of stale) io.tell(staleWarning(one));
  for (const one of [...rulesWarnings(chosen), ...selectionWarnings(chosen)]) io.tell(one);
  const opened: OpenedStored[] = [];
  for (const month of chosen) opened.push(await openStoredMonth(book, month, columns, io));
  const asClosed = opened.at(-1) as OpenedStored;
  const last = stale.some(({ before, earlier }) => before || earlier) ? inForce(asClosed, all) : asClosed;
  return { opened, last };
}

/**
 * A month that was built on versions which are in force no more, with the registers and links of those that are: the loans
 * beside it are theirs too. Its classes stay those that it was closed with.
 */
function inForce(at: OpenedStored, all: readonly StoredMonth[]): OpenedStored {
  const { asOf } = at.month.portfolio;
  const months = all.filter((month) => month.asOf <= asOf);
  const rows = rowsInForce(at.book, months);
  const background = { ...at.background, idMap: rows.idMap, ...accountsOf(rows) };
  const lineage = traceLineage([at.month.portfolio], rows.idMap, background.events, at.carried?.links);
  return { ...at, background, lineage, registersGiven: areRegistersGiven(rows) };
}
