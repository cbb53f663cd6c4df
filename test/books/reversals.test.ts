import { describe, expect, it } from 'vitest';
import { type Book, bridgeOf, measureBook, segmentsOf, unexplainedOf } from '../support/book.js';
import { ledger } from '../support/ledger.js';

const HEADER = 'loan_id,balance,class';
const start = ledger('2018-12-31', HEADER, 'A,100,次级', 'B,50,次级', 'P,500,正常');
const EVENTS = 'date,loan_id,kind,principal,interest_on_book,price,reverses';

const book = (now: readonly string[], more: Partial<Book>): Book => ({
  now: ledger('2019-12-31', HEADER, ...now),
  since: [start],
  locks: [start],
  ...more,
});
const events = (...rows: readonly string[]) => [EVENTS, ...rows, ''].join('\n');
const writeOffs = (...rows: readonly string[]) => ['date,loan_id,principal,interest,reverses', ...rows, ''].join('\n');

const UNMOVED = ['A,100,次级', 'B,50,次级', 'P,500,正常'];

/** What a book says of a year in which nothing happened: 150 locked, 150 now. */
function untouched(of: Book): void {
  const measured = measureBook(of);
  expect(bridgeOf(measured.figures.segments?.bridge)).toEqual({ opening: 150, closing: 150 });
  expect(bridgeOf(measured.figures.movement)).toEqual({ opening: 150, closing: 150 });
  expect(unexplainedOf(measured)).toEqual({});
  expect(measured.figures.writeOffs).toMatchObject({
    month: { count: 0, principal: 0n, interest: 0n },
    yearToDate: { count: 0, principal: 0n, interest: 0n, transferLoss: { count: 0, principal: 0n } },
    sinceLock: { count: 0, principal: 0n },
    recovered: { principal: 0n, interest: 0n },
  });
  expect(measured.figures.restored?.takenOff).toBe(0n);
  expect(measured.figures.ignoredEvents).toEqual([]);
}

