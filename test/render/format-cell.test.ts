import { describe, expect, it } from 'vitest';
import { changeDirection, formatCell, type NumberStyle } from '../../src/render/format-cell.js';
import type { Cell, MoneyUnit } from '../../src/report/document.js';
import { absent, count, countChange, date, days, label, money, moneyChange, pointsChange, ratio, text } from './sample.js';

function shown(cell: Cell, style: NumberStyle = 'arrows', unit: MoneyUnit = 'yuan', lang: 'zh' | 'en' = 'en'): string {
  return formatCell(cell, { style, lang, unit });
}

describe('money', () => {
  it('groups thousands and keeps two decimals', () => {
    expect(shown(money(0n))).toBe('0.00');
    expect(shown(money(5n))).toBe('0.05');
    expect(shown(money(99_999n))).toBe('999.99');
    expect(shown(money(100_000n))).toBe('1,000.00');
    expect(shown(money(34_181_261_086n))).toBe('341,812,610.86');
    expect(shown(money(-123_456n))).toBe('-1,234.56');
  });

  it('rounds each amount half away from zero in wan and yi', () => {
    // 50.00 yuan are 0.005 wan; 49.99 are 0.004999.
    expect(shown(money(5000n), 'arrows', 'wan')).toBe('0.01');
    expect(shown(money(4999n), 'arrows', 'wan')).toBe('0.00');
    expect(shown(money(-5000n), 'arrows', 'wan')).toBe('-0.01');
    expect(shown(money(-4999n), 'arrows', 'wan')).toBe('0.00');
    // 1,234,550.00 yuan are 123.455 wan.
    expect(shown(money(123_455_000n), 'arrows', 'wan')).toBe('123.46');
    // 500,000.00 yuan are 0.005 yi; a cent less is not.
    expect(shown(money(50_000_000n), 'arrows', 'yi')).toBe('0.01');
    expect(shown(money(49_999_999n), 'arrows', 'yi')).toBe('0.00');
    expect(shown(money(640_762_484_442n), 'arrows', 'yi')).toBe('64.08');
  });

  it('is exact where a float is not', () => {
    // 2^53 + 1 cents; as a double it would end in .92.
    expect(shown(money(9_007_199_254_740_993n))).toBe('90,071,992,547,409.93');
    expect(shown(money(9_007_199_254_740_993n), 'arrows', 'wan')).toBe('9,007,199,254.74');
    expect(shown(money(9_007_199_254_740_993n), 'arrows', 'yi')).toBe('900,719.93');
  });

  it('has no separators for machines', () => {
    expect(shown(money(34_181_261_086n), 'machine')).toBe('341812610.86');
    expect(shown(money(-123_456_789n), 'machine')).toBe('-1234567.89');
  });
});

describe('changes', () => {
  it('show an arrow and the magnitude, or a sign', () => {
    expect(shown(moneyChange(-115_000_000n), 'arrows', 'wan')).toBe('▼115.00');
    expect(shown(moneyChange(115_000_000n), 'arrows', 'wan')).toBe('▲115.00');
    expect(shown(moneyChange(-123_456_789n), 'signs')).toBe('-1,234,567.89');
    expect(shown(moneyChange(123_456_789n), 'machine')).toBe('+1234567.89');
    expect(shown(countChange(-1200))).toBe('▼1,200');
    expect(shown(countChange(1200), 'machine')).toBe('+1200');
  });

  it('show neither when they round to zero', () => {
    for (const style of ['arrows', 'signs', 'machine'] as const) {
      expect(shown(moneyChange(0n), style)).toBe('0.00');
      expect(shown(moneyChange(-4999n), style, 'wan')).toBe('0.00');
      expect(shown(countChange(0), style)).toBe('0');
    }
    expect(shown(pointsChange('-0.000049'))).toBe('0.00 pp');
    expect(changeDirection(moneyChange(-4999n), 'wan')).toBe(0);
    expect(changeDirection(moneyChange(-4999n), 'yuan')).toBe(-1);
  });

  it('of ratios are percentage points, half away from zero', () => {
    expect(shown(pointsChange('-0.0022'))).toBe('▼0.22 pp');
    expect(shown(pointsChange('-0.0022'), 'arrows', 'yuan', 'zh')).toBe('▼0.22 个百分点');
    expect(shown(pointsChange('0.00005'))).toBe('▲0.01 pp');
    expect(shown(pointsChange('-0.00005'), 'signs')).toBe('-0.01 pp');
    // As a percent number, so that 0.86% and -0.22% give 0.64%.
    expect(shown(pointsChange('-0.0022'), 'machine')).toBe('-0.22%');
    expect(shown(pointsChange('12.345678'), 'arrows')).toBe('▲1,234.57 pp');
  });
});

describe('ratios', () => {
  it('are percent with two decimals, half away from zero', () => {
    expect(shown(ratio(295_700n, 46_200_100n))).toBe('0.64%');
    expect(shown(ratio(1n, 3n))).toBe('33.33%');
    expect(shown(ratio(2n, 3n))).toBe('66.67%');
    // 1 / 20,000 is 0.005 %.
    expect(shown(ratio(1n, 20_000n))).toBe('0.01%');
    expect(shown(ratio(-1n, 20_000n))).toBe('-0.01%');
    expect(shown(ratio(1n, -20_000n))).toBe('-0.01%');
    expect(shown(ratio(1n, 20_001n))).toBe('0.00%');
    expect(shown(ratio(-1n, 20_001n))).toBe('0.00%');
    expect(shown(ratio(1n, 1n), 'machine')).toBe('100.00%');
    expect(shown(ratio(123n, 1n))).toBe('12,300.00%');
    expect(shown(ratio(123n, 1n), 'machine')).toBe('12300.00%');
  });

  it('are rounded once', () => {
    // A hair under 0.005 %: rounded to 40 digits first, it would become 0.005 and then 0.01.
    expect(shown(ratio(5n * 10n ** 50n - 1n, 10n ** 55n))).toBe('0.00%');
  });
});

describe('other cells', () => {
  it('are written as people and programs expect', () => {
    expect(shown(count(10_022))).toBe('10,022');
    expect(shown(count(10_022), 'machine')).toBe('10022');
    expect(shown(days(1234))).toBe('1234');
    expect(shown(date('2019-08-02'))).toBe('2019-08-02');
    expect(shown(text('张三'))).toBe('张三');
    expect(shown(label('-'))).toBe('-');
    expect(shown(absent)).toBe('n/a');
    expect(shown(absent, 'signs', 'yuan', 'zh')).toBe('无');
    expect(shown(absent, 'machine')).toBe('');
  });

  it('refuse a count that is no whole number', () => {
    expect(() => shown(count(Number.NaN))).toThrow(RangeError);
    expect(() => shown(days(1.5))).toThrow(RangeError);
  });
});
