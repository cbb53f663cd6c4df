import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureBuilt, PROGRAM } from '../cli/program.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
/** The first run installs DuckDB where it is missing. */
const WITH_INSTALL_MS = 300_000;
const folder = mkdtempSync(join(tmpdir(), 'npl-bench-test-'));

beforeAll(ensureBuilt);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function node(script: string, ...args: string[]) {
  return spawnSync(process.execPath, [script, ...args], { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 });
}

interface JobResult {
  readonly name: string;
  readonly proven: readonly string[];
  readonly leftOut: readonly string[];
}

/** Runs the benchmark without timing anything. */
function prove(rows: number, jobs: string) {
  const json = join(folder, 'result.json');
  const args = ['--correctness', '--rows', String(rows), '--jobs', jobs, '--npl', PROGRAM, '--dir', folder, '--json', json];
  const { status, stdout, stderr } = node(join(HERE, 'bench.js'), ...args);
  const results = (): readonly JobResult[] => JSON.parse(readFileSync(json, 'utf8')).jobs;
  return { status, stdout, stderr, results };
}

test(
  'every engine finds the figures of 100 000 rows, to the cent',
  () => {
    const { status, stdout, stderr, results } = prove(100_000, 'base,quoted,gb18030');
    expect(stdout + stderr).not.toContain('differs');
    expect(status).toBe(0);
    const jobs = results();
    expect(jobs.map(({ name }) => name)).toEqual(['base', 'quoted', 'gb18030']);
    for (const { name, proven, leftOut } of jobs) {
      expect(proven).toContain('npl');
      if (name !== 'gb18030') expect(proven).toContain('csv-parse');
      if (leftOut.some((one) => one.startsWith('DuckDB'))) console.log(`${name}: compared without DuckDB, which could not be installed`);
      else expect(proven).toContain('DuckDB sums');
    }
  },
  WITH_INSTALL_MS,
);

test('a cent moved in one row is found in every engine', () => {
  const ROWS = 2_000;
  expect(prove(ROWS, 'base').status).toBe(0);
  const ledger = join(folder, `${ROWS}-seed1-quoted0-utf-8-sorted/ledger-2024-12-31.csv`);
  const [header, row, ...rest] = readFileSync(ledger, 'utf8').split('\n') as [string, string, ...string[]];
  const BALANCE = 10;
  const moved = row.split(',').map((cell, i) => (i === BALANCE ? cell.replace(/.$/, (digit) => (digit === '9' ? '8' : '9')) : cell));
  writeFileSync(ledger, [header, moved.join(','), ...rest].join('\n'));
  const { status, stdout, stderr } = prove(ROWS, 'base');
  expect(status, stderr).toBe(1);
  // Loans, the class, the branch and the denominator of the ratio; more where the loan is an NPL.
  for (const engine of ['npl', 'csv-parse']) expect(stdout).toMatch(new RegExp(`^${engine} differs in \\d+ figures`, 'm'));
  expect(stdout).toMatch(/^ {2}loans: \d+ loans [\d.]+, expected \d+ loans [\d.]+$/m);
});

// By hand. Data date 2024-12-31, lock 2024-11-30. A day count n is since 2024-12-31 less n days: 2024-12-30 is 1, 2024-11-01 is
// 60 (29 days of November and 31), 2024-10-02 is 90, and 2024 has 366 days: 2024-04-05, its day 96, is 270; 2024-01-06 is 360.
const HEADER =
  'loan_id,borrower_id,borrower_name,branch,officer,product,industry,guarantee,currency,principal,balance,interest_arrears,issue_date,due_date,' +
  'principal_overdue_since,interest_overdue_since,restructured_flag,prior_class,status,writeoff_date,writeoff_amount,collateral_value';

interface Written {
  readonly balance: string;
  readonly name?: string;
  readonly branch?: string;
  readonly issued?: string;
  readonly principalSince?: string;
  readonly interestSince?: string;
  readonly restructured?: boolean;
  readonly writtenOff?: string;
}

function loan(id: string, written: Written): string {
  const { balance, name = '陈海明', branch = '城东支行', issued = '2020-01-01', principalSince = '', interestSince = '' } = written;
  const { restructured = false, writtenOff = '' } = written;
  const status = writtenOff === '' ? '正常' : '核销';
  const head = [id, 'C1', name, branch, 'A1', '项目贷款', '农业', '信用', 'CNY', '5000.00', balance, '0.00', issued, '2030-01-01'];
  return [...head, principalSince, interestSince, restructured ? '1' : '0', '正常', status, writtenOff, '', ''].join(',');
}

