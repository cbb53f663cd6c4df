import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { day } from '../support/ledger.js';
import { closeMonth, contents, initBook, lockMonth, newFolder, verify, write } from './journeys.js';

/**
 * A book as small as can be that holds one of everything: two months, one of them restated, a lock, a register, a policy of
 * three rules.
 */
const POLICY = `id: tiny
title: { zh: 小, en: Tiny }
source: none
dueDayCountsAs: 0
overdueComparisonDays: [90]
rules:
  - { id: over-90, name: { zh: 逾期, en: overdue }, source: none, verified: false, class: substandard, when: { fact: daysPastDue, above: 90 } }
`;

let folder: string;
let book: string;

beforeAll(async () => {
  folder = newFolder();
  book = join(folder, 'book');
  const policy = join(folder, 'tiny.yaml');
  writeFileSync(policy, POLICY);
  await initBook(book, { policy });
  const ledger = (date: string, ...rows: string[]) => write(folder, `l-${date}.csv`, 'loan_id,balance,overdue_days', ...rows);
  await closeMonth(book, [ledger('2024-01-31', 'A,9,91')]);
  await closeMonth(book, [ledger('2024-01-31', 'A,8,91')], { supersede: true, reason: 'r' });
  await lockMonth(book, day('2024-01-31'));
  const events = [write(folder, 'e.csv', 'date,loan_id,kind,principal', '2024-02-01,A,cash,1')];
  await closeMonth(book, [ledger('2024-02-29', 'A,7,99')], { events });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const faulty = async () => (await verify(book, { full: true })).exit;

test('the book is well', async () => {
  expect(await verify(book)).toMatchObject({ exit: 0, told: [] });
});

test('every flipped byte is found', async () => {
  const missed: string[] = [];
  let flipped = 0;
  for (const [path, bytes] of contents(book)) {
    const file = join(book, path);
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (bytes[at] as number) ^ (1 << (at % 8));
      writeFileSync(file, changed);
      flipped++;
      if ((await faulty()) !== 4) missed.push(`${path}@${at}`);
    }
    writeFileSync(file, bytes);
  }
  expect(missed).toEqual([]);
  expect(flipped).toBeGreaterThan(8000);
  expect(await faulty()).toBe(0);
}, 120_000);

describe('found too', () => {
  test.each([...'cut added'.split(' ')])('a byte %s at the end of any file', async (what) => {
    const missed: string[] = [];
    for (const [path, bytes] of contents(book)) {
      writeFileSync(join(book, path), what === 'cut' ? bytes.subarray(0, -1) : Buffer.concat([bytes, Buffer.from('\n')]));
      if ((await faulty()) !== 4) missed.push(path);
      writeFileSync(join(book, path), bytes);
    }
    expect(missed).toEqual([]);
  });

  test('any file that is missing', async () => {
    const missed: string[] = [];
    for (const [path] of contents(book)) {
      renameSync(join(book, path), join(folder, 'away'));
      if ((await faulty()) !== 4) missed.push(path);
      renameSync(join(folder, 'away'), join(book, path));
    }
    expect(missed).toEqual([]);
  });

  test.each(['stray.txt', 'months/stray.txt', 'months/2024-01-31/stray.csv', 'locks/2024-02-29.lock.json', '.staging2'])(
    'a file that nobody published: %s',
    async (path) => {
      writeFileSync(join(book, path), 'x');
      expect(await faulty()).toBe(4);
      rmSync(join(book, path));
    },
  );

  test.each(['months/2024-03-31', 'stray'])('an empty folder: %s', async (path) => {
    mkdirSync(join(book, path));
    expect(await faulty()).toBe(4);
    rmSync(join(book, path), { recursive: true });
  });

  test('the last lines of the journal cut off: what they published is not known', async () => {
    const journal = join(book, 'journal.jsonl');
    const bytes = contents(book).get('journal.jsonl') as Buffer;
    const lines = bytes.toString('utf8').split(/(?<=\n)/);
    for (let kept = 1; kept < lines.length; kept++) {
      writeFileSync(journal, lines.slice(0, kept).join(''));
      expect([kept, await faulty()]).toEqual([kept, 4]);
    }
    writeFileSync(journal, bytes);
  });

  test('two lines of the journal in the other order', async () => {
    const journal = join(book, 'journal.jsonl');
    const bytes = contents(book).get('journal.jsonl') as Buffer;
    const [first = '', second = '', ...others] = bytes.toString('utf8').split(/(?<=\n)/);
    writeFileSync(journal, [second, first, ...others].join(''));
    expect(await faulty()).toBe(4);
    writeFileSync(journal, bytes);
  });
});
