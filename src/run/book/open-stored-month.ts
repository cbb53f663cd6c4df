import { join } from 'node:path';
import { LOANS } from '../../book/paths.js';
import type { Bilingual } from '../../diagnostics/catalogue.js';
import { UserError } from '../../diagnostics/diagnostic.js';
import type { Keep } from '../../ledger/kept-fields.js';
import type { LedgerReading } from '../../ledger/read-ledger.js';
import type { Policy } from '../../policy/policy.js';
import type { Io } from '../io.js';
import { PROGRAM } from '../version.js';
import { locksNamed, registerRowsOf } from './book-history.js';
import { type BookMonth, classifyInBook } from './book-month.js';
import { keptPolicy } from './book-policy.js';
import { classDigest } from './month-files.js';
import { type Book, damaged, type StoredMonth, sharedOnce, storedBefore } from './open-book.js';
import { readStoredLoans } from './read-stored-loans.js';

/** A closed month, opened: classified again from what it stored. */
export interface OpenedStored extends BookMonth {
  readonly reading: LedgerReading;
}

/**
 * Opens a closed month by the way of any ledger, with the policy, locks and registers it was closed with, and on the months it
 * was built on. The classes it comes to must be those it was closed with. Errors: E_BOOK_DAMAGED, E_BOOK_PROGRAM.
 */
export async function openStoredMonth(book: Book, stored: StoredMonth, columns: (policy: Policy) => Keep, io: Io): Promise<OpenedStored> {
  return sharedOnce(book, `opened ${stored.folder}`, () => open(book, stored, book.shared?.columns ?? columns, io));
}

async function open(book: Book, stored: StoredMonth, columns: (policy: Policy) => Keep, io: Io): Promise<OpenedStored> {
  const { inputs, classDigest: closed } = stored.manifest;
  const policy = await keptPolicy(book, inputs.policy);
  const { reading, check } = await readStoredLoans(book, stored, columns(policy), io);
  const before = storedBefore(book, stored);
  const setting = { book, policy, basis: inputs.basis, locks: locksNamed(book, stored), own: registerRowsOf(book, stored) };
  // Whatever is wrong with it is first of all that it was changed.
  const at = checkedFirst(check, () => classifyInBook(before === undefined ? setting : { ...setting, before }, reading.portfolio));
  if (classDigest(at.month) !== closed) {
    check();
    const reason = { en: 'its loans do not come to the classes that it was closed with', zh: '按所存事实重新分类的结果与结账时不一致' };
    throw notMadeAgain(book, stored, LOANS, reason);
  }
  if (book.shared === undefined) check();
  else book.shared.unchecked.push(check);
  return { ...at, reading };
}

function checkedFirst<T>(check: () => void, work: () => T): T {
  try {
    return work();
  } catch (error) {
    check();
    throw error;
  }
}

/**
 * A month that does not come out as it was closed: damage where this program closed it; where another did, its rules of
 * reading or measuring may have been mended since.
 */
export function notMadeAgain(book: Book, { folder, manifest }: StoredMonth, name: string, reason: Bilingual): UserError {
  const file = join(book.dir, folder, name);
  if (manifest.program === PROGRAM) return damaged(file, reason);
  return new UserError({ code: 'E_BOOK_PROGRAM', file, params: { reason, closed: manifest.program, now: PROGRAM } });
}
