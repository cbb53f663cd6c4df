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
  if (journal === undefined) return { faults: [{ path: JOURNAL, reason: MISSING }] };
  const { entries, fault } = parseJournal(journal);
  const faults: ByteFault[] = fault === undefined ? [] : [{ path: JOURNAL, ...fault }];
  if (entries.length === 0) return { faults };
  const state = stateOf(entries);
  const known = new Set<string>([JOURNAL]);
  const check = (path: string, sha256: string, bytes: number): boolean => {
    known.add(path);
    const found = hashOf(join(dir, path));
    const isSame = found?.sha256 === sha256 && found.bytes === bytes;
    if (!isSame) faults.push({ path, reason: found === undefined ? MISSING : CHANGED });
    return isSame;
  };
  for (const { path, sha256, bytes } of state.published.values()) {
    const isSame = check(path, sha256, bytes);
    if (isSame && isUnread(dir, path, state))
      faults.push({ path, reason: { en: 'it is not of this program', zh: '不是本程序生成的文件' } });
  }
  for (const { path } of state.manifests) {
    const manifest = parseManifest(bytesOf(join(dir, path)) ?? Buffer.alloc(0));
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
  const bytes = bytesOf(join(dir, path)) ?? Buffer.alloc(0);
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

function bytesOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

const CHUNK_BYTES = 1 << 20;

/** Undefined for what is no file, or cannot be read. */
function hashOf(path: string): { readonly sha256: string; readonly bytes: number } | undefined {
  try {
    const facts = lstatSync(path, { throwIfNoEntry: false });
    if (facts?.isFile() !== true) return undefined;
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
  } catch {
    return undefined;
  }
}