describe('a reversing entry restores every figure', () => {
  it.each([
    ['cash', events('2019-02-01,A,cash,30,1,,', '2019-03-01,A,cash,30,1,,2019-02-01')],
    ['an increase', events('2019-02-01,A,increase,30,,,', '2019-03-01,A,increase,30,,,2019-02-01')],
    ['an upgrade', events('2019-02-01,A,upgrade,100,,,', '2019-03-01,A,upgrade,100,,,2019-02-01')],
    ['a formation', events('2019-02-01,P,formation,500,,,', '2019-03-01,P,formation,500,,,2019-02-01')],
    ['a write-off', events('2019-02-01,A,write-off,100,,,', '2019-03-01,A,write-off,100,,,2019-02-01')],
    ['a sale at a loss', events('2019-02-01,A,transfer,100,,40,', '2019-03-01,A,transfer,100,,40,2019-02-01')],
    ['a foreclosure', events('2019-02-01,A,foreclosure,100,,,', '2019-03-01,A,foreclosure,100,,,2019-02-01')],
    ['a debt-to-equity swap', events('2019-02-01,A,debt-to-equity,100,,,', '2019-03-01,A,debt-to-equity,100,,,2019-02-01')],
    ['a securitisation', events('2019-02-01,A,securitisation,100,,,', '2019-03-01,A,securitisation,100,,,2019-02-01')],
    ['another exit', events('2019-02-01,A,other,100,,,', '2019-03-01,A,other,100,,,2019-02-01')],
    ['one of the same day', events('2019-02-01,A,write-off,100,,,', '2019-02-01,A,write-off,100,,,2019-02-01')],
  ])('%s', (_, register) => {
    untouched(book(UNMOVED, { events: register }));
  });

  it('a write-off of the write-offs register, in whichever register it is taken back', () => {
    const off = '2019-02-01,A,100,7,';
    untouched(book(UNMOVED, { writeOffs: writeOffs(off, '2019-03-01,A,100,7,2019-02-01') }));
    untouched(book(UNMOVED, { writeOffs: writeOffs(off), events: events('2019-03-01,A,write-off,100,,,2019-02-01') }));
    const stated = events('2019-02-01,A,write-off,100,,,');
    untouched(book(UNMOVED, { writeOffs: writeOffs(off, '2019-03-01,A,100,7,2019-02-01'), events: stated }));
    const both = events('2019-02-01,A,write-off,100,,,', '2019-03-01,A,write-off,100,,,2019-02-01');
    untouched(book(UNMOVED, { writeOffs: writeOffs(off, '2019-03-01,A,100,7,2019-02-01'), events: both }));
  });

  it('recoveries and disposals', () => {
    const recoveries = 'date,loan_id,principal,fees,reverses\n2019-02-01,A,30,2,\n2019-03-01,A,30,2,2019-02-01\n';
    untouched(book(UNMOVED, { recoveries }));
    const disposals =
      'date,loan_id,kind,principal,price,loss,reverses\n2019-02-01,A,转让,100,40,60,\n2019-03-01,A,转让,100,40,60,2019-02-01\n';
    untouched(book(UNMOVED, { disposals }));
  });

  it('a sale whose loss the write-offs register dates otherwise', () => {
    const sale = 'date,loan_id,kind,principal,price,reverses\n2019-02-01,A,转让,100,40,\n2019-03-20,A,转让,100,40,2019-02-01\n';
    const loss = ['date,loan_id,principal,channel,reverses', '2019-02-28,A,60,转让,'];
    untouched(book(UNMOVED, { disposals: sale, writeOffs: [...loss, ''].join('\n') }));
    // Both registers may take it back.
    untouched(book(UNMOVED, { disposals: sale, writeOffs: [...loss, '2019-03-20,A,60,转让,2019-02-28', ''].join('\n') }));
  });
  it('one of two sales takes its own loss with it', () => {
    // A sold in halves, 50 for 20 and 50 for 10, the losses of 30 and 40 booked at month-ends; the second is taken back.
    const sales = [
      ...['date,loan_id,kind,principal,price,reverses', '2019-02-01,A,转让,50,20,', '2019-03-01,A,转让,50,10,'],
      ...['2019-04-01,A,转让,50,10,2019-03-01', ''],
    ].join('\n');
    const losses = 'date,loan_id,principal,channel\n2019-02-28,A,30,转让\n2019-03-31,A,40,转让\n';
    const { figures } = measureBook(book(['A,50,次级', 'B,50,次级', 'P,500,正常'], { disposals: sales, writeOffs: losses }));
    expect(figures.writeOffs?.yearToDate.principal).toBe(3000n);
    expect(bridgeOf(figures.segments?.bridge)).toEqual({ opening: 150, transfer: 50, closing: 100 });
  });

  it('and the right entry stands instead', () => {
    // 90 booked as cash by mistake, 9 in truth: 100 - 9 = 91.
    const register = events('2019-02-01,A,cash,90,,,', '2019-03-01,A,cash,90,,,2019-02-01', '2019-03-01,A,cash,9,,,');
    const measured = measureBook(book(['A,91,次级', 'B,50,次级', 'P,500,正常'], { events: register }));
    expect(bridgeOf(measured.figures.segments?.bridge)).toEqual({ opening: 150, cash: 9, closing: 141 });
  });
});

describe('across the start of a period', () => {
  it('a write-off before the lock that is taken back after it comes onto the book again as an increase', () => {
    // C was written off on 1 December, is not locked, and stands on the ledger again: new NPL of 80, by an increase of 80.
    const register = events('2018-12-01,C,write-off,80,,,', '2019-03-01,C,write-off,80,,,2018-12-01');
    const measured = measureBook(book([...UNMOVED, 'C,80,次级'], { events: register }));
    expect(bridgeOf(measured.figures.segments?.newBridge)).toEqual({ increase: 80, closing: 80 });
    expect(segmentsOf(measured).C).toBeDefined();
    expect(measured.figures.writeOffs?.yearToDate.principal).toBe(0n);
    expect(unexplainedOf(measured)).toEqual({});
  });
  it('cash before the lock that bounced after it is an increase', () => {
    const register = events('2018-12-01,A,cash,30,,,', '2019-03-01,A,cash,30,,,2018-12-01');
    const measured = measureBook(book(['A,130,次级', 'B,50,次级', 'P,500,正常'], { events: register }));
    expect(bridgeOf(measured.figures.segments?.bridge)).toEqual({ opening: 150, increase: 30, closing: 180 });
  });
  it('an upgrade before the lock that is taken back is a relapse', () => {
    const register = events('2018-12-01,P,upgrade,500,,,', '2019-03-01,P,upgrade,500,,,2018-12-01');
    const measured = measureBook(book(['A,100,次级', 'B,50,次级', 'P,500,次级'], { events: register }));
    expect(bridgeOf(measured.figures.segments?.newBridge)).toEqual({ relapse: 500, closing: 500 });
  });
});

