import { describe, expect, it } from 'vitest';
import { barsChart, progressChart } from '../../src/report/charts/bar-charts.js';
import { wordsOf } from '../../src/report/words/catalogue.js';

const EN = wordsOf('en');
const bar = (label: string, ...yuan: readonly number[]) => ({ label, amounts: yuan.map((one) => BigInt(one * 100)) });
const names = (chart: ReturnType<typeof barsChart>) => (chart?.shape.kind === 'bars' ? chart.shape.bars.map(({ label }) => label) : []);
const many = (count: number) => Array.from({ length: count }, (_, i) => bar(`B${i + 1}`, i + 1));

describe('bars of a table', () => {
  it('one alone is no chart, nor is nothing', () => {
    const given = { title: 'T', series: ['a'], order: 'table' as const };
    expect(barsChart(EN, { ...given, bars: [bar('A', 5)] })).toBeUndefined();
    expect(barsChart(EN, { ...given, bars: [bar('A', 5), bar('B', 0)] })).toBeUndefined();
    expect(names(barsChart(EN, { ...given, bars: [bar('A', 5), bar('B', 0), bar('C', 7)] }))).toEqual(['A', 'C']);
  });
  it('the largest first, 15 of them at most, and how many there are', () => {
    const chart = barsChart(EN, { title: 'T', series: ['a'], order: 'largest', bars: many(17) });
    expect(names(chart)).toEqual(Array.from({ length: 15 }, (_, i) => `B${17 - i}`));
    expect(chart?.title).toBe('T (the 15 largest of 17)');
  });
  it('only rows that the table shows: then it does not say that they are the largest', () => {
    const chart = barsChart(EN, { title: 'T', series: ['a'], order: 'largest', limit: 3, bars: many(17) });
    expect(names(chart)).toEqual(['B3', 'B2', 'B1']);
    expect(chart?.title).toBe('T (3 of 17)');
  });
  it('leaves a part out that no bar has, from the name of the chart too; says each of the others', () => {
    const title = { heading: 'By branch' };
    const chart = barsChart(EN, { title, series: ['a', 'b', 'c'], order: 'table', bars: [bar('A', 1, 0, 2), bar('B', 3, 0, 0)] });
    expect(chart?.title).toBe('By branch: a, c');
    expect(chart?.shape).toMatchObject({ series: ['a', 'c'] });
    const said = chart?.says.map((piece) => (typeof piece === 'string' ? piece : piece.kind === 'money' ? Number(piece.cents) / 100 : '?'));
    expect(said?.join('')).toBe('A a 1, c 2; B a 3, c 0');
  });
});

describe('what was reached of goals', () => {
  const given = { title: 'T', goal: 'task', reached: 'done' };
  it('is drawn for one alone, and not without a goal', () => {
    expect(progressChart(EN, { ...given, rows: [{ label: 'A', goal: 0n, reached: 0n }] })).toBeUndefined();
    const chart = progressChart(EN, {
      ...given,
      rows: [
        { label: 'A', goal: 200n, reached: 100n, ratio: { numerator: 1n, denominator: 2n } },
        { label: 'B', goal: 100n, reached: undefined },
      ],
    });
    expect(chart?.says.map((piece) => (typeof piece === 'string' ? piece : piece.kind)).join('')).toBe(
      'A task money, done money (ratio); B task money',
    );
  });
});
