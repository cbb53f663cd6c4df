import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { presetIds } from '../../src/policy/presets.js';
import { bandsIds } from '../../src/policy/read-bands.js';
import { eligibilityIds } from '../../src/policy/read-eligibility.js';
import { limitationIds } from '../../src/policy/read-limitation.js';
import { REGISTERS } from '../../src/registers/registers.js';
import { enHelp } from '../../src/report/words/en-help.js';
import { zhHelp } from '../../src/report/words/zh-help.js';
import { HELP_TOPICS } from '../../src/run/help-topics.js';
import { FORMATS } from '../../src/run/output/formats.js';
import { ensureBuilt, PROGRAM } from './program.js';
import { nplHere as npl } from './run-here.js';

vi.setConfig({ testTimeout: 60_000 });
beforeAll(ensureBuilt, 120_000);

const help = async (...argv: string[]) => (await npl(['help', ...argv], { env: { COLUMNS: '200' } })).stdout;

/** Commands as --help lists them. */
const commands = async () =>
  Array.from((await npl(['--help'])).stdout.matchAll(/^ {2}([a-z][a-z-]*) .*\S/gm), ([, name]) => name as string);

describe('npl help TOPIC', () => {
  test.each(HELP_TOPICS.flatMap((topic) => [[topic, 'en'] as const, [topic, 'zh'] as const]))(
    '%s in %s fits 80 columns',
    async (topic, lang) => {
      const { exit, stdout, stderr } = await npl(['help', topic, '--lang', lang]);
      expect({ exit, stderr, title: stdout.split('\n')[0] }).toEqual({
        exit: 0,
        stderr: '',
        title: { en: enHelp, zh: zhHelp }[lang].pages[topic].title,
      });
      for (const line of stdout.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
    },
  );

  test('policies: every preset and every table', async () => {
    const page = await help('policies');
    for (const id of [...presetIds(), ...eligibilityIds(), ...limitationIds(), ...bandsIds()]) expect(page).toContain(id);
  });

  test('registers: every register, by an option that a command takes', async () => {
    const [page, man] = [await help('registers'), (await npl(['man'])).stdout];
    // Written out: the option of base adjustments is not named as they are.
    const optionOf = (id: string) => (id === 'base-adjustments' ? 'adjustments' : id);
    for (const { id } of REGISTERS) expect(page).toMatch(new RegExp(`^${id} +--${optionOf(id)} `, 'm'));
    for (const { id } of REGISTERS) expect(man).toContain(`\\-\\-${optionOf(id).replaceAll('-', '\\-')} <file>`);
  });

  test('formats: every format, explained in both languages', async () => {
    const page = await help('formats');
    for (const format of FORMATS) {
      expect(page).toMatch(new RegExp(`^${format} `, 'm'));
      expect(enHelp.format[format]).toMatch(/[a-z]{3}/);
      expect(zhHelp.format[format]).toMatch(/\p{Script=Han}/u);
    }
  });

  test('exit-codes: the codes of the contract', async () => {
    const codes = Array.from((await help('exit-codes')).matchAll(/^(\d+) +\S/gm), ([, code]) => Number(code));
    expect(codes).toEqual([0, 1, 2, 3, 4, 65, 66, 70, 73, 74, 75, 78, 130]);
  });

  test('map: what a --map file may say', async () => {
    const page = await help('map');
    for (const key of ['freeText', 'skipLines', 'constant', 'times']) expect(page).toMatch(new RegExp(`^${key} +\\S`, 'm'));
    expect(page).toMatch(/^loanId +借据号 +loan_id +loan id \(needed\)$/m);
  });
});

describe('npl help COMMAND', () => {
  test('says what --help of the command says', async () => {
    expect(await help('close')).toBe((await npl(['close', '--help'], { env: { COLUMNS: '200' } })).stdout);
    expect(await help('policy', 'show')).toBe((await npl(['policy', 'show', '--help'], { env: { COLUMNS: '200' } })).stdout);
  });

  test('alone it is npl --help', async () => {
    expect(await help()).toBe((await npl(['--help'], { env: { COLUMNS: '200' } })).stdout);
  });

  test.each([
    [['figurs'], 'did you mean figures?'],
    [['reprot'], 'did you mean report?'],
    [['policy', 'shw'], 'did you mean show?'],
    [['xyzzy'], 'there are report,'],
  ])('%j is none', async (argv, says) => {
    const { exit, stdout, stderr } = await npl(['help', ...argv]);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(says);
  });
});

describe('the man page', () => {
  const page = () => readFileSync(join(PROGRAM, '../../dist/npl.1'), 'utf8');
  const plain = (text: string) => text.replaceAll('\\-', '-').replaceAll('\\e', '\\');

  test('is the one that the program makes', async () => {
    expect(page()).toBe((await npl(['man'])).stdout);
  });

  test('has every command with its usage, and every option', async () => {
    const text = plain(page());
    const names = await commands();
    expect(names.length).toBeGreaterThan(20);
    for (const name of names) {
      const { stdout } = await npl([name, '--help'], { env: { COLUMNS: '1000' } });
      const options = Array.from(stdout.matchAll(/^ {2,6}(-.+?) {2}/gm), ([, flags]) => (flags as string).trim());
      for (const flags of options) expect(text).toContain(`.B ${flags}\n`);
      const usage = /^Usage: (npl .+)$/m.exec(stdout)?.[1] as string;
      if (!usage.endsWith('[command]')) expect(text).toContain(`.SS ${usage}\n`);
    }
  });

  test.runIf(spawnSync('man', ['--version']).status === 0)('man reads it without a warning', () => {
    const { stdout, stderr } = spawnSync('man', ['--warnings', '-l', join(PROGRAM, '../../dist/npl.1')], {
      encoding: 'utf8',
      env: { ...process.env, MANWIDTH: '80', LC_ALL: 'C.UTF-8' },
    });
    expect(stderr).toBe('');
    expect(stdout).toContain('EXIT STATUS');
  });
});
