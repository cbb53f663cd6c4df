import { describe, expect, it } from 'vitest';
import { nplSinceDays } from '../../src/classify/npl-since-days.js';
import { type Concentration, measureConcentration } from '../../src/measure/concentration/concentration.js';
import { foreclosureGaps } from '../../src/measure/concentration/foreclosed.js';
import { isoDate } from '../../src/model/civil-date.js';
import type { Dimension } from '../../src/model/loan-fields.js';
import type { Tally } from '../../src/model/portfolio.js';
import type { LoanCause } from '../../src/model/responsibility.js';
import { textAt } from '../../src/model/text-index.js';
import { readBands } from '../../src/policy/read-bands.js';
import { checkAssets, readForeclosed } from '../../src/registers/foreclosed.js';
import { type Book, backgroundOf, reportInputOf } from '../support/book.js';
import { CN_2023, day, ledger, readText, yuan } from '../support/ledger.js';

const HEADER = 'loan_id,borrower_id,balance,class,dpd,industry,restructured,restructured_on';

/*
 * NPL at the end of 2019: A 100 and B 50 of c1, C 100 of c2, D 201 of c3, Z 10 of c9, W 20 of c10: 481. E to H are restructured and
 * special-mention.
 */
const BOOK: Book = {
  now: ledger(
    '2019-12-31',
    HEADER,
    'A,c1,100,次级,120,甲,否,',
    'B,c1,50,可疑,300,乙,否,',
    'C,c2,100,损失,400,甲,否,',
    'D,c3,201,次级,0,,否,',
    'E,c4,30,关注,5,甲,是,2018-12-31',
    'F,c5,40,关注,0,甲,是,2018-06-30',
    'G,c6,60,关注,0,甲,是,2019-03-31',
    'H,c7,70,关注,0,甲,是,',
    'P,c8,1000,正常,0,甲,否,',
    'W,c10,20,次级,0,丙,否,',
    'Z,c9,10,次级,0,丙,否,',
  ),
  since: [
    ledger('2018-12-31', HEADER, 'A,c1,120,次级,100,甲,否,', 'C,c2,100,正常,0,甲,否,', 'D,c3,205,次级,0,,否,', 'W,c10,20,次级,0,丙,否,'),
  ],
  locks: [ledger('2017-12-31', HEADER, 'D,c3,210,可疑,0,,否,')],
  events: 'date,loan_id,kind,principal\n2019-03-10,C,formation,100\n2019-02-01,W,upgrade,20\n',
};
const BANDS = readBands('cn-bands');
const OWN_BANDS = { ...BANDS, size: { ...BANDS.size, upTo: ['100', '200'] } };
const ASSET_HEADER = 'asset_id,loan_id,borrower_id,kind,acquired_on,booked_value,impairment,disposed_on,proceeds';
const assetsOf = (...rows: string[]) => readText('f.csv', `${[ASSET_HEADER, ...rows].join('\n')}\n`, readForeclosed).entries;

function measure(
  book: Book,
  more: {
    assets?: ReturnType<typeof assetsOf>;
    by?: readonly Dimension[];
    loansTotal?: bigint;
    causes?: ReadonlyMap<string, LoanCause>;
  } = {},
): Concentration {
  const { current, earlier, families } = reportInputOf(book);
  const { assets, by = [], loansTotal, causes } = more;
  return measureConcentration({
    ...backgroundOf(book, CN_2023, 'stricter'),
    ...{ current, earlier, families, bands: OWN_BANDS, since: day('2018-12-31'), dimensions: by },
    sinceDays: nplSinceDays(current, CN_2023),
    ...(assets === undefined ? {} : { assets }),
    ...(loansTotal === undefined ? {} : { loansTotal }),
    ...(causes === undefined ? {} : { causes }),
  });
}

const plain = ({ count, balance }: Tally) => [count, Number(balance) / 100];

