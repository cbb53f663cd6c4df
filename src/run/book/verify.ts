import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type CheckedBytes, checkBytes } from '../../book/byte-faults.js';
import { sha256Of } from '../../book/journal.js';
import { JOURNAL, MONTHS } from '../../book/paths.js';
import type { BookState } from '../../book/state.js';
import { wideModes } from '../../book/wide-modes.js';
import type { Bilingual } from '../../diagnostics/catalogue.js';
import { type Diagnostic, InvariantError, UserError } from '../../diagnostics/diagnostic.js';
import { EXIT, type ExitCode } from '../../diagnostics/exit-codes.js';
import { listed } from '../../diagnostics/wording.js';
import { isoDate, previousMonthEnd } from '../../model/civil-date.js';
import type { Io } from '../io.js';
import { countWarnings } from '../reading/count-warnings.js';
import { madeAgain } from './made-again.js';
import { monthAccounts } from './month-accounts.js';
import { type Book, damaged, journalOf, openBook, type StoredMonth, storedMonth } from './open-book.js';
import { brokenOff, leftMoving } from './publish-entry.js';
import { staleMonths, staleWarning } from './stale-months.js';

export interface VerifyOptions {
  readonly book: string;
  /** Classifies and measures every month again from what it stored. */
  readonly full: boolean;
  /** A hash that the journal must hold: of a head that was written down elsewhere. */
  readonly expect?: string;
  readonly strict: boolean;
}

/** What is wrong with a book: it is listed, and nothing is mended. */
interface Verified {
  readonly faults: readonly Diagnostic[];
  /** Identities that do not hold. */
  readonly broken: readonly Diagnostic[];
  /** What a person should look at. */
  readonly warnings: readonly Diagnostic[];
}

/** Silent and exit 0 when all is well; bytes, chain and gaps are exit 4, accounts exit 1. */
export async function runVerify(options: VerifyOptions, io: Io): Promise<ExitCode> {
  if (options.expect !== undefined && !/^[0-9a-f]{64}$/.test(options.expect)) {
    const reason = {
      en: '--expect takes a head of the journal as it was printed, 64 characters',
      zh: '--expect 须为打印的账簿哈希全文（64 位）',
    };
    throw new UserError({ code: 'E_USAGE', params: { reason } });
  }
  const counted = countWarnings(io);
  const { faults, broken, warnings } = await verifyBook(options, io);
  for (const one of [...faults, ...broken, ...warnings]) counted.io.tell(one);
  const count = faults.length + broken.length;
  if (count > 0) io.tell({ code: 'A_BOOK_FAULTS', params: { count } });
  if (faults.length > 0) return faults.every(({ code }) => code === 'E_READ') ? EXIT.inputOutput : EXIT.tampered;
  if (broken.length > 0) return EXIT.controlFailed;
  if (!options.strict || counted.count() === 0) return EXIT.done;
  io.tell({ code: 'A_STRICT', params: { count: counted.count() } });
  return EXIT.controlFailed;
}

/** Errors: E_BOOK_NONE where there is no book at all. */
async function verifyBook({ book: dir, full, expect }: Omit<VerifyOptions, 'strict'>, io: Io): Promise<Verified> {
  if (!existsSync(join(dir, JOURNAL)) && !existsSync(join(dir, MONTHS))) throw new UserError({ code: 'E_BOOK_NONE', file: dir });
  const { faults: found, state } = checkStill(dir);
  const faults = found.map(({ path, line, reason, unread }) =>
    unread === undefined
      ? fault(join(dir, path), reason, line)
      : { code: 'E_READ' as const, file: join(dir, path), params: { reason: unread } },
  );
  if (expect !== undefined && state?.entries.every(({ hash }) => hash !== expect) !== false) {
    faults.push(fault(join(dir, JOURNAL), { en: `it does not hold ${expect}`, zh: `其中没有 ${expect}` }));
  }
  // Accounts of files that are not what they were say nothing.
  if (faults.length > 0) return { faults, broken: [], warnings: [] };
  const gaps = state === undefined ? [] : gapsOf(state, dir);
  try {
    const { faults: others, ...accounts } = await verifyMonths(openBook(dir), full, brokenOff(dir, io.runner), io);
    return { faults: [...gaps, ...others], ...accounts };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { faults: [...gaps, ...error.diagnostics], broken: [], warnings: [] };
  }
}

/**
 * Checks every byte of a book while nobody changes it: where a fault is found and the journal, or what a writer says it is
 * moving, is no more what it was before, a writer was at work meanwhile, and the look is taken again.
 */
function checkStill(dir: string): CheckedBytes {
  for (;;) {
    const before = writersMark(dir);
    const checked = checkBytes(dir, leftMoving(dir));
    if (checked.faults.length === 0 || writersMark(dir) === before) return checked;
  }
}

function writersMark(dir: string): string {
  const journal = existsSync(join(dir, JOURNAL)) ? sha256Of(journalOf(dir)) : '';
  return [journal, ...leftMoving(dir)].join(' ');
}

function fault(file: string, reason: Bilingual, line?: number): Diagnostic {
  return damaged(file, reason, line).diagnostics[0] as Diagnostic;
}

function gapsOf({ months }: BookState, dir: string): Diagnostic[] {
  return months.flatMap((month, i): Diagnostic[] => {
    const before = months[i - 1];
    if (before === undefined || before.asOf === previousMonthEnd(month.asOf)) return [];
    return [{ code: 'E_BOOK_GAP', file: join(dir, MONTHS), params: { from: isoDate(before.asOf), to: isoDate(month.asOf) } }];
  });
}

async function verifyMonths(book: Book, full: boolean, left: readonly string[], io: Io): Promise<Verified> {
  const months = book.state.months.map(({ file }) => storedMonth(book, file));
  const faults: Diagnostic[] = [];
  const broken: Diagnostic[] = [];
  const warnings: Diagnostic[] = staleMonths(book, months).map(staleWarning);
  if (left.length > 0) warnings.unshift({ code: 'N_BOOK_LEFTOVER', params: { names: listed(left) } });
  const wide = wideModes(book.dir, left);
  if (wide.length > 0) warnings.push({ code: 'W_BOOK_MODES', params: { count: wide.length, paths: shownPaths(wide) } });
  for (const [i, month] of months.entries()) {
    const accounts = await orFault(book, month, () => monthAccounts(book, month, months[i - 1], io));
    if ('broken' in accounts) {
      broken.push(...accounts.broken);
      warnings.push(...accounts.warnings);
    } else faults.push(accounts);
    if (!full) continue;
    const again = await orFault(book, month, () => madeAgain(book, month, io));
    for (const one of 'code' in again ? [again] : again) (one.code === 'E_BOOK_PROGRAM' ? broken : faults).push(one);
  }
  return { faults, broken, warnings };
}

const LISTED = 5;

function shownPaths(paths: readonly string[]): string {
  return (
    paths
      .slice(0, LISTED)
      .map((path) => (path === '' ? '.' : path))
      .join(', ') + (paths.length > LISTED ? ', …' : '')
  );
}

/** What a forged month breaks on the way is a fault of that month, and the others are looked at all the same. */
async function orFault<T extends object>(book: Book, month: StoredMonth, work: () => Promise<T>): Promise<T | Diagnostic> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError) return error.diagnostics[0] as Diagnostic;
    if (![InvariantError, TypeError, RangeError, SyntaxError].some((kind) => error instanceof kind)) throw error;
    return fault(join(book.dir, month.folder), {
      en: `its figures contradict each other (${said(error)})`,
      zh: `其数据自相矛盾（${said(error)}）`,
    });
  }
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
