import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { nplConfig } from '../../src/documents/npl-config.js';
import { SETTING_KEYS } from '../../src/run/settings.js';
import { ensureBuilt, ROOT } from './program.js';
import { nplHere as npl } from './run-here.js';

vi.setConfig({ testTimeout: 60_000 });

const LEDGER = join(ROOT, 'fixtures/transcripts/year/ledger-2024-06-30.csv');
let home = '';

beforeAll(async () => {
  await ensureBuilt();
  home = mkdtempSync(join(tmpdir(), 'npl-config-'));
}, 120_000);

afterAll(() => rmSync(home, { recursive: true, force: true }));

let made = 0;
/** A project with this file, a folder two levels below it, and a user with that one. */
function place(project: string | undefined, user?: string): { root: string; below: string; env: Record<string, string> } {
  const root = join(home, `project-${made++}`);
  const below = join(root, 'a/b');
  mkdirSync(below, { recursive: true });
  if (project !== undefined) writeFileSync(join(root, 'npl.config.yaml'), project);
  const xdg = join(root, 'xdg');
  mkdirSync(join(xdg, 'npl'), { recursive: true });
  if (user !== undefined) writeFileSync(join(xdg, 'npl/config.yaml'), user);
  return { root, below, env: { XDG_CONFIG_HOME: xdg } };
}

describe('what is not typed', () => {
  test('flag > environment > project > user > default, each seen to win once', async () => {
    const { below, env } = place('lang: zh\nunit: wan\n', 'lang: en\nunit: yi\nlimit: 3\n');
    const shown = async (argv: string[], more = {}) =>
      JSON.parse((await npl(['config', '-O', 'json', '--show-origin', ...argv], { cwd: below, env: { ...env, ...more } })).stdout).settings;
    const settings = await shown([], { NPL_UNIT: 'yuan' });
    const of = (key: string) => settings.find((one: { key: string }) => one.key === key);
    expect(of('lang')).toMatchObject({ value: 'zh', origin: 'project' });
    expect(of('unit')).toEqual({ key: 'unit', value: 'yuan', origin: 'environment', source: 'NPL_UNIT' });
    expect(of('limit')).toMatchObject({ value: '3', origin: 'user', source: expect.stringMatching(/xdg\/npl\/config\.yaml:3$/) });
    expect(of('basis')).toEqual({ key: 'basis', value: 'stricter', origin: 'default' });
    const title = async (argv: string[], more = {}) =>
      (await npl(['report', LEDGER, ...argv], { cwd: below, env: { ...env, ...more } })).stdout.split('\n').slice(0, 2).join(' ');
    expect(await title([])).toContain('单位 万元');
    expect(await title(['--unit', 'yi', '--lang', 'en'])).toContain('unit 100 million');
    expect(await title([], { NPL_UNIT: 'yuan' })).toContain('单位 元');
  });

  test('npl config says where each stands', async () => {
    const { below, env, root } = place('# ours\npolicy: cn-2007\n');
    const { stdout } = await npl(['config', '--show-origin'], { cwd: below, env: { ...env, COLUMNS: '200' } });
    expect(stdout).toMatch(new RegExp(`^policy +cn-2007 +project +${join(root, 'npl.config.yaml')}:2$`, 'm'));
    expect(stdout).toMatch(/^unit +yuan +default/m);
  });

  test('the keys of the file are the settings that are listed', () => {
    expect(Object.keys(nplConfig.shape).sort()).toEqual([...SETTING_KEYS].sort());
  });
});

