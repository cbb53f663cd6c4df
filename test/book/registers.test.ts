import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { bookTo, ledgerFile } from './five-months.js';
import { closeMonth, contents, initBook, newFolder, said, verify, write } from './journeys.js';

const APRIL = '2024-04-30';
const folders: string[] = [];

async function march() {
  const made = await bookTo('2024-03-31');
  folders.push(made.folder);
  return made;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('a write-off that the ledgers say did not happen is refused, and nothing is written', () => {
  test.each([
    // C, 300 in March, is written off by 300 and stands there with 300.
    [
      'of a loan that stands at its full balance',
      ['C,次级,300,2020-01-01,'],
      '2024-04-20,C,300',
      /"C": .*300\.00 taken off .* full balance, 300\.00/,
    ],
    ['of a part of it', ['C,次级,300,2020-01-01,'], '2024-04-20,C,120', /"C": .*120\.00 taken off .* full balance, 300\.00/],
    ['of a loan that nobody knows', [], '2024-04-20,Z,300', /Z/],
  ])('%s', async (_, more, row, message) => {
    const { folder, book } = await march();
    const before = contents(book);
    const writeOffs = [write(folder, 'w.csv', 'date,loan_id,principal', row)];
    const refused = await closeMonth(book, [ledgerFile(folder, APRIL, (rows) => [...rows, ...more])], { writeOffs });
    expect([refused.exit, refused.codes]).toEqual([65, [row.includes('Z') ? 'E_BOOK_EXIT_UNKNOWN' : 'E_EXIT_ON_BOOK']]);
    expect(said(refused)).toMatch(message);
    expect(said(refused)).toContain('w.csv:2');
    expect(contents(book)).toEqual(before);
  });

  test('but not one that an increase, or a reversal, gave back', async () => {
    const { folder, book } = await march();
    const rows = ['date,loan_id,kind,principal', '2024-04-11,E,cash,400', '2024-04-10,A2,cash,100'];
    const events = [write(folder, 'e.csv', ...rows, '2024-04-20,C,write-off,300', '2024-04-22,C,reversal,300')];
    const ledger = ledgerFile(folder, APRIL, (all) => [...all, 'C,次级,300,2020-01-01,']);
    expect((await closeMonth(book, [ledger], { events })).exit).toBe(0);
  });

  test('nor one of what an earlier entry took and this month gave back', async () => {
    // C, 300: 60 written off in February by mistake for 300; taken back in March, and the 300 booked.
    const folder = newFolder();
    folders.push(folder);
    const book = join(folder, 'book');
    await initBook(book);
    const header = 'date,loan_id,principal,reverses';
    const rows = [['C,300,次级'], ['C,240,次级'], []];
    const registers = [[], ['2024-02-10,C,60,'], ['2024-03-05,C,60,2024-02-10', '2024-03-05,C,300,']];
    for (const [i, asOf] of ['2024-01-31', '2024-02-29', '2024-03-31'].entries()) {
      const loans = ['P,1000,正常', ...(rows[i] ?? [])].map((row) => `${asOf},${row}`);
      const ledger = write(folder, `l-${asOf}.csv`, 'as_of,loan_id,balance,class', ...loans);
      const writeOffs = i === 0 ? [] : [write(folder, `w-${asOf}.csv`, header, ...(registers[i] ?? []))];
      const closed = await closeMonth(book, [ledger], { writeOffs });
      expect([asOf, closed.exit, closed.codes.filter((code) => code.startsWith('W_') || code.startsWith('E_'))]).toEqual([asOf, 0, []]);
    }
  });

  test('nor in the first month, whose loans may have left before the book began: told', async () => {
    const folder = newFolder();
    folders.push(folder);
    const book = join(folder, 'book');
    await initBook(book);
    const writeOffs = [write(folder, 'w.csv', 'date,loan_id,principal', '2024-01-20,Z,300')];
    const closed = await closeMonth(book, [ledgerFile(folder, '2024-01-31')], { writeOffs });
    expect([closed.exit, closed.codes]).toEqual([0, ['W_BOOK_UNKNOWN']]);
  });
});

test('rows of closed months: which months to close again, and that they count nowhere until then', async () => {
  const { folder, book } = await march();
  const events = [
    write(folder, 'e.csv', 'date,loan_id,kind,principal', '2024-02-21,B,cash,1', '2024-03-02,C,cash,1', '2024-03-21,C,cash,1'),
  ];
  const { told, codes } = await closeMonth(book, [ledgerFile(folder, APRIL)], {
    events: [...events, write(folder, 'own.csv', 'date,loan_id,kind,principal', '2024-04-10,A2,cash,100', '2024-04-11,E,cash,400')],
    writeOffs: [write(folder, 'w.csv', 'date,loan_id,principal', '2024-04-20,C,300')],
  });
  expect(codes).toEqual(['W_BOOK_LATE_EVENTS', 'W_BOOK_LATE_EVENTS']);
  expect(told.filter(({ code }) => code === 'W_BOOK_LATE_EVENTS').map(({ params }) => params)).toEqual([
    { count: 1, months: '2024-02-29', places: `${events[0]}:2` },
    { count: 2, months: '2024-03-31', places: `${events[0]}:3-4` },
  ]);
  expect((await verify(book)).exit).toBe(0);
});
