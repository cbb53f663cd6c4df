import { describe, expect, it } from 'vitest';
import { monthFiguresJson, parseMonthFigures } from '../../src/documents/month-figures.js';
import type { MonthFigures } from '../../src/measure/month-figures.js';
import { measureSeries, type Streak } from '../../src/measure/series.js';
import { isoDate } from '../../src/model/civil-date.js';
import { day, ledger } from '../support/ledger.js';
import { measureMonthsOf } from '../support/period.js';

/** A month of which nothing is known but NPL and loans. */
function month(date: string, npl: bigint, loans: bigint): MonthFigures {
  const none = { count: 0, balance: 0n };
  return {
    asOf: day(date),
    currency: 'CNY',
    basis: 'declared',
    policy: { id: 'cn-2023', hash: '00' },
    loans: { count: 0, balance: loans },
    classes: [{ count: 0, balance: loans - npl }, none, { count: 0, balance: npl }, none, none],
    npl: { count: 0, balance: npl },
    overdue: [],
  };
}

const streakOf = (months: readonly MonthFigures[], period: Streak['period'], falling: Streak['falling']) => {
  const found = measureSeries(months).streaks.find((one) => one.period === period && one.falling === falling);
  if (found === undefined) return undefined;
  const { running, since, broken } = found;
  return {
    running,
    since: since === undefined ? undefined : isoDate(since),
    broken: broken === undefined ? undefined : `${isoDate(broken.at)} after ${broken.after}`,
  };
};

/** What JSON.parse gives, to be damaged. */
type Damaged = ReturnType<typeof JSON.parse>;

/** The ends of so many months, from January 2022. */
const END_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const monthEnd = (n: number) => `${2022 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}-${END_DAYS[n % 12]}`;

describe('streaks', () => {
  it('Huaibei: balance and ratio both down two years running', () => {
    // 2017: 31.50 of 3 300 (0.95 %), 2018: 30.72 of 3 572 (0.86 %), 2019: 29.57 of 4 620 (0.64 %).
    const months = [month('2017-12-31', 3150n, 330000n), month('2018-12-31', 3072n, 357200n), month('2019-12-31', 2957n, 462000n)];
    expect(streakOf(months, 'year', 'both')).toEqual({ running: 2, since: '2017-12-31', broken: undefined });
    expect(streakOf(months, 'month', 'both')).toBeUndefined();
    expect(measureSeries(months).months.map((one) => one.yearStart?.verdict)).toEqual([undefined, 'double', 'double']);
  });
  it('a year to date is no year', () => {
    const [y2022, y2023, january] = [month('2022-12-31', 100n, 1000n), month('2023-12-31', 90n, 1000n), month('2024-01-31', 80n, 1000n)];
    const year = (...months: MonthFigures[]) => {
      const found = measureSeries(months).streaks.find((streak) => streak.period === 'year' && streak.falling === 'balance');
      return [found?.running, found?.soFar, found?.since === undefined ? undefined : isoDate(found.since)];
    };
    // One month of a year; a whole year and that month; a year end alone; a January in which it rose.
    expect(year(y2023, january)).toEqual([0, true, '2023-12-31']);
    expect(year(y2022, y2023, january)).toEqual([1, true, '2022-12-31']);
    expect(year(y2022, y2023)).toEqual([1, undefined, '2022-12-31']);
    expect(year(y2022, y2023, month('2024-01-31', 95n, 1000n))).toEqual([0, false, undefined]);
  });
  it('balance down 21 months running, of 22 month-ends', () => {
    const months = Array.from({ length: 22 }, (_, n) => month(monthEnd(n), BigInt(1000 - n), 5000n));
    expect(streakOf(months, 'month', 'balance')).toEqual({ running: 21, since: '2022-01-31', broken: undefined });
    expect(measureSeries(months).months.map((one) => one.monthsDown?.balance)).toEqual([
      undefined,
      ...Array.from({ length: 21 }, (_, n) => n + 1),
    ]);
  });
  it('a month in which it rose breaks a run, and the next begins again', () => {
    // Down in February and March, up in April, down in May: broken on 30 April after 2; 1 running since April.
    const balances = [100n, 90n, 80n, 85n, 70n];
    const months = balances.map((npl, n) => month(monthEnd(n), npl, 1000n));
    expect(streakOf(months, 'month', 'balance')).toEqual({ running: 1, since: '2022-04-30', broken: '2022-04-30 after 2' });
  });
  it('equal is not down; a run of one is none that could break', () => {
    const months = [100n, 90n, 90n].map((npl, n) => month(monthEnd(n), npl, 1000n));
    expect(streakOf(months, 'month', 'balance')).toEqual({ running: 0, since: undefined, broken: undefined });
  });
  it('a month that is missing ends what can be told', () => {
    const months = [month('2022-01-31', 100n, 1000n), month('2022-03-31', 90n, 1000n), month('2022-04-30', 80n, 1000n)];
    expect(streakOf(months, 'month', 'balance')).toEqual({ running: 1, since: '2022-03-31', broken: undefined });
  });
  it('the ratio may fall while the balance rises', () => {
    const months = [month('2022-01-31', 100n, 1000n), month('2022-02-28', 101n, 1200n)];
    expect(streakOf(months, 'month', 'ratio')?.running).toBe(1);
    expect(streakOf(months, 'month', 'both')?.running).toBe(0);
  });
  it('without loans there is no ratio and no double reduction', () => {
    const months = [month('2022-01-31', 0n, 0n), month('2022-02-28', 0n, 0n)];
    expect(streakOf(months, 'month', 'ratio')).toBeUndefined();
    expect(measureSeries(months).months[1]?.nplRatio).toBeUndefined();
  });
});

