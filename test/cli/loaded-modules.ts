import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainEnvironment, ROOT } from './program.js';

/** Writes the path of every file of JavaScript that is loaded into the file that LOADED names. */
const LOADER = `
const { appendFileSync } = require('node:fs');
const extensions = require('node:module')._extensions;
const load = extensions['.js'];
extensions['.js'] = (module, path) => {
  appendFileSync(process.env.LOADED, path + '\\n');
  load(module, path);
};`;

export interface Loaded {
  readonly exit: number | null;
  readonly stdout: string;
  /** Packages that the run loaded, in order of name: the build makes a file of each. */
  readonly packages: readonly string[];
}

/** Runs `node PROGRAM ARGV` and sees what it loads. */
export function loadedBy(program: string, argv: readonly string[]): Loaded {
  const folder = mkdtempSync(join(tmpdir(), 'npl-loaded-'));
  try {
    const [list, loader] = [join(folder, 'loaded.txt'), join(folder, 'loader.cjs')];
    writeFileSync(loader, LOADER);
    const { status, stdout } = spawnSync(process.execPath, ['--require', loader, program, ...argv], {
      cwd: ROOT,
      encoding: 'utf8',
      env: plainEnvironment('', { LOADED: list }),
    });
    const names = readFileSync(list, 'utf8').matchAll(/[\\/]dist[\\/]parts[\\/]packages[\\/](.+)\.js\n/g);
    return { exit: status, stdout, packages: [...new Set(Array.from(names, ([, name]) => name as string))].sort() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