describe('concentration', () => {
  const found = measure(BOOK, { by: ['class'] });
  it('the largest borrowers, in all and by class', () => {
    expect(found.npl).toEqual({ count: 6, balance: yuan(481) });
    // 201, 100 + 50, 100, 20, 10: all of them, 100 %.
    expect(found.largest.borrowers.map(({ id, loans, balance }) => [id, loans, Number(balance) / 100])).toEqual([
      ['c3', 1, 201],
      ['c1', 2, 150],
      ['c2', 1, 100],
      ['c10', 1, 20],
      ['c9', 1, 10],
    ]);
    expect(found.largest).toMatchObject({ together: yuan(481), share: { numerator: yuan(481), denominator: yuan(481) } });
    expect(found.classes.map((one) => [one.class, ...plain(one.tally), one.largest.borrowers.map(({ id }) => id)])).toEqual([
      ['special-mention', 4, 200, ['c7', 'c6', 'c5', 'c4']],
      ['substandard', 4, 331, ['c3', 'c1', 'c10', 'c9']],
      ['doubtful', 1, 50, ['c1']],
      ['loss', 1, 100, ['c2']],
    ]);
  });
  it('size bands by what a borrower owes, an end in the band below it', () => {
    // c2's 100 is in the first; c1's 150 in the second; c3's 201 above 200.
    expect(found.sizes.map(({ borrowers, tally }) => [borrowers, ...plain(tally)])).toEqual([
      [3, 3, 130],
      [1, 2, 150],
      [1, 1, 201],
    ]);
  });
  it('time in NPL, and what says so', () => {
    /*
     * A: on the ledger of 2018-12-31, 12 months; its 120 days alone would say 2 December. B: 300 days, over 90 since 5 June. C: the event of
     * 10 March. D: in the lock of 2017-12-31, 24 months. W was upgraded after the ledger that showed it, and Z was never seen: not known.
     */
    expect(found.ages.bands.map(({ from, to, tally }) => [from, to, ...plain(tally)])).toEqual([
      [0, 12, 2, 150],
      [12, 24, 1, 100],
      [24, 36, 1, 201],
      [36, undefined, 0, 0],
    ]);
    expect(found.ages.sources.map(({ by, tally }) => [by, ...plain(tally)])).toEqual([
      ['event', 1, 100],
      ['ledger', 1, 100],
      ['lock', 1, 201],
      ['days', 1, 50],
    ]);
    expect(plain(found.ages.notKnown)).toEqual([2, 30]);
  });
  it('the day on which days past due crossed the limit', () => {
    const { current } = reportInputOf(BOOK);
    const since = nplSinceDays(current, CN_2023);
    // 300 days at 31 December began on 6 March; day 91 was 5 June. 0 days say nothing.
    expect([0, 1, 3].map((loan) => since(loan)).map((on) => (on === undefined ? on : isoDate(on)))).toEqual([
      '2019-12-02',
      '2019-06-05',
      undefined,
    ]);
  });
  it('by industry and by a dimension; a column that the ledger lacks is not assessed', () => {
    expect(found.industry?.map(({ key, tally }) => [key.industry, ...plain(tally)])).toEqual([
      ['', 1, 201],
      ['甲', 2, 200],
      ['乙', 1, 50],
      ['丙', 2, 30],
    ]);
    expect(found.debtorIdentity).toBeUndefined();
    expect(found.by.map(({ key, tally }) => [key.class, ...plain(tally)])).toEqual([
      ['substandard', 4, 331],
      ['loss', 1, 100],
      ['doubtful', 1, 50],
    ]);
  });
  it('by cause, and what states none', () => {
    // A is objective and C subjective; B, D, W and Z state nothing: 481 - 200. P is no NPL.
    const causes = new Map<string, LoanCause>([
      ['A', { cause: 'objective' }],
      ['C', { cause: 'subjective', text: '贷前调查不实' }],
      ['P', { cause: 'objective' }],
    ]);
    expect(measure(BOOK, { causes }).causes?.map(({ cause, tally }) => [cause, ...plain(tally)])).toEqual([
      ['objective', 1, 100],
      ['subjective', 1, 100],
      [undefined, 4, 281],
    ]);
    expect(measure(BOOK).causes).toBeUndefined();
  });
  it('upgrades due after observation', () => {
    const { portfolio } = reportInputOf(BOOK).current;
    const { observation } = found;
    const listed = (loans: { loan: number; endsOn: number }[] | readonly { loan: number; endsOn: number }[] | undefined) =>
      loans?.map(({ loan, endsOn }) => [textAt(portfolio.keys, loan), isoDate(endsOn)]);
    expect(listed(observation?.due)).toEqual([['F', '2019-06-30']]);
    expect(listed(observation?.running)).toEqual([['G', '2020-03-31']]);
    // E's year ended on the data date, and it is 5 days overdue.
    expect([observation?.inArrears, observation?.withoutDate].map((tally) => plain(tally as Tally))).toEqual([
      [1, 30],
      [1, 70],
    ]);
    expect(observation?.notAssessed).toEqual([{ rule: 'restructured-again', missing: ['restructuredAgain'] }]);
  });
  it('a loan that took the place of an NPL is as old as it', () => {
    const { ages } = measure({
      now: ledger('2019-12-31', 'loan_id,borrower_id,balance,class,replaces', 'N,c1,90,次级,A'),
      locks: [ledger('2018-06-30', 'loan_id,borrower_id,balance,class', 'A,c1,100,次级')],
    });
    expect(ages.bands.map(({ tally }) => tally.count)).toEqual([0, 1, 0, 0]);
    expect(ages.sources.map(({ tally }) => tally.count)).toEqual([0, 0, 1, 0]);
  });
});

