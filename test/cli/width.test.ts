import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ensureBuilt, plainEnvironment } from './program.js';
import { nplHere } from './run-here.js';

vi.setConfig({ testTimeout: 60_000 });

let folder = '';

beforeAll(async () => {
  await ensureBuilt();
  folder = mkdtempSync(join(tmpdir(), 'npl-width-'));
  // Sums that need 18 characters and names that need more than a line.
  const name = '淮北市相山区东山路农村信用合作社联合社营业部第一分理处';
  const rows = [
    'loan_id,borrower_id,borrower_name,borrower_type,branch,officer,issue_date,balance,overdue_days,class,allowance',
    `LOAN-2024-000000000001,C-1,${name},non-retail,${name},Wang,2020-01-01,90071992547409.91,0,1,1.00`,
    `LOAN-2024-000000000002,C-2,A company with quite a long name (Huaibei) Co. Ltd.,non-retail,East,Li,2020-01-01,12345678901.23,200,3,2.00`,
    `LOAN-2024-000000000003,C-3,Zhang,retail,East,Li,2024-02-01,9876543210.99,400,5,3.00`,
    '',
  ];
  writeFileSync(join(folder, 'ledger-2024-06-30.csv'), rows.join('\n'));
  writeFileSync(join(folder, 'ledger-2023-12-31.csv'), rows.join('\n').replace('2024-02-01', '2023-02-01'));
  const task = `unit_kind,unit,period,measure,amount\nbranch,${name},2024,disposal,90071992547409.91\nbranch,East,2024,npl-ceiling,1\n`;
  writeFileSync(join(folder, 'targets.csv'), task);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** 90071992547409.91 + 12345678901.23 + 9876543210.99 and 12345678901.23 + 9876543210.99. */
const TOTAL = '90,094,214,769,522.13';
const NPL = '22,222,222,112.22';

describe.each(['60', '80', '120', '200'])('%s columns', (columns) => {
  const run = (...argv: string[]) => nplHere(argv, { cwd: folder, env: plainEnvironment('', { COLUMNS: columns }) });
  const tooLong = (text: string) => text.split('\n').filter((line) => stringWidth(line) > Number(columns));

  test.each(['en', 'zh'])('report --lang %s: no line is longer, no number is cut', async (lang) => {
    const { exit, stdout } = await run('report', 'ledger-2024-06-30.csv', '--by', 'branch,officer', '--lang', lang);
    expect(exit).toBe(0);
    expect(tooLong(stdout)).toEqual([]);
    expect(stdout).toContain(TOTAL);
    expect(stdout).toContain(NPL);
    expect(stdout).not.toContain('…');
  });

  test.each<[string, string[]]>([
    ['classify', ['classify', 'ledger-2024-06-30.csv']],
    ['explain', ['explain', 'ledger-2024-06-30.csv', 'LOAN-2024-000000000002', '--lang', 'zh']],
    ['inspect', ['inspect', 'ledger-2024-06-30.csv']],
    ['tasks', ['tasks', 'ledger-2024-06-30.csv', '--since', 'ledger-2023-12-31.csv', '--targets', 'targets.csv']],
    ['tasks --lang zh', ['tasks', 'ledger-2024-06-30.csv', '--since', 'ledger-2023-12-31.csv', '--targets', 'targets.csv', '--lang', 'zh']],
    ['policy show', ['policy', 'show', 'cn-2023']],
  ])('%s: no line is longer', async (_, argv) => {
    const { exit, stdout } = await run(...argv);
    expect(exit).toBe(0);
    expect(tooLong(stdout)).toEqual([]);
  });
});

test('a report in a pipe is as wide whatever the terminal was: 80 without COLUMNS, and where it is no number', async () => {
  const runs = await Promise.all(
    [{}, { COLUMNS: '80' }, { COLUMNS: 'wide' }, { COLUMNS: '0' }].map((env) =>
      nplHere(['report', 'ledger-2024-06-30.csv'], { cwd: folder, env: plainEnvironment('', env) }),
    ),
  );
  expect(new Set(runs.map(({ stdout }) => stdout)).size).toBe(1);
});
