import { join } from 'node:path';
import type { Manifest, MonthFile } from '../../book/manifest.js';
import { LOANS, WATCHED } from '../../book/paths.js';
import { UserError } from '../../diagnostics/diagnostic.js';
import type { Keep } from '../../ledger/kept-fields.js';
import type { LedgerReading } from '../../ledger/read-ledger.js';
import { NO_DAY } from '../../model/civil-date.js';
import { type ClassCode, NO_CLASS } from '../../model/loan-class.js';
import { DIMENSIONS, type LoanField, TEXT_FIELDS } from '../../model/loan-fields.js';
import type { Month } from '../../model/portfolio.js';
import { findText } from '../../model/text-index.js';
import { headerOf, STORED_CLASS } from '../../render/stored-loans.js';
import { type ColumnMap, NO_MAP } from '../../table/schema.js';
import { hashSource, openSource } from '../../table/source.js';
import type { Io } from '../io.js';
import { readSources } from '../reading/open-ledgers.js';
import { NO_OWN_WORK } from '../reading/read-threads.js';
import { startThreads } from '../reading/start-threads.js';
import { type Book, damaged, listed, type StoredMonth, sharedOnce } from './open-book.js';

/** A map may have let line breaks into any text of the ledger: what was taken then is taken again. */
const STORED: ColumnMap = { ...NO_MAP, freeText: TEXT_FIELDS.map(headerOf) };

/** Takes the class that the month was closed with for the declared one: to be looked at, not classified by. */
const BY_STORED_CLASS: ColumnMap = { ...STORED, fields: { declaredClass: { columns: [STORED_CLASS] } } };

/** Loans that were read while a thread may still be hashing their file. */
export interface UncheckedLoans {
  readonly reading: LedgerReading;
  /** Compares the file's hash with the manifest's: before that, nothing made of the loans may leave. Errors: E_BOOK_DAMAGED. */
  readonly check: () => void;
}

/**
 * The loans of a closed month, read by the reader of any ledger: they were written so that it gives the same loans again. Errors:
 * E_BOOK_DAMAGED.
 */
export function readStoredLoans(book: Book, month: StoredMonth, keep: Keep, io: Io): Promise<UncheckedLoans> {
  return readList(book, month, LOANS, STORED, keep, io);
}

/** Whose loans they are: who has a locked loan already, and who was lent anew. */
const SHOWN: ReadonlySet<LoanField> = new Set<LoanField>(['borrowerId', 'borrowerName', 'household']);
const ASKED: ReadonlySet<LoanField> = new Set<LoanField>(['balance', 'declaredClass', 'issueDate']);

/**
 * The loans of a closed month with the classes that it was closed with, as far as others can ask of them: those that were
 * ever NPL, are special-mention, stand in a register, or are linked to one of these; `all` gives every loan.
 */
export function readStoredClasses(book: Book, month: StoredMonth, all: boolean, io: Io): Promise<Month> {
  return readClosed(book, month, all ? LOANS : WATCHED, (field) => (ASKED.has(field) ? 'yes' : SHOWN.has(field) ? 'shown' : 'no'), io);
}

/** What lists and splits show of a loan that is gone: its people, what splits go by, and the days that periods run from. */
const OWNERS: ReadonlySet<LoanField> = new Set<LoanField>([
  ...ASKED,
  ...DIMENSIONS.filter((dimension) => dimension !== 'class'),
  'dueDate',
  'extendedDueDate',
]);

/**
 * Whose some loans of a closed month were, with the classes that it was closed with: the loans that others can ask of, which are few,
 * where they hold these; else all of the month. A borrower's household is what those of its loans say.
 */
export async function readStoredOwners(book: Book, month: StoredMonth, loans: readonly string[], io: Io): Promise<Month> {
  const keep: Keep = (field) => (OWNERS.has(field) ? 'yes' : SHOWN.has(field) ? 'shown' : 'no');
  const read = (list: string) => sharedOnce(book, `owners ${month.folder}/${list}`, () => readClosed(book, month, list, keep, io));
  const watched = await read(WATCHED);
  return loans.every((loan) => findText(watched.portfolio.keys, loan) >= 0) ? watched : read(LOANS);
}

async function readClosed(book: Book, month: StoredMonth, list: string, keep: Keep, io: Io): Promise<Month> {
  const { reading, check } = await readList(book, month, list, BY_STORED_CLASS, keep, io);
  check();
  const { portfolio } = reading;
  const { declaredClass, ...others } = portfolio;
  const used = declaredClass ?? new Uint8Array(portfolio.count);
  return { portfolio: others, classified: storedClasses(used, month.manifest) };
}

/** Classes without what they came from. */
function storedClasses(used: Uint8Array, { inputs: { basis } }: Manifest): Month['classified'] {
  const none = used.map((): ClassCode => NO_CLASS);
  return {
    daysPastDue: new Int32Array(used.length).fill(NO_DAY),
    fired: new Uint32Array(used.length),
    computed: none,
    used,
    withoutOverrides: used,
    basis,
    notAssessed: [],
    notes: {
      daysDisagree: 0,
      daysNotStated: 0,
      pastDueWithoutDays: 0,
      notDeclared: 0,
      notAssessedLoans: [],
      judgedPerLoan: false,
      overridesOfUnknownLoans: 0,
    },
  };
}

async function readList(book: Book, month: StoredMonth, name: string, map: ColumnMap, keep: Keep, io: Io): Promise<UncheckedLoans> {
  const { folder, manifest } = month;
  const path = `${folder}/${name}`;
  const file = join(book.dir, path);
  const known = listed(book.dir, folder, manifest, name);
  const source = await openStored(file, io);
  const pool = book.shared?.pool ?? startThreads([file], undefined, io.cores);
  let unread: Promise<unknown> = Promise.resolve();
  try {
    const rules = {
      map,
      where: [],
      encoding: 'utf-8',
      delimiter: ',',
      skipLines: 0,
      allowNegative: true,
      allowEmpty: true,
      keepAllRejects: false,
      asOf: manifest.asOf,
      currency: manifest.currency,
    } as const;
    const silent: Io = { ...io, tell: () => undefined };
    const readers = { asked: undefined, pool, own: NO_OWN_WORK };
    const opened = readSources([{ ...source, name: path, shownAs: path }], rules, keep, readers, silent);
    unread = opened.unread;
    const reading = await opened.reading;
    return { reading, check: () => checkHash(file, reading.portfolio.sources[0]?.sha256, known) };
  } catch (error) {
    // What cannot be read is first of all what was changed.
    if (error instanceof UserError) checkHash(file, hashSource(source), known);
    throw error;
  } finally {
    // A thread that still hashes it reads it.
    unread.then(() => source.close());
    if (pool !== book.shared?.pool) pool.end();
  }
}

function checkHash(file: string, found: string | undefined, { sha256 }: MonthFile): void {
  if (found !== sha256) throw damaged(file, { en: 'its bytes are not those that were published', zh: '内容与发布时不符' });
}

async function openStored(file: string, io: Io) {
  try {
    return await openSource(file, io.stdin);
  } catch (error) {
    if (error instanceof UserError && error.diagnostics[0]?.code === 'E_MISSING')
      throw damaged(file, { en: 'it is missing', zh: '文件缺失' });
    throw error;
  }
}