describe('what is refused', () => {
  it.each([
    ['another amount', events('2019-02-01,A,cash,30,,,', '2019-03-01,A,cash,20,,,2019-02-01')],
    ['other interest', events('2019-02-01,A,cash,30,1,,', '2019-03-01,A,cash,30,,,2019-02-01')],
    ['another kind', events('2019-02-01,A,cash,30,,,', '2019-03-01,A,write-off,30,,,2019-02-01')],
    ['another day', events('2019-02-01,A,cash,30,,,', '2019-03-01,A,cash,30,,,2019-02-02')],
    ['another loan', events('2019-02-01,A,cash,30,,,', '2019-03-01,B,cash,30,,,2019-02-01')],
    ['the same entry twice', events('2019-02-01,A,cash,30,,,', '2019-03-01,A,cash,30,,,2019-02-01', '2019-03-02,A,cash,30,,,2019-02-01')],
  ])('%s', (_, register) => {
    expect(() => measureBook(book(UNMOVED, { events: register }))).toThrow('E_REVERSAL');
  });
  it('both registers taking one write-off back on different days', () => {
    const off = writeOffs('2019-02-01,A,100,,', '2019-03-01,A,100,,2019-02-01');
    const register = events('2019-03-02,A,write-off,100,,,2019-02-01');
    expect(() => measureBook(book(UNMOVED, { writeOffs: off, events: register }))).toThrow('E_REVERSAL');
  });
  it('the loss of a sale taken back without the sale', () => {
    const off = 'date,loan_id,principal,channel,reverses\n2019-02-01,A,60,转让,\n2019-03-01,A,60,转让,2019-02-01\n';
    const register = events('2019-02-01,A,transfer,100,,40,');
    expect(() => measureBook(book(UNMOVED, { writeOffs: off, events: register }))).toThrow('E_REVERSAL');
  });
  it('what two registers state', () => {
    const recoveries = 'date,loan_id,principal\n2019-02-01,A,30\n';
    const now = ['A,70,次级', 'B,50,次级', 'P,500,正常'];
    expect(() => measureBook(book(now, { recoveries, events: events('2019-02-01,A,cash,30,,,') }))).toThrow('E_EVENT_TWICE');
    const disposals = 'date,loan_id,kind,principal\n2019-02-01,A,抵债,30\n';
    expect(() => measureBook(book(now, { disposals, events: events('2019-02-01,A,foreclosure,30,,,') }))).toThrow('E_EVENT_TWICE');
  });
});

describe('money on a loan that was written off', () => {
  it('is cash while the loan is on the ledger, and a recovery once it is not', () => {
    // A: 60 of 100 written off, 10 paid on the 40 that are left. B: written off whole, 5 come back, 1 of it interest is apart.
    const measured = measureBook(
      book(['A,30,次级', 'P,500,正常'], {
        writeOffs: writeOffs('2019-02-01,A,60,,', '2019-02-01,B,50,,'),
        recoveries: 'date,loan_id,principal,interest_off_book,fees\n2019-03-01,A,10,,\n2019-03-01,B,5,1,2\n',
      }),
    );
    expect(bridgeOf(measured.figures.segments?.bridge)).toEqual({ opening: 150, cash: 10, writeOff: 110, closing: 30 });
    expect(measured.figures.writeOffs?.recovered).toEqual({ principal: 500n, interest: 300n });
  });
  it('more principal than was written off is refused', () => {
    const more = { writeOffs: writeOffs('2019-02-01,B,50,,'), recoveries: 'date,loan_id,principal\n2019-03-01,B,51\n' };
    expect(() => measureBook(book(['A,100,次级', 'P,500,正常'], more))).toThrow('E_RECOVERY_EXCEEDS');
  });
});

describe('a sale whose price was entered wrongly', () => {
  // A (100) was sold for 60, not for 70; both entries are of one day.
  const sales = (price: string) =>
    events('2019-02-01,A,transfer,100,,70,', `2019-03-01,A,transfer,100,,${price},2019-02-01`, '2019-02-01,A,transfer,100,,60,');
  const now = ['B,50,次级', 'P,500,正常'];

  it('is taken back by its price, and the right one stands', () => {
    const { figures } = measureBook(book(now, { events: sales('70') }));
    expect(figures.writeOffs?.yearToDate.transferLoss).toEqual({ count: 1, principal: 4000n });
    expect(bridgeOf(figures.movement)).toEqual({ opening: 150, transfer: 100, closing: 50 });
  });

  it('is refused where which of the two is taken back is not said', () => {
    expect(() => measureBook(book(now, { events: sales('') }))).toThrow('E_REVERSAL');
  });
});
