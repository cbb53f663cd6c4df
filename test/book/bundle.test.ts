import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ensureBuilt, ROOT } from '../cli/program.js';
import { nplHere as npl } from '../cli/run-here.js';

vi.setConfig({ testTimeout: 120_000 });

const CASE = join(ROOT, 'fixtures/huaibei');
const REPORTS = ['report', 'series', 'roll-forward', 'migration', 'new-npl', 'watch', 'write-off', 'provision'];
const TEXTS = ['html', 'csv', 'json', 'md'];
let folder = '';
let book = '';
const at = (...names: string[]) => join(folder, ...names);

beforeAll(async () => {
  await ensureBuilt();
  folder = mkdtempSync(join(tmpdir(), 'npl-bundle-'));
  book = at('book');
  await npl(['book', 'init', book]);
  const first = await npl(['close', join(CASE, 'ledger-2018-12-31.csv'), '--book', book, '--out', at('out')]);
  expect(first.exit).toBe(0);
  await npl(['lock', '--book', book, '--as-of', '2018-12-31']);
  const registers = ['--events', join(CASE, 'events-2019.csv'), '--write-offs', join(CASE, 'write-offs-2019.csv')];
  const second = await npl(['close', join(CASE, 'ledger-2019-12-31.csv'), '--book', book, ...registers, '--out', at('out')]);
  expect(second.exit).toBe(0);
  expect(second.stderr).toContain('published');
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const jsonOf = (...names: string[]) => JSON.parse(readFileSync(at(...names), 'utf8'));

describe('close --out', () => {
  test('the full set of the month, and latest points at it', () => {
    expect(readdirSync(at('out')).sort()).toEqual(['2018-12-31', '2019-12-31', 'latest']);
    expect(readlinkSync(at('out/latest'))).toBe('2019-12-31');
    const wanted = REPORTS.flatMap((name) => [...TEXTS, 'xlsx'].map((extension) => `${name}.${extension}`));
    expect(readdirSync(at('out/2019-12-31')).sort()).toEqual([...wanted, 'manifest.json'].sort());
  });

  test('a first month has nothing that compares two', () => {
    const names = readdirSync(at('out/2018-12-31')).filter((name) => name.endsWith('.json'));
    expect(names.sort()).toEqual(['manifest.json', 'provision.json', 'report.json', 'series.json', 'watch.json', 'write-off.json']);
  });

  test('the manifest names every file with its hash', () => {
    const { files, ...rest } = jsonOf('out/2019-12-31/manifest.json');
    expect(rest).toMatchObject({
      schema: 'npl.bundle/1',
      asOf: '2019-12-31',
      lang: 'en',
      unit: 'yuan',
      month: { folder: 'months/2019-12-31' },
    });
    expect(files.length).toBe(readdirSync(at('out/2019-12-31')).length - 1);
    for (const { name, bytes, sha256 } of files) {
      const written = readFileSync(at('out/2019-12-31', name));
      expect({ name, bytes, sha256 }).toEqual({ name, bytes: written.length, sha256: createHash('sha256').update(written).digest('hex') });
    }
  });

  // The published year: 30.72 million and 0.86 % at the end of 2018, 29.57 million and 0.64 % at the end of 2019.
  test('the report says what is published', () => {
    expect(jsonOf('out/2019-12-31/report.json')).toMatchObject({
      npl: { count: 26, balance: '29570000.00' },
      doubleReduction: { against: '2018-12-31', balance: { from: '30720000.00', to: '29570000.00' }, achieved: true },
    });
  });

  test.each<[string, string[]]>([
    ['series', []],
    ['roll-forward', ['--limit', '200']],
    ['migration', ['--limit', '200']],
    ['new-npl', ['--limit', '200']],
    ['watch', ['--limit', '200', '--from', '2018-12-31', '--to', '2019-12-31']],
    ['write-off', ['--limit', '200']],
    ['provision', []],
  ])('%s: the file is what the command prints', async (name, argv) => {
    const run = async (format: string) => (await npl([name, '--book', book, ...argv, '-O', format])).stdout;
    for (const [format, extension] of [
      ['json', 'json'],
      ['markdown', 'md'],
      ['html', 'html'],
    ] as const)
      expect(readFileSync(at('out/2019-12-31', `${name}.${extension}`), 'utf8')).toBe(await run(format));
  });
});

describe('npl publish', () => {
  const publish = (...argv: string[]) => npl(['publish', '--book', book, ...argv]);

  test('the same book, the same bytes', async () => {
    expect((await publish('--out', at('again'))).exit).toBe(0);
    for (const name of readdirSync(at('out/2019-12-31')).filter(
      (one) => TEXTS.some((text) => one.endsWith(`.${text}`)) && one !== 'manifest.json',
    ))
      expect(readFileSync(at('again/2019-12-31', name))).toEqual(readFileSync(at('out/2019-12-31', name)));
  });

  test('the very same set again is told, and nothing is written', async () => {
    const before = readFileSync(at('out/2019-12-31/manifest.json'));
    const { exit, stderr } = await publish('--out', at('out'));
    expect({ exit, before: readFileSync(at('out/2019-12-31/manifest.json')) }).toEqual({ exit: 0, before });
    expect(stderr).toContain('holds this very set already');
  });

  test('another set of the month is refused, and the first stays', async () => {
    const before = readFileSync(at('out/2019-12-31/report.md'));
    const { exit, stderr } = await publish('--out', at('out'), '--unit', 'wan');
    expect(exit).toBe(73);
    expect(stderr).toContain('never overwritten');
    expect(readFileSync(at('out/2019-12-31/report.md'))).toEqual(before);
    expect(readdirSync(at('out')).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('an earlier month does not take latest back', async () => {
    expect((await publish('--out', at('back'))).exit).toBe(0);
    expect((await publish('--out', at('back'), '--as-of', '2018-12-31')).exit).toBe(0);
    expect(readlinkSync(at('back/latest'))).toBe('2019-12-31');
  });

  test('--formats, --lang, --mask', async () => {
    expect((await publish('--out', at('few'), '--formats', 'json,markdown', '--lang', 'zh', '--mask')).exit).toBe(0);
    expect(readdirSync(at('few/2019-12-31')).every((name) => /\.(json|md)$/.test(name))).toBe(true);
    expect(readFileSync(at('few/2019-12-31/report.md'), 'utf8')).toContain('已遮蔽');
    expect(jsonOf('few/2019-12-31/manifest.json')).toMatchObject({ lang: 'zh', masked: true });
    expect(jsonOf('few/2019-12-31/report.json').masked).toBe(true);
  });

  test.each<[string, string[], number, string]>([
    ['a month that is not closed', ['--as-of', '2019-06-30'], 2, '2019-06-30 is not closed'],
    ['a format that is none', ['--formats', 'pdf'], 2, 'Allowed:'],
  ])('%s is refused', async (_, argv, exit, says) => {
    const run = await publish('--out', at('refused'), ...argv);
    expect(run.exit).not.toBe(0);
    expect(run.stderr).toContain(says);
    expect(exit).toBeGreaterThan(0);
    expect(() => readdirSync(at('refused'))).toThrow();
  });

  test('into a book it does not write', async () => {
    const run = await publish('--out', join(book, 'out'));
    expect(run.exit).toBe(73);
    expect(readdirSync(book)).not.toContain('out');
  });

  test('a file in the place of the folder is refused', async () => {
    mkdirSync(at('taken'));
    writeFileSync(at('taken/2019-12-31'), 'mine');
    expect((await publish('--out', at('taken'))).exit).toBe(73);
    expect(readFileSync(at('taken/2019-12-31'), 'utf8')).toBe('mine');
  });
});
