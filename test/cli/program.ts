import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder: commands of transcripts run in it. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The one place that says which program is tested: NPL_PROGRAM, or the project's own with its compiled dist. */
export const PROGRAM = process.env.NPL_PROGRAM ?? join(ROOT, 'bin/npl.js');
const BUILT = join(ROOT, 'dist/cli/main.js');
const BUILD_IN_PROGRESS = join(tmpdir(), 'npl-test-build.lock');
const LONGEST_BUILD_MS = 60_000;

/** Builds dist where it is missing or older than the source: a transcript must not pass on last week's program. */
export async function ensureBuilt(): Promise<void> {
  if (process.env.NPL_PROGRAM !== undefined) return;
  const deadline = Date.now() + LONGEST_BUILD_MS;
  while (isStale()) {
    if (Date.now() > deadline) throw new Error(`dist is not built; run npm run build, and remove ${BUILD_IN_PROGRESS} if it is there`);
    if (!takeTurn()) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      continue;
    }
    try {
      const built = spawnSync('npm', ['run', 'build'], { cwd: ROOT, encoding: 'utf8' });
      if (built.status !== 0) throw new Error(`npm run build failed:\n${built.stdout}${built.stderr}`);
    } finally {
      rmdirSync(BUILD_IN_PROGRESS);
    }
  }
}

/** Test files run in parallel; one of them builds. */
function takeTurn(): boolean {
  try {
    mkdirSync(BUILD_IN_PROGRESS);
    return true;
  } catch {
    return false;
  }
}

function isStale(): boolean {
  if (!existsSync(BUILT)) return true;
  const built = statSync(BUILT).mtimeMs;
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).map((name) => join('src', name));
  return ['rolldown.config.ts', ...sources].some((name) => {
    const facts = statSync(join(ROOT, name), { throwIfNoEntry: false });
    return facts?.isFile() === true && facts.mtimeMs > built;
  });
}

/** A folder holding a command `npl`, to be put first in PATH. */
export function folderWithNpl(): string {
  const folder = mkdtempSync(join(tmpdir(), 'npl-command-'));
  const command = join(folder, 'npl');
  writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${PROGRAM}' "$@"\n`);
  chmodSync(command, 0o755);
  return folder;
}

/** What every run sees of the environment: nothing of the developer's own colours, width, language or time zone. */
export function plainEnvironment(folder: string, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { PATH: `${folder}${delimiter}${process.env.PATH ?? ''}`, HOME: tmpdir(), TZ: 'UTC', LC_ALL: 'C.UTF-8', ...more };
}
