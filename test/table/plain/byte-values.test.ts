import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrapText } from '../../../src/table/fold.js';
import { isPlaceholder, isWordsOnly, parseKey } from '../../../src/table/key-values.js';
import {
  bytesToCents,
  bytesToDay,
  bytesToDays,
  isPlainIdText,
  isPlainKey,
  isPlainText,
  NOT_PLAIN,
} from '../../../src/table/plain/byte-values.js';
import { isPlainGbText } from '../../../src/table/plain/gb-text.js';
import { mayBeLabel } from '../../../src/table/totals-label.js';
import { parseAmount, parseDate, parseDateOrMonth, parseDays } from '../../../src/table/values.js';
import { gb18030, hasGb18030 } from './gb18030.js';

/** `read` of a text that stands among others: what is around it must not matter. */
function inside<T>(read: (bytes: Uint8Array, start: number, end: number) => T, cell: Buffer, around: string): T {
  const bytes = Buffer.concat([Buffer.from(around), cell, Buffer.from(around)]);
  return read(bytes, around.length, around.length + cell.length);
}

const AROUND = fc.constantFrom('', '9', ',', '.', '-', '"', '1,2', 'x', ' ', '00');
const RUNS = { numRuns: 4000 };
const textOf = (...parts: string[]) => fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 14 }).map((all) => all.join(''));
const ANY = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).filter(hasGb18030);

describe('an amount in bytes', () => {
  const digits = (max: number) => fc.stringMatching(new RegExp(`^[0-9]{0,${max}}$`));
  const grouped = fc.tuple(digits(4), fc.array(digits(4), { maxLength: 4 }), fc.option(digits(11), { nil: undefined }));
  const written = grouped.map(([first, groups, fraction]) => [first, ...groups].join(',') + (fraction === undefined ? '' : `.${fraction}`));
  const exact = fc.tuple(fc.stringMatching(/^[1-9][0-9]{0,2}(,[0-9]{3}){0,4}(\.[0-9]{1,2})?$/)).map(([text]) => text);
  const amounts = fc
    .oneof(written, exact, digits(17), textOf('0', '1', '9', ',', '.', '+', '-', ' ', '００', 'e', '¥', '123'), ANY)
    .filter((one) => one !== '');

  it('is what the rule for amounts says, in every unit', () => {
    fc.assert(
      fc.property(amounts, fc.constantFrom(2, 5, 6, 8, 10), AROUND, (text, decimals, around) => {
        const cents = inside((bytes, start, end) => bytesToCents(bytes, start, end, decimals), Buffer.from(text), around);
        if (cents !== NOT_PLAIN) expect(parseAmount(text, decimals, 'E_NEGATIVE_AMOUNT')).toBe(cents);
      }),
      RUNS,
    );
  });

  it.each([
    ['0', 2, 0],
    ['12', 2, 1200],
    ['12.3', 2, 1230],
    ['12.34', 2, 1234],
    ['1,234.56', 2, 123_456],
    ['12,345,678', 2, 1_234_567_800],
    ['007.10', 2, 710],
    ['9999999999999.99', 2, 999_999_999_999_999],
    ['1.2345', 6, 1_234_500],
    ['3', 10, 30_000_000_000],
  ])('%s with %d decimals is read plainly', (text, decimals, cents) => {
    expect(inside((bytes, start, end) => bytesToCents(bytes, start, end, decimals), Buffer.from(text), '5,')).toBe(cents);
  });

  it.each(['12,34', '1234,567', ',123', '1,234,', '1,,234', '1.', '.5', '1.234', '12345678901234', '1 ', '-1', '１', '1,234.5,6'])(
    '%s is left to the rule',
    (text) => {
      expect(inside((bytes, start, end) => bytesToCents(bytes, start, end, 2), Buffer.from(text), '1')).toBe(NOT_PLAIN);
    },
  );
});

