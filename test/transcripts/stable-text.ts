import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../cli/program.js';

/**
 * What a run prints, with the few things in it that change without a change of meaning put in a form that stays: the fresh
 * folder, the program's version, the hash of a preset, of the locks that name it and of the journals that name both. Each must be the right one to be
 * replaced, so a wrong hash still shows; letters are replaced one for one, so that no table moves.
 */
export function stableText(text: string, folder: string): string {
  let stable = text.replaceAll(folder, '$TMP').replaceAll(`npl ${VERSION}`, 'npl V.V.V');
  for (const hash of PRESET_HASHES) stable = maskHash(stable, hash, 'p');
  for (const hash of lockHashes(folder)) stable = maskHash(stable, hash, 'k');
  for (const hash of journalHashes(folder)) stable = maskHash(stable, hash, 'j');
  return stable;
}

const { version: VERSION } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
const PRESETS = join(ROOT, 'src/policy/presets');
const PRESET_HASHES = readdirSync(PRESETS).map((name) => sha256(readFileSync(join(PRESETS, name))));

/** A hash may be wrapped over lines by a table. */
function maskHash(text: string, hash: string, letter: string): string {
  const pattern = new RegExp([...hash].join('(?:\\n *)?'), 'g');
  return text.replace(pattern, (found) => found.replace(/[0-9a-f]/g, letter));
}

/** Of every lock in the folder: the SHA-256 of the bytes before the line that states it. */
function lockHashes(folder: string): string[] {
  return filesIn(folder, '.lock.json').flatMap((name) => {
    const bytes = readFileSync(join(folder, name));
    const end = bytes.lastIndexOf('  "hash": "');
    return end < 0 ? [] : [sha256(bytes.subarray(0, end))];
  });
}

/** Of every line of every journal: the SHA-256 of what stands before the hash that it states. */
function journalHashes(folder: string): string[] {
  return filesIn(folder, 'journal.jsonl').flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line.includes(',"hash":"'))
      .map((line) => sha256(Buffer.from(line.slice(0, line.lastIndexOf(',"hash":"'))))),
  );
}

function filesIn(folder: string, end: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(end));
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
