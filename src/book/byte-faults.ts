import { createHash } from 'node:crypto';
import { closeSync, lstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Bilingual } from '../diagnostics/catalogue.js';
import { parseConfig } from './config.js';
import { parseJournal } from './journal.js';
import { parseManifest } from './manifest.js';
import { FOLDERS, isTransient, JOURNAL, MANIFEST } from './paths.js';
import { type BookState, stateOf } from './state.js';

/** A file of a book that is not as it was published. */
export interface ByteFault {
  /** Its path in the book. */
  readonly path: string;
  readonly line?: number;
  readonly reason: Bilingual;
  /** What the system says of a file that is there and cannot be read: nothing is known of its bytes. */
  readonly unread?: string;
}

/** What every byte of a book was held against. */
export interface CheckedBytes {
  /** In the order they were found; none where all is well. */
  readonly faults: readonly ByteFault[];
  /** As far as the journal could be read; undefined where none of it could. */
  readonly state?: BookState;
}

/**
 * Holds every byte of a book against what the journal says was published: the chain of the journal, the hash of every file,
 * superseded ones too, and that nothing else is there. `left` are paths that a killed writer said it was about to move here: no
 * part of the book and no fault. Nothing is written.
 */
export function checkBytes(dir: string, left: readonly string[]): CheckedBytes {
  const journal = bytesOf(join(dir, JOURNAL));
  if (!Buffer.isBuffer(journal)) return { faults: [faultOf(JOURNAL, journal)] };
  const { entries, fault } = parseJournal(journal);
  const faults: ByteFault[] = fault === undefined ? [] : [{ path: JOURNAL, ...fault }];
  if (entries.length === 0) return { faults };
  const state = stateOf(entries);
  const known = new Set<string>([JOURNAL]);
  const check = (path: string, sha256: string, bytes: number): boolean => {
    known.add(path);
    const found = hashOf(join(dir, path));
    if ('code' in found) faults.push(faultOf(path, found));
    else if (found.sha256 === sha256 && found.bytes === bytes) return true;
    else faults.push({ path, reason: CHANGED });
    return false;
  };
  for (const { path, sha256, bytes } of state.published.values()) {
    const isSame = check(path, sha256, bytes);
    if (isSame && isUnread(dir, path, state))
      faults.push({ path, reason: { en: 'it is not of this program', zh: '不是本程序生成的文件' } });
  }
  for (const { path } of state.manifests) {
    const manifest = parseManifest(bytesOrNone(join(dir, path)));
    const folder = path.slice(0, -MANIFEST.length);
    for (const file of manifest?.files ?? []) check(folder + file.name, file.sha256, file.bytes);
  }
  // What cannot be read of the journal may know more.
  if (fault === undefined) faults.push(...strangers(dir, known, left));
  return { faults, state };
}

const MISSING: Bilingual = { en: 'it is missing', zh: '文件缺失' };
const CHANGED: Bilingual = { en: 'its bytes are not those that were published', zh: '内容与发布时不符' };
const STRANGE: Bilingual = { en: 'the journal does not know it', zh: '日志中没有该文件' };

function isUnread(dir: string, path: string, { config }: BookState): boolean {
  if (path !== config.file.path && !path.endsWith(`/${MANIFEST}`)) return false;
  const bytes = bytesOrNone(join(dir, path));
  return (path === config.file.path ? parseConfig(bytes) : parseManifest(bytes)) === undefined;
}

/** Files that nobody published, and folders that hold nothing. */
function strangers(dir: string, known: ReadonlySet<string>, left: readonly string[]): ByteFault[] {
  const faults: ByteFault[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(dir, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (left.includes(path) || (folder === '' && isTransient(entry.name)) || known.has(path)) continue;
      const isOwn = entry.isDirectory() && (FOLDERS.some((one) => one === path) || [...known].some((file) => file.startsWith(`${path}/`)));
      if (isOwn) walk(path);
      // What is gone again was a writer's, who gave up meanwhile.
      else if (lstatSync(join(dir, path), { throwIfNoEntry: false }) !== undefined) faults.push({ path, reason: STRANGE });
    }
  };
  walk('');
  return faults;
}

/** A file without bytes to look at: the system's code; ENOENT also for what is no file. */
interface NoBytes {
  readonly code: string;
}

function faultOf(path: string, { code }: NoBytes): ByteFault {
  if (code === 'ENOENT' || code === 'ENOTDIR') return { path, reason: MISSING };
  return { path, reason: { en: `it cannot be read: ${code}`, zh: `无法读取：${code}` }, unread: code };
}

/** What the system refuses is told; anything else is a fault of this program. */
function noBytes(error: unknown): NoBytes {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  return { code };
}

function bytesOf(path: string): Buffer | NoBytes {
  try {
    return readFileSync(path);
  } catch (error) {
    return noBytes(error);
  }
}

function bytesOrNone(path: string): Buffer {
  const bytes = bytesOf(path);
  return Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0);
}

const CHUNK_BYTES = 1 << 20;

function hashOf(path: string): { readonly sha256: string; readonly bytes: number } | NoBytes {
  try {
    const facts = lstatSync(path, { throwIfNoEntry: false });
    if (facts?.isFile() !== true) return { code: 'ENOENT' };
    const fd = openSync(path, 'r');
    try {
      const hash = createHash('sha256');
      const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, facts.size + 1));
      let bytes = 0;
      for (let count = readSync(fd, chunk); count > 0; count = readSync(fd, chunk)) {
        hash.update(chunk.subarray(0, count));
        bytes += count;
      }
      return { sha256: hash.digest('hex'), bytes };
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    return noBytes(error);
  }
}
