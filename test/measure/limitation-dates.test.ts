import { describe, expect, it } from 'vitest';
import { type DueFacts, limitationDates } from '../../src/measure/limitation-dates.js';
import { isoDate } from '../../src/model/civil-date.js';
import type { Stage } from '../../src/model/limitation.js';
import type { LitigationCase } from '../../src/model/litigation.js';
import { readLimitation } from '../../src/policy/read-limitation.js';
import { day } from '../support/ledger.js';

const TABLE = readLimitation('cn-civil');
const NONE = { starts: {}, until: {} };

/** "action 2021-05-20", with "?" and what is missing where it is not known, and "=" before a day that the register states. */
function found(stage: Stage, own: Partial<LitigationCase>, due: DueFacts = {}, guaranteeHeld = true): string[] {
  const { dates, unknown } = limitationDates({ stage, ...NONE, ...own }, TABLE, { guarantee: 'credit', ...due }, guaranteeHeld);
  return [
    ...dates.map(({ limitation, until, stated }) => `${limitation} ${stated ? '=' : ''}${isoDate(until)}`),
    ...unknown.map(({ limitation, missing }) => `${limitation} ? ${missing.join(' ')}`),
  ];
}

describe('limitation of action: three years, civil code art. 188', () => {
  it.each([
    ['from the due date', { dueDate: day('2017-04-20') }, {}, '2020-04-20'],
    ['a signed demand begins it anew', { dueDate: day('2017-04-20') }, { lastDemand: day('2018-05-20') }, '2021-05-20'],
    ['an extension moves the due date', { dueDate: day('2017-04-20'), extendedDueDate: day('2018-04-20') }, {}, '2021-04-20'],
    ['a demand before the due date begins nothing', { dueDate: day('2017-04-20') }, { lastDemand: day('2016-12-01') }, '2020-04-20'],
    // Called in early: the register's due date goes before the ledger's later one.
    ['called in early', { dueDate: day('2019-04-20') }, { dueDate: day('2017-10-08') }, '2020-10-08'],
    // The day of 29 February is not there three years on: the last day of that month (art. 202).
    ['leap day', { dueDate: day('2016-02-29') }, {}, '2019-02-28'],
  ])('%s', (_, due, starts, until) => {
    expect(found('not-sued', { starts }, due)).toEqual([`action ${until}`]);
  });
  it('runs no more once sued, and anew from the suit where it was withdrawn', () => {
    const starts = { filed: day('2018-09-03') };
    expect(found('first-instance', { starts }, { dueDate: day('2017-04-20') })).toEqual([]);
    // 2018-09-03 + 36 months.
    expect(found('withdrawn', { starts }, { dueDate: day('2017-04-20') })).toEqual(['action 2021-09-03']);
  });
  it('is not known without a day to begin it', () => {
    expect(found('not-sued', {})).toEqual(['action ? dueDate lastDemand filed']);
  });
  it('ends on the day that the register states, which wins also where it is earlier', () => {
    const due = { dueDate: day('2017-04-20') };
    expect(found('not-sued', { until: { action: day('2019-01-31') } }, due)).toEqual(['action =2019-01-31']);
    expect(found('not-sued', { until: { action: day('2025-01-31') } }, due)).toEqual(['action =2025-01-31']);
  });
});

describe('limitation of enforcement: two years, civil procedure law art. 250', () => {
  it('runs from the last day to perform, else from the judgment', () => {
    expect(found('judgment-effective', { starts: { judged: day('2019-01-15'), performanceDue: day('2019-02-15') } })).toEqual([
      'enforcement 2021-02-15',
    ]);
    expect(found('judgment-effective', { starts: { judged: day('2019-01-15') } })).toEqual(['enforcement 2021-01-15']);
  });
  it('is not known without either, and runs no more once applied for', () => {
    expect(found('judgment-effective', {})).toEqual(['enforcement ? performanceDue judged']);
    expect(found('enforcement', { starts: { judged: day('2010-01-15') } })).toEqual([]);
    expect(found('enforcement-suspended', { starts: { judged: day('2010-01-15') } })).toEqual([]);
  });
});