const LOCKED = [
  loan('L09', { balance: '900.09', principalSince: '2024-10-01', interestSince: '2024-04-05' }), // 91 and 270 days: substandard
  loan('L10', { balance: '1000.10', principalSince: '2024-04-04' }), // 271: doubtful
];
const LEDGER = [
  loan('L01', { balance: '100.01' }), // normal
  loan('L02', { balance: '200.02', principalSince: '2024-12-31' }), // the due day itself: normal
  loan('L03', { balance: '300.03', interestSince: '2024-12-30' }), // 1 day: special-mention
  loan('L04', { balance: '400.04', restructured: true }), // special-mention
  loan('L05', { balance: '500.05', principalSince: '2024-11-01' }), // 60
  loan('L06', { balance: '600.06', principalSince: '2024-10-31' }), // 61
  loan('L07', { balance: '700.07', interestSince: '2024-10-02', restructured: true }), // 90
  loan('L08', { balance: '800.08', interestSince: '2024-10-01' }), // 91: substandard, formed
  ...LOCKED,
  loan('L11', { balance: '1100.11', issued: '2024-12-01', principalSince: '2024-01-06' }), // 360: doubtful, lent after the lock
  loan('L12', { balance: '1200.12', issued: '2024-11-30', principalSince: '2024-01-05' }), // 361: loss, lent on the lock's day
  loan('L13', { balance: '1300.13', principalSince: '2023-01-01', writtenOff: '2024-12-15' }), // locked, then written off
  loan('L14', { balance: '1400.14', name: '"陈, ""海"" 明"', branch: '"城西, 支行"' }), // quoted
];
// Branch, product, class, off book, over 60 days, segment, loans, cents.
const CELLS = [
  '城东支行	项目贷款	0	0	0		2	30003', // L01 + L02
  '城东支行	项目贷款	1	0	0		3	120012', // L03 + L04 + L05
  '城东支行	项目贷款	1	0	1		2	130013', // L06 + L07
  '城东支行	项目贷款	2	0	1	formed	1	80008',
  '城东支行	项目贷款	2	0	1	old	1	90009',
  '城东支行	项目贷款	3	0	1	old	1	100010',
  '城东支行	项目贷款	3	0	1	originated	1	110011',
  '城东支行	项目贷款	4	0	1	formed	1	120012',
  '城东支行	项目贷款	4	1	1		1	130013',
  '城西, 支行	项目贷款	0	0	0		1	140014',
];
const AS_OF = '2024-12-31';
const LOCK_DATE = '2024-11-30';

function write(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

test('engines and npl find the figures of a ledger worked by hand', () => {
  const ledger = write(`ledger-${AS_OF}.csv`, [HEADER, ...LEDGER]);
  const ids = write('ids.csv', ['loan_id', 'L09', 'L10', 'L13']);
  const engines = [[join(HERE, 'engines/csv-parse.js')]];
  const duckdb = join(HERE, 'engines/duckdb.js');
  if (node(duckdb, 'start').status === 0) engines.push([duckdb, 'sums'], [duckdb, 'checked']);
  for (const [script = '', ...mode] of engines) {
    const { stdout, stderr } = node(script, ...mode, ledger, ids, AS_OF, LOCK_DATE);
    expect(stdout.trimEnd().split('\n').sort(), `${script} ${mode} ${stderr}`).toEqual(CELLS);
  }

  const before = write(`ledger-${LOCK_DATE}.csv`, [HEADER, ...LOCKED, loan('L13', { balance: '1300.13', principalSince: '2023-01-01' })]);
  const lock = join(folder, 'hand.lock.json');
  expect(node(PROGRAM, 'lock', before, '-o', lock).status).toBe(0);
  const report = JSON.parse(node(PROGRAM, 'report', ledger, '--base', lock, '--by', 'branch,product', '-O', 'json').stdout);
  const { normal, substandard, doubtful, loss, 'special-mention': mentioned } = report.classes;
  expect(normal).toEqual({ count: 3, balance: '1700.17' });
  expect(mentioned).toEqual({ count: 5, balance: '2500.25' });
  expect(substandard).toEqual({ count: 2, balance: '1700.17' });
  expect(doubtful).toEqual({ count: 2, balance: '2100.21' });
  expect(loss).toEqual({ count: 1, balance: '1200.12' });
  expect(report.loans).toEqual({ count: 13, balance: '9200.92' });
  expect(report.offBook).toEqual({ count: 1, balance: '1300.13' });
  expect(report.overdue.map(({ days, count, balance }: Record<string, unknown>) => [days, count, balance])).toEqual([
    [90, 5, '5000.50'],
    [60, 7, '6300.63'],
  ]);
  expect(report.segments.old).toEqual({ count: 2, balance: '1900.19' });
  expect(report.segments.new.formed).toEqual({ count: 2, balance: '2000.20' });
  expect(report.segments.new.originated).toEqual({ count: 1, balance: '1100.11' });
});