describe('CBRC, start of 2007 to the end of September', () => {
  // Balance in 100 million at the end and its change; the ratio's change in points. Loans are what both ratios imply: a ratio
  // of r at the end is balance / loans, so loans = balance * 1000 / (10 r); r is any that the published change fits.
  it.each([
    ['all', 125178n, -349n, 'double'],
    ['major', 117418n, 400n, 'ratio-only'],
    ['state-owned', 107982n, 882n, 'ratio-only'],
    ['joint-stock', 9436n, -483n, 'double'],
    ['city', 6072n, -515n, 'double'],
    ['rural', 1351n, -192n, 'double'],
    ['foreign', 338n, -41n, 'double'],
  ] as const)('%s banks', (_, npl, change, verdict) => {
    // Every row's ratio fell: loans grew by a quarter here, which makes it so.
    const months = [month('2006-12-31', npl - change, npl * 12n), month('2007-09-30', npl, npl * 15n)];
    const [, last] = measureSeries(months).months;
    expect([last?.yearStart?.npl, last?.yearStart?.verdict]).toEqual([change, verdict]);
  });
});

describe('changes', () => {
  const base = ledger('2023-12-31', 'loan_id,balance,class', 'L1,100,substandard', 'P,900,normal');
  const months = measureMonthsOf({
    ledgers: [
      ledger('2023-06-30', 'loan_id,balance,class', 'L1,120,substandard', 'P,900,normal'),
      base,
      ledger('2024-05-31', 'loan_id,balance,class', 'L1,80,substandard', 'P,900,normal', 'N,40,loss'),
      ledger('2024-06-30', 'loan_id,balance,class', 'L1,70,substandard', 'P,900,normal', 'N,20,loss'),
    ],
    locks: [base],
  }).map(({ figures }) => figures);
  const last = measureSeries(months).months.at(-1);
  it('90 now: against 120 in May, 100 at the year start, 120 a year before, 100 at the lock', () => {
    const change = (name: 'previous' | 'yearStart' | 'sameMonthLastYear' | 'sinceLock') => {
      const one = last?.[name];
      return one === undefined
        ? undefined
        : [isoDate(one.against), Number(one.npl) / 100, one.old === undefined ? undefined : Number(one.old) / 100];
    };
    expect(change('previous')).toEqual(['2024-05-31', -30, -10]);
    expect(change('yearStart')).toEqual(['2023-12-31', -10, -30]);
    expect(change('sameMonthLastYear')).toEqual(['2023-06-30', -30, undefined]);
    expect(change('sinceLock')).toEqual(['2023-12-31', -10, -30]);
  });
  it('the lock is known without its month, its loans are not', () => {
    const [, found] = measureSeries(months.slice(2)).months;
    expect([found?.sinceLock?.npl, found?.sinceLock?.ratio]).toEqual([-10_00n, undefined]);
  });
});

describe('a month as JSON', () => {
  const base = ledger('2024-01-31', 'loan_id,balance,class,allowance', 'L1,100,substandard,10', 'P,900,normal,5');
  const [, figures] = measureMonthsOf({
    ledgers: [base, ledger('2024-02-29', 'loan_id,balance,class,allowance', 'L1,60,doubtful,10', 'P,900,substandard,5')],
    locks: [base],
    events: 'date,loan_id,kind,principal\n2024-02-03,L1,cash,30\n',
    writeOffs: 'date,loan_id,principal,interest,channel\n2024-02-05,L1,10,1,write-off\n',
  }).map((one) => one.figures) as [MonthFigures, MonthFigures];
  const json = () => JSON.parse(JSON.stringify(monthFiguresJson(figures)));
  it('comes back as it was', () => {
    expect(parseMonthFigures(json())).toEqual(figures);
    expect(json().segments.sinceLock.old.channels.cash).toBe('30.00');
  });
  it.each([
    ['another schema', (one: Damaged) => ({ ...one, schema: 'npl.month/2' })],
    ['an unknown member', (one: Damaged) => ({ ...one, more: 1 })],
    ['an unknown member below', (one: Damaged) => ({ ...one, npl: { ...one.npl, share: '1' } })],
    ['a member missing', ({ npl: _, ...one }: Damaged) => one],
    ['a class missing', (one: Damaged) => ({ ...one, classes: { ...one.classes, loss: undefined } })],
    ['money as a number', (one: Damaged) => ({ ...one, npl: { ...one.npl, balance: 960 } })],
    ['money without cents', (one: Damaged) => ({ ...one, npl: { ...one.npl, balance: '960' } })],
    ['money with a zero in front', (one: Damaged) => ({ ...one, npl: { ...one.npl, balance: '0960.00' } })],
    ['no day of the calendar', (one: Damaged) => ({ ...one, asOf: '2024-02-30' })],
    ['classes that do not sum to the loans', (one: Damaged) => ({ ...one, loans: { ...one.loans, balance: '961.00' } })],
    [
      'old and new that are not all NPLs',
      (one: Damaged) => ({ ...one, segments: { ...one.segments, old: { count: 1, balance: '61.00' } } }),
    ],
    ['no object', () => []],
  ])('refused: %s', (_, damage) => {
    expect(parseMonthFigures(damage(json()))).toBeUndefined();
  });
});
