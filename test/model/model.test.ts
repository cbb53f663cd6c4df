import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, civilDate, dayNumber, isoDate, parseIsoDate, previousMonthEnd, previousYearEnd } from '../../src/model/civil-date.js';
import { yuan } from '../../src/model/money.js';
import { compareRatios, Decimal, ratioOf, roundCents, shareOf } from '../../src/model/ratio.js';
import { findText, internText, newTextIndex, textAt } from '../../src/model/text-index.js';
import { day } from '../support/ledger.js';

describe('civil dates', () => {
  it('counts from 1970-01-01', () => {
    // 2000-03-01 is 30 years x 365 + 7 leap days (1972 to 1996) + 31 + 29 days after it: 11 017.
    expect([day('1970-01-01'), day('2000-03-01'), day('1969-12-31')]).toEqual([0, 11017, -1]);
  });
  it.each(['2019-02-29', '1900-02-29', '2019-13-01', '2019-00-10', '2019-04-31', '0000-01-01', '2019-1-1'])('%s is no day', (text) => {
    expect(parseIsoDate(text)).toBeUndefined();
  });
  it('comes back from its text', () => {
    fc.assert(
      fc.property(fc.integer({ min: dayNumber(1, 1, 1) as number, max: dayNumber(9999, 12, 31) as number }), (days) => {
        const { year, month, day: date } = civilDate(days);
        expect(dayNumber(year, month, date)).toBe(days);
        expect(parseIsoDate(isoDate(days))).toBe(days);
      }),
    );
  });
  it.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2023-12-15', 1, '2024-01-15'],
    ['2024-03-31', -1, '2024-02-29'],
    ['9999-12-31', 12, '9999-12-31'],
  ])('%s and %i months is %s', (from, months, to) => expect(isoDate(addMonths(day(from), months))).toBe(to));
  it('knows where a month and a year start from', () => {
    expect(isoDate(previousMonthEnd(day('2024-03-01')))).toBe('2024-02-29');
    expect(isoDate(previousMonthEnd(day('2019-12-31')))).toBe('2019-11-30');
    expect(isoDate(previousYearEnd(day('2019-12-31')))).toBe('2018-12-31');
    expect(isoDate(previousYearEnd(day('2019-01-01')))).toBe('2018-12-31');
  });
});

describe('money and ratios', () => {
  it('prints cents as yuan', () => {
    expect([yuan(0n), yuan(5n), yuan(-123456n), yuan(9007199254740993n)]).toEqual(['0.00', '0.05', '-1234.56', '90071992547409.93']);
  });
  it('rounds half up, away from nothing else', () => {
    // 25 % of 2 cents is half a cent; 2 % of 25 cents too; 2 % of 24 cents is 0.48.
    expect([shareOf(2n, '0.25'), shareOf(25n, '0.02'), shareOf(24n, '0.02')]).toEqual([1n, 1n, 0n]);
    expect(roundCents(new Decimal('9007199254740993.5'))).toBe(9007199254740994n);
  });
  it('compares ratios without dividing', () => {
    // 1/3 against 33333333333333333/100000000000000000: larger by 1/3 of the last place.
    const third = { numerator: 1n, denominator: 3n };
    expect(compareRatios(third, { numerator: 33333333333333333n, denominator: 100000000000000000n })).toBe(1);
    expect(compareRatios(third, { numerator: 2n, denominator: 6n })).toBe(0);
    expect(ratioOf(1n, 0n)).toBeUndefined();
  });
});

describe('a set of texts', () => {
  it('numbers what it holds in order of arrival, and finds nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 8 })), fc.string({ unit: 'grapheme' }), (texts, other) => {
        const index = newTextIndex();
        const seen: string[] = [];
        for (const text of texts) {
          const code = internText(index, text);
          if (code === seen.length) seen.push(text);
          expect(seen[code]).toBe(text);
        }
        expect(seen.map((_, code) => textAt(index, code))).toEqual(seen);
        expect(findText(index, other)).toBe(seen.indexOf(other));
      }),
    );
  });
  it('grows', () => {
    const index = newTextIndex();
    for (let i = 0; i < 20_000; i++) internText(index, `借据${i}`);
    expect([index.size, findText(index, '借据19999'), findText(index, '借据20000')]).toEqual([20_000, 19_999, -1]);
    expect(() => textAt(index, 20_000)).toThrow(RangeError);
  });
});
