import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BookConfig, parseConfig } from '../../book/config.js';
import { type Published, parseJournal, sha256Of } from '../../book/journal.js';
import { type Manifest, parseManifest } from '../../book/manifest.js';
import { JOURNAL } from '../../book/paths.js';
import { type BookState, folderOf, stateOf, type Version } from '../../book/state.js';
import type { Bilingual } from '../../diagnostics/catalogue.js';
import { UserError } from '../../diagnostics/diagnostic.js';
import { parseLockFile } from '../../documents/lock-file.js';
import { parseMonthFigures } from '../../documents/month-figures.js';
import type { BaseLock } from '../../model/base-lock.js';
import type { MonthFigures } from '../../model/month-figures.js';

/** A book as its journal says it is. */
export interface Book {
  readonly dir: string;
  readonly state: BookState;
  readonly config: BookConfig;
  /** The bytes of the journal that this was read from. */
  readonly journal: Buffer;
}

/** Errors: E_BOOK_NONE where there is no book, E_BOOK_DAMAGED (exit 4) where its journal or configuration is not as it was written. */
export function openBook(dir: string): Book {
  const journal = journalOf(dir);
  const { entries, fault } = parseJournal(journal);
  if (fault !== undefined) throw damaged(join(dir, JOURNAL), fault.reason, fault.line);
  const state = stateOf(entries);
  const config = parseConfig(readPublished(dir, state.config.file));
  if (config === undefined) throw damaged(join(dir, state.config.file.path), OTHER_PROGRAM);
  return { dir, state, config, journal };
}

export function journalOf(dir: string): Buffer {
  try {
    return readFileSync(join(dir, JOURNAL));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new UserError({ code: 'E_BOOK_NONE', file: dir });
    throw new UserError({ code: 'E_READ', file: join(dir, JOURNAL), params: { reason: code ?? String(error) } });
  }
}

const OTHER_PROGRAM: Bilingual = { en: 'it is not of this program', zh: '不是本程序生成的文件' };

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

export function manifestOf({ dir }: Pick<Book, 'dir'>, month: Version): Manifest {
  const manifest = parseManifest(readPublished(dir, month.file));
  if (manifest === undefined) throw damaged(join(dir, month.file.path), OTHER_PROGRAM);
  return manifest;
}

/** A file of a closed month, by its name in the month's folder. */
export function readMonthFile({ dir }: Pick<Book, 'dir'>, month: Version, manifest: Manifest, name: string): Buffer {
  const known = manifest.files.find((file) => file.name === name);
  const path = `${folderOf(month)}/${name}`;
  if (known === undefined) throw damaged(join(dir, path), { en: 'the manifest does not list it', zh: '清单未列示该文件' });
  return readPublished(dir, { path, sha256: known.sha256 });
}

export function figuresOf(book: Pick<Book, 'dir'>, month: Version, manifest: Manifest): MonthFigures {
  const figures = parseMonthFigures(JSON.parse(readMonthFile(book, month, manifest, 'figures.json').toString('utf8')));
  if (figures === undefined) throw damaged(join(book.dir, folderOf(month), 'figures.json'), OTHER_PROGRAM);
  return figures;
}

/** The locks in force, by date. */
export function locksOf({ dir, state }: Book): BaseLock[] {
  return state.locks.map(({ file }) => parseLockFile(readPublished(dir, file), join(dir, file.path)));
}
