import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { day } from '../support/ledger.js';
import { closeMonth, contents, initBook, lockMonth, newFolder, said, setBook, status, write } from './journeys.js';

let folder: string;
let book: string;

beforeAll(async () => {
  folder = newFolder();
  book = join(folder, 'book');
  const config = ['institution: 桐川农商行', 'currency: USD', 'basis: computed', 'thresholds: { nplRatio: 0.05, oldRise: true }'];
  await initBook(book, { configFile: write(folder, 'init.yaml', ...config) });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const config = (path: string) => JSON.parse(contents(book).get(path)?.toString('utf8') as string);

test('what a file does not name stays as it was; what changed is said', async () => {
  const done = await setBook(book, write(folder, 'set.yaml', 'basis: declared'), 'the auditor asked');
  expect(done.exit).toBe(0);
  expect(config('book.2.json')).toEqual({ ...config('book.json'), basis: 'declared' });
  expect(said(done)).toContain('book.2.json: basis computed -> declared; head');
});

test('limits are set as a whole: one that is not named any more is taken back, and said', async () => {
  const done = await setBook(book, write(folder, 'set.yaml', 'thresholds: { nplRatio: 0.04 }'), 'the board decided');
  expect(config('book.3.json').thresholds).toEqual({ nplRatio: '0.04' });
  expect(said(done)).toContain('thresholds.nplRatio 0.05 -> 0.04, thresholds.oldRise true -> none; head');
  expect(JSON.parse((await status(book)).out)).toMatchObject({ institution: '桐川农商行', currency: 'USD', basis: 'declared' });
});

test('a currency is three capital letters, on the command line too', async () => {
  const refused = await initBook(join(folder, 'other'), { currency: 'dollars' });
  expect([refused.exit, refused.codes]).toEqual([2, ['E_USAGE']]);
});

test('a folder whose months hold something is no empty folder', async () => {
  const strange = join(folder, 'strange');
  mkdirSync(join(strange, 'months'), { recursive: true });
  write(join(strange, 'months'), 'notes.txt', 'x');
  const refused = await initBook(strange);
  expect([refused.exit, refused.codes]).toEqual([73, ['E_BOOK_EXISTS']]);
  expect(said(refused)).toContain('months/notes.txt');
});

test('a month closed before all others has the keys of those after it', async () => {
  const other = join(folder, 'keys');
  await initBook(other);
  const february = write(folder, 'l-2024-02-29.csv', 'loan_id,class,balance', 'A,正常,9');
  const january = write(folder, 'l-2024-01-31.csv', 'institution,loan_id,class,balance', 'X,A,正常,9', 'Y,A,正常,9');
  expect((await closeMonth(other, [february])).exit).toBe(0);
  const refused = await closeMonth(other, [january]);
  expect([refused.exit, refused.codes]).toEqual([65, ['E_KEY_PARTS']]);
});

test('amounts are told in the currency of the book', async () => {
  const ledger = write(folder, 'l-2024-03-31.csv', 'loan_id,class,balance', 'A,次级,9');
  const closed = await closeMonth(book, [ledger]);
  expect(said(closed)).toContain('1 loans, 9.00 USD, NPL 9.00');
  expect(said(await lockMonth(book, day('2024-03-31')))).toContain('locked 1 loans, 9.00 USD');
});
