import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ensureBuilt, PROGRAM, plainEnvironment } from './program.js';

vi.setConfig({ testTimeout: 60_000 });

let folder = '';
let ledger = '';

beforeAll(async () => {
  await ensureBuilt();
  folder = mkdtempSync(join(tmpdir(), 'npl-interrupt-'));
  ledger = join(folder, 'ledger-2024-06-30.csv');
  // Its list is 40 MB: some tenths of a second to write.
  const rows = Array.from({ length: 500_000 }, (_, i) => `LOAN-2024-${i},C-${i},1234.56,0,1`);
  writeFileSync(ledger, ['loan_id,borrower_id,balance,overdue_days,class', ...rows, ''].join('\n'));
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

function start(argv: readonly string[], cwd: string): { readonly child: ChildProcess; readonly end: Promise<End> } {
  const child = spawn(process.execPath, [PROGRAM, ...argv], { cwd, env: plainEnvironment(''), stdio: ['pipe', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr?.on('data', (bytes) => {
    stderr += bytes;
  });
  const end = new Promise<End>((resolve) => child.on('close', (code, signal) => resolve({ code, signal, stderr })));
  return { child, end };
}

/** Waits until `sign` is there, or the program has ended without it. */
async function until(sign: () => boolean, end: Promise<unknown>): Promise<void> {
  let isOver = false;
  end.then(() => {
    isOver = true;
  });
  while (!isOver && !sign()) await new Promise((resolve) => setTimeout(resolve, 1));
}

function emptyFolder(name: string): string {
  const place = join(folder, name);
  mkdirSync(place);
  return place;
}

describe('interrupted', () => {
  test.each<[NodeJS.Signals, string]>([
    ['SIGINT', 'list.csv'],
    ['SIGINT', 'list.json'],
    ['SIGTERM', 'list.csv'],
  ])('by %s while %s is written: exit 130, and the folder is as it was', async (signal, name) => {
    const place = emptyFolder(`${signal}-${name}`);
    writeFileSync(join(place, name), 'old');
    const { child, end } = start(['classify', ledger, '-o', name], place);
    await until(() => readdirSync(place).some((each) => each.endsWith('.tmp')), end);
    child.kill(signal);
    const { code, signal: by, stderr } = await end;
    expect({ code, by }).toEqual({ code: 130, by: null });
    expect(readdirSync(place)).toEqual([name]);
    expect(readFileSync(join(place, name), 'utf8')).toBe('old');
    expect(stderr).not.toMatch(/internal error|^rows:/m);
  });

  test('while a ledger is read: the program ends at once, as a shell calls 130, and nothing is written', async () => {
    const place = emptyFolder('reading');
    const { child, end } = start(['classify', '-', '--as-of', '2024-06-30', '-o', 'list.csv'], place);
    child.stdin?.on('error', () => undefined);
    // More than a pipe holds: when it is taken, the program is reading, and waits for more.
    await new Promise((resolve) => child.stdin?.write(`loan_id,balance,class\n${'L1,1.00,1\n'.repeat(100_000)}`, resolve));
    child.kill('SIGINT');
    const { code, signal } = await end;
    expect({ code, signal }).toEqual({ code: null, signal: 'SIGINT' });
    expect(readdirSync(place)).toEqual([]);
  });
});