describe('a date in bytes', () => {
  const number = (max: number, length: number) => fc.nat(max).map((value) => String(value).padStart(length, '0'));
  const year = fc.oneof(number(9999, 4), fc.constantFrom('1899', '1900', '1901', '2000', '2100'));
  const written = fc
    .tuple(
      year,
      fc.constantFrom('-', '/', '.', '', ':', '年'),
      number(14, 2),
      fc.constantFrom('-', '/', '.', ''),
      number(33, 2),
      fc.boolean(),
    )
    .map(([y, first, m, second, d, same]) => y + first + m + (same ? first : second) + d);
  const dates = fc.oneof(written, written, textOf('1', '9', '2019', '08', '-', '/', '.', '3', '1', 'a', '０'), ANY);

  it('is what the rules for dates say, with spreadsheet serials or without', () => {
    fc.assert(
      fc.property(
        dates,
        AROUND,
        fc.constantFrom({}, { excelEpoch: 1900 as const }, { excelEpoch: 1904 as const }),
        (text, around, rules) => {
          const day = inside(bytesToDay, Buffer.from(text), around);
          if (day === NOT_PLAIN) return;
          expect(parseDate(text, rules)).toBe(day);
          expect(parseDateOrMonth(text, rules)).toBe(day);
        },
      ),
      RUNS,
    );
  });

  // 18139 days from 1970-01-01: 49 × 365 + 12 leap days = 17897 to 2019-01-01, and 242 more to the 31st of August.
  it.each(['2019-08-31', '2019/08/31', '2019.08.31', '20190831'])('%s is read plainly', (text) => {
    expect(inside(bytesToDay, Buffer.from(text), '0')).toBe(18_139);
  });

  it.each(['2019-02-29', '1900-01-01', '2019-08/31', '2019-8-31', '2019,08,31', '2019-0a-31', '201908', '00000000'])(
    '%s is left to the rule',
    (text) => {
      expect(inside(bytesToDay, Buffer.from(text), '1')).toBe(NOT_PLAIN);
    },
  );
});

describe('a number of days in bytes', () => {
  it('is what the rule for days says', () => {
    const days = fc.oneof(fc.stringMatching(/^[0-9]{1,10}$/), fc.nat(200_000).map(String), textOf('0', '7', '-', '.', '天', ' ', 'e'), ANY);
    fc.assert(
      fc.property(days, AROUND, (text, around) => {
        const value = inside(bytesToDays, Buffer.from(text), around);
        // More than 100 000 is the kernel's to leave to the rule, which knows what each counts.
        if (value !== NOT_PLAIN && value <= 100_000) expect(parseDays(text)).toBe(value);
        if (value !== NOT_PLAIN) expect(value).toBe(Number(text));
      }),
      RUNS,
    );
  });

  it('of up to five digits is read plainly', () => {
    expect(['0', '90', '00012', '99999'].map((text) => inside(bytesToDays, Buffer.from(text), '3'))).toEqual([0, 90, 12, 99_999]);
    expect(['100000', '-1', '1.0', '7天', ' 7'].map((text) => inside(bytesToDays, Buffer.from(text), ' '))).toEqual(
      Array(5).fill(NOT_PLAIN),
    );
  });
});

/** Pieces of which ids, placeholders, damaged ids and labels are made. */
const PIECES = [
  '0',
  '00',
  '1',
  '9',
  'E',
  'e',
  '+',
  '5',
  '.',
  '-',
  '_',
  '/',
  '*',
  'n',
  'N/A',
  'null',
  'one',
  'nil',
  'an',
  'T',
  'otal',
  'K',
  'é',
  '=',
  '#',
  '#REF!',
];
const BLANKS = ["'", '`', '"', ' ', '\t', '\u3000', '\u00a0', '\u200b', '\ufeff', '\u1680', '\u2028', '\u0085', '\u007f', '\u0000', '𠀀'];
const WORDS = ['无', '空', '合计', '小计', '一', '借据', '龥', '䀀', '㐀', 'ａ', '１', '（'];
const cells = fc.oneof(textOf(...PIECES), textOf(...PIECES, ...BLANKS, ...WORDS), textOf(...BLANKS, ...WORDS), ANY);

