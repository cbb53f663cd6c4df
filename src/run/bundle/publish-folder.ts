import { randomUUID } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { sha256Of } from '../../book/journal.js';
import { UserError } from '../../diagnostics/diagnostic.js';
import { type Chunk, type Interruptible, outputError, syncFolder, writeNewFile } from '../output/publish.js';

/** A file of a folder to be published. */
export interface FolderFile {
  readonly name: string;
  readonly content: readonly Chunk[];
}

/** The name that points at the newest folder. */
export const LATEST = 'latest';
/** Says what the others are. */
export const MANIFEST = 'manifest.json';
const [FOLDER_MODE, FILE_MODE] = [0o755, 0o644];

/**
 * Makes the folder `out/name` of these files, wholly or not at all: it is written beside, waits for the disk, and is moved to its name,
 * where nothing may be; then `out/latest` points at it, unless it points at a later one. Gives false where the folder is there already: nothing is then
 * written. Errors: E_OUTPUT, E_WRITE.
 */
export async function publishFolder(out: string, name: string, files: readonly FolderFile[], io: Interruptible): Promise<boolean> {
  const target = join(out, name);
  try {
    mkdirSync(out, { recursive: true, mode: FOLDER_MODE });
    if (existsSync(target)) return false;
    await io.interruptible((turn) => makeFolder(out, target, files, turn));
  } catch (error) {
    // Another run has moved its own there meanwhile.
    if (TAKEN.has((error as NodeJS.ErrnoException).code)) return false;
    throw outputError(target, error);
  }
  pointLatest(out, name);
  return true;
}

const TAKEN: ReadonlySet<string | undefined> = new Set(['ENOTEMPTY', 'EEXIST']);

async function makeFolder(out: string, target: string, files: readonly FolderFile[], turn: () => Promise<void>): Promise<void> {
  const staging = join(out, `.${randomUUID()}.tmp`);
  try {
    mkdirSync(staging, { mode: FOLDER_MODE });
    for (const { name, content } of files) for (const _ of writeNewFile(join(staging, name), content, FILE_MODE)) await turn();
    // All at once: the disk orders them better than one behind another.
    await Promise.all(files.map(({ name }) => syncBeside(join(staging, name))));
    syncFolder(staging);
    await turn();
    // A folder is moved over no other that holds anything.
    renameSync(staging, target);
    syncFolder(out);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

async function syncBeside(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A folder of the program's own making: the month, and which version of it. */
const MONTH = /^(\d{4}-\d{2}-\d{2})(?:\.(\d+))?$/;

/** Whether the first of two months is later. */
function isLater(one: string, other: string): boolean {
  const [[day, version], [otherDay, otherVersion]] = [monthOf(one), monthOf(other)];
  return day > otherDay || (day === otherDay && version > otherVersion);
}

function monthOf(name: string): [day: string, version: number] {
  const [, day = name, version = '1'] = MONTH.exec(name) ?? [];
  return [day, Number(version)];
}

/**
 * Points `out/latest` at a folder there, unless it points at a later one. Moved over the old pointer: a reader finds the one or the other.
 * Errors: E_OUTPUT, E_WRITE.
 */
export function pointLatest(out: string, name: string): void {
  const pointer = join(out, LATEST);
  const held = heldPointer(out);
  if (held === name || (held !== undefined && existsSync(join(out, held)) && isLater(held, name))) return;
  const made = join(out, `.${LATEST}.${randomUUID()}.tmp`);
  try {
    symlinkSync(name, made);
    renameSync(made, pointer);
    syncFolder(out);
  } catch (error) {
    rmSync(made, { force: true });
    throw outputError(pointer, error);
  }
}

/** The folder that `out/latest` points at; undefined where there is no pointer. Errors: E_OUTPUT where something else has its name. */
export function heldPointer(out: string): string | undefined {
  const pointer = join(out, LATEST);
  let held: string | undefined;
  try {
    const facts = lstatSync(pointer, { throwIfNoEntry: false });
    if (facts === undefined) return undefined;
    held = facts.isSymbolicLink() ? readlinkSync(pointer) : undefined;
  } catch (error) {
    // The folder itself cannot be: whoever makes it says why.
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw outputError(pointer, error);
  }
  if (held !== undefined && MONTH.test(held)) return held;
  const reason = { en: 'it is no pointer to a published month, and is never overwritten', zh: '这不是指向已发布月份的链接，不会覆盖' };
  throw new UserError({ code: 'E_OUTPUT', file: pointer, params: { reason } });
}

/** Files of a published folder that are not what its manifest says. What stands there beside them (a program's lock of a workbook) is no part of it. */
export function changedFiles(out: string, name: string, files: readonly { readonly name: string; readonly sha256: string }[]): string[] {
  const isChanged = (file: string, sha256: string) => {
    try {
      return sha256Of(readFileSync(join(out, name, file))) !== sha256;
    } catch {
      return true;
    }
  };
  return files.filter((file) => isChanged(file.name, file.sha256)).map((file) => file.name);
}

/** A file of a folder that was published; undefined where there is none. */
export function publishedFile(out: string, name: string, file: string): string | undefined {
  const path = join(out, name, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** The folder itself, or the nearest above it that is there: whatever is made below it stands in what that stands in. */
export function existingAbove(folder: string): string {
  const here = resolve(folder);
  return existsSync(here) || dirname(here) === here ? here : existingAbove(dirname(here));
}
