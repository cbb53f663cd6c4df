import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { renderDocument } from '../../src/render/render.js';
import { barsByLongest, barsOfGoal } from '../../src/render/row-bars.js';
import type { Cell, Document, RowBar } from '../../src/report/document.js';
import { column, label, money, ratio, tableDocument } from './sample.js';

const amounts = (...cents: readonly (number | undefined)[]) =>
  cents.map((one) => (one === undefined ? undefined : { numerator: BigInt(one), denominator: 1n }));
const shares = (...hundredths: readonly (number | undefined)[]) =>
  hundredths.map((one) => (one === undefined ? undefined : { numerator: BigInt(one), denominator: 100n }));

describe('bars against the longest', () => {
  it('the longest is full; the others are their share of it, to the nearest eighth of a column', () => {
    // Of 10 columns, 80 eighths: 500/800 is 50 eighths, 6 columns and 2; 100/800 is 10, 1 column and 2; 333/800 is 33.3, 4 columns and 1.
    expect(barsByLongest(amounts(800, 500, 100, 333), 10)).toEqual(['██████████', '██████▎', '█▎', '████▏']);
  });
  it('a half goes up: 1 of 16 columns’ eighths is the middle of 8', () => {
    // Of 1 column: 5/16 is 2.5 eighths, so 3; 5/17 is 2.35, so 2.
    expect(barsByLongest(amounts(16, 5), 1)[1]).toBe('▍');
    expect(barsByLongest(amounts(17, 5), 1)[1]).toBe('▎');
  });
  it('zero and what is not known have no bar; the least amount has one', () => {
    expect(barsByLongest(amounts(9_007_199_254_740_991, 0, 1, undefined), 10)).toEqual(['██████████', '', '▏', '']);
    expect(barsByLongest(amounts(0, 0), 10)).toEqual(['', '']);
    expect(barsByLongest([], 10)).toEqual([]);
  });
  it('below zero there is a minus in front, and room for it in front of the others', () => {
    // 9 columns are left, 72 eighths: -200/400 is 36, 4 columns and 4.
    expect(barsByLongest(amounts(400, -200, 0), 10)).toEqual([' █████████', '-████▌', '']);
    expect(barsByLongest(amounts(-400, 200), 10)).toEqual(['-█████████', ' ████▌']);
  });
  it('ratios of any denominator', () => {
    const halfAndThird = [
      { numerator: 1n, denominator: 2n },
      { numerator: 1n, denominator: 4n },
      { numerator: -1n, denominator: -8n },
    ];
    expect(barsByLongest(halfAndThird, 8)).toEqual(['████████', '████', '██']);
  });
});

describe('bars of goals', () => {
  it('what is left of a goal is dots', () => {
    // Of 10 columns, 80 eighths: 50 % are 40; 33 % are 26.4, 3 columns and 2.
    expect(barsOfGoal(shares(100, 50, 33, 0, undefined), 10)).toEqual(['██████████', '█████·····', '███▎······', '··········', '']);
  });
  it('nearly reached is not reached, nearly nothing is something', () => {
    const nearly = { numerator: 9_999n, denominator: 10_000n };
    const little = { numerator: 1n, denominator: 10_000n };
    expect(barsOfGoal([nearly, little], 10)).toEqual(['█████████▉', '▏·········']);
  });
  it('more than the goal has a plus behind a full bar, less than nothing a minus in front', () => {
    expect(barsOfGoal(shares(101, 100, 50), 11)).toEqual(['██████████+', '██████████', '█████·····']);
    expect(barsOfGoal(shares(101, -50, 0, -200), 12)).toEqual([' ██████████+', '-█████·····', ' ··········', '-██████████+']);
  });
});

