import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BookConfig, parseConfig } from '../../book/config.js';
import { type Published, parseJournal, sha256Of } from '../../book/journal.js';
import { type Manifest, type MonthFile, parseManifest } from '../../book/manifest.js';
import { FIGURES, JOURNAL, MANIFEST } from '../../book/paths.js';
import { type BookState, stateOf } from '../../book/state.js';
import type { Bilingual } from '../../diagnostics/catalogue.js';
import { UserError } from '../../diagnostics/diagnostic.js';
import { readShape } from '../../documents/json-shape.js';
import { parseLockFile } from '../../documents/lock-file.js';
import { parseMonthFigures } from '../../documents/month-figures.js';
import type { Keep } from '../../ledger/kept-fields.js';
import type { BaseLock } from '../../model/base-lock.js';
import type { DayNumber } from '../../model/civil-date.js';
import type { MonthFigures } from '../../model/month-figures.js';
import type { Policy } from '../../policy/policy.js';
import type { Threads } from '../reading/threads.js';

/** A book as its journal says it is. */
export interface Book {
  readonly dir: string;
  readonly state: BookState;
  readonly config: BookConfig;
  /** The bytes of the journal that this was read from. */
  readonly journal: Buffer;
  /** The locks in force, by date; read once. */
  readonly locks: () => readonly BaseLock[];
  /** What was read of it, by path: a month is asked by every month after it. */
  readonly kept: Map<string, unknown>;
  /** Several reports are made of it: what they have in common is made once. */
  readonly shared?: Shared;
}

/** What the reports that are made of one opened book share. */
export interface Shared {
  /** What any of them needs of the columns: a month is opened once for all. */
  readonly columns: (policy: Policy) => Keep;
  /** The threads that read the months. */
  readonly pool: Threads;
  /** Compare the hashes of what was read, which threads make meanwhile: called before anything is published. */
  readonly unchecked: (() => void)[];
}

/** Errors: E_BOOK_NONE where there is no book, E_BOOK_DAMAGED (exit 4) where its journal or configuration is not as it was written. */
export function openBook(dir: string): Book {
  const journal = journalOf(dir);
  const { entries, fault } = parseJournal(journal);
  if (fault !== undefined) throw damaged(join(dir, JOURNAL), fault.reason, fault.line);
  const state = stateOf(entries);
  const config = parseConfig(readPublished(dir, state.config.file));
  if (config === undefined) throw damaged(join(dir, state.config.file.path), OTHER_PROGRAM);
  let locks: readonly BaseLock[] | undefined;
  const kept = new Map<string, unknown>();
  return { dir, state, config, journal, kept, locks: () => (locks ??= state.locks.map(({ file }) => lockAt({ dir, kept }, file))) };
}

/** The bytes of a book's journal. Errors: E_BOOK_NONE, E_READ. */
export function journalOf(dir: string): Buffer {
  try {
    return readFileSync(join(dir, JOURNAL));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new UserError({ code: 'E_BOOK_NONE', file: dir });
    throw new UserError({ code: 'E_READ', file: join(dir, JOURNAL), params: { reason: code ?? String(error) } });
  }
}

export const OTHER_PROGRAM: Bilingual = { en: 'it is not of this program', zh: '不是本程序生成的文件' };

/** Exit 4: a file of the book is not what was published. */
export function damaged(file: string, reason: Bilingual, line?: number): UserError {
  return new UserError({ code: 'E_BOOK_DAMAGED', file, ...(line === undefined ? {} : { line }), params: { reason } });
}

/** A file of the book, its bytes hashed before anybody parses them. Errors: E_BOOK_DAMAGED. */
export function readPublished(dir: string, { path, sha256 }: Pick<Published, 'path' | 'sha256'>): Buffer {
  const file = join(dir, path);
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw damaged(file, { en: 'it is missing', zh: '文件缺失' });
    throw new UserError({ code: 'E_READ', file, params: { reason: code ?? String(error) } });
  }
  if (sha256Of(bytes) !== sha256) throw damaged(file, { en: 'its bytes are not those that were published', zh: '内容与发布时不符' });
  return bytes;
}

