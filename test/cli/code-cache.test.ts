import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ensureBuilt, PROGRAM, plainEnvironment } from './program.js';

vi.setConfig({ testTimeout: 60_000 });

/** Says of each compilation whether V8 took a cache that it was given. */
const WATCH = `
const vm = require('node:vm');
const { appendFileSync } = require('node:fs');
vm.Script = class extends vm.Script {
  constructor(source, options) {
    super(source, options);
    if (options.cachedData !== undefined) appendFileSync(process.env.TOLD, options.filename.replace(/.*[/]/, '') + ' ' + !this.cachedDataRejected + '\\n');
  }
};`;
let folder = '';

beforeAll(async () => {
  await ensureBuilt();
  folder = mkdtempSync(join(tmpdir(), 'npl-code-cache-'));
  const root = dirname(dirname(PROGRAM));
  for (const part of ['bin', 'dist', 'package.json']) cpSync(join(root, part), join(folder, part), { recursive: true });
  writeFileSync(join(folder, 'watch.cjs'), WATCH);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function help(...flags: string[]) {
  const told = join(folder, 'told.txt');
  writeFileSync(told, '');
  const argv = [...flags, '--require', join(folder, 'watch.cjs'), join(folder, 'bin/npl.js'), '--help'];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8', env: plainEnvironment('', { TOLD: told }) });
  return { status, stdout, stderr, told: readFileSync(told, 'utf8').split('\n') };
}

/** Changes the caches of the command line, whatever versions of V8 they are for. */
function changeCaches(change: (bytes: Buffer) => Buffer): void {
  const parts = join(folder, 'dist/parts');
  const names = readdirSync(parts).filter((name) => /^command-line\.js\..+\.cache$/.test(name));
  expect(names).not.toEqual([]);
  for (const name of names) writeFileSync(join(parts, name), change(readFileSync(join(parts, name))));
}

const CODE = () => join(folder, 'dist/parts/command-line.js');

test('a copied installation takes what the build compiled; other flags and damaged caches compile as usual; other bytes are never run', () => {
  const usual = help();
  expect(usual).toMatchObject({ status: 0, stderr: '' });
  expect(usual.told).toContain('command-line.js true');

  const flagged = help('--max-lazy');
  expect(flagged).toMatchObject({ status: 0, stderr: '', stdout: usual.stdout });
  expect(flagged.told).not.toContain('command-line.js true');

  // The same number of bytes, which is all that V8 compares.
  const code = readFileSync(CODE(), 'utf8');
  writeFileSync(CODE(), code.replace('--lang <lang>', '--lang <LANG>'));
  const changed = help();
  expect(changed.stdout).toBe(usual.stdout.replace('--lang <lang>', '--lang <LANG>'));
  expect(changed.told.filter((line) => line.startsWith('command-line.js'))).toEqual([]);
  writeFileSync(CODE(), code);

  const size = Buffer.byteLength(code);
  changeCaches((bytes) => Buffer.concat([bytes.subarray(0, size + 50_000), Buffer.alloc(8, 0xff), bytes.subarray(size + 50_008)]));
  const damaged = help();
  expect(damaged).toMatchObject({ status: 0, stderr: '', stdout: usual.stdout });
  expect(damaged.told.filter((line) => line.startsWith('command-line.js'))).toEqual([]);
  changeCaches((bytes) => bytes.subarray(0, size + 5000));
  expect(help()).toMatchObject({ status: 0, stderr: '', stdout: usual.stdout });
  changeCaches(() => Buffer.alloc(0));
  expect(help()).toMatchObject({ status: 0, stderr: '', stdout: usual.stdout });
});

test('a run writes no cache, whatever a variable says', () => {
  const names = () => readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.cache'));
  const kept = names();
  for (const name of kept) rmSync(join(folder, 'dist', name));
  const env = plainEnvironment('', { NPL_MAKE_CODE_CACHE: 'early' });
  expect(spawnSync(process.execPath, [join(folder, 'bin/npl.js'), '--help'], { env }).status).toBe(0);
  expect([kept.length > 0, names()]).toEqual([true, []]);
});
