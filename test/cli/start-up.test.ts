import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { presetIds } from '../../src/policy/presets.js';
import { readPolicy } from '../../src/policy/read-policy.js';
import { loadedBy } from './loaded-modules.js';
import { ensureBuilt, PROGRAM, ROOT } from './program.js';

vi.setConfig({ testTimeout: 60_000 });

const SMALL = 'fixtures/transcripts/small/ledger-2024-06-30.csv';
const JSON_REPORT = ['report', SMALL, '-O', 'json'];
const PRESET = 'dist/policy/presets/cn-2023.yaml';
/** Each draws one of the formats. */
const DRAWING = ['chalk', 'cli-table3', 'wrap-ansi', 'vega', 'vega-lite', 'write-excel-file'];
let folder = '';
/** Another installation of the program, to be changed. */
let copy = '';

beforeAll(async () => {
  await ensureBuilt();
  folder = mkdtempSync(join(tmpdir(), 'npl-start-'));
  copy = join(folder, 'bin/npl.js');
  const root = dirname(dirname(PROGRAM));
  for (const part of ['bin', 'dist', 'package.json']) cpSync(join(root, part), join(folder, part), { recursive: true });
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what a run loads', () => {
  test.each([[['--help']], [['report', '--help']], [['--version']]])(
    '%j: what reads the command, and nothing that reads or draws',
    (argv) => {
      const { exit, stdout, packages } = loadedBy(PROGRAM, argv);
      expect({ exit, isSilent: stdout === '', packages }).toEqual({ exit: 0, isSilent: false, packages: ['commander'] });
    },
  );

  test('a report of JSON by a preset: nothing that reads YAML, checks documents or draws tables', () => {
    const { exit, packages } = loadedBy(PROGRAM, JSON_REPORT);
    expect(exit).toBe(0);
    expect(packages).toContain('decimal.js');
    for (const name of ['yaml', 'zod', 'string-width', ...DRAWING]) expect(packages).not.toContain(name);
  });

  test.each([
    ['table', ['chalk', 'cli-table3', 'wrap-ansi']],
    ['html', ['vega', 'vega-lite']],
    ['xlsx', ['write-excel-file']],
  ])('a report as %s: what draws that, and nothing that draws the others', (format, own) => {
    const { exit, packages } = loadedBy(PROGRAM, ['report', SMALL, '-O', format]);
    expect(exit).toBe(0);
    expect(packages).toEqual(expect.arrayContaining(own));
    for (const name of DRAWING.filter((one) => !own.includes(one))) expect(packages).not.toContain(name);
  });

  test('a page without a chart: nothing that draws one', () => {
    const { exit, packages } = loadedBy(PROGRAM, ['policy', 'list', '-O', 'html']);
    expect(exit).toBe(0);
    for (const name of DRAWING) expect(packages).not.toContain(name);
  });

  test('a policy of the user: what reads YAML and checks documents', () => {
    const { exit, packages } = loadedBy(PROGRAM, [...JSON_REPORT, '--policy', join(ROOT, 'src/policy/presets/cn-2023.yaml')]);
    expect(exit).toBe(0);
    expect(packages).toEqual(expect.arrayContaining(['yaml', 'zod']));
  });
});

describe('presets as the build has read them', () => {
  test.each(presetIds())('%s is what its YAML says', (id) => {
    const compiled = JSON.parse(readFileSync(join(folder, `dist/policy/presets/${id}.yaml.json`), 'utf8'));
    expect(compiled.policy).toEqual(readPolicy(id));
  });

  test('YAML that was changed after the build is read anew', () => {
    const policyOf = ({ stdout, packages }: ReturnType<typeof loadedBy>) => ({
      hash: JSON.parse(stdout).provenance.policy.hash,
      isRead: packages.includes('yaml'),
    });
    const yaml = join(folder, PRESET);
    const hash = () => createHash('sha256').update(readFileSync(yaml)).digest('hex');
    expect(policyOf(loadedBy(copy, JSON_REPORT))).toEqual({ hash: hash(), isRead: false });
    appendFileSync(yaml, '# Changed.\n');
    expect(policyOf(loadedBy(copy, JSON_REPORT))).toEqual({ hash: hash(), isRead: true });
  });
});
