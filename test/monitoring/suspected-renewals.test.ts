import { describe, expect, it } from 'vitest';
import { bridgeOf, measureBook } from '../support/book.js';
import { ledger } from '../support/ledger.js';
import { measureMonthsOf, moved, movementOfMonths } from '../support/period.js';

/** L1, NPL of C1, is paid off on 10 February; N1 is lent to the same on the 15th. Nothing calls it a renewal. */
const HEAD = 'loan_id,borrower_id,household,balance,class,issue_date,repaid_by_new_loan,replaces';
const base = ledger('2024-01-31', HEAD, 'L1,C1,H1,1000,substandard,2022-01-01,,', 'G,C9,H9,9000,normal,2022-01-01,,');
const later = (row: string) => ledger('2024-02-29', HEAD, row, 'G,C9,H9,9000,normal,2022-01-01,,');
const PAID = 'date,loan_id,kind,principal\n2024-02-10,L1,cash,1000\n';

function suspects(row: string, events = PAID) {
  const found = movementOfMonths({ ledgers: [base, later(row)], locks: [base], events });
  return {
    pairs: found.months.flatMap(({ suspected }) => suspected.map((one) => `${one.oldLoan} ${one.newLoan} ${one.by}`)),
    old: moved(found.segments?.old),
  };
}

describe('suspected renewals', () => {
  it('cash that a similar new loan to the same borrower seems to have paid is none', () => {
    expect(suspects('N1,C1,,1000,normal,2024-02-15,,')).toEqual({
      pairs: ['L1 N1 borrower'],
      old: { opening: 1000, suspectedRenewal: 1000 },
    });
  });
  it('the same to another of the household', () => {
    expect(suspects('N1,C2,H1,1000,normal,2024-02-15,,').pairs).toEqual(['L1 N1 household']);
  });
  it.each([
    ['another borrower and household', 'N1,C2,H2,1000,normal,2024-02-15,,'],
    ['79 % of the amount', 'N1,C1,H1,790,normal,2024-02-15,,'],
    ['121 % of the amount', 'N1,C1,H1,1210,normal,2024-02-15,,'],
    ['a renewal by its flag', 'N1,C1,H1,1000,normal,2024-02-15,是,'],
    ['issued 31 days before', 'N1,C1,H1,1000,normal,2024-01-10,,'],
  ])('none: %s', (_, row) => {
    expect(suspects(row)).toEqual({ pairs: [], old: { opening: 1000, cash: 1000 } });
  });
  it.each([
    ['80 % of the amount', 'N1,C1,H1,800,normal,2024-02-15,,'],
    ['120 % of the amount', 'N1,C1,H1,1200,normal,2024-02-15,,'],
    ['issued 30 days before', 'N1,C1,H1,1000,normal,2024-01-11,,'],
  ])('suspected: %s', (_, row) => {
    expect(suspects(row).pairs).toEqual(['L1 N1 borrower']);
  });
  it('a stated renewal is no suspicion: the note carries the stock on', () => {
    const found = suspects(
      'N1,C1,H1,1000,normal,2024-02-15,,L1',
      'date,loan_id,kind,principal,new_loan_id\n2024-02-10,L1,renewal,1000,N1\n',
    );
    expect(found).toEqual({ pairs: [], old: { opening: 1000, closing: 1000 } });
  });
  it('a written-off loan was not renewed', () => {
    expect(suspects('N1,C1,H1,1000,normal,2024-02-15,,', 'date,loan_id,kind,principal\n2024-02-10,L1,write-off,1000\n')).toEqual({
      pairs: [],
      old: { opening: 1000, writeOff: 1000 },
    });
  });
  it('without an event it stays unexplained, and is listed', () => {
    expect(suspects('N1,C1,,1000,normal,2024-02-15,,', 'date,loan_id,kind,principal\n')).toEqual({
      pairs: ['L1 N1 borrower'],
      old: { opening: 1000, unexplained: 1000 },
    });
  });
  it('the way since the lock and the report say the same', () => {
    const row = 'N1,C1,,1000,normal,2024-02-15,,';
    const months = measureMonthsOf({ ledgers: [base, later(row)], locks: [base], events: PAID });
    expect(moved(months.at(-1)?.figures.segments?.sinceLock.old)).toEqual({ opening: 1000, suspectedRenewal: 1000 });
    const { figures } = measureBook({ now: later(row), locks: [base], events: PAID });
    expect(bridgeOf(figures.segments?.bridge)).toEqual({ opening: 1000, suspectedRenewal: 1000 });
    expect(figures.suspected.map(({ oldLoan, newLoan }) => [oldLoan, newLoan])).toEqual([['L1', 'N1']]);
  });
  it('of two old loans and one new the nearer in amount is its', () => {
    const both = ledger('2024-01-31', HEAD, 'L1,C1,,1000,substandard,2022-01-01,,', 'L2,C1,,1100,substandard,2022-01-01,,');
    const found = movementOfMonths({
      ledgers: [both, ledger('2024-02-29', HEAD, 'N1,C1,,1090,normal,2024-02-15,,')],
      events: 'date,loan_id,kind,principal\n2024-02-10,L1,cash,1000\n2024-02-10,L2,cash,1100\n',
    });
    expect(found.months[0]?.suspected.map(({ oldLoan }) => oldLoan)).toEqual(['L2']);
    expect(moved(found.total)).toEqual({ opening: 2100, cash: 1000, suspectedRenewal: 1100 });
  });
});
