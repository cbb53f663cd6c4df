import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const LINE_LIMIT = 400;
const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*$/;
const DRAWER = /^(utils?|helpers?|common|misc|shared)(\.[a-z]+)*$/;
const SILENCED = /biome-ignore(-all|-start)?\s+(?!format\b)|@ts-(ignore|nocheck)/;

/** What a lint rule cannot say of the files under `root`: `path: fault`, sorted by path. Empty when all is well. */
export function shapeFaults(root: string): string[] {
  const faults: string[] = [];
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const fault = (what: string) => faults.push(`${path.slice(root.length + 1).replaceAll('\\', '/')}: ${what}`);
    if (!KEBAB_CASE.test(basename(path))) fault('not kebab-case');
    if (DRAWER.test(basename(path))) fault('a drawer for anything; name what it holds');
    if (!entry.isFile()) continue;
    const text = readFileSync(path, 'utf8');
    const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
    if (lines > LINE_LIMIT) fault(`${lines} lines, over ${LINE_LIMIT}`);
    if (SILENCED.test(text)) fault('switches a lint rule off');
  }
  return faults.sort();
}
