import { createHash } from 'node:crypto';
import { chmodSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseJournal } from '../../src/book/journal.js';
import { bookTo } from './five-months.js';
import { closeMonth, newFolder, said, verify, write } from './journeys.js';

/**
 * The five months, forged by somebody who changes a stored file and then makes every hash right again, from the file to the
 * manifest and on along the journal. What the book states twice must still agree: such a change is found by what it contradicts.
 */
let made: Awaited<ReturnType<typeof bookTo>>;
const folders: string[] = [];

beforeAll(async () => {
  made = await bookTo('2024-04-30');
  folders.push(made.folder);
});

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function copy(): string {
  const folder = newFolder();
  folders.push(folder);
  cpSync(made.book, join(folder, 'book'), { recursive: true });
  return join(folder, 'book');
}

const sha = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

/** Changes a file of the book; `from` must be in it. */
function change(book: string, path: string, from: string, to: string): void {
  const text = readFileSync(join(book, path), 'utf8');
  if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
  writeFileSync(join(book, path), text.replace(from, to));
}

/** Makes manifests and journal right again, in the order of the journal. */
function rehash(book: string): void {
  const builtOn = new Map<string, string>();
  let prev = '0'.repeat(64);
  const lines = readFileSync(join(book, 'journal.jsonl'), 'utf8').trimEnd().split('\n');
  const written = lines.map((line) => {
    const { hash: _, ...entry } = JSON.parse(line);
    for (const file of entry.published) {
      const path = join(book, file.path);
      if (file.path.endsWith('/manifest.json')) {
        const manifest = JSON.parse(readFileSync(path, 'utf8'));
        for (const one of manifest.files) {
          const bytes = readFileSync(join(path, '..', one.name));
          Object.assign(one, { sha256: sha(bytes), bytes: bytes.length });
        }
        if (manifest.builtOn !== undefined) manifest.builtOn.sha256 = builtOn.get(manifest.builtOn.asOf);
        writeFileSync(path, `${JSON.stringify(manifest, undefined, 2)}\n`);
        builtOn.set(manifest.asOf, sha(readFileSync(path)));
      }
      const bytes = readFileSync(path);
      Object.assign(file, { sha256: sha(bytes), bytes: bytes.length });
    }
    entry.prev = prev;
    const body = JSON.stringify(entry).slice(0, -1);
    prev = sha(body);
    return `${body},"hash":"${prev}"}\n`;
  });
  writeFileSync(join(book, 'journal.jsonl'), written.join(''));
}

const APRIL = 'months/2024-04-30';

describe('a book forged with all its hashes', () => {
  test('hashed again without a change it is well: the forger of this test does what it says', async () => {
    const book = copy();
    rehash(book);
    expect(parseJournal(readFileSync(join(book, 'journal.jsonl'))).fault).toBeUndefined();
    expect((await verify(book)).exit).toBe(0);
  });

  // The ledgers of five-months.ts: April has A2, B, D and F; its events are two of cash, and C is written off.
  test.each([
    ['the rows read', `${APRIL}/manifest.json`, '"read": 4', '"read": 5', 'manifest.json'],
    ['rows off the book', `${APRIL}/manifest.json`, '"offBook": {\n    "count": 0', '"offBook": {\n    "count": 1', 'manifest.json'],
    ['what is open', `${APRIL}/manifest.json`, '"unexplained": 0', '"unexplained": 1', 'manifest.json'],
    ['a rule not assessed', `${APRIL}/manifest.json`, '"rule": "renewal"', '"rule": "renewed"', 'manifest.json'],
    ['the entries of a register', `${APRIL}/manifest.json`, '"entries": 2', '"entries": 3', 'manifest.json'],
    ['the hash of a register', `${APRIL}/manifest.json`, '"name": "events-2024-04-30.csv",\n        "sha256": "', '$&0', 'manifest.json'],
    ['an event as it was understood', `${APRIL}/registers.json`, '"interestOffBook":"0.00"', '"interestOffBook":"9.00"', 'registers.json'],
    ['an event as it was given', `${APRIL}/registers/events-1.csv`, 'A2,cash,100', 'A2,cash,90', 'registers.json'],
    ['a computed class', `${APRIL}/loans.csv`, 'doubtful,,doubtful', 'doubtful,loss,doubtful', 'loans.csv'],
    ['a loan that is watched', `${APRIL}/watched.csv`, 'A2,', 'A3,', 'watched.csv'],
    ['the policy', 'policies/cn-2023-b9fd9d3b.yaml', '360', '361', 'cn-2023-b9fd9d3b.yaml'],
  ])('%s', async (_, path, from, to, named) => {
    const book = copy();
    change(book, path, from, to);
    rehash(book);
    const found = await verify(book);
    expect(found.exit).toBe(4);
    expect(said(found).includes(named) || found.told.some(({ file }) => file?.endsWith(named))).toBe(true);
  });

  test('figures that contradict each other are faults of the month, never an internal error', async () => {
    const book = copy();
    change(book, 'months/2024-02-29/loans.csv', ',900.00', ',800.00');
    rehash(book);
    const found = await verify(book);
    expect(found.exit).toBe(4);
    expect(new Set(found.told.flatMap(({ file }) => /\d{4}-\d\d-\d\d/.exec(file ?? '')?.[0] ?? []))).toEqual(new Set(['2024-02-29']));
  });

  test('a policy that is not the one that the book names closes no month', async () => {
    const book = copy();
    change(book, 'policies/cn-2023-b9fd9d3b.yaml', '360', '361');
    rehash(book);
    const ledger = write(book, '../ledger-2024-05-31.csv', 'loan_id,class,balance,issue_date', 'A,次级,1,2020-01-01');
    const refused = await closeMonth(book, [ledger]);
    expect([refused.exit, refused.codes]).toEqual([4, ['E_BOOK_DAMAGED']]);
  });
});

test('files and folders that others may read are told, and no fault', async () => {
  const book = copy();
  chmodSync(join(book, APRIL, 'loans.csv'), 0o644);
  chmodSync(join(book, 'locks'), 0o755);
  const found = await verify(book);
  expect([found.exit, found.codes]).toEqual([0, ['W_BOOK_MODES']]);
  expect(said(found)).toMatch(/2 files or folders .*: locks, months\/2024-04-30\/loans\.csv\n/);
});
