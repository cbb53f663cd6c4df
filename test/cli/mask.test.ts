import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { maskedDocument, maskedJson } from '../../src/report/mask.js';
import { ensureBuilt, ROOT } from './program.js';
import { npl } from './run-npl.js';

vi.setConfig({ testTimeout: 120_000 });

const CASE = join(ROOT, 'fixtures/huaibei');
const at = (name: string) => join(CASE, name);
const PERSONAL_COLUMNS = [
  '客户编号',
  '客户名称',
  '客户经理',
  '第一责任人',
  '批准人',
  '认定人',
  '户号',
  '管户人',
  '清收人',
  '责任人',
  '包案领导',
  '专班',
];

/** Every name and id of a person or borrower that the case's ledgers and registers hold. */
function personalTexts(): string[] {
  const files = [...readdirSync(CASE), ...readdirSync(at('registers')).map((name) => `registers/${name}`)].filter((name) =>
    name.endsWith('.csv'),
  );
  const texts = files.flatMap((name) => {
    const rows = parse(readFileSync(at(name), 'utf8'), { columns: true, relax_column_count: true, bom: true }) as Record<string, string>[];
    return rows.flatMap((row) => PERSONAL_COLUMNS.map((column) => row[column] ?? ''));
  });
  return [...new Set(texts)].filter((text) => text.length > 1);
}

let folder = '';
let texts: string[] = [];

