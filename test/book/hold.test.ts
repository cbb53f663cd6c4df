import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UserError } from '../../src/diagnostics/diagnostic.js';
import { holdBook } from '../../src/run/book/hold-book.js';
import type { Io } from '../../src/run/io.js';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'npl-hold-'));
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A process of machine m, where those of `alive` run. Numbers are above any that the system gives: it says nothing of their start. */
const io = (pid: number, alive: readonly number[]) =>
  ({ runner: { pid, host: 'm', command: 'npl close', isAlive: (one: number) => alive.includes(one) } }) as unknown as Io;
const held = () => JSON.parse(readFileSync(join(dir, '.held'), 'utf8')) as { pid: number };
const writeHeld = (pid: number, started: string, name = '.held') =>
  writeFileSync(join(dir, name), `${JSON.stringify({ pid, host: 'm', command: 'npl close', started })}\n`);
const [A, B] = [99_999_991, 99_999_992];

test('a start that cannot be found out proves nothing: a writer that lives keeps the book', async () => {
  writeHeld(A, 'boot 123');
  await expect(holdBook(dir, io(B, [A, B]), 0)).rejects.toThrow(UserError);
  expect(held().pid).toBe(A);
});

test('one that is dead loses it', async () => {
  writeHeld(A, 'boot 123');
  const release = await holdBook(dir, io(B, [B]), 0);
  expect(held().pid).toBe(B);
  release();
  expect(readdirSync(dir)).toEqual([]);
});

test('who lets go leaves what another has taken meanwhile', async () => {
  const release = await holdBook(dir, io(A, [A]), 0);
  writeHeld(B, '');
  release();
  expect(held().pid).toBe(B);
});

test('what the dead left is cleared away, what the living did not', async () => {
  writeHeld(A, '', `.takeover-m-${A}`);
  writeHeld(99_999_993, '', '.held-m-99999993');
  const release = await holdBook(dir, io(B, [B, 99_999_993]), 0);
  expect(readdirSync(dir).sort()).toEqual(['.held', '.held-m-99999993']);
  release();
});
