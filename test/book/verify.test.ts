import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type * as ByteFaults from '../../src/book/byte-faults.js';
import { bookTo, close, ledgerFile } from './five-months.js';
import { forge } from './forge.js';
import { closeMonth, initBook, newFolder, said, series, status, verify } from './journeys.js';

const APRIL = '2024-04-30';
const hooks = vi.hoisted(() => ({
  program: 'npl 0.1.0',
  beforeBytes: (): void => undefined,
  openSync: (_path: unknown): void => undefined,
}));
vi.mock('../../src/run/version.js', () => ({
  get PROGRAM() {
    return hooks.program;
  },
}));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const openSync: typeof fs.openSync = (...args) => {
    hooks.openSync(args[0]);
    return fs.openSync(...args);
  };
  return { ...fs, openSync, default: fs };
});
vi.mock('../../src/book/byte-faults.js', async (original) => {
  const module = await original<typeof ByteFaults>();
  const checkBytes: typeof module.checkBytes = (...args) => {
    hooks.beforeBytes();
    return module.checkBytes(...args);
  };
  return { ...module, checkBytes };
});

let march: string;
let april: string;
const folders: string[] = [];

function copyOf(folder: string): { folder: string; book: string } {
  const copy = newFolder();
  folders.push(copy);
  cpSync(folder, copy, { recursive: true });
  return { folder: copy, book: join(copy, 'book') };
}

beforeAll(async () => {
  ({ folder: march } = await bookTo('2024-03-31'));
  april = copyOf(march).folder;
  await close(april, APRIL);
  folders.push(march);
});

afterEach(() => {
  hooks.program = 'npl 0.1.0';
  hooks.beforeBytes = () => undefined;
  hooks.openSync = () => undefined;
});

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** What a writer does at its end: it says what it moves, moves it, and puts the journal in its place. */
function writerOf(book: string): readonly (() => void)[] {
  const done = join(april, 'book');
  return [
    () => {
      mkdirSync(join(book, '.staging'));
      writeFileSync(join(book, '.held'), `${JSON.stringify({ pid: process.pid, host: hostname(), command: 'npl close', started: '' })}\n`);
      writeFileSync(join(book, '.staging/moving.json'), JSON.stringify([`months/${APRIL}`]));
      cpSync(join(done, 'months', APRIL), join(book, 'months', APRIL), { recursive: true });
    },
    () => {
      cpSync(join(done, 'journal.jsonl'), join(book, 'journal.jsonl'));
      rmSync(join(book, '.staging'), { recursive: true });
      rmSync(join(book, '.held'), { force: true });
    },
  ];
}

describe('beside a writer', () => {
  test('verify begins again where the book changed while it looked: no fault', async () => {
    for (const first of [0, 1]) {
      const { book } = copyOf(march);
      const steps = [...writerOf(book)];
      hooks.beforeBytes = () => {
        for (const step of first === 0 ? steps.splice(0, 1) : steps.splice(0)) step();
      };
      expect([first, await verify(book, { full: false })]).toMatchObject([first, { exit: 0, told: [] }]);
    }
  });

  test('one that lives is not called broken off', async () => {
    const { book } = copyOf(march);
    const [move, end] = writerOf(book);
    move?.();
    expect([(await status(book)).codes, (await verify(book, { full: false })).told]).toEqual([[], []]);
    rmSync(join(book, '.held'), { force: true });
    expect((await status(book)).codes).toEqual(['N_BOOK_LEFTOVER']);
    end?.();
  });
});

test('a gap has a code of its own, says what to do, and hides no account', async () => {
  const folder = newFolder();
  folders.push(folder);
  const book = join(folder, 'book');
  await initBook(book);
  await close(folder, '2024-01-31');
  await closeMonth(book, [ledgerFile(folder, '2024-03-31')]);
  // The NPL balance of March is 1600.
  forge(book, 'months/2024-03-31', 'manifest.json', (text) => text.replace('"balance": "1600.00"', '"balance": "1601.00"'));
  const found = await verify(book, { full: false });
  expect([found.exit, found.codes]).toEqual([4, ['E_BOOK_GAP', 'E_BOOK_IDENTITY']]);
  expect(said(found)).toContain('close the missing months');
});

describe('a month that does not come out again', () => {
  const change = (text: string) => text.replace(/("reclassified": )"0\.00"/, '$1"1.00"');

  test('is damage where this program closed it', async () => {
    const { book } = copyOf(april);
    forge(book, `months/${APRIL}`, 'figures.json', change);
    const found = await verify(book);
    expect([found.exit, found.codes]).toEqual([4, ['E_BOOK_DAMAGED']]);
  });

  test('is to be looked at, not damage, where another did', async () => {
    const { book } = copyOf(april);
    forge(book, `months/${APRIL}`, 'figures.json', change);
    hooks.program = 'npl 9.9.9';
    const found = await verify(book);
    expect([found.exit, found.codes]).toEqual([1, ['E_BOOK_PROGRAM']]);
    expect(said(found)).toMatch(/figures\.json: .*npl 0\.1\.0.*npl 9\.9\.9/);
    expect((await verify(book, { full: false })).exit).toBe(0);
  });

  test('nor where its classes come out otherwise', async () => {
    const { book } = copyOf(april);
    forge(book, `months/${APRIL}`, 'manifest.json', (text) => text.replace(/"classDigest": "../, '"classDigest": "zz'));
    expect((await verify(book)).codes).toEqual(['E_BOOK_DAMAGED']);
    hooks.program = 'npl 9.9.9';
    const found = await verify(book);
    expect([found.exit, found.codes]).toEqual([1, ['E_BOOK_PROGRAM']]);
  });
});

test('a file that the system does not let be read is not said to be missing', async () => {
  const { book } = copyOf(april);
  hooks.openSync = (path) => {
    if (String(path).endsWith('/watched.csv')) throw Object.assign(new Error('permission denied'), { code: 'EACCES' });
  };
  const found = await verify(book, { full: false });
  expect([found.exit, new Set(found.codes)]).toEqual([74, new Set(['E_READ'])]);
});

test('figures that are no JSON, well hashed: damage, told as such', async () => {
  const { book } = copyOf(april);
  forge(book, `months/${APRIL}`, 'figures.json', (text) => text.slice(1));
  expect((await series(book)).codes).toEqual(['E_BOOK_DAMAGED']);
  expect((await verify(book)).exit).toBe(4);
});

test('a head that is not written in full is no damage', async () => {
  const { book } = copyOf(april);
  const refused = await verify(book, { expect: 'abc123' });
  expect([refused.exit, refused.codes]).toEqual([2, ['E_USAGE']]);
});