describe('foreclosed assets', () => {
  /*
   * Held: 1 land of 2016, 2 a movable of 2018-12-31 and 3 a building of 2018-01-01; 4 was sold in 2019 for 460 at 500 - 20, 5 in 2018; 6 is a painting.
   */
  const assets = assetsOf(
    '1,A,,land,2016-05-10,2000,500,,',
    '2,B,,movable,2018-12-31,300,60,,',
    '3,,c2,real-estate,2018-01-01,1200,100,,',
    '4,C,,equity,2018-09-01,500,20,2019-10-25,460',
    '5,D,,equity,2017-09-01,77,,2018-12-31,80',
    '6,D,,other,2019-12-31,10,0,,',
  );
  const found = measure(BOOK, { assets });
  it('count, booked value, impairment and net, by kind and age', () => {
    const sum = (count: number, booked: number, impairment: number) => ({
      ...{ count, booked: yuan(booked), impairment: yuan(impairment), net: yuan(booked - impairment) },
    });
    expect(found.foreclosed?.held).toEqual(sum(4, 3510, 660));
    expect(found.foreclosed?.byKind.map((one) => [one.kind, one.sum])).toEqual([
      ['real-estate', sum(1, 1200, 100)],
      ['land', sum(1, 2000, 500)],
      ['movable', sum(1, 300, 60)],
      ['other', sum(1, 10, 0)],
    ]);
    // 6 is of the day; 2 is exactly a year old; 3 two years less a day; 1 three and a half.
    expect(found.foreclosed?.byAge.map(({ tally }) => tally)).toEqual([sum(1, 10, 0), sum(2, 1500, 160), sum(0, 0, 0), sum(1, 2000, 500)]);
    expect(found.foreclosed?.withoutLimit).toEqual(sum(1, 10, 0));
  });
  it('overdue for disposal the day after the last one', () => {
    // Land: two years to 2018-05-10. The movable was to go by 2019-12-31, the data date: not yet. The building by 2020-01-01.
    expect(found.foreclosed?.overdue.map(({ asset, dueOn }) => [asset.id, isoDate(dueOn)])).toEqual([['1', '2018-05-10']]);
    const yearOld = assetsOf('2,B,,movable,2018-12-30,300,60,,');
    expect(measure(BOOK, { assets: yearOld }).foreclosed?.overdue.map(({ dueOn }) => isoDate(dueOn))).toEqual(['2019-12-30']);
  });
  it('disposed of since the reference: proceeds less net value', () => {
    // 460 - (500 - 20) = -20; what went in 2018 is not of this time.
    expect(found.foreclosed?.disposed).toMatchObject({
      count: 1,
      booked: yuan(500),
      net: yuan(480),
      proceeds: yuan(460),
      result: yuan(-20),
    });
  });
  it('NPA, as booked and less impairment', () => {
    // NPL 481 of 1681 loans: 481 + 3510 = 3991 of 5191; 481 + 2850 = 3331 of 4531.
    expect(found.npa).toEqual({
      gross: { assets: yuan(3510), amount: yuan(3991), ratio: { numerator: yuan(3991), denominator: yuan(5191) } },
      net: { assets: yuan(2850), amount: yuan(3331), ratio: { numerator: yuan(3331), denominator: yuan(4531) } },
    });
    expect(measure(BOOK).npa).toBeUndefined();
    // With all loans stated: 10000 + 3510.
    expect(measure(BOOK, { assets, loansTotal: yuan(10_000) }).npa?.gross.ratio?.denominator).toBe(yuan(13_510));
  });
  it.each([
    ['an asset twice', ['1,A,,land,2016-05-10,1,,,', '1,B,,land,2017-05-10,1,,,'], 'E_FORECLOSED'],
    ['acquired after the data date', ['1,A,,land,2020-01-01,1,,,'], 'E_EVENT_AFTER_AS_OF'],
    ['disposed of after the data date', ['1,A,,land,2019-01-01,1,,2020-01-01,1'], 'E_EVENT_AFTER_AS_OF'],
  ])('refuses %s', (_, rows, code) => {
    expect(() => checkAssets(assetsOf(...rows), day('2019-12-31'))).toThrow(code);
  });
  it('foreclosures and assets without a counterpart, within the period', () => {
    const { events } = backgroundOf(
      {
        disposals: [
          'date,loan_id,kind,principal,price',
          '2018-06-01,Q,抵债,1,1',
          '2019-05-01,A,抵债,1,1',
          '2019-06-01,B,抵债,1,1',
          '2019-07-01,C,抵债,1,1',
          '',
        ].join('\n'),
      },
      CN_2023,
      'stricter',
    );
    // A has its asset; B's asset names the borrower; C has none. Asset 4 has no foreclosure, 5 was acquired before.
    const own = assetsOf(
      '1,A,,land,2019-05-02,1,,,',
      '2,,cB,land,2019-06-02,1,,,',
      '4,X,,land,2019-08-01,1,,,',
      '5,Y,,land,2018-08-01,1,,,',
    );
    const { withoutAsset, withoutForeclosure } = foreclosureGaps(
      events,
      own,
      { from: day('2018-12-31'), to: day('2019-12-31') },
      (loan) => loan,
      (loan) => `c${loan}`,
    );
    expect(withoutAsset.map(({ loan }) => loan)).toEqual(['C']);
    expect(withoutForeclosure.map(({ id }) => id)).toEqual(['4']);
  });
});
