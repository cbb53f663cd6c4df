import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { visibleText } from '../../src/diagnostics/visible-text.js';
import { ensureBuilt } from '../cli/program.js';
import { npl } from '../cli/run-npl.js';
import { HOSTILE_TEXTS } from '../render/hostile-texts.js';
import { elementsOf, readPage, tablesOf } from '../render/page-reader.js';
import { readWorkbook, sheetRows } from '../render/workbook-reader.js';

let folder = '';
let command: readonly string[] = [];
/** The branches as the JSON has them, and as people see them; the largest NPL first, as the table has them. */
let branches: readonly string[] = [];
let seen: readonly string[] = [];

beforeAll(async () => {
  await ensureBuilt();
  folder = mkdtempSync(join(tmpdir(), 'npl-hostile-'));
  const quoted = (one: string) => `"${one.replaceAll('"', '""')}"`;
  // Every branch, officer and borrower is hostile. What refuses a ledger as a whole is told by other tests; rows that cannot be read are left out.
  const rows = HOSTILE_TEXTS.filter((one) => !/[\p{Cc}\p{Cs}]/u.test(one)).map((one, at) =>
    [`L${at}`, `${1_000_000 - at}.00`, '3', ...[one, one, one].map(quoted)].join(','),
  );
  const path = join(folder, 'ledger-2024-06-30.csv');
  writeFileSync(path, `${['loan_id,balance,class,branch,officer,borrower_name', ...rows].join('\n')}\n`);
  command = ['report', path, '--by', 'branch', '--max-rejects', '100%', '--basis', 'declared'];
  const { stdout, stderr } = await npl([...command, '-O', 'json']);
  if (stdout === '') throw new Error(stderr);
  branches = JSON.parse(stdout).by.map(({ key }: { key: { branch: string } }) => key.branch);
  seen = branches.map((one) => (one === '' ? '(blank)' : visibleText(one)));
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('most of them are read as names of branches', () => {
  expect(branches.length).toBeGreaterThan(120);
  expect(branches).toEqual(expect.arrayContaining(['__proto__', 'constructor', '<script>alert(1)</script>', '=1+1']));
});

test('html: a row for each branch, no element of theirs', async () => {
  const page = readPage((await npl([...command, '-O', 'html'])).stdout);
  expect(
    tablesOf(page)
      .flat()
      .map(([first]) => first),
  ).toEqual(expect.arrayContaining([...seen]));
  expect(elementsOf(page).filter(({ tagName }) => ['script', 'img', 'h3', 'b', 'iframe', 'base', 'details'].includes(tagName))).toEqual([]);
});

test('xlsx: a text for each branch, no formula in the book', async () => {
  const path = join(folder, 'report.xlsx');
  await npl([...command, '-o', path]);
  const { Sheets } = readWorkbook(readFileSync(path));
  const firsts = Object.values(Sheets).flatMap((sheet) => sheetRows(sheet).map(([first]) => first));
  expect(firsts).toEqual(expect.arrayContaining(seen.map((one) => one.replaceAll('\ufffd', '\\ufffd'))));
  const cells = Object.values(Sheets).flatMap((sheet) => Object.values(sheet) as { f?: string }[]);
  expect(cells.filter((cell) => cell?.f !== undefined)).toEqual([]);
});

test('csv: a line for each branch, nothing a spreadsheet computes', async () => {
  const rows: string[][] = parse((await npl([...command, '-O', 'csv'])).stdout);
  const names = rows.filter(([section, , , column]) => section === 'by' && column === 'branch').map((row) => row[4] as string);
  expect(names.slice(0, -1).map((name, at) => (name === `'${seen[at]}` ? seen[at] : name))).toEqual(seen);
  expect(rows.flat().filter((field) => /^\s*[=@]|^\s*[+-](?![\d.]+%?$)/.test(field.normalize('NFKC')))).toEqual([]);
});

test.each(['table', 'plain', 'markdown'])('%s: no control, bidi or invisible character', async (format) => {
  const { stdout } = await npl([...command, '-O', format]);
  expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/);
  expect(stdout.length).toBeGreaterThan(10_000);
});
