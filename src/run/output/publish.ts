import { randomUUID } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Bilingual } from '../../diagnostics/catalogue.js';
import { UserError } from '../../diagnostics/diagnostic.js';
import type { Io } from '../io.js';

/** A text, or a part of it as bytes that are good until the next part is asked for. */
export type Chunk = string | Uint8Array;
export type Interruptible = Pick<Io, 'interruptible'>;

const NEW_FILE_MODE = 0o644;

/**
 * Replaces a file's content at once: a reader sees the old or the new, a crash leaves the old. A link's target is
 * replaced, not the link; the file keeps its permissions; a device or pipe is written to. Errors: E_OUTPUT, E_WRITE.
 */
export async function replaceFile(path: string, chunks: Iterable<Chunk>, io: Interruptible): Promise<void> {
  const steps = replacing(path, chunks);
  if (steps === undefined) writeInto(path, chunks);
  else await inTurns(steps, io);
}

/** replaceFile for what is short, and where nothing can be awaited. */
export function replaceFileNow(path: string, text: string): void {
  const steps = replacing(path, [text]);
  if (steps === undefined) writeInto(path, [text]);
  else for (const _ of steps);
}

/** Goes through the steps of making a file; when the run is interrupted between two of them, they take back what they made. */
export async function inTurns(steps: Iterable<unknown>, io: Interruptible): Promise<void> {
  await io.interruptible(async (turn) => {
    for (const _ of steps) await turn();
  });
}

/** Finds out beforehand whether a file could be replaced, as far as can be told. Errors: E_OUTPUT. */
export function checkWritable(path: string): void {
  const facts = factsOf(path);
  try {
    if (facts?.isDirectory() === true) throw Object.assign(new Error(), { code: 'EISDIR' });
    accessSync(facts === undefined || facts.isFile() ? dirname(facts === undefined ? path : realpathSync(path)) : path, constants.W_OK);
  } catch (error) {
    throw outputError(path, error);
  }
}

/** Undefined for a device or pipe: nothing of it can be taken back. */
function replacing(path: string, chunks: Iterable<Chunk>): Iterable<unknown> | undefined {
  const facts = factsOf(path);
  if (facts?.isFile() === false) return undefined;
  const target = facts === undefined ? path : realpathSync(path);
  const mode = facts === undefined ? NEW_FILE_MODE : facts.mode & 0o777;
  return withTemporary(target, chunks, mode, (temporary) => renameSync(temporary, target));
}

/** Errors: E_OUTPUT for a path that leads nowhere. */
function factsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw outputError(path, error);
  }
}

/** Errors: E_OUTPUT, E_WRITE. */
function writeInto(path: string, chunks: Iterable<Chunk>): void {
  try {
    const fd = openSync(path, 'w');
    try {
      for (const chunk of chunks) writeChunk(fd, chunk);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    throw outputError(path, error);
  }
}

/**
 * Creates a file that must never be overwritten. 'same' when it is there with the very same bytes, 'other' when it holds
 * something else: rename would overwrite silently, link does not. Errors: E_OUTPUT.
 */
export async function createFile(path: string, text: string, io: Interruptible): Promise<'created' | 'same' | 'other'> {
  const held = contentOf(path);
  if (held !== undefined) return held.equals(Buffer.from(text, 'utf8')) ? 'same' : 'other';
  try {
    await inTurns(
      withTemporary(path, [text], 0o600, (temporary) => linkSync(temporary, path)),
      io,
    );
  } catch (error) {
    // Another run made it between the look and the link.
    const made = contentOf(path);
    if (made === undefined) throw error;
    return made.equals(Buffer.from(text, 'utf8')) ? 'same' : 'other';
  }
  return 'created';
}

function contentOf(path: string): Buffer | undefined {
  try {
    return existsSync(path) ? readFileSync(path) : undefined;
  } catch (error) {
    throw outputError(path, error);
  }
}

/** Writes a temporary file and has it published. Nothing is left of it, wherever the steps are broken off. */
function* withTemporary(path: string, chunks: Iterable<Chunk>, mode: number, publish: (temporary: string) => void): Generator<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    yield* writeNewFile(temporary, chunks, mode, { ended: fsyncSync });
    yield;
    publish(temporary);
    syncFolder(dirname(path));
  } catch (error) {
    throw outputError(path, error);
  } finally {
    removeQuietly(temporary);
  }
}

/** What is told of a file while it is written: every byte of it, and its descriptor when the last is written. */
export interface WritingWatch {
  readonly taken?: (bytes: Uint8Array) => void;
  readonly ended?: (fd: number) => void;
}

/**
 * Writes a file that must not be there yet, step by step, and does not wait until it is on the disk: syncPath does. Errors are
 * those of the file system: outputError words them.
 */
export function* writeNewFile(path: string, chunks: Iterable<Chunk>, mode: number, watch: WritingWatch = {}): Generator<void> {
  const fd = openSync(path, 'wx', mode);
  try {
    for (const chunk of chunks) {
      const bytes = writeChunk(fd, chunk);
      watch.taken?.(bytes);
      yield;
    }
    watch.ended?.(fd);
  } finally {
    closeSync(fd);
  }
}

/** Waits until a file of this run's own making is on the disk. */
export function syncPath(path: string): void {
  const fd = openSync(path, 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** What was wrong is told already; a path that leads nowhere has nothing to remove. */
export function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // ENOTDIR: part of the path is a file.
  }
}

function writeChunk(fd: number, chunk: Chunk): Uint8Array {
  const bytes = typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk;
  for (let written = 0; written < bytes.length; ) written += writeSync(fd, bytes, written);
  return bytes;
}

const REASONS: ReadonlyMap<string, Bilingual> = new Map([
  ['ENOENT', { en: 'there is no such folder', zh: '文件夹不存在' }],
  ['ENOTDIR', { en: 'part of the path is a file', zh: '路径中有一段是文件' }],
  ['EISDIR', { en: 'it is a folder', zh: '这是文件夹' }],
  ['EACCES', { en: 'no permission', zh: '没有权限' }],
  ['EPERM', { en: 'no permission', zh: '没有权限' }],
  ['EROFS', { en: 'the disk is read-only', zh: '磁盘只读' }],
  ['ENOSPC', { en: 'the disk is full', zh: '磁盘已满' }],
]);

/** A full or failing disk is told apart from a place that cannot be written to. */
export function outputError(path: string, error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof UserError || code === undefined) return error as Error;
  return new UserError({
    code: code === 'ENOSPC' || code === 'EIO' ? 'E_WRITE' : 'E_OUTPUT',
    file: path,
    params: { reason: REASONS.get(code) ?? message },
  });
}

/** Some network and Windows folders cannot be synced; the file is in place all the same. */
const NOT_SYNCABLE: ReadonlySet<string | undefined> = new Set(['EPERM', 'EINVAL', 'EISDIR', 'EACCES', 'ENOTSUP']);

export function syncFolder(folder: string): void {
  try {
    const fd = openSync(folder, 'r');
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    if (!NOT_SYNCABLE.has((error as NodeJS.ErrnoException).code)) throw error;
  }
}
