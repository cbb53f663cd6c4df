import { expect, it } from 'vitest';
import { ledger } from '../support/ledger.js';
import { measureMonthsOf, moved } from '../support/period.js';

const HEADER = 'loan_id,balance,class';

/*
 * A is written off in February with 100 and stands in March again, because the entry was taken back; B pays 5 and is then sold for 20 of
 * 45. February's ledger lacks A, so its movement shows the write-off that stood then; March brings it back as an increase.
 */
it('months show what stood at each; the sums of later months are restored', () => {
  const january = ledger('2024-01-31', HEADER, 'A,100,次级', 'B,50,次级', 'P,850,正常');
  const [, february, march] = measureMonthsOf({
    ledgers: [january, ledger('2024-02-29', HEADER, 'B,45,次级', 'P,850,正常'), ledger('2024-03-31', HEADER, 'A,100,次级', 'P,850,正常')],
    locks: [january],
    writeOffs: 'date,loan_id,principal,interest,reverses\n2024-02-10,A,100,3,\n2024-03-05,A,100,3,2024-02-10\n',
    recoveries: 'date,loan_id,principal,fees\n2024-02-11,B,5,1\n',
    disposals: 'date,loan_id,kind,principal,price\n2024-03-09,B,transfer,45,20\n',
  });
  expect(moved(february?.figures.movement?.total)).toEqual({ opening: 150, cash: 5, writeOff: 100, closing: 45 });
  expect(moved(march?.figures.movement?.total)).toEqual({ opening: 45, increase: 100, transfer: 45, closing: 100 });
  // February: 100 and interest of 3. March and the year: the loss of the sale alone, 45 - 20.
  expect(february?.figures.writeOffs?.yearToDate).toMatchObject({ count: 1, principal: 10_000n, interest: 300n });
  expect(march?.figures.writeOffs?.month).toMatchObject({ count: 1, principal: 2500n, interest: 0n });
  expect(march?.figures.writeOffs?.yearToDate).toMatchObject({ count: 1, principal: 2500n, interest: 0n });
});
