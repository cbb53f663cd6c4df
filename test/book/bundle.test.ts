import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ensureBuilt, ROOT } from '../cli/program.js';
import { nplHere as npl } from '../cli/run-here.js';

vi.setConfig({ testTimeout: 120_000 });

const CASE = join(ROOT, 'fixtures/huaibei');
const FIRST = ['report', 'series', 'watch', 'write-off', 'provision', 'quality', 'concentration'];
const REPORTS = [...FIRST, 'roll-forward', 'migration', 'new-npl', 'tasks', 'responsibility', 'plan', 'litigation'];
/** Every register of the fixture, by the option that gives it to a close. */
const REGISTERS = [
  ...['events', 'write-offs', 'recoveries', 'disposals', 'evidence', 'plans', 'litigation', 'responsibility', 'foreclosed'],
  ...['targets', 'assignments', 'internal-transfers'],
].flatMap((name) => [`--${name}`, join(CASE, 'registers', `${name}-2019.csv`)]);
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
  const second = await npl(['close', join(CASE, 'ledger-2019-12-31.csv'), '--book', book, ...REGISTERS, '--out', at('out')]);
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

  test('a first month has nothing that compares two or needs a register, and says what is left out and why', () => {
    const names = readdirSync(at('out/2018-12-31')).filter((name) => name.endsWith('.json'));
    expect(names.sort()).toEqual([...FIRST.map((name) => `${name}.json`), 'manifest.json'].sort());
    const { leftOut } = jsonOf('out/2018-12-31/manifest.json');
    expect(leftOut.map(({ report }: { report: string }) => report).sort()).toEqual(REPORTS.filter((name) => !FIRST.includes(name)).sort());
    expect(leftOut).toContainEqual({ report: 'migration', reason: expect.stringContaining('the first of the book') });
    expect(leftOut).toContainEqual({ report: 'tasks', reason: expect.stringContaining('nothing given is of 2017-12-31') });
    expect(leftOut).toContainEqual({ report: 'plan', reason: expect.stringContaining('no register “plans”') });
    expect(jsonOf('out/2019-12-31/manifest.json').leftOut).toEqual([]);
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

  const printed = async (name: string, format: string, ...argv: string[]) =>
    (await npl([name, '--book', book, ...argv, '-O', format])).stdout;
  const published = (name: string) => readFileSync(at('out/2019-12-31', name), 'utf8');

  test('report: the figures are those of npl report, which reads no book', async () => {
    const [lock] = readdirSync(join(book, 'locks'));
    const since = ['--since', join(CASE, 'ledger-2018-12-31.csv'), '--base', join(book, 'locks', lock as string)];
    const { stdout } = await npl(['report', join(CASE, 'ledger-2019-12-31.csv'), ...since, ...REGISTERS.slice(0, 8), '-O', 'json']);
    const figures = ({ offBook: _, rows: __, provenance: ___, ...rest }: Record<string, unknown>) => rest;
    expect(figures(jsonOf('out/2019-12-31/report.json'))).toEqual(figures(JSON.parse(stdout)));
  });

  test.each(REPORTS.filter((name) => name !== 'report'))('%s: the JSON is what the command prints', async (name) => {
    expect(published(`${name}.json`)).toBe(await printed(name, 'json'));
  });

  test.each([
    ['watch', 'html', 'html'],
    ['tasks', 'html', 'html'],
    ['new-npl', 'markdown', 'md'],
    ['plan', 'markdown', 'md'],
    // A list of recovery is whole for another program.
    ['litigation', 'csv', 'csv'],
    ['concentration', 'csv', 'csv'],
  ])('%s: so is its %s', async (name, format, extension) => {
    const text = published(`${name}.${extension}`);
    expect(text.replace(/^\ufeff/, '')).toBe(await printed(name, format, '--limit', '200'));
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
    ['a format that is none', ['--formats', 'pdf'], 2, 'allowed:'],
  ])('%s is refused', async (_, argv, exit, says) => {
    const run = await publish('--out', at('refused'), ...argv);
    expect(run.exit).toBe(exit);
    expect(run.stderr).toContain(says);
    expect(() => readdirSync(at('refused'))).toThrow();
  });

  test('into a book it does not write', async () => {
    const run = await publish('--out', join(book, 'out'));
    expect(run.exit).toBe(73);
    expect(readdirSync(book)).not.toContain('out');
  });

  // Classes stay what they were: only the hash tells, which of the month itself is compared when all reports are made.
  test.each([
    ['loans of a month before', '2018-12-31/loans.csv', 'HB-2015-0910', 'HB-2015-0999'],
    ['loans of the month itself', '2019-12-31/loans.csv', '林晓燕', '林晓雁'],
    // Plans alone are read of it: the others are not published without them.
    ['a register of the month', '2019-12-31/registers/plans-1.csv', '短期', '中期'],
  ])('of %s that were changed it makes nothing', async (_, name, was, is) => {
    const folderName = name.replaceAll('/', '-');
    const [changed, out] = [at(`changed-${folderName}`), at(`of-changed-${folderName}`)];
    cpSync(book, changed, { recursive: true });
    const loans = join(changed, 'months', name);
    const text = readFileSync(loans, 'utf8');
    const other = text.replace(was, is);
    expect(other).not.toBe(text);
    writeFileSync(loans, other);
    const run = await npl(['publish', '--book', changed, '--out', out, '--formats', 'json']);
    expect(run.exit).toBe(4);
    expect(run.stderr).toContain(`${name}: E_BOOK_DAMAGED`);
    expect(run.stderr).toContain('its bytes are not those that were published');
    expect(() => readdirSync(out)).toThrow();
  });

  test('a file in the place of the folder is refused', async () => {
    mkdirSync(at('taken'));
    writeFileSync(at('taken/2019-12-31'), 'mine');
    expect((await publish('--out', at('taken'))).exit).toBe(73);
    expect(readFileSync(at('taken/2019-12-31'), 'utf8')).toBe('mine');
  });
});