beforeAll(async () => {
  await ensureBuilt();
  folder = mkdtempSync(join(tmpdir(), 'npl-mask-'));
  texts = personalTexts();
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LEDGER = at('ledger-2019-12-31.csv');
const PERIOD = [
  at('ledger-2018-12-31.csv'),
  LEDGER,
  '--base',
  at('base-2018-12-31.lock.json'),
  '--events',
  at('events-2019.csv'),
  '--write-offs',
  at('write-offs-2019.csv'),
];
const MONTH = [
  LEDGER,
  '--since',
  at('ledger-2018-12-31.csv'),
  '--base',
  at('base-2018-12-31.lock.json'),
  '--events',
  at('events-2019.csv'),
  '--write-offs',
  at('write-offs-2019.csv'),
];

const register = (name: string) => [`--${name}`, at(`registers/${name}-2019.csv`)];

const COMMANDS: readonly (readonly [name: string, argv: readonly string[]])[] = [
  ['report', ['report', ...MONTH]],
  ['report by officer', ['report', ...MONTH, '--by', 'officer,firstResponsible']],
  ['classify', ['classify', LEDGER]],
  ['explain', ['explain', LEDGER, 'HB-2017-0874']],
  ['inspect', ['inspect', LEDGER]],
  ['series', ['series', ...PERIOD, '--by', 'officer']],
  ['roll-forward', ['roll-forward', ...PERIOD, '--by', 'officer', '--limit', '1000']],
  ['migration', ['migration', ...PERIOD, '--by', 'firstResponsible', '--limit', '1000']],
  ['new-npl', ['new-npl', ...PERIOD, '--by', 'officer', '--limit', '1000']],
  ['watch', ['watch', ...PERIOD, '--by', 'officer', '--limit', '1000']],
  ['diff', ['diff', ...PERIOD, '--by', 'officer', '--limit', '1000']],
  ['write-off', ['write-off', ...MONTH, '--by', 'officer', '--limit', '1000']],
  ['quality', ['quality', ...MONTH, '--by', 'officer']],
  ['provision', ['provision', ...MONTH]],
  ['plan', ['plan', ...MONTH, ...register('plans'), '--by', 'officer', '--limit', '1000']],
  ['tasks', ['tasks', ...MONTH, ...register('targets'), ...register('assignments'), '--limit', '1000']],
  ['litigation', ['litigation', ...MONTH, ...register('litigation'), '--by', 'officer', '--limit', '1000']],
  ['responsibility', ['responsibility', ...MONTH, ...register('responsibility'), '--by', 'officer', '--limit', '1000']],
  ['concentration', ['concentration', ...MONTH, ...register('foreclosed'), '--by', 'firstResponsible', '--limit', '1000']],
];

/** Texts of a workbook: a zip of deflated parts. */
function unzipped(bytes: Buffer): string {
  const parts: string[] = [];
  for (let at = bytes.indexOf('PK\u0003\u0004'); at >= 0; at = bytes.indexOf('PK\u0003\u0004', at + 4)) {
    const [method, size, name, extra] = [
      bytes.readUInt16LE(at + 8),
      bytes.readUInt32LE(at + 18),
      bytes.readUInt16LE(at + 26),
      bytes.readUInt16LE(at + 28),
    ];
    const start = at + 30 + name + extra;
    const part = bytes.subarray(start, size === 0 ? undefined : start + size);
    parts.push(method === 8 ? inflateRawSync(part).toString('utf8') : part.toString('utf8'));
  }
  return parts.join('\n');
}

describe.each(['txt', 'csv', 'json', 'md', 'html', 'xlsx'])('--mask, .%s', (extension) => {
  test.concurrent.each(COMMANDS)('%s: no name and no id of a person', async (name, argv) => {
    const file = join(folder, `${name}.${extension}`);
    const { exit, stderr } = await npl([...argv, '--mask', '--lang', 'zh', '-o', file]);
    expect({ exit, stderr: exit === 0 ? '' : stderr }).toEqual({ exit: 0, stderr: '' });
    const written = extension === 'xlsx' ? unzipped(readFileSync(file)) : readFileSync(file, 'utf8');
    expect(written.length).toBeGreaterThan(100);
    expect(texts.filter((text) => written.includes(text))).toEqual([]);
  });
});

test('without --mask they are there: the check would see them', async () => {
  const { stdout } = await npl(['report', ...MONTH, '--by', 'officer', '-O', 'json']);
  expect(texts.filter((text) => stdout.includes(text)).length).toBeGreaterThan(10);
});

test('a masked report says so, and keeps every figure', async () => {
  const [bare, masked] = (await Promise.all([[], ['--mask']].map((more) => npl(['report', ...MONTH, '-O', 'json', ...more])))).map(
    ({ stdout }) => JSON.parse(stdout),
  );
  expect(masked.masked).toBe(true);
  expect(masked.npl).toEqual(bare.npl);
  expect(masked.largest.map(({ balance }: { balance: string }) => balance)).toEqual(
    bare.largest.map(({ balance }: { balance: string }) => balance),
  );
});

describe('one person, one mask', () => {
  const cell = (text: string) => ({ kind: 'text', text }) as const;
  const document = (title: string, ...names: string[]) => ({
    lang: 'en' as const,
    title,
    subtitle: [],
    sections: [
      {
        id: 's',
        heading: '',
        blocks: [
          {
            kind: 'table' as const,
            id: 't',
            columns: [
              { id: 'officer', header: 'officer', align: 'left' as const },
              { id: 'branch', header: 'branch', align: 'left' as const },
            ],
            rows: names.map((name) => ({ cells: [cell(name), cell('East of 王五')] })),
          },
        ],
      },
    ],
  });

  test('in cells, in titles and inside other texts; not inside other words', () => {
    const masked = maskedDocument(document('of 王五, Anna and Annabel', '王五', 'Anna', '王五'));
    expect(masked.title).toBe('of P1, P2 and Annabel');
    expect(JSON.stringify(masked.sections[0]?.blocks).match(/P\d/g)).toEqual(['P1', 'P1', 'P2', 'P1', 'P1', 'P1']);
  });

  test('in JSON by the names of its members: a name beside a borrower, not a name of a file', () => {
    expect(
      maskedJson({
        schema: 'npl.x/1',
        largest: [{ borrower: 'C1', name: '王五' }],
        by: [{ key: { officer: '王五' } }],
        files: [{ name: '王五.csv' }, { name: 'ledger.csv' }],
      }),
    ).toEqual({
      schema: 'npl.x/1',
      masked: true,
      largest: [{ borrower: 'P1', name: 'P2' }],
      by: [{ key: { officer: 'P2' } }],
      files: [{ name: 'P2.csv' }, { name: 'ledger.csv' }],
    });
  });

  // Balances of 1000.00, 2019.00 and 100000.00, borrowers 1000, 2019, 100000 and 2019-12: ids of digits are no part of figures, years and dates.
  test('an id of digits is masked where it stands, and in no amount and no date', () => {
    const said = '110101199003078888 of 2019-12-31, 100,000.00, in 2019';
    const [dates, amounts] = [
      ['2019-12-31', '2019'],
      ['1000.00', '2019.00', '-100000.00', '100000.00'],
    ];
    const rows = [
      { borrower: '1000', balance: amounts[0] },
      { borrower: '2019', balance: amounts[1] },
      { borrower: '100000', balance: amounts[2] },
      { borrower: '2019-12', balance: amounts[3] },
      { borrower: '110101199003078888', balance: '0.00' },
    ];
    expect(maskedJson({ asOf: dates[0], said, largest: rows, loan: '100000-01' })).toEqual({
      masked: true,
      asOf: dates[0],
      said: 'P5 of 2019-12-31, 100,000.00, in 2019',
      largest: rows.map((row, i) => ({ ...row, borrower: `P${i + 1}` })),
      loan: '100000-01',
    });
    expect(maskedDocument(document('as of 2019-12-31, 100000 of 2019', '2019', '100000')).title).toBe('as of 2019-12-31, P2 of 2019');
  });

  test('people that a report names as units or in a list of their own', () => {
    const { sections } = document('of 王五', '王五');
    const [section] = sections as [(typeof sections)[number]];
    const named = section.blocks.map((block) => ({
      ...block,
      columns: block.columns.map((column, i) => ({ ...column, id: i === 0 ? 'unit' : 'x' })),
    }));
    const titleOf = (id: string) => maskedDocument({ ...document('of 王五'), sections: [{ ...section, id, blocks: named }] }).title;
    expect(['officer-month', 'first-responsible', 'managing', 'branch-month'].map(titleOf)).toEqual(['of P1', 'of P1', 'of P1', 'of 王五']);
    const task = (unit: string) => ({
      tasks: [{ period: { name: '2024', from: '2024-01-01' }, units: [{ unit, task: '1.00' }] }],
      moves: [{ loan: 'L', from: unit, to: 'Z' }],
    });
    const { officer, branch, firstResponsible } = maskedJson({
      ...{ branch: task('East'), officer: task('王五') },
      firstResponsible: [{ name: '李四', now: { count: 1 } }],
    }) as Record<string, unknown>;
    expect(officer).toEqual({ ...task('P1'), moves: [{ loan: 'L', from: 'P1', to: 'P2' }] });
    expect(branch).toEqual({ ...task('East'), moves: [{ loan: 'L', from: 'East', to: 'P2' }] });
    expect(firstResponsible).toEqual([{ name: 'P3', now: { count: 1 } }]);
  });
});
