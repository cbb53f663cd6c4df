import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt, ROOT } from '../cli/program.js';
import { type Outcome, type Read, readInWays, type Way } from './lane-outcome.js';
import { rulesOf } from './read-text.js';

const CODE = pathToFileURL(join(ROOT, 'dist/table/plain/lane.wasm'));
beforeAll(ensureBuilt, 300_000);

interface Row {
  readonly key: string;
  readonly isOffBook: boolean;
}

const KEY = fc.oneof(
  fc.constantFrom('K1', 'K10', 'K100', 'K2', '张三1', '12345678', '123456789'),
  fc.nat(400).map((n) => `JK${1000 + n}`),
  // Compared eight bytes a step, of which several differ.
  fc.nat(400).map((n) => `JK20${10_000 + 89 * n}`),
);
const ROWS = fc.array(fc.record({ key: KEY, isOffBook: fc.nat(4).map((n) => n === 0) }), { minLength: 1, maxLength: 60 });
const byKey = (a: Row, b: Row) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key));
const ORDERED = fc
  .tuple(ROWS, fc.constantFrom('as it comes', 'sorted', 'sorted, each once', 'sorted, one out of place'), fc.nat(), fc.nat())
  .map(([rows, order, from, to]) => {
    if (order === 'as it comes') return rows;
    const sorted = rows.toSorted(byKey);
    if (order === 'sorted') return sorted;
    const once = sorted.filter((row, i) => i === 0 || row.key !== sorted[i - 1]?.key);
    if (order === 'sorted, each once') return once;
    const [moved] = once.splice(from % once.length, 1);
    return moved === undefined ? once : once.toSpliced(to % (once.length + 1), 0, moved);
  });

const HEADER = '借据号,贷款余额,五级分类,账户状态';
const lineOf = ({ key, isOffBook }: Row) => `${key},${isOffBook ? '0.00,正常,核销' : '1.00,正常,正常'}\n`;

/** Written without the program: where every row stands whose loan has stood before, and whether the loans on the book rise. */
function expectedOf(rows: readonly Row[]) {
  const first = new Map<string, number>();
  const repeats: { line: number; first: string }[] = [];
  rows.forEach(({ key }, i) => {
    const line = i + 2;
    const before = first.get(key);
    if (before === undefined) first.set(key, line);
    else repeats.push({ line, first: `第 ${before} 行` });
  });
  const loans = rows.filter(({ isOffBook }) => !isOffBook);
  return { repeats, keys: loans.map(({ key }) => key), rise: loans.every((row, i) => i === 0 || byKey(row, loans[i - 1] as Row) > 0) };
}

function foundOf(outcome: Outcome) {
  if ('refused' in outcome) {
    return outcome.all.map(({ code, line, params }) => ({ code, line, first: (params?.first as { zh: string } | undefined)?.zh }));
  }
  const { keys, keysRise } = outcome.portfolio as { keys: string[]; keysRise: boolean };
  return { keys, rise: keysRise };
}

describe('loans in the order of their keys', { timeout: 120_000 }, () => {
  it('need no index, and are refused as any others where one stands twice: on the book, off it, or in the next range', async () => {
    const seen = { risen: 0, indexed: 0, refused: 0 };
    const cut = fc.record({ bytes: fc.integer({ min: 20, max: 400 }), threads: fc.integer({ min: 1, max: 4 }) });
    await fc.assert(
      fc.asyncProperty(ORDERED, cut, async (rows, ranges) => {
        const { repeats, keys, rise } = expectedOf(rows);
        const file = Buffer.from(`${HEADER}\n${rows.map(lineOf).join('')}`);
        const ways: Way[] = [
          { lane: 'careful' },
          { lane: 'plain' },
          { lane: 'plain', code: CODE },
          { lane: 'plain', ranges },
          { lane: 'plain', ranges, code: CODE },
        ];
        const reads: readonly Read[] = await readInWays([file], rulesOf(), ways);
        const expected = repeats.length > 0 ? repeats.map((row) => ({ code: 'E_DUP_ID', ...row })) : { keys, rise };
        for (const { outcome } of reads) expect(foundOf(outcome)).toEqual(expected);
        seen[repeats.length > 0 ? 'refused' : rise ? 'risen' : 'indexed']++;
      }),
      { numRuns: 400 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
  });
});
