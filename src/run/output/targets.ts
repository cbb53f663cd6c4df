import { closeSync, fstatSync, openSync, readSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { JOURNAL } from '../../book/paths.js';
import { UserError } from '../../diagnostics/diagnostic.js';
import { looksLikeLock } from '../../documents/lock-file.js';

/**
 * Refuses to write over what this run reads, over a lock, into a book, or two results into one file. Called before anything is read.
 * Errors: E_OUTPUT, E_LOCK_EXISTS.
 */
export function checkTargets(targets: readonly (string | undefined)[], inputs: readonly (string | undefined)[]): void {
  const read = inputs.flatMap((path) => identityOf(path) ?? []);
  const written = new Set<string>();
  for (const path of targets) {
    if (path === undefined) continue;
    const identity = identityOf(path) ?? path;
    if (read.includes(identity)) throw refused(path, 'it is read by this very run', '本次运行正在读取该文件');
    if (written.has(identity)) throw refused(path, 'two results would go into it', '两项结果将写入同一文件');
    written.add(identity);
    const book = bookAround(path);
    if (book !== undefined) throw refused(path, `it would stand in the book ${book}`, `会写入台账簿 ${book}`);
    if (isLock(path)) throw new UserError({ code: 'E_LOCK_EXISTS', file: path });
  }
}

/** The book whose folder a path leads into, at any depth: whatever is written there is no part of it. Undefined where there is none. */
function bookAround(path: string): string | undefined {
  let folder: string;
  try {
    folder = dirname(factsOf(path) === undefined ? join(realpathSync(dirname(path)), basename(path)) : realpathSync(path));
  } catch {
    // What is wrong with the path is told by whoever opens it.
    return undefined;
  }
  for (let up = dirname(folder); ; folder = up, up = dirname(folder)) {
    if (factsOf(join(folder, JOURNAL))?.isFile() === true) return folder;
    if (up === folder) return undefined;
  }
}

/** Undefined where nothing can be: what is wrong with the path is told by whoever opens it. */
function factsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** The file behind a path, whatever its name; undefined for a new one, and for devices and pipes, which hold nothing. */
function identityOf(path: string | undefined): string | undefined {
  const facts = path === undefined ? undefined : factsOf(path);
  return facts?.isFile() === true ? `${facts.dev}:${facts.ino}` : undefined;
}

const TAIL_BYTES = 256;

function isLock(path: string): boolean {
  if (identityOf(path) === undefined) return false;
  const fd = openSync(path, 'r');
  try {
    const { size } = fstatSync(fd);
    const tail = Buffer.alloc(Math.min(TAIL_BYTES, size));
    readSync(fd, tail, 0, tail.length, size - tail.length);
    return looksLikeLock(tail);
  } finally {
    closeSync(fd);
  }
}

function refused(path: string, en: string, zh: string): UserError {
  return new UserError({ code: 'E_OUTPUT', file: path, params: { reason: { en, zh } } });
}
