// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { output } from './measure.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DUCKDB = '@duckdb/node-api';

/**
 * Versions of what can run; undefined for what is not there.
 * @param {string} program
 */
export function versions(program) {
  const packaged = (/** @type {string} */ folder) => {
    const path = join(folder, 'package.json');
    return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).version : undefined;
  };
  const firstLine = (/** @type {string} */ text) => text.split('\n')[0] || undefined;
  return {
    npl: firstLine(output(process.execPath, [program, '--version'])),
    DuckDB: packaged(join(HERE, 'node_modules', DUCKDB)),
    'csv-parse': packaged(join(ROOT, 'node_modules/csv-parse')),
    gawk: firstLine(output('gawk', ['--version'])),
    Miller: firstLine(output('mlr', ['--version'])),
  };
}

/** Installs the peers where they are missing. Without a registry to take them from, DuckDB is left out. */
export function installPeers() {
  if (existsSync(join(HERE, 'node_modules', DUCKDB))) return;
  process.stderr.write('installing the peers of test/bench\n');
  spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--fetch-retries=1'], { cwd: HERE, stdio: 'ignore' });
}

/** npl.js of this project, compiled where it is not yet or has changed since. */
export function ownProgram() {
  const built = join(ROOT, 'dist/cli/main.js');
  if (!existsSync(built) || newest(join(ROOT, 'src')) > statSync(built).mtimeMs) {
    process.stderr.write('building npl\n');
    const { status, stdout, stderr } = spawnSync('npm', ['run', 'build'], { cwd: ROOT, encoding: 'utf8' });
    if (status !== 0) throw new Error(`npm run build failed:\n${stdout}${stderr}`);
  }
  return join(ROOT, 'bin/npl.js');
}

/** @param {string} folder */
function newest(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return Math.max(...names.map((name) => statSync(join(folder, name)).mtimeMs));
}
