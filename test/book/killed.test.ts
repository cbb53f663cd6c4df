import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt, PROGRAM } from '../cli/program.js';
import { bookTo, close, ledgerFile, registersOf } from './five-months.js';
import { contents, newFolder, said, verify } from './journeys.js';

/** April is closed with real processes: three months, a lock and registers before it, both registers with it. */
const APRIL = '2024-04-30';
const PRELOAD = fileURLToPath(new URL('./fault-preload.mjs', import.meta.url));

let base: string;
let clean: ReadonlyMap<string, Buffer>;
let before: ReadonlyMap<string, Buffer>;

beforeAll(async () => {
  await ensureBuilt();
  ({ folder: base } = await bookTo('2024-03-31'));
  ledgerFile(base, APRIL);
  registersOf(base, APRIL);
  before = contents(join(base, 'book'));
  const folder = copy();
  await close(folder, APRIL);
  clean = contents(join(folder, 'book'));
  rmSync(folder, { recursive: true });
}, 120_000);

afterAll(() => rmSync(base, { recursive: true, force: true }));

function copy(): string {
  const folder = newFolder();
  cpSync(base, folder, { recursive: true });
  return folder;
}

interface Ended {
  readonly exit: number | null;
  readonly signal: string | null;
  readonly stderr: string;
  readonly pid: number;
}

function start(folder: string, env: Readonly<Record<string, string>>, more: readonly string[] = []) {
  const book = join(folder, 'book');
  const registers = ['--events', `${folder}/events-${APRIL}.csv`, '--write-offs', `${folder}/write-offs-${APRIL}.csv`];
  const args = ['--import', PRELOAD, PROGRAM, 'close', `${folder}/ledger-${APRIL}.csv`, '--book', book, ...registers, ...more];
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH ?? '', NPL_BOOK: book, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (bytes: Buffer) => {
    stderr += bytes.toString('utf8');
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (exit, signal) => resolve({ exit, signal, stderr, pid: child.pid as number }));
  });
  return { child, ended };
}

/** How many file operations a close makes, and which of them write. */
async function operations(how: string): Promise<{ readonly all: readonly number[]; readonly writes: readonly number[] }> {
  const folder = copy();
  const count = join(folder, 'count');
  const { exit } = await start(folder, { NPL_HOW: how, NPL_COUNT: count }).ended;
  expect(exit).toBe(0);
  const { operations: number, writes } = JSON.parse(readFileSync(count, 'utf8'));
  rmSync(folder, { recursive: true });
  return { all: Array.from({ length: number }, (_, i) => i + 1), writes };
}

/** Runs tasks, two at a time. */
async function inPairs(numbers: readonly number[], task: (n: number) => Promise<void>): Promise<void> {
  const waiting = [...numbers];
  const worker = async () => {
    for (let n = waiting.shift(); n !== undefined; n = waiting.shift()) await task(n);
  };
  await Promise.all([worker(), worker()]);
}

/** Says which files differ, not all their bytes. */
function expectSame(found: ReadonlyMap<string, Buffer>, wanted: ReadonlyMap<string, Buffer>, n: number): void {
  const paths = new Set([...found.keys(), ...wanted.keys()]);
  const differ = [...paths].filter((path) => wanted.get(path)?.equals(found.get(path) ?? Buffer.from('none')) !== true);
  expect([n, differ]).toEqual([n, []]);
}

/** Old or new, never between: verify finds nothing wrong, and closing again gives what an undisturbed close gives. */
async function expectOldOrNew(folder: string, n: number): Promise<void> {
  const book = join(folder, 'book');
  const verified = await verify(book, { full: false });
  expect([n, verified.exit, said(verified).replace(/^N_BOOK_LEFTOVER.*\n?/m, '')]).toEqual([n, 0, '']);
  const again = await close(folder, APRIL);
  expect([n, again.exit]).toEqual([n, 0]);
  expectSame(contents(book), clean, n);
}

