import { join } from 'node:path';
import { day } from '../support/ledger.js';
import { closeMonth, type Done, initBook, lockMonth, newFolder, write } from './journeys.js';

/**
 * A book of five months, worked by hand. Classes are declared; every balance is in yuan. B is upgraded in March and NPL again
 * in April; A is renewed as A2 in March, which the bank calls normal and which stays what A was; C is written off in April
 * and is back in May; D, special-mention, is gone in May without a word; E forms in March and is paid in April.
 *
 * | loan | 31 Jan | 29 Feb (lock) | 31 Mar | 30 Apr | 31 May |
 * |---|---|---|---|---|---|
 * | A | 1000 次级 | 900 次级 | renewed | | |
 * | A2 | | | 900 正常 → 次级 | 800 | 850 |
 * | B | 500 次级 | 500 次级 | 500 正常 | 500 次级 | 500 次级 |
 * | C | 300 正常 | 300 次级 | 300 次级 | written off | 300 正常 |
 * | D | 200 关注 | 200 关注 | 200 关注 | 200 关注 | |
 * | E | 400 正常 | 400 正常 | 400 次级 | paid | |
 * | F | | | 600 正常 | 600 可疑 | 600 可疑 |
 * | G | | | | | 100 正常 |
 *
 * NPL: 1500; 900 + 500 + 300 = 1700; 900 + 300 + 400 = 1600; 800 + 500 + 600 = 1900; 850 + 500 + 600 = 1950.
 * Loans: 2400; 2300; 2900; 2100; 2350.
 */
const HEADER = 'loan_id,class,balance,issue_date,replaces';
const LEDGERS: Readonly<Record<string, readonly string[]>> = {
  '2024-01-31': [
    'A,次级,1000,2020-01-01,',
    'B,次级,500,2020-01-01,',
    'C,正常,300,2020-01-01,',
    'D,关注,200,2020-01-01,',
    'E,正常,400,2020-01-01,',
  ],
  '2024-02-29': [
    'A,次级,900,2020-01-01,',
    'B,次级,500,2020-01-01,',
    'C,次级,300,2020-01-01,',
    'D,关注,200,2020-01-01,',
    'E,正常,400,2020-01-01,',
  ],
  '2024-03-31': [
    ...['A2,正常,900,2024-03-05,A', 'B,正常,500,2020-01-01,', 'C,次级,300,2020-01-01,', 'D,关注,200,2020-01-01,'],
    ...['E,次级,400,2020-01-01,', 'F,正常,600,2024-03-10,'],
  ],
  '2024-04-30': ['A2,正常,800,2024-03-05,A', 'B,次级,500,2020-01-01,', 'D,关注,200,2020-01-01,', 'F,可疑,600,2024-03-10,'],
  '2024-05-31': [
    ...['A2,正常,850,2024-03-05,A', 'B,次级,500,2020-01-01,', 'F,可疑,600,2024-03-10,'],
    ...['C,正常,300,2020-01-01,', 'G,正常,100,2024-05-01,'],
  ],
};
const EVENTS = 'date,loan_id,kind,principal';
const REGISTERS: Readonly<Record<string, { readonly events?: readonly string[]; readonly writeOffs?: readonly string[] }>> = {
  '2024-02-29': { events: [EVENTS, '2024-02-10,A,cash,100'] },
  '2024-03-31': { events: [EVENTS, '2024-03-20,B,upgrade,500'] },
  '2024-04-30': {
    events: [EVENTS, '2024-04-10,A2,cash,100', '2024-04-11,E,cash,400'],
    writeOffs: ['date,loan_id,principal,interest', '2024-04-20,C,300,20'],
  },
};

export const DATES = Object.keys(LEDGERS);

/** The ledger of a month-end; `change` gives other rows. */
export function ledgerFile(folder: string, date: string, change: (rows: readonly string[]) => readonly string[] = (rows) => rows): string {
  return write(folder, `ledger-${date}.csv`, HEADER, ...change(LEDGERS[date] as readonly string[]));
}

export function registersOf(folder: string, date: string): { events: string[]; writeOffs: string[] } {
  const { events, writeOffs } = REGISTERS[date] ?? {};
  return {
    events: events === undefined ? [] : [write(folder, `events-${date}.csv`, ...events)],
    writeOffs: writeOffs === undefined ? [] : [write(folder, `write-offs-${date}.csv`, ...writeOffs)],
  };
}

/** Closes one of the five months. */
export function close(folder: string, date: string): Promise<Done> {
  return closeMonth(join(folder, 'book'), [ledgerFile(folder, date)], registersOf(folder, date));
}

/** The book up to a date, locked at the end of February. Gives the folder that it stands in, with ledgers and registers. */
export async function bookTo(last: string): Promise<{ folder: string; book: string; months: Readonly<Record<string, Done>> }> {
  const folder = newFolder();
  const book = join(folder, 'book');
  await initBook(book);
  const months: Record<string, Done> = {};
  for (const date of DATES) {
    if (date > last) break;
    months[date] = await close(folder, date);
    if (date === '2024-02-29') await lockMonth(book, day(date), { reason: 'base' });
  }
  return { folder, book, months };
}
