import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../diagnostics/diagnostic.js';

/** Replaces a file's content at once: a reader sees the old or the new, a crash leaves the old. Errors: E_OUTPUT. */
export function replaceFile(path: string, chunks: Iterable<string>): void {
  withTemporary(path, chunks, 0o644, (temporary) => renameSync(temporary, path));
}

/**
 * Creates a file that must never be overwritten. 'same' when it is there with the very same bytes, 'other' when it holds
 * something else: rename would overwrite silently, link does not. Errors: E_OUTPUT.
 */
export function createFile(path: string, text: string): 'created' | 'same' | 'other' {
  if (existsSync(path)) return readFileSync(path).equals(Buffer.from(text, 'utf8')) ? 'same' : 'other';
  try {
    withTemporary(path, [text], 0o600, (temporary) => linkSync(temporary, path));
  } catch (error) {
    // Another run made it between the look and the link.
    if (existsSync(path)) return readFileSync(path).equals(Buffer.from(text, 'utf8')) ? 'same' : 'other';
    throw error;
  }
  return 'created';
}

function withTemporary(path: string, chunks: Iterable<string>, mode: number, publish: (temporary: string) => void): void {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    const fd = openSync(temporary, 'wx', mode);
    try {
      for (const chunk of chunks) {
        const bytes = Buffer.from(chunk, 'utf8');
        for (let written = 0; written < bytes.length; ) written += writeSync(fd, bytes, written);
      }
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    publish(temporary);
    syncFolder(dirname(path));
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError({
      code: code === 'ENOSPC' || code === 'EIO' ? 'E_WRITE' : 'E_OUTPUT',
      file: path,
      params: { reason: code ?? String(error) },
    });
  } finally {
    rmSync(temporary, { force: true });
  }
}

function syncFolder(folder: string): void {
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
