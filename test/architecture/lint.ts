import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** One thing that biome reports. */
export interface Finding {
  /** From the folder it ran in, with / on every system. */
  readonly path: string;
  /** Without its group: `noRestrictedImports`; `plugin` for the .grit files. */
  readonly rule: string;
  readonly message: string;
}

interface RdjsonDiagnostic {
  readonly code?: { readonly value: string };
  readonly location?: { readonly path: string };
  readonly message: string;
}

/** Runs the project's lint script, `biome check …`, in `folder` and gives all that it reports there. */
export function runLint(folder: string): Finding[] {
  const [command, ...options] = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts.lint.split(' ');
  if (command !== 'biome') throw new Error(`npm run lint runs ${command}, not biome`);
  const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
  const { stdout, stderr } = spawnSync(process.execPath, [biome, ...options, '--reporter=rdjson', '--max-diagnostics=none'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (!stdout.startsWith('{')) throw new Error(`biome gave no report: ${stderr}`);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: RdjsonDiagnostic[] };
  return diagnostics.map(({ code, location, message }) => ({
    path: (location?.path ?? '').replaceAll('\\', '/'),
    rule: code?.value.split('/').at(-1) ?? '',
    message,
  }));
}
