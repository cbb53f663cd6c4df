import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { closeMonth, initBook, newFolder, said, series, status, write } from './journeys.js';

const folder = newFolder();

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A 100 次级 is of the branch 城关, B 100 次级 of 河湾: the whole has 200 of NPL, 城关 alone 100. Nothing was paid. */
test('a month of the whole, then one of a branch: told by close, series and status; two months of one branch are not', async () => {
  const book = join(folder, 'book');
  await initBook(book);
  const close = (date: string, ...branches: readonly string[]) => {
    const rows = ['A,100,次级,2020-01-01,城关', 'B,100,次级,2020-01-01,河湾'];
    const where = branches.map((value) => ({ column: 'branch', value }));
    return closeMonth(book, [write(folder, `ledger-${date}.csv`, 'loan_id,balance,class,issue_date,branch', ...rows)], { where });
  };
  await close('2024-12-31');
  const january = await close('2025-01-31', '城关');
  expect(january.codes).toContain('W_BOOK_SELECTION');
  expect(said(january)).toMatch(/2025-01-31 is closed from other rows of the ledger than 2024-12-31: branch=城关; before, all rows/);
  expect((await close('2025-02-28', '城关')).codes).not.toContain('W_BOOK_SELECTION');
  for (const one of [await series(book), await status(book)])
    expect(one.codes.filter((code) => code === 'W_BOOK_SELECTION')).toHaveLength(1);
});
