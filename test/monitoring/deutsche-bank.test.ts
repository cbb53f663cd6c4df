import { describe, expect, it } from 'vitest';
import { ledger } from '../support/ledger.js';
import { moved, movementOfMonths } from '../support/period.js';

/**
 * Deutsche Bank, India branches, gross NPAs in INR thousand (here yuan), as published:
 * 2 146 623 + 4 236 391 - 148 099 - 414 588 = 5 820 327; + 17 676 995 - 368 725 - 1 972 216 = 21 156 381;
 * + 2 926 950 - 2 570 395 - 3 337 558 (technical write-off) - 5 336 655 = 12 838 723.
 * The loans are invented: O0 is upgraded in 2013, O pays 414 588; of those formed in 2013 (A 368 725, B 3 867 666) A is upgraded
 * and B pays 1 972 216; of those of 2014 (C 2 570 395, T 3 337 558, R 11 769 042) C is upgraded, T written off, R pays 5 336 655.
 */
const HEAD = 'loan_id,balance,class';
const ledgers = [
  ledger('2012-03-31', HEAD, 'O0,148099,substandard', 'O,1998524,doubtful'),
  ledger('2013-03-31', HEAD, 'O0,148099,normal', 'O,1583936,doubtful', 'A,368725,substandard', 'B,3867666,substandard'),
  ledger(
    '2014-03-31',
    HEAD,
    'O,1583936,loss',
    'A,368725,normal',
    'B,1895450,doubtful',
    'C,2570395,substandard',
    'T,3337558,substandard',
    'R,11769042,substandard',
  ),
  ledger('2015-03-31', HEAD, 'O,1583936,loss', 'B,1895450,doubtful', 'C,2570395,normal', 'R,6432387,doubtful', 'N,2926950,substandard'),
];
const events = [
  'date,loan_id,kind,principal',
  '2012-09-30,O0,upgrade,148099',
  '2012-12-31,O,cash,414588',
  '2012-06-30,A,formation,368725',
  '2012-07-31,B,formation,3867666',
  '2013-09-30,A,upgrade,368725',
  '2013-12-31,B,cash,1972216',
  '2013-06-30,C,formation,2570395',
  '2013-06-30,T,formation,3337558',
  '2013-07-31,R,formation,11769042',
  '2014-05-31,C,upgrade,2570395',
  '2014-06-30,T,write-off,3337558',
  '2014-12-31,R,cash,5336655',
  '2014-10-31,N,formation,2926950',
].join('\n');

describe('Deutsche Bank India, FY2013 to FY2015, chained', () => {
  const found = movementOfMonths({ ledgers, events: `${events}\n`, basis: 'declared' });
  it.each([
    [0, { opening: 2146623, formation: 4236391, upgrade: 148099, cash: 414588, closing: 5820327 }],
    [1, { opening: 5820327, formation: 17676995, upgrade: 368725, cash: 1972216, closing: 21156381 }],
    [2, { opening: 21156381, formation: 2926950, upgrade: 2570395, writeOff: 3337558, cash: 5336655, closing: 12838723 }],
  ])('year %i ties to the unit', (year, expected) => {
    expect(moved(found.months[year]?.total)).toEqual(expected);
  });
  it('the three years together: in 24 840 336, out 14 148 236', () => {
    // 4236391 + 17676995 + 2926950; upgrades 3087219, cash 7723459, write-off 3337558.
    expect(moved(found.total)).toEqual({
      opening: 2146623,
      formation: 24840336,
      upgrade: 3087219,
      cash: 7723459,
      writeOff: 3337558,
      closing: 12838723,
    });
  });
});
