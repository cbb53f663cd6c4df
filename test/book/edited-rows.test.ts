import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { closeMonth, contents, initBook, newFolder, said, write } from './journeys.js';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const HEADERS = {
  events: 'date,loan_id,kind,principal,price,reason,reverses',
  writeOffs: 'date,loan_id,principal,interest,channel,ground,reverses',
  recoveries: 'date,loan_id,principal,claim,means,reverses',
  disposals: 'date,loan_id,kind,principal,price,counterparty,reverses',
} as const;

/** S 100 sold for 60, W 80 written off, C 90 down to 80 by cash: January; what a register is given for February is added. */
async function february(register: keyof typeof HEADERS, first: string, ...second: string[]) {
  const folder = newFolder();
  folders.push(folder);
  const book = join(folder, 'book');
  await initBook(book);
  const ledger = (asOf: string, ...rows: string[]) =>
    write(folder, `l-${asOf}.csv`, 'as_of,loan_id,balance,class', ...['P,1000,正常', ...rows].map((row) => `${asOf},${row}`));
  await closeMonth(book, [ledger('2023-12-31', 'S,100,可疑', 'W,80,可疑', 'C,90,可疑')]);
  const of = (name: string, ...rows: string[]) => [write(folder, name, HEADERS[register], ...rows)];
  const jan = { [register]: of('jan.csv', first) };
  const all = {
    ...(register === 'events' || register === 'disposals'
      ? {}
      : { events: [write(folder, 'e.csv', HEADERS.events, '2024-01-10,S,transfer,100,60,,')] }),
    ...(register === 'writeOffs' ? {} : { writeOffs: [write(folder, 'w.csv', HEADERS.writeOffs, '2024-01-10,W,80,,,g,')] }),
    ...(register === 'recoveries' ? {} : { recoveries: [write(folder, 'r.csv', HEADERS.recoveries, '2024-01-10,C,10,,,')] }),
  };
  expect((await closeMonth(book, [ledger('2024-01-31', 'C,80,可疑')], { ...all, ...jan })).exit).toBe(0);
  const before = contents(book);
  const closed = await closeMonth(book, [ledger('2024-02-29', 'C,80,可疑')], { [register]: of('year.csv', ...second) });
  return { closed, isSame: JSON.stringify(contents(book)) === JSON.stringify(before) };
}

describe('a row of a closed month that is given otherwise is refused: it would count twice, or its change not at all', () => {
  test.each([
    ['events', '2024-01-10,S,transfer,100,60,AMC,', '2024-01-10,S,transfer,100,70,AMC,'],
    ['events', '2024-01-10,S,transfer,100,60,AMC,', '2024-01-10,S,transfer,100,60,Fund,'],
    ['writeOffs', '2024-01-10,W,80,,,g,', '2024-01-10,W,80,,,h,'],
    ['recoveries', '2024-01-10,C,10,表内,,', '2024-01-10,C,10,已核销,,'],
    ['recoveries', '2024-01-10,C,10,,,', '2024-01-10,C,10,,auction,'],
    ['disposals', '2024-01-10,S,transfer,100,60,AMC,', '2024-01-10,S,transfer,100,60,Fund,'],
    ['recoveries', '2024-01-10,C,10,,,', '2024-01-10,C,9,,,'],
  ] as const)('%s: %s, then %s', async (register, first, second) => {
    const { closed, isSame } = await february(register, first, second);
    expect([closed.exit, closed.codes]).toEqual([65, ['E_BOOK_ROW_EDITED']]);
    expect(said(closed)).toMatch(/year\.csv:2.*months\/2024-01-31\/registers\/[a-z-]+-1\.csv:2/);
    expect(isSame).toBe(true);
  });
});

test('the same row again, a second entry beside the first, and a corrected one behind a reversing entry are not', async () => {
  const same = '2024-01-10,W,80,,,g,';
  expect((await february('writeOffs', same, same)).closed.codes).toContain('N_BOOK_KNOWN_ROWS');
  // Both are true, and the second comes too late: told.
  const late = (await february('recoveries', '2024-01-10,C,10,,,', '2024-01-10,C,10,,,', '2024-01-10,C,1,,auction,')).closed;
  expect([late.exit, late.codes.filter((code) => code.startsWith('E_'))]).toEqual([0, []]);
  expect(late.codes).toContain('W_BOOK_LATE_EVENTS');
  const corrected = (await february('writeOffs', same, '2024-02-05,W,80,,,g,2024-01-10', '2024-01-10,W,80,,,h,')).closed;
  expect([corrected.exit, corrected.codes.filter((code) => code.startsWith('E_'))]).toEqual([0, []]);
});
