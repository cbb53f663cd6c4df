import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { bookRollForward, closeMonth, initBook, newFolder, said, series, status, write } from './journeys.js';

/** N is 次级 with 100 of 1000: a ratio of 10 %. The ledgers state neither an allowance nor days past due. */
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function bookWith(...limits: readonly string[]) {
  const folder = newFolder();
  folders.push(folder);
  const book = join(folder, 'book');
  const configFile = write(folder, 'book.yaml', 'thresholds:', ...limits.map((limit) => `  ${limit}`));
  const made = await initBook(book, { configFile });
  const close = (date: string) =>
    closeMonth(book, [
      write(folder, `ledger-${date}.csv`, 'loan_id,balance,class,issue_date', 'P,900,正常,2020-01-01', 'N,100,次级,2020-01-01'),
    ]);
  return { book, made, close };
}

describe('a limit that cannot be measured', () => {
  test('is told by close, status and series; what the first month has nothing to compare with is not', async () => {
    const { book, close } = await bookWith('coverage: 150%', 'overdueGap: 0', 'newNplPerMonth: 1', 'oldRise: true');
    const [january, february] = [await close('2025-01-31'), await close('2025-02-28')];
    expect(said(january)).toMatch(/coverage has a limit that is not assessed, because the ledger does not state the allowance.*2025-01-31/);
    expect(said(january)).toMatch(/overdue less NPL has a limit that is not assessed, because the ledger states no days past due/);
    expect(january.codes.filter((code) => code === 'W_THRESHOLD_OPEN')).toHaveLength(2);
    // No lock: nothing is old.
    expect(said(february)).toMatch(/the old stock has a limit that is not assessed.*2025-02-28/);
    expect(february.codes.filter((code) => code === 'W_THRESHOLD_OPEN')).toHaveLength(3);
    for (const one of [await series(book), await status(book)])
      expect(said(one)).toMatch(/coverage has a limit that is not assessed.*: 2025-01-31, 2025-02-28\n/);
  });
});

describe('the unit of a ratio', () => {
  test.each([
    ['nplRatio: 5', '100 %'],
    ['nplRatio: 1.01', '100 %'],
    ['coverage: 150', '2000 %'],
  ])('%s is refused: it would be more than %s', async (limit, most) => {
    const { made } = await bookWith(limit);
    expect([made.exit, said(made)]).toEqual([78, expect.stringContaining(`would be more than ${most}`)]);
  });

  test.each([
    ['nplRatio: 5%', '5.00%'],
    ['nplRatio: 0.05', '5.00%'],
    ['nplRatio: "0.5%"', '0.50%'],
    ['coverage: 150%', '150.00%'],
    ['coverage: 1.5', '150.00%'],
  ])('%s is %s, and status says so', async (limit, shown) => {
    const { book } = await bookWith(limit);
    expect((await status(book, { format: 'table' })).out).toContain(` ${shown}\n`);
  });
});

test('a roll-forward from the book ends in 1 where a limit is broken, as series does', async () => {
  const { book, close } = await bookWith('nplRatio: 5%');
  await close('2025-01-31');
  await close('2025-02-28');
  const found = await bookRollForward(book, { failOnBreach: true });
  expect([found.exit, found.codes.filter((code) => code === 'W_THRESHOLD')]).toEqual([1, ['W_THRESHOLD', 'W_THRESHOLD']]);
  expect((await bookRollForward(book)).exit).toBe(0);
});
