import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linesOf } from '../../src/measure/register-checks.js';
import { day } from '../support/ledger.js';
import { bookRollForward, closeMonth, type Done, initBook, newFolder, series, status, write } from './journeys.js';

/*
 * A is 300 次级 on 31 January, 250 on 29 February, 240 on 31 March. The cash of 29 February (50) is registered in March only, with that
 * of March (10): the published February has 50 that nothing explains, until it is closed again with the row.
 */
const HEADER = 'loan_id,balance,class';
const EVENTS = 'date,loan_id,kind,principal';
let folder = '';
let book = '';
let ledgers: string[][] = [];

beforeAll(async () => {
  folder = newFolder();
  book = join(folder, 'book');
  await initBook(book);
  const balances = { '2024-01-31': 300, '2024-02-29': 250, '2024-03-31': 240 };
  ledgers = Object.entries(balances).map(([date, balance]) => [
    write(folder, `ledger-${date}.csv`, HEADER, `A,${balance},次级`, 'P,1000,正常'),
  ]);
  const [january, february, march] = ledgers as [string[], string[], string[]];
  expect((await closeMonth(book, january)).exit).toBe(0);
  expect((await closeMonth(book, february)).codes).toContain('W_BOOK_UNEXPLAINED');
  // An entrusted collection moves no figure, and is a row of February all the same.
  const disposals = [write(folder, 'disposals.csv', 'date,loan_id,kind,principal', '2024-02-20,A,委托处置,250')];
  const events = [write(folder, 'events.csv', EVENTS, '2024-02-29,A,cash,50', '2024-03-15,A,cash,10')];
  const closed = await closeMonth(book, march, { events, disposals });
  expect(closed.told.find(({ code }) => code === 'W_BOOK_LATE_EVENTS')?.params).toEqual({
    count: 2,
    months: '2024-02-29',
    places: `${disposals[0]}:2, ${events[0]}:2`,
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What came in and what nothing explains, month by month. */
function monthly({ out }: Done): unknown {
  const found: unknown[] = [];
  JSON.parse(out, (_, value) => {
    if (value?.channels?.cash !== undefined && value.unexplained !== undefined) found.push([value.channels.cash, value.unexplained]);
    else if (value?.cash !== undefined && value.unexplained !== undefined) found.push([value.cash, value.unexplained]);
    return value;
  });
  return found;
}

test('the published months show it as unexplained, and say so wherever they are shown', async () => {
  const done = await series(book);
  const text = JSON.stringify(monthly(done));
  expect(text).toContain('["0.00","50.00"]');
  expect(text).toContain('["10.00","0.00"]');
  expect(text).not.toContain('["50.00","0.00"]');
  expect((await status(book)).out).toContain('"unexplained": 1');
});

test('a report made anew counts it by its date, and tells which rows the published figures lack', async () => {
  const done = await bookRollForward(book, { from: day('2024-01-31') });
  expect(JSON.stringify(monthly(done))).toContain('["50.00","0.00"]');
  const told = done.told.filter(({ code }) => code === 'W_BOOK_LATE_COUNTED');
  expect(told.map(({ params }) => params)).toEqual([
    { count: 2, months: '2024-02-29', places: 'months/2024-03-31/registers/disposals-1.csv:2, months/2024-03-31/registers/events-1.csv:2' },
  ]);
});

test('closed again with its row, the month has it, and nothing is told any more', async () => {
  const [, february, march] = ledgers as [string[], string[], string[]];
  const events = [write(folder, 'events-02.csv', EVENTS, '2024-02-29,A,cash,50')];
  const both = [write(folder, 'events-03.csv', EVENTS, '2024-02-29,A,cash,50', '2024-03-15,A,cash,10')];
  const again = { supersede: true, reason: 'late' };
  expect((await closeMonth(book, february, { events, ...again })).exit).toBe(0);
  // March still holds the row of 29 February too, which its own month has by now: only the disposal is late.
  const told = (await bookRollForward(book, { from: day('2024-01-31') })).told.filter(({ code }) => code === 'W_BOOK_LATE_COUNTED');
  expect(told.map(({ params }) => params?.places)).toEqual(['months/2024-03-31/registers/disposals-1.csv:2']);
  expect((await closeMonth(book, march, { events: both, ...again })).codes).toEqual(['N_BOOK_KNOWN_ROWS']);
  expect(JSON.stringify(monthly(await series(book)))).toContain('["50.00","0.00"]');
  expect((await bookRollForward(book, { from: day('2024-01-31') })).codes).not.toContain('W_BOOK_LATE_COUNTED');
});

test('every row is named, however many there are', () => {
  const rows = [9, 3, 4, 5, 7].map((line) => ({ file: 'a.csv', line }));
  expect(linesOf([...rows, { file: 'b.csv', line: 2 }])).toBe('a.csv:3-5,7,9, b.csv:2');
});
