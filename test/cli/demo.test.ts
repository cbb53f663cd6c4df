import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runStep } from '../transcripts/run-step.js';
import { ensureBuilt, folderWithNpl } from './program.js';
import { npl } from './run-npl.js';

vi.setConfig({ testTimeout: 120_000 });

let place = '';
let commands = '';

beforeAll(async () => {
  await ensureBuilt();
  place = mkdtempSync(join(tmpdir(), 'npl-tour-'));
  commands = folderWithNpl();
}, 120_000);

afterAll(() => {
  for (const made of [place, commands]) rmSync(made, { recursive: true, force: true });
});

/** The tour's lines, behind the report. */
const tourOf = (stdout: string) => stdout.slice(stdout.lastIndexOf('\n\n# ', stdout.indexOf('\ncd ')) + 2);

describe.each(['en', 'zh'])('npl demo --lang %s', (lang) => {
  test('the report, then commands that do what they say when they are pasted', async () => {
    const folder = join(place, `it's ${lang}`);
    const { exit, stdout } = await npl(['demo', folder, '--lang', lang]);
    expect(exit).toBe(0);
    // The published year: 29.57 million at the end of 2019, 0.64 % of loans.
    expect(stdout).toContain('29,570,000.00');
    expect(stdout).toContain('0.64%');
    const lines = tourOf(stdout).split('\n');
    const typed = lines.filter((line) => line !== '' && !line.startsWith('#'));
    expect(typed.length).toBe(19);
    const [enter, ...steps] = typed;
    const silent = /( verify | -o | book init | lock | rm )/;
    for (const command of steps) {
      const printed = await runStep({ command: `${enter} && ${command}` }, place, commands);
      expect({ command, exit: printed.exit, stderr: printed.exit === 0 ? '' : printed.stderr }).toEqual({ command, exit: 0, stderr: '' });
      expect({ command, isSilent: printed.stdout === '' }).toEqual({ command, isSilent: silent.test(` ${command}`) });
      if (command.includes(' -o ')) expect(existsSync(join(folder, command.split(' -o ')[1]?.split(' ')[0] as string))).toBe(true);
    }
    expect(existsSync(folder)).toBe(false);
  });
});

test('without a folder it makes one for temporary files, and says where', async () => {
  const { exit, stdout } = await npl(['demo'], { env: { TMPDIR: place } });
  expect(exit).toBe(0);
  const [made] = readdirSync(place).filter((name) => name.startsWith('npl-demo-'));
  expect(stdout).toContain(`\ncd ${join(place, made as string)}\n`);
  expect(readdirSync(join(place, made as string)).sort()).toEqual([
    'base-2018-12-31.lock.json',
    'events-2019.csv',
    'ledger-2017-12-31.csv',
    'ledger-2018-12-31.csv',
    'ledger-2019-12-31.csv',
    'registers',
    'write-offs-2019.csv',
  ]);
});

test('a folder with something in it is refused, and nothing is put there', async () => {
  mkdirSync(join(place, 'full'));
  writeFileSync(join(place, 'full/a'), '');
  const { exit, stdout, stderr } = await npl(['demo', join(place, 'full')]);
  expect({ exit, stdout }).toEqual({ exit: 73, stdout: '' });
  expect(stderr).toContain('the folder is not empty');
  expect(readdirSync(join(place, 'full'))).toEqual(['a']);
});
