import { describe, expect, test } from 'vitest';
import { drawChart } from '../../src/render/html/charts/draw.js';
import { textEms } from '../../src/render/html/charts/text-width.js';
import type { ChartShape } from '../../src/report/chart.js';
import { elementsOf, readPage, textOf } from './page-reader.js';

const DRAWING = { format: { style: 'signs', lang: 'zh', unit: 'wan' }, unit: '万元' } as const;
/** Hundredths of a wan. */
const wan = (hundredths: bigint) => hundredths * 10_000n;

async function labels(shape: ChartShape): Promise<string[]> {
  return elementsOf(readPage(`<!DOCTYPE html><html lang="zh"><title>t</title>${await drawChart(shape, DRAWING)}`))
    .filter(({ tagName }) => tagName === 'text')
    .map(textOf);
}

const BARS: ChartShape = {
  kind: 'bars',
  series: ['存量', '新增'],
  bars: [
    { label: '濉溪县支行', amounts: [wan(57_620n), wan(31_000n)], ratio: { numerator: 886_200n, denominator: 95_734_484n } },
    { label: '濉溪县支行', amounts: [wan(1n), 0n] },
    { label: '名'.repeat(40), amounts: [0n, 0n] },
  ],
};

describe('charts', () => {
  test('say their figures: the year of huaibei from the lock to the end', async () => {
    // fixtures/huaibei/README.md, in wan: 3072.00 + 1310.60 + 3.18 + 61.20 - 471.58 - 182.40 - 521.00 - 315.00 = 2957.00.
    const steps = [
      ['新发生', 131_060n],
      ['余额增加', 318n],
      ['再次下迁', 6_120n],
      ['现金清收', -47_158n],
      ['上调', -18_240n],
      ['核销', -52_100n],
      ['转让', -31_500n],
    ] as const;
    const texts = await labels({
      kind: 'waterfall',
      opening: { label: '锁定基数', cents: wan(307_200n) },
      steps: steps.map(([label, hundredths]) => ({ label, cents: wan(hundredths) })),
      closing: { label: '现余额', cents: wan(295_700n) },
    });
    for (const said of ['3,072.00', '+1,310.60', '+3.18', '+61.20', '-471.58', '-182.40', '-521.00', '-315.00', '2,957.00'])
      expect(texts).toContain(said);
    for (const [label] of steps) expect(texts).toContain(label);
  });

  test('bars of one name are two bars; a long name is cut; a sum and its ratio stand behind the bar', async () => {
    const texts = await labels(BARS);
    // 576.20 + 310.00 = 886.20; 886.2 / 95734.484 = 0.926 %.
    expect(texts).toContain('886.20\u20020.93%');
    expect(texts.filter((one) => one === '濉溪县支行')).toHaveLength(2);
    expect(texts.filter((one) => /^名+…$/.test(one))).toHaveLength(1);
    expect(texts).toEqual(expect.arrayContaining(['存量', '新增']));
  });

  test('what was reached of a goal is said with its ratio; nothing where it is not known', async () => {
    // 287.60 of 250.00 is 115.04 %, 53.92 of 100.00 is 53.92 %.
    const rows = [
      { label: '濉溪县支行', goal: wan(25_000n), reached: wan(28_760n), ratio: { numerator: 2876n, denominator: 2500n } },
      { label: '丁浩', detail: '（管户）', goal: wan(10_000n), reached: wan(5392n), ratio: { numerator: 5392n, denominator: 10_000n } },
      { label: '2020-12', goal: wan(100n), reached: undefined },
    ];
    const texts = await labels({ kind: 'progress', goal: '任务', reached: '期内累计', rows });
    expect(texts).toEqual(
      expect.arrayContaining(['287.60\u2002115.04%', '53.92\u200253.92%', '丁浩（管户）', '2020-12', '任务', '期内累计']),
    );
    expect(texts.filter((one) => one.startsWith('1.00'))).toEqual([]);
  });

  test('bars whose table has no sum say their parts', async () => {
    const bars = [
      { label: '终本', amounts: [wan(26_500n), wan(18_500n)] },
      { label: '终结', amounts: [wan(8600n), 0n] },
    ];
    const texts = await labels({ kind: 'bars', series: ['余额', '尚可收回'], saysParts: true, bars });
    expect(texts).toEqual(expect.arrayContaining(['265.00 + 185.00', '86.00']));
    expect(texts).not.toContain('450.00');
  });

  test('a month without a figure has no bar, and no ratio', async () => {
    const texts = await labels({
      ...{ kind: 'trend', series: ['不良'], ratio: '不良率' },
      points: [
        { label: '2024-01', amounts: [wan(100n)], ratio: { numerator: 1n, denominator: 100n } },
        { label: '2024-02', amounts: [undefined] },
        { label: '2024-03', amounts: [wan(300n)], ratio: { numerator: 3n, denominator: 100n } },
      ],
    });
    expect(texts).toEqual(expect.arrayContaining(['2024-01', '2024-02', '2024-03', '1.00%', '3.00%']));
    expect(texts.filter((one) => one.endsWith('.00%'))).toHaveLength(2);
  });

  test('a heat map says shares of rows, and nothing for nothing', async () => {
    // 90 of 100 stayed, 10 went; the second row has nothing.
    const texts = await labels({
      kind: 'heat-map',
      columns: ['甲', '乙'],
      rows: [
        { label: '甲', cells: [90n, 10n] },
        { label: '乙', cells: [0n, 0n] },
      ],
    });
    expect(texts.filter((one) => one.includes('%'))).toEqual(['90.00%', '10.00%']);
  });

  test('are the same text each time, with all colours the style sheet’s', async () => {
    const svg = await drawChart(BARS, DRAWING);
    expect(await drawChart(BARS, DRAWING)).toBe(svg);
    const colours = [...svg.matchAll(/ (?:fill|stroke)="([^"]*)"/g)].map(([, colour]) => colour as string);
    expect(colours.filter((colour) => !/^(?:none|transparent|var\(--[a-z]+,#[0-9a-f]{6}\))$/.test(colour))).toEqual([]);
    expect(svg).not.toMatch(/style=|<image|href/);
  });
});

test('a Chinese character is one em wide, a digit about six tenths', () => {
  expect(textEms('不良')).toBe(2);
  expect(textEms('0')).toBeGreaterThan(0.55);
  expect(textEms('0')).toBeLessThan(0.65);
  expect(textEms('')).toBe(0);
});
