import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate, isoDate, parseIsoDate } from '../../src/model/civil-date.js';
import { yuan } from '../../src/model/money.js';
import { compileDateFormat, parseDate, parseDateOrMonth } from '../../src/table/date-values.js';
import { isWordsOnly, parseKey } from '../../src/table/key-values.js';
import { UNIT_DECIMALS } from '../../src/table/units.js';
import { isRefusal, parseAmount, parseDays, parseShare } from '../../src/table/values.js';

/** A value as itself, a refusal as its code. */
function outcome(value: unknown): unknown {
  return isRefusal(value) ? value.code : value;
}

const amount = (text: string, decimals: number = UNIT_DECIMALS.yuan) => outcome(parseAmount(text, decimals, 'E_NEGATIVE_BALANCE'));

describe('amounts', () => {
  it.each([
    ['0', 0],
    ['0.00', 0],
    ['-0.00', 0],
    ['1234', 123400],
    ['1234.5', 123450],
    ['1234.05', 123405],
    ['+1234.5', 123450],
    ['1,234.50', 123450],
    ['1,234,567.89', 123456789],
    ['￥1,234.50', 123450],
    ['¥12', 1200],
    ['１２３４．５０', 123450],
    ['１，２３４．５０', 123450],
    [' 1234.50 ', 123450],
    ['\u30001234.50', 123450],
    ['000123.00', 12300],
    // The nearest binary fraction of 1.005 is below it: a float would give 100 for 1.00499….
    ['1.01', 101],
    ['8.29', 829],
    ['1234567890123.45', 123456789012345],
    ['90071992547409.91', 9007199254740991],
  ])('%s is %d cents', (text, cents) => {
    expect(amount(text)).toBe(cents);
    expect(Object.is(amount(text), -0)).toBe(false);
  });

  it.each([
    ['', 'E_AMOUNT_EMPTY'],
    [' ', 'E_AMOUNT_EMPTY'],
    ['-', 'E_AMOUNT'],
    ['--5', 'E_AMOUNT'],
    ['1e5', 'E_AMOUNT'],
    ['1.23E+08', 'E_AMOUNT'],
    ['0x10', 'E_AMOUNT'],
    ['NaN', 'E_AMOUNT'],
    ['Infinity', 'E_AMOUNT'],
    ['#N/A', 'E_AMOUNT'],
    ['########', 'E_AMOUNT'],
    ['12.5%', 'E_AMOUNT'],
    ['12.5万', 'E_AMOUNT'],
    ['1.234,56', 'E_AMOUNT'],
    ['1234,56', 'E_AMOUNT'],
    ['12,34.5', 'E_AMOUNT'],
    ['1,234,56', 'E_AMOUNT'],
    [',123', 'E_AMOUNT'],
    ['1.', 'E_AMOUNT'],
    ['.5', 'E_AMOUNT'],
    ['1 234', 'E_AMOUNT'],
    ['1000.00-', 'E_AMOUNT'],
    ['1\u00a0234', 'E_AMOUNT'],
    ['1000.00\u00a0', 'E_AMOUNT'],
    ['1000.00\u200b', 'E_AMOUNT'],
    ['1000.00元', 'E_AMOUNT'],
    ['="1000.00"', 'E_AMOUNT'],
    ["'1000.00", 'E_AMOUNT'],
    ['²', 'E_AMOUNT'],
    ['①', 'E_AMOUNT'],
    ['١٢', 'E_AMOUNT'],
    ['壹万元整', 'E_AMOUNT'],
    ['1.005', 'E_AMOUNT_DECIMALS'],
    ['1.000', 'E_AMOUNT_DECIMALS'],
    ['90071992547409.92', 'E_AMOUNT_RANGE'],
    ['99999999999999999999', 'E_AMOUNT_RANGE'],
    ['-1', 'E_NEGATIVE_BALANCE'],
    ['−1000.00', 'E_NEGATIVE_BALANCE'],
    ['－１', 'E_NEGATIVE_BALANCE'],
    ['(1,234.50)', 'E_NEGATIVE_BALANCE'],
    ['（1,234.50）', 'E_NEGATIVE_BALANCE'],
  ])('%s is refused: %s', (text, code) => {
    expect(amount(text)).toBe(code);
  });

  it.each([
    ['wan', '1.234567', 1234567],
    ['wan', '12', 12000000],
    ['wan', '1.2345678', 'E_AMOUNT_DECIMALS'],
    ['thousand-yuan', '1.23456', 123456],
    ['million-yuan', '0.00000001', 1],
    ['yi', '1.0000000001', 10000000001],
  ] as const)('in %s, %s is %s', (unit, text, expected) => {
    expect(amount(text, UNIT_DECIMALS[unit])).toBe(expected);
  });

  it('may be negative where that is allowed', () => {
    expect(parseAmount('(1,234.50)', 2, undefined)).toBe(-123450);
    expect(parseAmount('-0', 2, undefined)).toBe(0);
  });

  it('come back as they were printed', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: BigInt(Number.MAX_SAFE_INTEGER) }), (cents) => {
        expect(amount(yuan(cents))).toBe(Number(cents));
      }),
    );
  });

  it('never differ from an independent reading by place value', () => {
    const text = fc.oneof(
      fc.stringMatching(/^[+]?[0-9]{1,17}(\.[0-9]{1,3})?$/),
      fc.stringMatching(/^[0-9]{1,3}(,[0-9]{2,4}){1,3}(\.[0-9]{1,2})?$/),
      fc.stringMatching(/^[-+(]?[0-9.,eE %]{1,12}[)]?$/),
    );
    fc.assert(
      fc.property(text, (written) => {
        const read = parseAmount(written, 2, undefined);
        if (isRefusal(read)) return;
        expect(BigInt(read)).toBe(centsByPlaceValue(written));
      }),
      { numRuns: 3000 },
    );
  });
});

