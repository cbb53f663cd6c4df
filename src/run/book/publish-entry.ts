import { createHash } from 'node:crypto';
import { existsSync, linkSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FIRST, type JournalEntry, journalLine, type Published } from '../../book/journal.js';
import { JOURNAL, STAGING } from '../../book/paths.js';
import { UserError } from '../../diagnostics/diagnostic.js';
import type { Runner } from '../io.js';
import {
  type Chunk,
  type Interruptible,
  inTurns,
  outputError,
  removeQuietly,
  syncFolder,
  syncPath,
  writeNewFile,
} from '../output/publish.js';
import { PROGRAM } from '../version.js';
import { isBeingWritten } from './hold-book.js';
import { damaged } from './open-book.js';

/** A file to be published: its path in the book, and its content. */
export interface NewFile {
  readonly path: string;
  readonly chunks: Iterable<Chunk>;
}

/** What is about to become part of a book. */
export interface Publication {
  readonly entry: Pick<JournalEntry, 'kind'> & Partial<Pick<JournalEntry, 'asOf' | 'reason' | 'supersedes'>>;
  /** The entry's own file is the first. A file whose path holds this folder goes with the folder as a whole. */
  readonly folder?: string;
  /** Called with what was written so far, so that a manifest can name it. The files named by the entry are the last ones. */
  readonly files: readonly NewFile[];
  /** The files that the entry itself names, made when the others are written and hashed. */
  readonly named: (written: readonly Published[]) => readonly NewFile[];
}

/** Lists, while files are being moved into the book, which: what a killed writer left is known by it. */
const MOVING = `${STAGING}/moving.json`;

/**
 * Makes a publication part of the book, wholly or not at all. Everything is written into a folder beside (0700, files 0600,
 * none over another) and waits for the disk; it is moved into place, where nothing may be; then the journal with one more
 * line takes the place of the journal: that is the moment. Before, nothing of it is in the book, and what was moved is taken
 * back; after, all of it is. The caller holds the book. Gives the entry. Errors: E_OUTPUT, E_WRITE, E_BOOK_DAMAGED.
 */
export async function publishEntry(
  dir: string,
  journal: Buffer,
  last: JournalEntry | undefined,
  publication: Publication,
  io: Interruptible,
) {
  const made: { entry?: JournalEntry } = {};
  await inTurns(steps(dir, journal, last, publication, made), io);
  return made.entry as JournalEntry;
}

function* steps(
  dir: string,
  journal: Buffer,
  last: JournalEntry | undefined,
  publication: Publication,
  made: { entry?: JournalEntry },
): Generator<void> {
  const staging = join(dir, STAGING);
  const moved: string[] = [];
  try {
    mkdirSync(staging, { mode: 0o700 });
    const written: Published[] = [];
    for (const file of publication.files) yield* stage(dir, file, written);
    const named = publication.named(written);
    for (const file of named) yield* stage(dir, file, written);
    for (const { path } of written) syncPath(join(staging, path));
    yield;
    const entry = entryAfter(last, publication, written.slice(-named.length));
    for (const _ of writeNewFile(join(staging, JOURNAL), [journal, entry.line], 0o600));
    syncPath(join(staging, JOURNAL));
    const { folder } = publication;
    const targets = [
      ...(folder === undefined ? [] : [folder]),
      ...written.map(({ path }) => path).filter((path) => !isUnder(path, folder)),
    ];
    for (const _ of writeNewFile(join(dir, MOVING), [JSON.stringify(targets)], 0o600));
    syncPath(join(dir, MOVING));
    for (const folderOfStaging of foldersOf(written)) syncFolder(join(staging, folderOfStaging));
    syncFolder(staging);
    for (const target of targets) {
      moveInto(dir, target, target === folder);
      moved.push(target);
    }
    for (const parent of new Set(targets.map((target) => dirname(join(dir, target))))) syncFolder(parent);
    yield;
    refuseChanged(dir, journal);
    renameSync(join(staging, JOURNAL), join(dir, JOURNAL));
    made.entry = entry;
    syncFolder(dir);
  } catch (error) {
    throw outputError(dir, error);
  } finally {
    if (made.entry === undefined) for (const target of moved) removeTree(join(dir, target));
    removeTree(staging);
  }
}

/** Whoever holds a book is alone in it; that nobody else wrote is seen once more. Errors: E_SOURCE_CHANGED. */
function refuseChanged(dir: string, journal: Buffer): void {
  const file = join(dir, JOURNAL);
  const now = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  if (!now.equals(journal)) throw new UserError({ code: 'E_SOURCE_CHANGED', file });
}

function isUnder(path: string, folder: string | undefined): boolean {
  return folder !== undefined && path.startsWith(`${folder}/`);
}

function foldersOf(written: readonly Published[]): readonly string[] {
  return [...new Set(written.map(({ path }) => dirname(path)))];
}

function* stage(dir: string, { path, chunks }: NewFile, written: Published[]): Generator<void> {
  const target = join(dir, STAGING, path);
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  let bytes = 0;
  const taken = (part: Uint8Array) => {
    hash.update(part);
    bytes += part.length;
  };
  yield* writeNewFile(target, chunks, 0o600, { taken });
  written.push({ path, sha256: hash.digest('hex'), bytes });
}

function entryAfter(
  last: JournalEntry | undefined,
  { entry }: Publication,
  published: readonly Published[],
): JournalEntry & { line: string } {
  const next = { seq: (last?.seq ?? 0) + 1, prev: last?.hash ?? FIRST, ...entry, program: PROGRAM, published };
  return { ...next, ...journalLine(next) };
}

/** A file by link, which never replaces; a folder by rename, which does so only where that is empty. */
function moveInto(dir: string, path: string, isFolder: boolean): void {
  const [from, to] = [join(dir, STAGING, path), join(dir, path)];
  if (lstatSync(to, { throwIfNoEntry: false }) !== undefined)
    throw damaged(to, { en: 'it is in the way, and no part of the book', zh: '该路径已被占用，且不属于台账簿' });
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  if (isFolder) renameSync(from, to);
  else linkSync(from, to);
}

function removeTree(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    removeQuietly(path);
  }
}

/** Nothing outside the book, whatever the list says. */
const OWN_PATH = /^(?:(?:months|locks|policies)\/[\w-][\w.-]*|book(?:\.\d+)?\.json)$/;

/** What a writer that was killed was about to move, as far as it had come to say so. */
export function leftMoving(dir: string): readonly string[] {
  try {
    const paths: unknown = JSON.parse(readFileSync(join(dir, MOVING), 'utf8'));
    return Array.isArray(paths) ? paths.filter((path) => typeof path === 'string' && OWN_PATH.test(path)) : [];
  } catch {
    return [];
  }
}

/** The same where that writer is no more: nothing while one lives. */
export function brokenOff(dir: string, runner: Runner): readonly string[] {
  return isBeingWritten(dir, runner) ? [] : leftMoving(dir);
}

/** Takes away what a killed writer left: nothing that the journal knows, and nothing but what that writer said. */
export function clearLeftovers(dir: string, isPublished: (path: string) => boolean): void {
  for (const path of leftMoving(dir)) if (!isPublished(path)) removeTree(join(dir, path));
  if (existsSync(join(dir, STAGING))) removeTree(join(dir, STAGING));
}
