import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt, ROOT } from '../cli/program.js';
import { LEDGERS } from './lane-ledgers.js';
import { expectSame, joined, type Read, readInWays, type Way } from './lane-outcome.js';

const CODE = pathToFileURL(join(ROOT, 'dist/table/plain/lane.wasm'));
beforeAll(ensureBuilt, 300_000);

const CAREFUL: Way = { lane: 'careful' };
const RUNS = { numRuns: 200 };

describe('the compiled lane', { timeout: 120_000 }, () => {
  it('gives what the careful lane gives, whatever the chunk size', async () => {
    const ways = fc.integer({ min: 1, max: 400 });
    await fc.assert(
      fc.asyncProperty(LEDGERS, ways, async ({ files, rules, keep }, chunkBytes) => {
        const compiled: Way = { lane: 'plain', code: CODE };
        const reads = await readInWays(files, rules, [CAREFUL, compiled, { ...compiled, chunkBytes }], keep);
        const shown = JSON.stringify({ files: files.map(String), rules, chunkBytes });
        const [careful, whole, chunked] = reads as [Read, Read, Read];
        expectSame(whole.outcome, careful.outcome, shown);
        expectSame(chunked.outcome, careful.outcome, shown);
      }),
      RUNS,
    );
  });
});

describe('ranges', { timeout: 120_000 }, () => {
  it('give what one reading gives, or nothing, wherever they are cut and however many threads read them', async () => {
    const cut = fc.record({ bytes: fc.integer({ min: 8, max: 600 }), threads: fc.integer({ min: 1, max: 8 }) });
    joined.times = 0;
    await fc.assert(
      fc.asyncProperty(LEDGERS, cut, fc.boolean(), async ({ files, rules, keep }, ranges, isCompiled) => {
        const inRanges: Way = { lane: 'plain', ranges, ...(isCompiled ? { code: CODE } : {}) };
        const [careful, read] = (await readInWays(files, rules, [CAREFUL, inRanges], keep)) as [Read, Read];
        expectSame(read.outcome, careful.outcome, JSON.stringify({ files: files.map(String), rules, ranges }));
      }),
      RUNS,
    );
    expect(joined.times).toBeGreaterThan(RUNS.numRuns / 4);
  });
});