/** Digit by digit, in BigInt: nothing of src is used. */
function centsByPlaceValue(written: string): bigint {
  let cents = 0n;
  let decimals: number | undefined;
  for (const character of written) {
    if (character === '.') decimals = 0;
    if (!/[0-9]/.test(character)) continue;
    cents = cents * 10n + BigInt(character);
    if (decimals !== undefined) decimals++;
  }
  for (let i = decimals ?? 0; i < 2; i++) cents *= 10n;
  return /[-(]/.test(written) ? -cents : cents;
}

describe('dates', () => {
  // Days since 1970-01-01: 49 years of 365 days and 12 leap days (1972 … 2016) make 17 897 for 2019-01-01; 31 August is
  // the 243rd day of a common year: 17 897 + 242 = 18 139.
  it.each([
    '2019-08-31',
    '2019/8/31',
    '2019/08/31',
    '20190831',
    '2019.08.31',
    '2019.8.31',
    '2019年8月31日',
    '2019年08月31日',
    '2019-8-31',
    '2019-08-31 00:00:00',
    '2019/8/31 0:00',
    '2019/8/31 0:00:00',
    '2019-08-31 00:00:00.000',
    '２０１９－０８－３１',
    ' 2019-08-31 ',
  ])('%s is day 18139', (text) => {
    expect(parseDate(text, {})).toBe(18139);
  });

  it.each([
    '2019-02-29',
    '2019-02-30',
    '2019-13-01',
    '2019-00-10',
    '2019-04-31',
    '31/08/2019',
    '03/04/2019',
    '19-08-31',
    '0000-00-00',
    '1900-01-01',
    '1899-12-31',
    '43708',
    '201908',
    '2019-08-31T00:00:00Z',
    '2019-08-31 12:30:00',
    '2019-08/31',
    '########',
    '="2019-08-31"',
    '2019-08-3x',
    '-',
  ])('%s is refused', (text) => {
    expect(outcome(parseDate(text, {}))).toBe('E_DATE');
  });

  it('are undefined where blank', () => {
    expect(parseDate('', {})).toBeUndefined();
    expect(parseDate(' \u3000', {})).toBeUndefined();
  });

  it('may be spreadsheet serials when that is said', () => {
    // 43 708 − 25 569 = 18 139; the calendar of 1904 begins 1 462 days later: 42 246 + 1 462 = 43 708.
    expect(parseDate('43708', { excelEpoch: 1900 })).toBe(18139);
    expect(parseDate('42246', { excelEpoch: 1904 })).toBe(18139);
    expect(parseDate('2958465', { excelEpoch: 1900 })).toBe(parseIsoDate('9999-12-31'));
    expect(parseDate('2957003', { excelEpoch: 1904 })).toBe(parseIsoDate('9999-12-31'));
    expect(parseDate('2019-08-31', { excelEpoch: 1900 })).toBe(18139);
    for (const text of ['59', '120', '9999', '201908', '0', '43708.5'])
      expect(outcome(parseDate(text, { excelEpoch: 1900 }))).toBe('E_DATE');
  });

  it('may have a stated order of day, month and year', () => {
    const format = compileDateFormat('dd/mm/yyyy');
    expect(parseDate('03/04/2019', { format: format! })).toBe(parseIsoDate('2019-04-03'));
    expect(outcome(parseDate('2019-04-03', { format: format! }))).toBe('E_DATE');
    expect(outcome(parseDate('31/02/2019', { format: format! }))).toBe('E_DATE');
    expect(parseDate('4.3.2019', { format: compileDateFormat('mm.dd.yyyy')! })).toBe(parseIsoDate('2019-04-03'));
    expect(compileDateFormat('dd/mm')).toBeUndefined();
    expect(compileDateFormat('dd/mm/yy')).toBeUndefined();
    expect(compileDateFormat('dd/dd/yyyy')).toBeUndefined();
  });

  it.each([
    ['2018-06', '2018-06-30'],
    ['201806', '2018-06-30'],
    ['2018年6月', '2018-06-30'],
    ['2020/2', '2020-02-29'],
    ['201812', '2018-12-31'],
    ['2018-06-15', '2018-06-15'],
  ])('a data date of %s is %s', (text, expected) => {
    expect(isoDate(parseDateOrMonth(text, {}) as number)).toBe(expected);
  });

  it.each(['2018-13', '201800', '2018-0', '0000-01'])('a data date of %s is refused', (text) => {
    expect(outcome(parseDateOrMonth(text, {}))).toBe('E_DATE');
  });

  it('come back as they were printed, in every form', () => {
    fc.assert(
      fc.property(fc.integer({ min: parseIsoDate('1901-01-01') as number, max: parseIsoDate('9999-12-31') as number }), (day) => {
        const { year, month, day: dayOfMonth } = civilDate(day);
        const padded = isoDate(day);
        const forms = [
          padded,
          padded.replaceAll('-', ''),
          padded.replaceAll('-', '.'),
          `${year}/${month}/${dayOfMonth}`,
          `${year}年${month}月${dayOfMonth}日`,
        ];
        for (const form of forms) expect(parseDate(form, {})).toBe(day);
      }),
    );
  });
});

describe('numbers of days', () => {
  it.each([
    ['0', 0],
    ['091', 91],
    ['１２０', 120],
    [' 5 ', 5],
    ['100000', 100000],
    ['', undefined],
    ['100001', 'E_DAYS'],
    ['-1', 'E_DAYS'],
    ['1.0', 'E_DAYS'],
    ['1e2', 'E_DAYS'],
    ['九十', 'E_DAYS'],
    ['90天', 'E_DAYS'],
    ['1,000', 'E_DAYS'],
  ])('%s is %s', (text, expected) => {
    expect(outcome(parseDays(text))).toBe(expected);
  });

  it('count periods when that is said, within the same limit', () => {
    expect(parseDays('3', 30)).toBe(90);
    expect(outcome(parseDays('4000', 30))).toBe('E_DAYS');
  });
});

describe('ids', () => {
  const key = (text: string) => outcome(parseKey(text, () => undefined));

  it.each([
    ['L0001', 'L0001'],
    [' L0001 ', 'L0001'],
    ['0012', '0012'],
    ['ＡＢ１２', 'AB12'],
    ['="0012"', '0012'],
    ["'0012", '0012'],
    ['`0012', '0012'],
    ['\t6228480012345678\t', '6228480012345678'],
    ['1E5', '1E5'],
    ['12E34', '12E34'],
    ['#12', '#12'],
    ['N/A#', 'N/A#'],
    ['农商借字（2019）第1号', '农商借字(2019)第1号'],
    ["O'Brien-1", "O'Brien-1"],
  ])('%s is %s', (text, expected) => {
    expect(key(text)).toBe(expected);
  });

  it.each([
    ['', 'E_KEY_EMPTY'],
    ['  ', 'E_KEY_EMPTY'],
    ['=""', 'E_KEY_EMPTY'],
    ['\u00a0', 'E_KEY_EMPTY'],
    ['6.2E+17', 'E_KEY_DAMAGED'],
    ['6E+17', 'E_KEY_DAMAGED'],
    ['6.22848e17', 'E_KEY_DAMAGED'],
    ['#N/A', 'E_KEY_DAMAGED'],
    ['#REF!', 'E_KEY_DAMAGED'],
    ['#VALUE!', 'E_KEY_DAMAGED'],
    ['#NAME?', 'E_KEY_DAMAGED'],
    ['#DIV/0!', 'E_KEY_DAMAGED'],
    ['#NUM!', 'E_KEY_DAMAGED'],
    ['#NULL!', 'E_KEY_DAMAGED'],
    [' ＃n/a', 'E_KEY_DAMAGED'],
    ['########', 'E_KEY_DAMAGED'],
    ['L0001\u200b', 'E_KEY_UNSEEN'],
    ['\ufeffL0001', 'E_KEY_UNSEEN'],
    ['L\u00ad0001', 'E_KEY_UNSEEN'],
    ['L\u034f0001', 'E_KEY_UNSEEN'],
    ['L\ufe0f0001', 'E_KEY_UNSEEN'],
    ['L\u202e0001', 'E_KEY_UNSEEN'],
    ['L\u30010001\u3164', 'E_KEY_UNSEEN'],
    ['L\ufffd01', 'E_KEY_UNSEEN'],
  ])('%j is refused: %s', (text, code) => {
    expect(key(text)).toBe(code);
  });

  it('are told when a spreadsheet wrapping is taken off', () => {
    let unwrapped = 0;
    for (const text of ['="0012"', "'0012", '0012']) parseKey(text, () => unwrapped++);
    expect(unwrapped).toBe(2);
  });

  it.each([
    ['其中：抵押', true],
    ['制表人', true],
    ['农商借字第1号', false],
    ['甲', false],
    ['贷款一', false],
    ['Sum', false],
  ])('%s is words only: %s', (text, expected) => {
    expect(isWordsOnly(text)).toBe(expected);
  });
});

describe('shares', () => {
  it.each([
    ['1', '1'],
    ['1.00', '1.00'],
    ['.5', '0.5'],
    ['0.25', '0.25'],
    ['25%', '0.25'],
    ['100%', '1.00'],
    ['33.333%', '0.33333'],
    ['', undefined],
    ['0', 'E_SHARE'],
    ['0.00', 'E_SHARE'],
    ['0%', 'E_SHARE'],
    ['1.01', 'E_SHARE'],
    ['101%', 'E_SHARE'],
    ['1/2', 'E_SHARE'],
  ])('%s is %s', (text, expected) => {
    expect(outcome(parseShare(text))).toBe(expected);
  });
});

describe('a month with a point', () => {
  it('has two digits: 2018.1 may have been 2018.10', () => {
    expect(parseDateOrMonth('2018.10', {})).toBe(parseIsoDate('2018-10-31'));
    expect(parseDateOrMonth('2018-1', {})).toBe(parseIsoDate('2018-01-31'));
    expect(outcome(parseDateOrMonth('2018.1', {}))).toBe('E_DATE');
  });
});
