import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { EVENTS } from '../../src/registers/events.js';
import { OVERRIDES } from '../../src/registers/overrides.js';
import { openAhead, type RegistersAhead } from '../../src/run/reading/registers-ahead.js';

const FOLDER = mkdtempSync(join(tmpdir(), 'npl-ahead-'));
afterAll(() => rmSync(FOLDER, { recursive: true }));

const IO = { stdin: () => Readable.from([]) };
const HEADER = 'date,loan_id,kind,principal';
/** Longer than a megabyte. */
const ROWS = 30_000;

function register(name: string, amountOf: (n: number) => string): string {
  const path = join(FOLDER, name);
  const rows = Array.from({ length: ROWS }, (_, n) => `2019-03-29,HB-2016-${String(n).padStart(20, '0')},cash,${amountOf(n)}`);
  writeFileSync(path, `${[HEADER, ...rows].join('\n')}\n`);
  return path;
}

const openAny = (...paths: readonly string[]) => openAhead([{ kind: EVENTS, paths }], IO);

async function open(...paths: readonly string[]): Promise<RegistersAhead> {
  const ahead = await openAny(...paths);
  if (ahead === undefined) throw new Error('none of them is long');
  return ahead;
}

describe('a long register that is read ahead', () => {
  it('comes to its entries when it is taken, once, and under its own register alone', async () => {
    const path = register('long.csv', (n) => `${n}.50`);
    const ahead = await open(path);
    expect(ahead.take(EVENTS, path), 'before it is read').toBeUndefined();
    ahead.read();
    expect(ahead.take(OVERRIDES, path)).toBeUndefined();
    const taken = ahead.take(EVENTS, path);
    expect(taken?.entries).toHaveLength(ROWS);
    // Row n, in line n + 2, is of n yuan and 50 fen.
    expect(taken?.entries[7]).toEqual({
      ...{ file: path, line: 9, date: 17984, loan: 'HB-2016-00000000000000000007', kind: 'cash' },
      ...{ principal: 750n, interestOnBook: 0n, interestOffBook: 0n },
    });
    expect(ahead.take(EVENTS, path)).toBeUndefined();
    ahead.close();
  });

  it('is refused when it is taken, with what was read before it unharmed', async () => {
    const [good, bad] = [register('good.csv', () => '1.00'), register('bad.csv', (n) => (n === 20_000 ? '1x' : '1.00'))];
    const ahead = await open(good, bad);
    ahead.read();
    expect(() => ahead.take(EVENTS, bad)).toThrow(
      expect.objectContaining({ diagnostics: [expect.objectContaining({ code: 'E_AMOUNT', file: bad, line: 20_002, column: 4 })] }),
    );
    expect(ahead.take(EVENTS, good)?.entries).toHaveLength(ROWS);
    ahead.close();
  });

  it('is none that is short, missing, a folder or standard input', async () => {
    const short = join(FOLDER, 'short.csv');
    writeFileSync(short, `${HEADER}\n2019-03-29,K1,cash,1\n`);
    const paths = [short, join(FOLDER, 'missing.csv'), FOLDER, '-'];
    expect(await openAny(...paths)).toBeUndefined();
    const long = register('beside.csv', () => '1.00');
    const ahead = await open(long, ...paths);
    ahead.read();
    for (const path of paths) expect(ahead.take(EVENTS, path), path).toBeUndefined();
    expect(ahead.take(EVENTS, long)?.entries).toHaveLength(ROWS);
    ahead.close();
  });
});
