import { mkdirSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { configText } from '../../book/config.js';
import { configPath, FOLDERS, isTransient, JOURNAL, policyPath } from '../../book/paths.js';
import { UserError } from '../../diagnostics/diagnostic.js';
import { EXIT, type ExitCode } from '../../diagnostics/exit-codes.js';
import { DEFAULT_POLICY } from '../../policy/presets.js';
import type { Io } from '../io.js';
import { outputError, syncFolder } from '../output/publish.js';
import { BASIS_WORDS } from './basis-words.js';
import { readPolicyToKeep } from './book-policy.js';
import { holdBook } from './hold-book.js';
import { clearLeftovers, leftMoving, publishEntry } from './publish-entry.js';
import { type BookSettings, configOf, readBookSettings } from './settings.js';

export interface InitOptions extends BookSettings {
  readonly book: string;
  readonly configFile?: string;
  readonly wait: number;
}

/** Makes an empty book: its folder, its configuration and the first line of its journal. Errors: E_BOOK_EXISTS, those of policy and configuration. */
export async function runInit(options: InitOptions, io: Io): Promise<ExitCode> {
  const settings = await readBookSettings(options.configFile, options);
  const { policy, bytes } = await readPolicyToKeep(settings.policy ?? DEFAULT_POLICY);
  const path = policyPath(policy);
  const { id, hash } = policy;
  const config = configOf(settings, { currency: 'CNY', basis: 'stricter', thresholds: {} }, { id, hash, path });
  const dir = options.book;
  refuseFull(dir);
  makeFolder(dir);
  const release = await holdBook(dir, io, options.wait);
  try {
    refuseFull(dir);
    clearLeftovers(dir, () => false);
    for (const folder of FOLDERS) makeFolder(join(dir, folder));
    const named = [
      { path: configPath(1), chunks: [configText(config)] },
      { path, chunks: [bytes] },
    ];
    const entry = await publishEntry(dir, Buffer.alloc(0), undefined, { entry: { kind: 'init' }, files: [], named: () => named }, io);
    io.tell({ code: 'A_BOOK_MADE', params: { dir, policy: id, basis: BASIS_WORDS[config.basis], head: entry.hash } });
    return EXIT.done;
  } finally {
    release();
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    syncFolder(dirname(resolve(path)));
  } catch (error) {
    throw outputError(path, error);
  }
}

/** What an earlier init that was killed has left is no reason to refuse. */
function refuseFull(dir: string): void {
  const names = namesIn(dir);
  const left = new Set(leftMoving(dir));
  const folders: readonly string[] = FOLDERS;
  const strange = names
    .filter((name) => !isTransient(name) && !left.has(name))
    // Its folders are made before anything is published: empty, or with what a killed init says it moved there.
    .flatMap((name) => (folders.includes(name) ? namesIn(join(dir, name)).map((one) => `${name}/${one}`) : [name]))
    .filter((path) => !left.has(path));
  if (strange.length === 0) return;
  const reason = names.includes(JOURNAL)
    ? { en: 'this folder holds a book already', zh: '该文件夹中已有台账簿' }
    : { en: `this folder holds ${strange[0]}`, zh: `该文件夹中已有 ${strange[0]}` };
  throw new UserError({ code: 'E_BOOK_EXISTS', file: dir, params: { reason } });
}

/** None of a folder that is not there. Errors: E_OUTPUT. */
function namesIn(dir: string): readonly string[] {
  try {
    return readdirSync(dir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw outputError(dir, error);
  }
}
