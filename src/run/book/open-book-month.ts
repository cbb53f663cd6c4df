import { KEEP_ALL } from '../../ledger/kept-fields.js';
import { type DayNumber, previousYearEnd } from '../../model/civil-date.js';
import { sameRules } from '../../model/rules.js';
import { stated } from '../../model/stated.js';
import { findText } from '../../model/text-index.js';
import type { Io } from '../io.js';
import type { Opened } from '../reading/open-months.js';
import { tellLimits } from './book-limits.js';
import { segmentAt } from './book-month.js';
import { understoodFiles } from './carried-registers.js';
import { chosenMonths } from './chosen-months.js';
import { knownBefore } from './known-once.js';
import { knownWhenClosed, monthsBehind } from './months-behind.js';
import { type Book, figuresOf, type StoredMonth, sharedOnce } from './open-book.js';
import { openChosen } from './open-book-months.js';
import { rulesWarnings } from './rule-stretches.js';

/** A closed month of a book, opened as a ledger is with earlier ones beside it. */
export interface OpenedInBook extends Opened {
  readonly book: Book;
}

/**
 * Opens the month of a date, or the last one, with the month of the year's start and the month before, as far as they were closed
 * by the same rules: other months cannot be compared with it, which is told. Registers and links are those in force. Errors:
 * E_BOOK_NONE, E_BOOK_DAMAGED, E_BOOK_PROGRAM, E_PERIOD.
 */
export async function openBookMonth(book: Book, asOf: DayNumber | undefined, io: Io): Promise<OpenedInBook> {
  const { all, chosen } = chosenMonths(book, asOf === undefined ? {} : { from: asOf, to: asOf }, 1);
  const stored = chosen[0] as StoredMonth;
  return sharedOnce(book, `month ${stored.folder}`, () => openIn(book, all, stored, io));
}

async function openIn(book: Book, all: readonly StoredMonth[], stored: StoredMonth, io: Io): Promise<OpenedInBook> {
  const before = all.filter((one) => one.asOf < stored.asOf);
  const yearStart = previousYearEnd(stored.asOf);
  const references = before.filter((one) => one.asOf === yearStart || one === before.at(-1));
  const comparable = references.filter(({ manifest }) => sameRules(manifest.inputs, stored.manifest.inputs));
  for (const one of rulesWarnings([...references, stored])) io.tell(one);
  const { opened, last } = await openChosen(book, all, [...comparable, stored], () => KEEP_ALL, io);
  const figuresBefore = before.at(-1);
  tellLimits(book, [figuresOf(book, stored)], io, figuresBefore === undefined ? undefined : figuresOf(book, figuresBefore));
  io.watch.phase('segment');
  const { segmented } = await segmentAt(last, last, io);
  const earlier = opened.slice(0, -1);
  const [wasNpl, wasClosed] = [knownBefore(last), knownWhenClosed(book, [...before, stored])];
  return {
    book,
    current: last.reading,
    earlier: earlier.map(({ reading }) => reading),
    month: last.month,
    before: earlier.map(({ month }) => month),
    background: { ...last.background, files: [...before, stored].flatMap(understoodFiles) },
    lineage: last.lineage,
    registersGiven: last.registersGiven,
    // Of a loan that is there, the ledger says what it is: an exit of one that never was an NPL is still judged.
    knownOnce: (loan) => wasNpl(loan) || (findText(last.reading.portfolio.keys, loan) < 0 && wasClosed(loan)),
    behind: monthsBehind({ book, before, opened: opened.map(({ month }) => month), moved: last.background, io }),
    ...stated({ segmented }),
  };
}
