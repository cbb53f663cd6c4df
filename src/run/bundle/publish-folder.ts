import { randomUUID } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Chunk, type Interruptible, outputError, syncFolder, writeNewFile } from '../output/publish.js';

/** A file of a folder to be published. */
export interface FolderFile {
  readonly name: string;
  readonly content: readonly Chunk[];
}

/** The name that points at the newest folder. */
export const LATEST = 'latest';
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
    pointLatest(out, name);
    return true;
  } catch (error) {
    throw outputError(target, error);
  }
}

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

/** Moved over the old one: a reader finds the one or the other. */
function pointLatest(out: string, name: string): void {
  const pointer = join(out, LATEST);
  const held = lstatSync(pointer, { throwIfNoEntry: false });
  if (held?.isSymbolicLink() === true && readlinkSync(pointer) > name) return;
  const made = join(out, `.${LATEST}.${randomUUID()}.tmp`);
  symlinkSync(name, made);
  try {
    renameSync(made, pointer);
  } catch (error) {
    rmSync(made, { force: true });
    throw error;
  }
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