describe('a table with bars', () => {
  const columns = [column('name', 'branch', 'left'), column('npl', 'NPL'), column('after', 'after', 'left')];
  const rows = [
    { cells: [label('A'), money(80_000n), label('end')] },
    { id: 'skipped', cells: [label('B'), money(99_000n), label('end')] },
    { cells: [label('C'), money(0n), label('end')] },
    { id: 'total', tone: 'total' as const, cells: [label('all'), money(179_000n), label('end')] },
  ];
  const withBar = (bar: RowBar, cells = rows): Document => {
    const document = tableDocument(columns, cells);
    const [section] = document.sections;
    const blocks = section?.blocks.map((block) => (block.kind === 'table' ? { ...block, bar } : block)) ?? [];
    return { ...document, sections: [{ ...section, id: 's', heading: 'By', blocks }] };
  };
  const lines = (document: Document, width: number, ascii = false) =>
    renderDocument(document, 'table', { unit: 'yuan', color: 0, width, ascii }).split('\n').slice(3);
  const longest: RowBar = { column: 'npl', full: 'longest', without: ['skipped'] };

  it('has them behind their figures, but for sums and rows that the chart leaves out', () => {
    expect(lines(withBar(longest), 100)).toEqual([
      'branch       NPL                        after',
      'A         800.00  ████████████████████  end',
      'B         990.00                        end',
      'C           0.00                        end',
      'all     1,790.00                        end',
      '',
    ]);
  });
  it('has none on a narrower screen, in plain text, csv and Markdown', () => {
    const bare = tableDocument(columns, rows);
    const heading = { ...bare, sections: bare.sections.map((section) => ({ ...section, heading: 'By' })) };
    expect(lines(withBar(longest), 99)).toEqual(lines(heading, 99));
    for (const format of ['plain', 'csv', 'markdown'] as const) {
      const options = { unit: 'yuan', color: 0, width: 200 } as const;
      expect(renderDocument(withBar(longest), format, options)).toBe(renderDocument(heading, format, options));
    }
  });
  it('has none where a column would give way for it, and shorter ones where there is little room', () => {
    const named = (length: number) => withBar(longest, [{ cells: [label('x'.repeat(length)), money(80_000n), label('end')] }]);
    const barOf = (length: number) => stringWidth(/█+/.exec(lines(named(length), 100).join('\n'))?.[0] ?? '');
    // The name, 2 free, "800.00", 2 free, the bar, 2 free, "after": 17 and the bar beside the name.
    expect([barOf(63), barOf(64), barOf(73), barOf(74)]).toEqual([20, 19, 10, 0]);
    expect(lines(named(74), 100)[1]).toBe(`${'x'.repeat(74)}  800.00  end`);
  });
  it('has none where every figure is zero', () => {
    const zero: Cell[] = [label('A'), money(0n), label('end')];
    expect(lines(withBar(longest, [{ cells: zero }]), 120).join('')).not.toMatch(/[^ -~]/);
  });
  it('in ASCII a part of a column is the nearer of two marks', () => {
    // 20 columns, 160 eighths: 300/800 is 60, 7 columns and 4; 311/800 is 62.2, 7 and 6; 301.25 is 60.25; 290 is 58, 7 and 2.
    const of = (cents: bigint) => ({ cells: [label('A'), money(cents), label('end')] });
    const bars = lines(withBar(longest, [of(800n), of(300n), of(311n), of(290n), of(1n)]), 120, true).slice(1, 6);
    expect(bars.map((line) => line.split(/ {2,}/)[2])).toEqual(['####################', '#######=', '#######=', '#######:', ':']);
  });
  it('of goals in another column; a goal of nothing has none, a total has one', () => {
    const goals = [
      { cells: [label('A'), money(200n), money(50n)] },
      { cells: [label('B'), money(0n), money(50n)] },
      { id: 'total', tone: 'total' as const, cells: [label('all'), money(200n), money(100n)] },
    ];
    const bar: RowBar = { column: 'after', full: 'goal', goal: 'npl' };
    expect(lines(withBar(bar, goals), 100).slice(1, 4)).toEqual([
      'A       2.00  0.50   █████···············',
      'B       0.00  0.50',
      'all     2.00  1.00   ██████████··········',
    ]);
  });
  it('of shares of goals', () => {
    const bar: RowBar = { column: 'after', full: 'goal' };
    const done = [{ cells: [label('A'), money(200n), ratio(1n, 4n)] }];
    expect(lines(withBar(bar, done), 100)[1]).toBe('A       2.00  25.00%  █████···············');
  });
});
