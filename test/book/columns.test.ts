import { join } from 'node:path';
import { expect, test } from 'vitest';
import { closeMonth, initBook, newFolder, verify, write } from './journeys.js';

/** Loans of one household: A, NPL 900, is paid off in February and B, 900, is lent to the household; C stays. */
test('a ledger with households: an NPL that left is held against what its household was lent', async () => {
  const folder = newFolder();
  const book = join(folder, 'book');
  await initBook(book);
  const header = 'loan_id,户号,客户号,class,balance,issue_date';
  const january = write(folder, 'l-2024-01-31.csv', header, 'A,H1,K1,次级,900,2020-01-01', 'C,H2,K2,正常,100,2020-01-01');
  const february = write(folder, 'l-2024-02-29.csv', header, 'B,H1,K9,正常,900,2024-02-11', 'C,H2,K2,正常,100,2020-01-01');
  expect((await closeMonth(book, [january])).exit).toBe(0);
  const events = [write(folder, 'events.csv', 'date,loan_id,kind,principal', '2024-02-10,A,cash,900')];
  const closed = await closeMonth(book, [february], { events });
  expect(closed.exit).toBe(0);
  // Not cash: the household was lent the same amount a day later.
  expect(JSON.parse(closed.out).figures.movement.total.channels).toMatchObject({ cash: '0.00', suspectedRenewal: '900.00' });
  expect((await verify(book)).exit).toBe(0);
});

/** 客户名称 and 备注 hold line breaks, which the map allows; the name is a field that the book keeps. */
test('a ledger with free text opens again as it was closed', async () => {
  const folder = newFolder();
  const book = join(folder, 'book');
  await initBook(book);
  const map = write(folder, 'map.yaml', 'fields: { borrowerName: { column: 户名 } }', 'freeText: [户名, 备注]');
  const ledger = (date: string) =>
    write(folder, `l-${date}.csv`, 'loan_id,户名,备注,class,balance', 'A,"张三', '（北京）","一', '二",次级,900', 'C,李四,,正常,100');
  expect((await closeMonth(book, [ledger('2024-01-31')], { map })).exit).toBe(0);
  expect((await closeMonth(book, [ledger('2024-02-29')], { map })).exit).toBe(0);
  expect(await verify(book)).toMatchObject({ exit: 0, told: [] });
});
