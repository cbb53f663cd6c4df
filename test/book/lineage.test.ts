import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { day } from '../support/ledger.js';
import { bookTo, DATES, ledgerFile, registersOf } from './five-months.js';
import { closeMonth, type Done, initBook, ledgerSeries, lockMonth, newFolder, series, verify, write } from './journeys.js';

/**
 * Who took whose place, over months whose ledgers are not read again: all of it is old, from the lock of January
 * (A 100 + B 200 + M2 60 = 360) on.
 *
 * | | 31 Jan | 29 Feb | 31 Mar | 30 Apr | 31 May |
 * |---|---|---|---|---|---|
 * | A, renewed as A2, renewed as A3 | 100 次级 | A2 100 正常 | A3 100 正常 | 100, upgraded | 100 次级 again |
 * | B, split | 200 次级 | 200 次级 | B1 120, B2 80 正常 | 120, 80 | 120, 80 |
 * | M1 and M2, merged | 50 正常, 60 次级 | MM 110 正常 | 110 | 110 | 100: cash 10 |
 *
 * NPL: 100 + 200 + 60 = 360; A2 100 + 200 + MM 110 = 410 (50 of it came with M1: an increase); 410; 310; 400.
 */
const HEADER = 'loan_id,class,balance,issue_date,replaces';
const LEDGERS: Readonly<Record<string, readonly string[]>> = {
  '2024-01-31': ['A,次级,100,2020-01-01,', 'B,次级,200,2020-01-01,', 'M1,正常,50,2020-01-01,', 'M2,次级,60,2020-01-01,'],
  '2024-02-29': ['A2,正常,100,2024-02-03,A', 'B,次级,200,2020-01-01,', 'MM,正常,110,2024-02-10,'],
  '2024-03-31': ['A3,正常,100,2024-03-03,A2', 'B1,正常,120,2024-03-05,', 'B2,正常,80,2024-03-05,', 'MM,正常,110,2024-02-10,'],
  '2024-04-30': ['A3,正常,100,2024-03-03,A2', 'B1,正常,120,2024-03-05,', 'B2,正常,80,2024-03-05,', 'MM,正常,110,2024-02-10,'],
  '2024-05-31': ['A3,次级,100,2024-03-03,A2', 'B1,正常,120,2024-03-05,', 'B2,正常,80,2024-03-05,', 'MM,正常,100,2024-02-10,'],
};
const MAP = 'old_id,new_id,share,kind';
const MAPS: Readonly<Record<string, readonly string[]>> = {
  '2024-02-29': ['M1,MM,1,merger', 'M2,MM,1,merger'],
  '2024-03-31': ['B,B1,0.6,split', 'B,B2,0.4,split'],
};
const EVENTS: Readonly<Record<string, readonly string[]>> = {
  '2024-04-30': ['2024-04-10,A3,upgrade,100'],
  '2024-05-31': ['2024-05-10,MM,cash,10'],
};

let folder: string;
let book: string;
const closed: Record<string, Done> = {};
const files: { ledgers: string[]; events: string[]; idMap: string[] } = { ledgers: [], events: [], idMap: [] };

beforeAll(async () => {
  folder = newFolder();
  book = join(folder, 'book');
  await initBook(book);
  for (const [date, rows] of Object.entries(LEDGERS)) {
    const ledger = write(folder, `ledger-${date}.csv`, HEADER, ...rows);
    const events = EVENTS[date] === undefined ? [] : [write(folder, `events-${date}.csv`, 'date,loan_id,kind,principal', ...EVENTS[date])];
    const idMap = MAPS[date] === undefined ? [] : [write(folder, `map-${date}.csv`, MAP, ...MAPS[date])];
    closed[date] = await closeMonth(book, [ledger], { events, idMap });
    if (date === '2024-01-31') await lockMonth(book, day(date));
    files.ledgers.push(ledger);
    files.events.push(...events);
    files.idMap.push(...idMap);
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const figuresOf = (date: string) => JSON.parse((closed[date] as Done).out).figures;

test('a renewed, split or merged NPL stays one, and old, from month to month', () => {
  const found = Object.keys(LEDGERS).map((date) => [figuresOf(date).npl.balance, figuresOf(date).segments?.old.balance]);
  expect(found).toEqual([
    ['360.00', undefined],
    ['410.00', '410.00'],
    ['410.00', '410.00'],
    ['310.00', '310.00'],
    ['400.00', '400.00'],
  ]);
});

test('since the lock: 360 + increase 50 + relapse 100 - cash 10 - upgrade 100 = 400', () => {
  const { channels, unexplained, closing } = figuresOf('2024-05-31').segments.sinceLock.old;
  const moved = Object.fromEntries(Object.entries(channels).filter(([, amount]) => amount !== '0.00'));
  expect({ ...moved, unexplained, closing }).toEqual({
    ...{ increase: '50.00', relapse: '100.00', cash: '10.00', upgrade: '100.00' },
    ...{ unexplained: '0.00', closing: '400.00' },
  });
});

test('nobody vanished, and the book comes to the same again', async () => {
  expect(await verify(book, { strict: true })).toMatchObject({ exit: 0, codes: [] });
});

/** What both ways of making a series must agree on. */
function compared(done: Done): unknown {
  return JSON.parse(done.out).months.map(({ writeOffs: _, ...month }: Record<string, unknown>) => month);
}

test('the book says what the ledgers say when all of them are read at once: lineage', async () => {
  const base = [join(book, 'locks/2024-01-31.lock.json')];
  expect(compared(await series(book))).toEqual(
    compared(await ledgerSeries(files.ledgers, { base, events: files.events, idMap: files.idMap })),
  );
});

test('the same of the five months', async () => {
  const five = await bookTo('2024-05-31');
  const ledgers = DATES.map((date) => ledgerFile(five.folder, date));
  const registers = DATES.map((date) => registersOf(five.folder, date));
  const [events, writeOffs] = [registers.flatMap((one) => one.events), registers.flatMap((one) => one.writeOffs)];
  const base = [join(five.book, 'locks/2024-02-29.lock.json')];
  expect(compared(await series(five.book))).toEqual(compared(await ledgerSeries(ledgers, { base, events, writeOffs })));
  rmSync(five.folder, { recursive: true });
});