/** A version of a closed month. */
export interface StoredMonth {
  readonly asOf: DayNumber;
  /** Its path in the book. */
  readonly folder: string;
  /** Of the manifest: it stands for the whole month. */
  readonly sha256: string;
  readonly manifest: Manifest;
}

/** Reads a file of the book the first time that it is asked for. `path` stands for what `read` makes of it. */
export function readOnce<T>({ kept }: Pick<Book, 'kept'>, path: string, read: () => T): T {
  if (!kept.has(path)) kept.set(path, read());
  return kept.get(path) as T;
}

/** The same of what is made of it, where reports share it: `name` says of what. */
export function sharedOnce<T>(book: Book, name: string, make: () => T): T {
  return book.shared === undefined ? make() : readOnce(book, name, make);
}

/** The month whose manifest this is. Errors: E_BOOK_DAMAGED. */
export function storedMonth(book: Pick<Book, 'dir' | 'kept'>, file: Published): StoredMonth {
  return readOnce(book, file.path, () => readMonth(book.dir, file));
}

function readMonth(dir: string, file: Published): StoredMonth {
  const manifest = parseManifest(readPublished(dir, file));
  if (manifest === undefined) throw damaged(join(dir, file.path), OTHER_PROGRAM);
  return { asOf: manifest.asOf, folder: file.path.slice(0, -MANIFEST.length - 1), sha256: file.sha256, manifest };
}

/** The month whose manifest stands at a path that the journal names. Errors: E_BOOK_DAMAGED. */
export function monthOf(book: Book, path: string): StoredMonth {
  const file = book.state.published.get(path);
  if (file === undefined) throw damaged(join(book.dir, path), { en: 'the journal does not know it', zh: '日志中没有该文件' });
  return storedMonth(book, file);
}

/** The month that is in force for a date; undefined where it is not closed. */
export function monthAt(book: Book, asOf: DayNumber): StoredMonth | undefined {
  const version = book.state.months.find((month) => month.asOf === asOf);
  return version === undefined ? undefined : storedMonth(book, version.file);
}

/** The version that a month was built on. */
export function storedBefore(book: Book, { manifest: { builtOn } }: StoredMonth): StoredMonth | undefined {
  if (builtOn === undefined) return undefined;
  const file = book.state.manifests.find(({ sha256 }) => sha256 === builtOn.sha256);
  if (file === undefined)
    throw damaged(join(book.dir, JOURNAL), { en: 'a month was built on one that it does not know', zh: '有月份所依据的月份不在日志中' });
  return storedMonth(book, file);
}

/** A month and all those behind it, each as the next was built on it; by date. */
export function chainTo(book: Book, last: StoredMonth | undefined): StoredMonth[] {
  const chain: StoredMonth[] = [];
  for (let month = last; month !== undefined; month = storedBefore(book, month)) chain.unshift(month);
  return chain;
}

/** A file of a closed month, by its name in the month's folder. */
export function readMonthFile({ dir }: Pick<Book, 'dir'>, { folder, manifest }: StoredMonth, name: string): Buffer {
  return readPublished(dir, { path: `${folder}/${name}`, sha256: listed(dir, folder, manifest, name).sha256 });
}

/** What the manifest says of a file. Errors: E_BOOK_DAMAGED where it does not list it. */
export function listed(dir: string, folder: string, { files }: Manifest, name: string): MonthFile {
  const found = files.find((file) => file.name === name);
  if (found === undefined) throw damaged(join(dir, folder, name), { en: 'the manifest does not list it', zh: '清单未列示该文件' });
  return found;
}

/** The figures that a month was published with. Errors: E_BOOK_DAMAGED. */
export function figuresOf(book: Pick<Book, 'dir'>, month: StoredMonth): MonthFigures {
  const bytes = readMonthFile(book, month, FIGURES);
  const figures = parseMonthFigures(readShape(bytes, (value) => value));
  if (figures === undefined) throw damaged(join(book.dir, month.folder, FIGURES), OTHER_PROGRAM);
  return figures;
}

/** A lock that the book keeps, in force or not. Errors: E_BOOK_DAMAGED, E_LOCK_DAMAGED. */
export function lockAt(book: Pick<Book, 'dir' | 'kept'>, file: Published): BaseLock {
  return readOnce(book, file.path, () => parseLockFile(readPublished(book.dir, file), join(book.dir, file.path)));
}