describe('a setting that changes a figure is named in the provenance', () => {
  const config = 'policy: cn-2007\nbasis: declared\nunit: wan\n';
  const sha256 = createHash('sha256').update(config).digest('hex');

  test.each([
    ['report', [LEDGER]],
    ['series', [LEDGER]],
    ['write-off', [LEDGER]],
  ])('%s', async (command, argv) => {
    const { below, env } = place(config);
    const { stdout } = await npl([command, ...argv, '-O', 'json'], { cwd: below, env: { ...env, NPL_BASIS: 'computed' } });
    const { provenance } = JSON.parse(stdout);
    expect(provenance.policy.id).toBe('cn-2007');
    expect(provenance.settings).toEqual([
      { key: 'basis', value: 'computed', source: 'NPL_BASIS' },
      { key: 'policy', value: 'cn-2007', source: 'npl.config.yaml', sha256 },
    ]);
  });

  test('in words too; what was typed over it is not', async () => {
    const { below, env } = place(config);
    const { stdout } = await npl(['report', LEDGER, '--policy', 'cn-2023', '-O', 'plain'], { cwd: below, env });
    expect(stdout).toContain('basis: declared (npl.config.yaml)');
    expect(stdout).not.toContain('policy: cn-2007');
  });

  test('without settings there is nothing to name', async () => {
    const { below, env } = place(undefined);
    expect(JSON.parse((await npl(['report', LEDGER, '-O', 'json'], { cwd: below, env })).stdout).provenance.settings).toBeUndefined();
  });
});

describe('what is wrong is refused with its place', () => {
  test.each<[string, string, number, RegExp]>([
    ['an unknown key', 'unit: wan\npolcy: cn-2007\n', 78, /npl\.config\.yaml:2:1.*did you mean policy\?/],
    ['an unknown word', 'unit: wna\n', 78, /npl\.config\.yaml:1:7.*did you mean wan\?/],
    ['a dimension that is none', 'lang: en\nby: brnach\n', 78, /npl\.config\.yaml:2:5.*did you mean branch\?/],
    ['a path of a ledger', 'ledgers: [a.csv]\n', 78, /no such key/],
    ['no YAML', 'unit: [wan\n', 78, /npl\.config\.yaml/],
  ])('%s', async (_, text, exit, says) => {
    const { below, env } = place(text);
    const run = await npl(['report', LEDGER], { cwd: below, env });
    expect({ exit: run.exit, stdout: run.stdout }).toEqual({ exit, stdout: '' });
    expect(run.stderr).toMatch(says);
    expect((await npl(['--help'], { cwd: below, env })).exit).toBe(0);
  });

  test('in the environment', async () => {
    const { below, env } = place(undefined);
    const run = await npl(['report', LEDGER], { cwd: below, env: { ...env, NPL_BASIS: 'declard' } });
    expect(run.exit).toBe(2);
    expect(run.stderr).toContain('NPL_BASIS=declard: did you mean declared?');
  });
});

describe('a book that is set', () => {
  test('is used where no ledger is typed, from the folder of its file; ledgers go before it', async () => {
    const { root, below, env } = place('book: books/main\n');
    mkdirSync(join(root, 'books'));
    await npl(['book', 'init', join(root, 'books/main')]);
    expect((await npl(['close', LEDGER], { cwd: below, env })).exit).toBe(0);
    expect((await npl(['series'], { cwd: below, env })).stdout).toContain('2024-06-30');
    expect((await npl(['series', LEDGER], { cwd: below, env })).exit).toBe(0);
  });
});

describe('npl schema', () => {
  test.each(['policy', 'eligibility', 'map', 'book', 'config'])('%s: an object whose unknown keys are refused', async (name) => {
    const { exit, stdout } = await npl(['schema', name]);
    expect(exit).toBe(0);
    const schema = JSON.parse(stdout);
    expect(schema.$schema).toContain('json-schema.org');
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
  });

  test('says what may be written', async () => {
    const { properties } = JSON.parse((await npl(['schema', 'config'])).stdout);
    expect(properties.unit.enum).toEqual(['yuan', 'wan', 'yi']);
    const map = JSON.parse((await npl(['schema', 'map'])).stdout);
    expect(map.properties.fields.properties.balance.properties.times).toMatchObject({ type: 'integer', minimum: 1 });
  });
});
