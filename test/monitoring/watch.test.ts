import { describe, expect, it } from 'vitest';
import { nextClassFinder } from '../../src/classify/next-class.js';
import { measureMaturityCollection } from '../../src/measure/maturity-collection.js';
import { estimateByRollRates } from '../../src/measure/roll-estimate.js';
import { comingMonthEnds, measureWatch } from '../../src/measure/watch.js';
import { isoDate } from '../../src/model/civil-date.js';
import { CN_2023, day, ledger, monthOf } from '../support/ledger.js';
import { openMonthsOf } from '../support/period.js';

const HEAD = 'loan_id,balance,days_past_due,due_date,restructured';

describe('the watch list', () => {
  const month = monthOf(
    ledger(
      '2024-06-30',
      HEAD,
      'NPL,1000,100,2024-01-01,',
      // More than 90 days: on the 91st. 80 days now, so 11 days on: 11 July.
      'A,500,80,2025-01-01,',
      // Due on 31 July, not overdue: 91 days later, 30 October.
      'B,300,0,2024-07-31,',
      'C,200,0,2030-01-01,是',
      // 10 days: 81 days on, 19 September.
      'D,400,10,2024-12-31,',
      'E,100,0,2030-01-01,',
      'F,50,0,2024-08-20,',
    ),
  );
  const find = nextClassFinder(month.portfolio, CN_2023, 2);
  const found = measureWatch(month, (loan) => find(month.classified, loan)?.on, undefined);
  it('by the day on which days past due make each NPL', () => {
    expect(found.loans.map(({ key, nplOn }) => [key, nplOn === undefined ? undefined : isoDate(nplOn)])).toEqual([
      ['A', '2024-07-11'],
      ['D', '2024-09-19'],
      ['B', '2024-10-30'],
      ['F', '2024-11-19'],
      // Flagged: by days it would be NPL 91 days after it falls due.
      ['C', '2030-04-02'],
    ]);
  });
  it('1000 now; at most 1500 in July and August, 1900 in September', () => {
    expect(found.potential.map(({ date, atMost }) => [isoDate(date), Number(atMost) / 100])).toEqual([
      ['2024-07-31', 1500],
      ['2024-08-31', 1500],
      ['2024-09-30', 1900],
    ]);
  });
  it('sums: in arrears 900, flagged 200, maturing within 60 days 350', () => {
    expect([found.inArrears, found.flagged].map(({ count, balance }) => [count, Number(balance) / 100])).toEqual([
      [2, 900],
      [1, 200],
    ]);
    // B in 31 days, F in 51; within 30 none.
    expect(found.maturing.map(({ days, tally }) => [days, Number(tally.balance) / 100])).toEqual([
      [30, 0],
      [60, 350],
      [90, 350],
    ]);
    expect(found.all.count).toBe(5);
  });
  it('the thirtieth day is within thirty days, the thirty-first is not', () => {
    const two = monthOf(ledger('2024-06-30', HEAD, 'A,1,0,2024-07-30,', 'B,2,0,2024-07-31,', 'C,4,0,2024-06-30,'));
    expect(measureWatch(two, () => undefined, undefined).maturing.map(({ tally }) => Number(tally.balance) / 100)).toEqual([1, 3, 3]);
  });
  it('the loans that matter most are the largest that become NPL until September', () => {
    expect(found.matterMost.map(({ key }) => key)).toEqual(['A', 'D']);
  });
  describe('loans that fell due and state no day overdue', () => {
    const due = monthOf(
      ledger(
        '2025-06-30',
        `${HEAD},interest_overdue_since`,
        'N,50,120,2030-01-01,,',
        // Due today: 91 days later, 29 September. Due on 15 June: 14 September. Due tomorrow: 30 September.
        'T,400,0,2025-06-30,,',
        'U,700,0,2025-06-15,,',
        'V,800,0,2025-07-01,,',
        // Due 181 days ago: if it counted from then it would be NPL, so tomorrow is the first day that it can be.
        'K,30,0,2024-12-31,,',
        // Its interest fell due today: 29 September too.
        'I,9,0,2030-01-01,,2025-06-30',
      ),
    );
    const findDue = nextClassFinder(due.portfolio, CN_2023, 2, true);
    const watched = measureWatch(due, (loan) => findDue(due.classified, loan)?.on, undefined);
    const listed = (of: typeof watched.loans) => of.map(({ key, nplOn }) => [key, nplOn === undefined ? undefined : isoDate(nplOn)]);
    it('stand in the list', () => {
      expect(listed(watched.loans)).toEqual([
        ['K', '2025-07-01'],
        ['U', '2025-09-14'],
        ['T', '2025-09-29'],
        ['I', '2025-09-29'],
        ['V', '2025-09-30'],
      ]);
      // 30 + 700 + 400 + 9 + 800 = 1939; matured 30 + 700 + 400 = 1130.
      expect([watched.all.count, Number(watched.all.balance) / 100, watched.matured.count, Number(watched.matured.balance) / 100]).toEqual([
        5, 1939, 3, 1130,
      ]);
      expect(watched.loans.filter(({ matured }) => matured).map(({ key }) => key)).toEqual(['K', 'U', 'T']);
    });
    it('and make the bound: 50 + 30 in July and August, all 1989 in September', () => {
      expect(watched.potential.map(({ atMost, added }) => [Number(atMost) / 100, added.count])).toEqual([
        [80, 1],
        [80, 1],
        [1989, 5],
      ]);
    });
    it('where no days are stated they are listed without a day', () => {
      const month3 = monthOf(ledger('2025-06-30', 'loan_id,balance,class,due_date', 'A,7,normal,2025-06-15', 'B,8,normal,2025-12-31'));
      const finder = nextClassFinder(month3.portfolio, CN_2023, 2, true);
      expect(listed(measureWatch(month3, (loan) => finder(month3.classified, loan)?.on, undefined).loans)).toEqual([['A', undefined]]);
    });
  });
  it('the month-ends that come', () => {
    expect(comingMonthEnds(day('2024-01-31')).map(isoDate)).toEqual(['2024-02-29', '2024-03-31', '2024-04-30']);
    expect(comingMonthEnds(day('2023-12-15')).map(isoDate)).toEqual(['2023-12-31', '2024-01-31', '2024-02-29']);
  });
});

