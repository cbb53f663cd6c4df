import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { newProgress, progressLine } from '../../src/cli/progress.js';

const CLEAR = '\r\u001b[K';
const MB = 1e6;

/** A progress bar with a clock that stands until it is moved, and what it has written. */
function barAt(columns?: number, lang: 'en' | 'zh' = 'en') {
  const clock = { now: 1000 };
  const written: string[] = [];
  const progress = newProgress({ columns, write: (text) => written.push(text) }, () => clock.now, lang);
  return { clock, written, progress };
}

describe('the progress bar', () => {
  test('shows nothing in the first half second, then what is done of how much', () => {
    const { clock, written, progress } = barAt();
    progress.phase('read', 'ledger.csv');
    clock.now = 1499;
    progress.bytes(10 * MB, 1700 * MB);
    expect(written).toEqual([]);
    clock.now = 1500;
    progress.bytes(918 * MB, 1700 * MB);
    // 918 / 1700 = 0.54: five of ten marks.
    expect(written).toEqual([`${CLEAR}reading ledgers ledger.csv  [#####.....]   54 %  0.9/1.7 GB`]);
  });

  test('on a terminal that says it has no columns is drawn as for 80', () => {
    const { clock, written, progress } = barAt(0);
    progress.phase('read', 'a.csv');
    clock.now = 2000;
    progress.bytes(1 * MB, 2 * MB);
    expect(written).toEqual([`${CLEAR}reading ledgers a.csv  [#####.....]   50 %  1/2 MB`]);
  });

  test('is drawn ten times a second at most', () => {
    const { clock, written, progress } = barAt();
    progress.phase('read', 'ledger.csv');
    for (clock.now = 2000; clock.now < 3000; clock.now++) progress.bytes(clock.now, 4000);
    expect(written).toHaveLength(10);
  });

  test('goes away before anything else is printed, and once', () => {
    const { clock, written, progress } = barAt();
    progress.clear();
    expect(written).toEqual([]);
    progress.phase('read', 'ledger.csv');
    clock.now = 2000;
    progress.bytes(1, 2);
    progress.clear();
    progress.clear();
    expect(written.slice(1)).toEqual([CLEAR]);
  });

  test('goes away when something else begins, stays from one ledger to the next', () => {
    const { clock, written, progress } = barAt();
    progress.phase('read', 'a.csv');
    clock.now = 2000;
    progress.bytes(1, 2);
    progress.phase('read', 'b.csv');
    expect(written).toHaveLength(1);
    progress.phase('classify');
    expect(written.slice(1)).toEqual([CLEAR]);
  });

  test('speaks the language of the run', () => {
    const { clock, written, progress } = barAt(80, 'zh');
    progress.phase('read', '台账.csv');
    clock.now = 2000;
    progress.bytes(45 * MB, 178 * MB);
    // 45 / 178 = 0.2528
    expect(written).toEqual([`${CLEAR}读取台账 台账.csv  [##........]   25 %  45/178 MB`]);
  });

  test('of what nobody knows the size says how much is done', () => {
    expect(progressLine('reading ledgers', '-', 93 * MB, 0, 80)).toBe('reading ledgers -  93 MB');
  });

  test('never says more than all of it', () => {
    expect(progressLine('reading ledgers', 'a.csv', 3 * MB, 2 * MB, 80)).toBe('reading ledgers a.csv  [##########]  100 %  3/2 MB');
  });

  test('a long name keeps its end, a narrow terminal the share alone', () => {
    const name = `exports/${'x'.repeat(60)}/ledger-2024-06-30.csv`;
    // 79 columns hold the words (15), a space, the name, two spaces and `[#####.....]   50 %  1/2 MB` (27): 34 are left.
    expect(progressLine('reading ledgers', name, MB, 2 * MB, 80)).toBe(
      'reading ledgers ...xxxxxxxxx/ledger-2024-06-30.csv  [#####.....]   50 %  1/2 MB',
    );
    expect(progressLine('reading ledgers', name, MB, 2 * MB, 30)).toBe('[#####.....]   50 %  1/2 MB');
    expect(progressLine('reading ledgers', name, MB, 2 * MB, 10)).toBe(' 50 %');
    expect(progressLine('reading ledgers', name, MB, 2 * MB, 3)).toBe('');
  });

  test('no line reaches the edge of the terminal, and no name moves its cursor', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.nat(4e9),
        fc.nat(4e9),
        fc.integer({ min: 1, max: 200 }),
        (name, done, total, columns) => {
          const line = progressLine('读取台账', name, done, total, columns);
          expect(stringWidth(line)).toBeLessThan(columns);
          expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
        },
      ),
    );
  });
});
