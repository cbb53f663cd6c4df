import { describe, expect, it } from 'vitest';
import { measureNewNpl } from '../../src/measure/new-npl.js';
import { parseIsoDate } from '../../src/model/civil-date.js';
import { measurePeriod } from '../../src/run/monitoring/measure-period.js';
import { ledger } from '../support/ledger.js';
import { type Months, openMonthsOf } from '../support/period.js';

const HEAD = 'loan_id,borrower_id,balance,class,issue_date,days_past_due';

function newNpls(months: Months) {
  const period = openMonthsOf(months);
  return measureNewNpl(
    period.months,
    measurePeriod(period).flatMap(({ movement }) => movement ?? []),
    period.background.events,
  );
}

const listed = (found: ReturnType<typeof newNpls>) =>
  found.rows.map((row) => [row.loan, row.entry, row.origin, Number(row.entered) / 100, row.path.join('>')].join(' '));

describe('new NPLs', () => {
  const lock = ledger(
    '2024-01-31',
    HEAD,
    'L,C1,100,substandard,2020-01-01,120',
    'N,C1,50,normal,2021-01-01,0',
    'P,C2,70,normal,2021-01-01,0',
  );
  const feb = ledger(
    '2024-02-29',
    HEAD,
    'L,C1,100,normal,2020-01-01,0',
    'N,C1,50,substandard,2021-01-01,95',
    'P,C2,70,special-mention,2021-01-01,20',
    'Y,C3,30,special-mention,2024-02-02,10',
  );
  const mar = ledger(
    '2024-03-31',
    HEAD,
    'L,C1,100,substandard,2020-01-01,100',
    'N,C1,50,normal,2021-01-01,0',
    'P,C2,70,special-mention,2021-01-01,51',
    'Y,C3,30,doubtful,2024-02-02,300',
  );
  const found = newNpls({ ledgers: [lock, feb, mar], locks: [lock], basis: 'declared' });
  it('a relapse of the locked stock, one formed, one originated; largest first', () => {
    expect(listed(found)).toEqual(['L relapse formed 100 2>0>2', 'N formation formed 50 0>2>0', 'Y formation originated 30 >1>3']);
  });
  it('formation 80 in two loans, 50 of it on a loan that stood at the lock; one left again', () => {
    const tally = (name: keyof typeof found.sums) => [found.sums[name].count, Number(found.sums[name].balance) / 100];
    expect(['formation', 'formed', 'originated', 'relapse', 'leftAgain'].map((name) => tally(name as keyof typeof found.sums))).toEqual([
      [2, 80],
      [1, 50],
      [1, 30],
      [1, 100],
      [1, 50],
    ]);
  });
  it('老户新增: N is of the borrower of L', () => {
    expect(found.rows.filter((row) => row.ofOldBorrower).map((row) => row.loan)).toEqual(['N']);
  });
  it('P is newly special-mention; Y is NPL by the end', () => {
    expect(found.specialMention.map(({ key, stood }) => [key, stood])).toEqual([['P', true]]);
  });
  it('a loan issued after the lock is originated, although the first date given has it', () => {
    const issued = 'Z,C4,10,normal,2024-02-05,0';
    const with2 = ledger('2024-02-29', HEAD, 'L,C1,100,substandard,2020-01-01,120', issued);
    const with3 = ledger('2024-03-31', HEAD, 'L,C1,100,substandard,2020-01-01,120', 'Z,C4,10,loss,2024-02-05,400');
    expect(listed(newNpls({ ledgers: [with2, with3], locks: [lock] }))).toEqual(['Z formation originated 10 0>4']);
  });
  it('one issued on the day of the lock stood at it', () => {
    const with2 = ledger('2024-02-29', HEAD, 'Z,C4,10,normal,2024-01-31,0');
    const with3 = ledger('2024-03-31', HEAD, 'Z,C4,10,loss,2024-01-31,400');
    expect(listed(newNpls({ ledgers: [with2, with3], locks: [lock] })).filter((row) => row.startsWith('Z'))).toEqual([
      'Z formation formed 10 0>4',
    ]);
  });
  it('without an issue date, and not in the first ledger, the origin is not known', () => {
    const head = 'loan_id,balance,class';
    const rows = newNpls({ ledgers: [ledger('2024-01-31', head, 'A,1,normal'), ledger('2024-02-29', head, 'A,1,normal', 'B,2,loss')] });
    expect(listed(rows)).toEqual(['B formation origin-unknown 2 >4']);
  });
  it('what formed and left within a month is listed, and left', () => {
    const head = 'loan_id,balance,class';
    const rows = newNpls({
      ledgers: [ledger('2024-01-31', head, 'A,9,normal'), ledger('2024-02-29', head, 'B,1,normal')],
      events: 'date,loan_id,kind,principal\n2024-02-03,A,formation,9\n2024-02-20,A,write-off,9\n',
    });
    expect(rows.rows.map((row) => [row.loan, row.loans, row.now])).toEqual([['A', 0, undefined]]);
    expect(rows.sums.leftAgain.count).toBe(1);
  });
  it('its facts are those of the last ledger that holds it, its day that of the event', () => {
    const [january, february] = [
      ledger('2024-01-31', HEAD, 'L,C1,100,loss,2020-01-01,400', 'A,C1,9,normal,2020-01-01,0'),
      ledger('2024-02-29', HEAD, 'L,C1,100,loss,2020-01-01,429'),
    ];
    const register = 'date,loan_id,kind,principal\n2024-02-03,A,formation,9\n2024-02-20,A,write-off,9\n';
    const [row] = newNpls({ ledgers: [january, february], locks: [january], events: register }).rows;
    // The second row of the first ledger; C1 has the locked L.
    expect([row?.place, row?.ofOldBorrower, row?.on]).toEqual([{ month: 0, loan: 1 }, true, parseIsoDate('2024-02-03')]);
  });
});
