import { beforeAll, describe, expect, test, vi } from 'vitest';
import { newTimings } from '../../src/cli/timings.js';
import { formatDiagnostic } from '../../src/diagnostics/format-diagnostic.js';
import { ensureBuilt } from './program.js';
import { npl } from './run-npl.js';

vi.setConfig({ testTimeout: 60_000 });

const SMALL = 'fixtures/transcripts/small/ledger-2024-06-30.csv';

beforeAll(async () => {
  await ensureBuilt();
}, 120_000);

describe('--timings', () => {
  test('adds up what a phase took each time, in the order of phases, and the lanes of every reading', () => {
    let now = 80;
    const timings = newTimings(() => now);
    for (const [phase, after] of [
      ['read', 5],
      ['registers', 600.4],
      ['read', 1],
      ['open', 100],
      ['write', 7],
    ] as const) {
      now += after;
      timings.phase(phase);
    }
    timings.records({ plain: 900, careful: 100, threads: 2 });
    timings.records({ plain: 50, careful: 0, threads: 1 });
    now += 0.6;
    // Starting 80 + 5; read 600.4 + 100; registers 1; open 7; write 0.6; in all 794.
    expect(timings.told().map((one) => formatDiagnostic(one, 'en'))).toEqual([
      '      85 ms  starting',
      '       7 ms  opening policy and locks',
      '     700 ms  reading ledgers',
      '       1 ms  reading registers',
      '       1 ms  writing',
      '     794 ms  in all',
      'records: 950 in the plain lane, 100 in the careful lane; threads: 2',
    ]);
  });

  test.concurrent.each<[string, string, RegExp]>([
    ['report', 'en', /\n +\d+ ms {2}measuring\n.*\n +\d+ ms {2}writing\n +\d+ ms {2}in all\n/],
    ['classify', 'zh', /\n +\d+ 毫秒 {2}分类\n.*\n +\d+ 毫秒 {2}写出\n +\d+ 毫秒 {2}合计\n/],
  ])('%s --lang %s says it on stderr, at the end, and changes nothing else', async (command, lang, says) => {
    const [without, timed] = await Promise.all([npl([command, SMALL, '--lang', lang]), npl([command, SMALL, '--lang', lang, '--timings'])]);
    expect({ exit: timed.exit, stdout: timed.stdout }).toEqual({ exit: 0, stdout: without.stdout });
    expect(timed.stderr.startsWith(without.stderr)).toBe(true);
    expect(timed.stderr.slice(without.stderr.length - 1)).toMatch(says);
  });

  test('a refused ledger has no timings behind its advice', async () => {
    const argv = ['report', 'fixtures/transcripts/damaged/ledger-2024-06-30.csv'];
    const [without, timed] = await Promise.all([npl(argv), npl([...argv, '--timings'])]);
    expect(timed).toEqual(without);
  });

  test('nothing but messages on a stderr that is no terminal', async () => {
    const { stderr } = await npl(['report', SMALL], { env: { TERM: 'xterm' } });
    expect(stderr).not.toMatch(/[\r\u001b]/);
  });
});
