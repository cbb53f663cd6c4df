import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from '../cli/program.js';
import { nplHere as npl } from '../cli/run-here.js';

let folder = '';
const at = (name: string) => join(folder, name);
const HEADER = '数据日期,借据号,支行,客户经理,客户编号,贷款余额,五级分类,客户电话';

beforeAll(async () => {
  await ensureBuilt();
  folder = mkdtempSync(join(tmpdir(), 'npl-selection-'));
  for (const date of ['2018-12-31', '2019-12-31'])
    writeFileSync(
      at(`${date}.csv`),
      [HEADER, `${date},L1,东支行,李七,C1,100,次级,555`, `${date},L2,西支行,王八,C2,60,正常,556`, ''].join('\n'),
    );
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MONTH = () => [at('2019-12-31.csv'), '--since', at('2018-12-31.csv')];
const PERIOD = () => [at('2018-12-31.csv'), at('2019-12-31.csv')];
const REPORTS: readonly (readonly [name: string, ledgers: () => string[]])[] = [
  ['report', MONTH],
  ['quality', MONTH],
  ['concentration', MONTH],
  ['series', PERIOD],
  ['watch', PERIOD],
];

describe('figures of some rows alone say so', () => {
  test.each(REPORTS)('%s: on top, with what was selected, and in JSON', async (name, ledgers) => {
    const run = async (...argv: string[]) => (await npl([name, ...ledgers(), '--lang', 'zh', ...argv])).stdout;
    const where = ['--where', '支行=东支行'];
    for (const format of ['plain', 'markdown', 'html', 'csv']) {
      const said = await run(...where, '-O', format);
      expect(said).toContain('仅含按 支行 所选的行');
      expect(said).toContain('东支行');
      expect(await run('-O', format)).not.toContain('所选的行');
    }
    expect(JSON.parse(await run(...where, '-O', 'json')).provenance.selection).toEqual([
      { column: '支行', field: 'branch', equals: '东支行' },
    ]);
    expect(JSON.parse(await run('-O', 'json')).provenance.selection).toBeUndefined();
  });

  test('the list of classify', async () => {
    const where = ['--where', '支行=东支行'];
    expect((await npl(['classify', at('2019-12-31.csv'), ...where, '-O', 'plain'])).stdout).toMatch(/selected by 支行[\s\S]*支行 +东支行/);
  });

  // Neither the officer nor the telephone stands in any other table.
  test.each(REPORTS)('%s --mask: not whose rows', async (name, ledgers) => {
    for (const format of ['plain', 'json', 'html', 'csv']) {
      const where = ['--where', '客户经理=王八', '--where', '客户电话=556', '--where', '支行=西支行'];
      const { stdout, exit } = await npl([name, ...ledgers(), '--lang', 'zh', ...where, '--mask', '-O', format]);
      expect(exit).toBe(0);
      expect(stdout).toContain('西支行');
      expect(stdout).toContain('客户经理');
      expect(stdout).not.toMatch(/王八|\b556\b/);
    }
  });

  test('of a month closed with --where, by the close and the reports of its book', async () => {
    const book = at('book');
    await npl(['book', 'init', book]);
    const closed = await npl(['close', at('2019-12-31.csv'), '--book', book, '--where', '支行=东支行']);
    expect(closed.exit).toBe(0);
    expect(closed.stdout).toContain('only of the rows selected by 支行');
    for (const name of ['series', 'watch', 'quality']) {
      const { stdout } = await npl([name, '--book', book, '-O', 'json']);
      expect(JSON.parse(stdout).provenance.selection).toEqual([{ column: '支行', field: 'branch', equals: '东支行' }]);
      expect((await npl([name, '--book', book, '-O', 'plain'])).stdout).toContain('only of the rows selected by 支行');
    }
  });
});
