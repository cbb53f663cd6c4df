import { lockPath } from '../../book/paths.js';
import { UserError } from '../../diagnostics/diagnostic.js';
import { EXIT, type ExitCode } from '../../diagnostics/exit-codes.js';
import { listed } from '../../diagnostics/wording.js';
import { lockFileText } from '../../documents/lock-file.js';
import type { BaseLock } from '../../model/base-lock.js';
import { type DayNumber, isoDate } from '../../model/civil-date.js';
import { type Cents, yuan } from '../../model/money.js';
import type { Portfolio } from '../../model/portfolio.js';
import { stated } from '../../model/stated.js';
import { makeLock, restate, type UnhashedLock } from '../../segment/make-lock.js';
import { checkAdjustments } from '../adjusted-lock.js';
import type { Io } from '../io.js';
import { restatedDiagnostic } from '../lock.js';
import { offBookDiagnostics, offBookToLock } from '../off-book.js';
import { storedColumns } from '../reading/needed-columns.js';
import { statedReason } from '../stated-reason.js';
import { understoodFiles } from './carried-registers.js';
import { type Book, chainTo, monthAt, type StoredMonth, storedBefore } from './open-book.js';
import { openStoredMonth } from './open-stored-month.js';
import { publishEntry } from './publish-entry.js';
import { withBook } from './with-book.js';

export interface LockMonthOptions {
  readonly book: string;
  readonly asOf: DayNumber;
  /** Restates the lock of this date; needs a reason. */
  readonly supersede: boolean;
  readonly reason?: string;
  /** Registers of what is adjusted; the restatement is held against them. */
  readonly adjustments: readonly string[];
  /** Principal to be collected on what was written off before the lock. */
  readonly offBookTarget?: Cents;
  readonly wait: number;
}

/** Freezes the NPLs of a closed month as a base that cuts the months after it. Errors: E_BOOK_MONTH, E_BOOK_LOCKED (exit 4). */
export function runLockMonth(options: LockMonthOptions, io: Io): Promise<ExitCode> {
  return withBook(options.book, options.wait, io, (book) => lockMonthIn(book, options, io));
}

async function lockMonthIn(book: Book, options: LockMonthOptions, io: Io): Promise<ExitCode> {
  const { asOf } = options;
  const month = closedMonth(book, asOf);
  const old = book.locks().find(({ lockDate }) => lockDate === asOf);
  const own = stated({ old, target: options.offBookTarget });
  const { made, portfolio } = await makeLockOf(book, month, own, io);
  const { months, locks } = book.state;
  const version = locks.find((lock) => lock.asOf === asOf);
  const params = { count: made.total.count, balance: yuan(made.total.balance), currency: made.currency, asOf: isoDate(asOf) };
  if (old !== undefined && version !== undefined && isSame(old, made)) {
    io.tell({ code: 'A_LOCKED_SAME', params: { file: version.file.path } });
    return EXIT.done;
  }
  if (old !== undefined && !options.supersede) throw new UserError({ code: 'E_BOOK_LOCKED', params: { asOf: isoDate(asOf) } });
  const lock = old === undefined ? made : { ...made, supersedes: restate(old, made, statedReason(options)) };
  await checkAdjustments(lock.supersedes, options.adjustments, portfolio, io);
  const path = lockPath(asOf, (version?.version ?? 0) + 1);
  const entry = await publishEntry(
    book.dir,
    book.journal,
    book.state.entries.at(-1),
    {
      entry: {
        kind: 'lock',
        asOf,
        ...(options.reason === undefined ? {} : { reason: options.reason.trim() }),
        ...(version === undefined ? {} : { supersedes: version.file.path }),
      },
      files: [],
      named: () => [{ path, chunks: [lockFileText(lock)] }],
    },
    io,
  );
  const later = months.filter((one) => one.asOf > asOf).map((one) => isoDate(one.asOf));
  if (later.length > 0) io.tell({ code: 'W_BOOK_NOT_CUT', params: { asOf: isoDate(asOf), months: listed(later) } });
  if (lock.supersedes !== undefined) io.tell(restatedDiagnostic(lock.supersedes, lock.total));
  for (const said of offBookDiagnostics(lock, old)) io.tell(said);
  io.tell({ code: 'A_BOOK_LOCKED', params: { ...params, file: path, head: entry.hash } });
  return EXIT.done;
}

/** Errors: E_BOOK_MONTH. */
function closedMonth(book: Book, asOf: DayNumber): StoredMonth {
  const month = monthAt(book, asOf);
  if (month !== undefined) return month;
  const months = book.state.months.map((one) => isoDate(one.asOf)).join(', ') || '-';
  throw new UserError({ code: 'E_BOOK_MONTH', params: { asOf: isoDate(asOf), months } });
}

/** The lock of a month as it was closed: its sources are the ledgers that it was closed from. */
async function makeLockOf(
  book: Book,
  stored: StoredMonth,
  own: { readonly old?: BaseLock; readonly target?: Cents },
  io: Io,
): Promise<{ readonly made: UnhashedLock; readonly portfolio: Portfolio }> {
  const { month, policy, background, lineage } = await openStoredMonth(book, stored, storedColumns, io);
  const { portfolio, classified } = month;
  const behind = chainTo(book, storedBefore(book, stored));
  const origins = async () => {
    const months = [month];
    for (const one of behind) months.push((await openStoredMonth(book, one, storedColumns, io)).month);
    return months;
  };
  const offBook = await offBookToLock({
    ...{ asOf: portfolio.asOf, booked: background, locks: background.locks, families: lineage.families },
    ...{ files: [...behind, stored].flatMap(understoodFiles), origins },
    ...own,
  });
  const { inputs, rows } = stored.manifest;
  const sources = inputs.ledgers.map(({ name, sha256, bytes, rows: read }) => ({ name, sha256, bytes, loans: read.loans }));
  return { made: { ...makeLock(portfolio, classified, policy), sources, rows, ...stated({ offBook }) }, portfolio };
}

function isSame(old: UnhashedLock, made: UnhashedLock): boolean {
  const { supersedes: _, ...others } = old;
  return lockFileText(withoutHash(others)) === lockFileText(made);
}

function withoutHash(lock: UnhashedLock & { readonly hash?: string }): UnhashedLock {
  const { hash: _, ...others } = lock;
  return others;
}
