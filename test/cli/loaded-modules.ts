import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainEnvironment, ROOT } from './program.js';

/** Writes the address of every module that is loaded into the file that LOADED names. */
const LOADER = `
import { appendFileSync } from 'node:fs';
export function load(url, context, next) {
  appendFileSync(process.env.LOADED, url + '\\n');
  return next(url, context);
}`;
const REGISTER = `import { register } from 'node:module'; register(${JSON.stringify(asUrl(LOADER))});`;

function asUrl(script: string): string {
  return `data:text/javascript,${encodeURIComponent(script)}`;
}

export interface Loaded {
  readonly exit: number | null;
  readonly stdout: string;
  /** Packages of node_modules that the run loaded, in order of name. */
  readonly packages: readonly string[];
}

/** Runs `node PROGRAM ARGV` and sees what it loads. */
export function loadedBy(program: string, argv: readonly string[]): Loaded {
  const folder = mkdtempSync(join(tmpdir(), 'npl-loaded-'));
  try {
    const list = join(folder, 'loaded.txt');
    const { status, stdout } = spawnSync(process.execPath, ['--import', asUrl(REGISTER), program, ...argv], {
      cwd: ROOT,
      encoding: 'utf8',
      env: plainEnvironment('', { LOADED: list }),
    });
    const names = readFileSync(list, 'utf8').matchAll(/\/node_modules\/([^/\n]+)\//g);
    return { exit: status, stdout, packages: [...new Set(Array.from(names, ([, name]) => name as string))].sort() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