describe('a close that is killed', () => {
  test('before any of its file operations', async () => {
    const { all, writes } = await operations('kill');
    // Up to the second write (the first makes `.held`) the book is only read: there every tenth is enough.
    const points = all.filter((n) => n % 10 === 0 || n >= (writes[1] as number) - 2 || Math.abs(n - (writes[0] as number)) < 3);
    expect(points.length).toBeGreaterThanOrEqual(100);
    await inPairs(points, async (n) => {
      const folder = copy();
      const { signal } = await start(folder, { NPL_HOW: 'kill', NPL_AT: String(n) }).ended;
      expect([n, signal]).toEqual([n, 'SIGKILL']);
      await expectOldOrNew(folder, n);
      rmSync(folder, { recursive: true });
    });
  }, 240_000);

  test('half-way through any of its writes', async () => {
    const { writes } = await operations('half');
    expect(writes.length).toBeGreaterThan(8);
    await inPairs(writes, async (n) => {
      const folder = copy();
      await start(folder, { NPL_HOW: 'half', NPL_AT: String(n) }).ended;
      await expectOldOrNew(folder, n);
      rmSync(folder, { recursive: true });
    });
  }, 240_000);
});

test('a disk that is full from any operation on that makes something: said, exit 73 or 74, and not a byte left', async () => {
  const { all } = await operations('full');
  expect(all.length).toBeGreaterThan(30);
  await inPairs(all, async (n) => {
    const folder = copy();
    const { exit, stderr } = await start(folder, { NPL_HOW: 'full', NPL_AT: String(n) }).ended;
    const book = join(folder, 'book');
    const files = contents(book);
    const isCommitted = files.get('journal.jsonl')?.equals(clean.get('journal.jsonl') as Buffer) === true;
    expect([n, exit]).toEqual([n, isCommitted ? 74 : expect.toSatisfy((code: number) => code === 74 || code === 73)]);
    expect(stderr).toMatch(/E_WRITE|E_OUTPUT/);
    expectSame(files, isCommitted ? clean : before, n);
    expect((await verify(book, { full: false })).exit).toBe(0);
    rmSync(folder, { recursive: true });
  });
}, 240_000);

async function isStopped(pid: number): Promise<void> {
  for (let looks = 0; looks < 600; looks++) {
    if (
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\)\s/s, '')
        .startsWith('T')
    )
      return;
    await sleep(50);
  }
  throw new Error('it did not stop');
}

describe.runIf(existsSync('/proc/self/stat'))('two closes at once', () => {
  test('one wins; the other says who holds the book and exits 75, or waits', async () => {
    const folder = copy();
    const first = start(folder, { NPL_HOW: 'stop', NPL_AT: '60' });
    await isStopped(first.child.pid as number);
    const second = await start(folder, {}).ended;
    expect([second.exit, second.stderr]).toEqual([75, expect.stringContaining(`pid ${first.child.pid}: npl close`)]);
    const waiting = start(folder, {}, ['--wait', '60']);
    await sleep(500);
    first.child.kill('SIGCONT');
    expect([(await first.ended).exit, (await waiting.ended).exit]).toEqual([0, 0]);
    expect(contents(join(folder, 'book'))).toEqual(clean);
    rmSync(folder, { recursive: true });
  }, 120_000);

  test('four that find the same dead writer: one closes, none disturbs it', async () => {
    const folder = copy();
    const dead = await start(folder, { NPL_HOW: 'kill', NPL_AT: '70' }).ended;
    expect([dead.signal, existsSync(join(folder, 'book/.held'))]).toEqual(['SIGKILL', true]);
    const ended = await Promise.all([1, 2, 3, 4].map(() => start(folder, {}).ended));
    expect(ended.map(({ exit }) => exit).filter((exit) => exit !== 0 && exit !== 75)).toEqual([]);
    // All may have given way to each other: then the next one closes.
    await close(folder, APRIL);
    expect(contents(join(folder, 'book'))).toEqual(clean);
    rmSync(folder, { recursive: true });
  }, 120_000);

  test('a writer of another machine is never taken to be dead', async () => {
    const folder = copy();
    const book = join(folder, 'book');
    writeFileSync(join(book, '.held'), `${JSON.stringify({ pid: 1, host: 'elsewhere', command: 'npl close', started: '' })}\n`);
    const refused = await close(folder, APRIL);
    expect([refused.exit, said(refused)]).toEqual([75, expect.stringContaining('elsewhere pid 1: npl close')]);
    rmSync(folder, { recursive: true });
  });

  test('a number that another process has now is not the writer', async () => {
    const folder = copy();
    const held = { pid: process.pid, host: hostname(), command: 'npl close', started: 'an earlier start 1' };
    writeFileSync(join(folder, 'book/.held'), `${JSON.stringify(held)}\n`);
    mkdirSync(join(folder, 'book/.staging/months'), { recursive: true });
    expect((await close(folder, APRIL)).exit).toBe(0);
    expect(contents(join(folder, 'book'))).toEqual(clean);
    rmSync(folder, { recursive: true });
  });
});