describe('guarantee period: six months from the due date, civil code art. 692', () => {
  const guaranteed = (dueDate: string): DueFacts => ({ dueDate: day(dueDate), guarantee: 'guaranteed' });
  const guaranteeIn = (own: Partial<LitigationCase>, due: DueFacts, held = true) => found('filed', own, due, held);
  it.each([
    // 31 August + 6 months: February has no 31st.
    ['2018-08-31', '2019-02-28'],
    ['2019-08-31', '2020-02-29'],
    ['2019-08-30', '2020-02-29'],
    ['2019-08-29', '2020-02-29'],
    ['2019-08-28', '2020-02-28'],
    ['2019-02-28', '2019-08-28'],
    ['2020-02-29', '2020-08-29'],
    ['2019-12-31', '2020-06-30'],
    // 1900 and 2100 are no leap years, 2000 is one.
    ['1999-08-31', '2000-02-29'],
    ['2099-08-31', '2100-02-28'],
  ])('due %s ends %s', (due, until) => {
    expect(guaranteeIn({}, guaranteed(due))).toEqual([`guarantee ${until}`]);
  });
  it('an extension of the loan does not move it', () => {
    expect(guaranteeIn({}, { ...guaranteed('2018-04-20'), extendedDueDate: day('2019-04-20') })).toEqual(['guarantee 2018-10-20']);
  });
  it('a claim on the guarantor in time ends it, on the last day too; one that is late does not', () => {
    const due = guaranteed('2018-04-20');
    expect(guaranteeIn({ guarantorClaimed: day('2018-10-20') }, due)).toEqual([]);
    expect(guaranteeIn({ guarantorClaimed: day('2018-10-21') }, due)).toEqual(['guarantee 2018-10-20']);
    // By an agreed period the same claim is in time.
    expect(guaranteeIn({ guarantorClaimed: day('2018-10-21'), until: { guarantee: day('2020-04-20') } }, due)).toEqual([]);
  });
  it('runs for loans that the ledger calls guaranteed, or where the register says so', () => {
    const due = { dueDate: day('2018-04-20'), guarantee: 'mortgage' };
    expect(guaranteeIn({}, due)).toEqual([]);
    expect(guaranteeIn({ until: { guarantee: day('2020-04-20') } }, due)).toEqual(['guarantee =2020-04-20']);
    expect(guaranteeIn({ guarantorClaimed: day('2019-01-02') }, due)).toEqual(['guarantee 2018-10-20']);
  });
  it('is not known where the loan does not say how it is guaranteed, or when it was due', () => {
    const blank = limitationDates({ stage: 'filed', ...NONE }, TABLE, { dueDate: day('2018-04-20') }, true);
    expect(blank.unknown).toEqual([{ limitation: 'guarantee', missing: ['guarantee'] }]);
    expect(guaranteeIn({}, { guarantee: 'guaranteed' })).toEqual(['guarantee ? firstDueDate']);
    // No ledger says it of any loan: that is told once, not loan by loan.
    expect(limitationDates({ stage: 'filed', ...NONE }, TABLE, { dueDate: day('2018-04-20') }, false)).toEqual({ dates: [], unknown: [] });
  });
});

describe('seizures: one, two and three years', () => {
  it('runs from its day, and not at all without one', () => {
    const starts = { depositFrozen: day('2019-03-04'), movablesSeized: day('2019-03-04'), propertySeized: day('2018-09-20') };
    expect(found('enforcement', { starts })).toEqual(['deposit 2020-03-04', 'movables 2021-03-04', 'property 2021-09-20']);
    expect(found('enforcement', {})).toEqual([]);
    expect(found('enforcement', { until: { property: day('2020-01-05') } })).toEqual(['property =2020-01-05']);
  });
});

describe('another table', () => {
  it('the first day of a list that is stated, or the latest of them', () => {
    // Demanded on 1 March, due on 1 May: 12 months from the first of the list, or from the later of the two.
    const one = { stage: 'not-sued' as const, starts: { lastDemand: day('2019-03-01') }, until: {} };
    const of = (first: boolean) => {
      const [action] = TABLE.periods;
      const period = { ...(action as (typeof TABLE.periods)[number]), months: 12, from: ['lastDemand', 'dueDate'] as const, first };
      return limitationDates(one, { ...TABLE, periods: [period] }, { dueDate: day('2019-05-01') }, true).dates.map(({ until }) =>
        isoDate(until),
      );
    };
    expect([of(true), of(false)]).toEqual([['2020-03-01'], ['2020-05-01']]);
  });
  it('a kind that it does not have runs out where the register states it alone', () => {
    const bare = { ...TABLE, periods: TABLE.periods.filter(({ id }) => id === 'deposit') };
    const one = { stage: 'not-sued' as const, starts: {}, until: { action: day('2020-01-05') } };
    expect(limitationDates(one, bare, { dueDate: day('2018-04-20'), guarantee: 'guaranteed' }, true)).toEqual({
      dates: [{ limitation: 'action', until: day('2020-01-05'), stated: true }],
      unknown: [],
    });
  });
});