describe('a plain id', () => {
  it('is compared as it stands', () => {
    fc.assert(
      fc.property(cells, AROUND, (text, around) => {
        if (!inside(isPlainKey, Buffer.from(text), around)) return;
        let unwrapped = 0;
        expect(parseKey(text, () => unwrapped++)).toBe(text);
        expect({ unwrapped, placeholder: isPlaceholder(text), words: isWordsOnly(text), label: mayBeLabel(text) }).toEqual({
          unwrapped: 0,
          placeholder: false,
          words: false,
          label: false,
        });
      }),
      RUNS,
    );
  });

  it('is what ids mostly are', () => {
    const plain = (text: string) => inside(isPlainKey, Buffer.from(text), '0');
    expect(['K1', '20201231001', '000123', 'a-b/7', 'E5', 'ABE5', '9.5', '12345678901234567890'].filter((text) => !plain(text))).toEqual(
      [],
    );
    const others = [
      '',
      '0',
      '000',
      '1E5',
      '1.2E+17',
      'N1',
      'n/a',
      'T1',
      '1t',
      'K 1',
      ' K1',
      'K1\t',
      '-1',
      '="1"',
      "'1",
      '`1',
      '借1',
      'K\u00a0',
      '010',
      '#N/A',
      '####',
    ];
    expect(others.filter(plain)).toEqual([]);
  });
});

describe('a plain text', () => {
  it('of UTF-8 stands for itself', () => {
    fc.assert(
      fc.property(cells, AROUND, (text, around) => {
        if (!inside(isPlainText, Buffer.from(text), around)) return;
        expect([text.trim(), unwrapText(text)]).toEqual([text, text]);
        if (inside(isPlainIdText, Buffer.from(text), around)) expect(isPlaceholder(text)).toBe(false);
      }),
      RUNS,
    );
  });

  it('names something where it is an id', () => {
    fc.assert(
      fc.property(cells, AROUND, (text, around) => {
        if (!inside(isPlainIdText, Buffer.from(text), around)) return;
        expect([text.trim(), unwrapText(text), isPlaceholder(text)]).toEqual([text, text, false]);
      }),
      RUNS,
    );
  });

  it('is what texts mostly are', () => {
    const plain = (text: string) => inside(isPlainText, Buffer.from(text), ' ');
    expect(['张三', 'a b', 'x', '0', '-', '张 三', 'a\u3000b', '李a', 'a"b', '龥'].filter((text) => !plain(text))).toEqual([]);
    expect(['', ' a', 'a ', 'a\u3000', '\u3000a', '="a"', "'1", '`1', 'é', 'a\u00a0', '\t', '\ufeffa'].filter(plain)).toEqual([]);
    const plainId = (text: string) => inside(isPlainIdText, Buffer.from(text), ' ');
    expect(['C1', '17', '001', 'H 1', 'a张'].filter((text) => !plainId(text))).toEqual([]);
    expect(['0', '-', '无', 'N/A', 'none', '000', '张三'].filter(plainId)).toEqual([]);
  });

  it('of GB18030 is not blank and not wrapped', () => {
    fc.assert(
      fc.property(cells, fc.constantFrom('', '9', ' ', '='), (text, around) => {
        if (!inside(isPlainGbText, gb18030(text), around)) return;
        expect(text.trim()).not.toBe('');
        expect(unwrapText(text.trim())).toBe(text.trim());
      }),
      RUNS,
    );
    const plain = (text: string) => inside(isPlainGbText, gb18030(text), '=');
    expect(['张三', 'a b ', 'x', '0', '-'].filter((text) => !plain(text))).toEqual([]);
    expect(['', ' a', '\u3000', '\u00a0', '="a"', "'1", '`1', '𠀀', '\ufeff'].filter(plain)).toEqual([]);
  });
});