describe('the estimate at roll rates', () => {
  const head = 'loan_id,balance,class';
  const dates = ['2023-12-31', '2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30', '2024-05-31', '2024-06-30'];
  it('is pooled over six months: one of twelve normal balances a month turns NPL', () => {
    // Every month 1200 normal, of which a twelfth, 100, is substandard a month later and gone the month after that; the other
    // 1100 stay. Rates: normal to normal 11/12, to substandard 1/12, substandard to nothing. Now: normal 1200, NPL 100.
    const months = dates.map((date, n) =>
      monthOf(ledger(date, head, 'A,1100,normal', `X${n},100,normal`, ...(n === 0 ? [] : [`X${n - 1},100,substandard`])), {
        basis: 'declared',
      }),
    );
    // Normal: 1200, 1100, 1008.33, so that a twelfth of it turns: 100, 91.67, 84.03.
    expect(estimateByRollRates(months, 3)?.npl.map(Number)).toEqual([100_00, 91_67, 84_03]);
    expect(estimateByRollRates(months.slice(1), 3)).toBeUndefined();
  });
});

describe('loans that matured', () => {
  it('600 due = 100 collected + 200 renewed + 90 extended + 60 disposed of + 150 owed', () => {
    const head = 'loan_id,balance,class,due_date,extended_due_date,replaces';
    const before = ledger(
      '2024-01-31',
      head,
      'PAID,100,normal,2024-02-10,,',
      'OLD,200,normal,2024-02-11,,',
      'EXT,90,normal,2024-02-12,,',
      'OFF,60,loss,2024-02-13,,',
      'OWED,150,normal,2024-02-29,,',
      'LATER,999,normal,2024-03-01,,',
      // Fell due on the first date itself: before the period.
      'BEFORE,77,normal,2024-01-31,,',
    );
    const after = ledger(
      '2024-02-29',
      head,
      'NEW,250,normal,2025-02-11,,OLD',
      'EXT,90,normal,2024-02-12,2024-08-12,',
      'OWED,150,normal,2024-02-29,,',
      'LATER,999,normal,2024-03-01,,',
    );
    const { months, lineage, background } = openMonthsOf({
      ledgers: [before, after],
      events: 'date,loan_id,kind,principal\n2024-02-20,OFF,write-off,60\n',
    });
    const { rate, ...sums } = measureMaturityCollection(
      months.map(({ month }) => month),
      lineage.families,
      background.events,
    );
    expect(sums).toEqual({
      loans: 5,
      due: 600_00n,
      collected: 100_00n,
      renewed: 200_00n,
      extended: 90_00n,
      disposed: 60_00n,
      owed: 150_00n,
    });
    expect(rate).toEqual({ numerator: 100_00n, denominator: 600_00n });
  });
  it('what matured in February and was paid in March is collected by the end of March: 100 of 250, 150 still owed', () => {
    const head = 'loan_id,balance,class,due_date';
    const rows = ['PAID,100,normal,2024-02-10', 'OWED,150,normal,2024-02-29'];
    const { months, lineage } = openMonthsOf({
      ledgers: [
        ledger('2024-01-31', head, ...rows),
        ledger('2024-02-29', head, ...rows),
        ledger('2024-03-31', head, 'OWED,150,normal,2024-02-29'),
      ],
    });
    const found = measureMaturityCollection(
      months.map(({ month }) => month),
      lineage.families,
      [],
    );
    expect([found.loans, found.due, found.collected, found.owed]).toEqual([2, 250_00n, 100_00n, 150_00n]);
  });
});
