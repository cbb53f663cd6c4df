import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/diagnostics/diagnostic.js';
import { impossibleExits } from '../../src/measure/impossible-exits.js';
import { refuseOverdrawn } from '../../src/measure/overdrawn-exits.js';
import { writeRandomBook } from '../books/random-book.js';
import { type Book, backgroundOf, measureBook } from '../support/book.js';
import { CN_2023, ledger, monthOf } from '../support/ledger.js';

/** What is said of a book: codes with what was taken and what was left. */
function faults(book: Book, isCashJudged = false): readonly (readonly unknown[])[] {
  const background = backgroundOf(book, CN_2023, 'stricter');
  const { month, lineage } = measureBook(book);
  const earlier = (book.since ?? []).map((text) => monthOf(text));
  try {
    const { events: all, writeOffs, locks, reversals } = background;
    const held = { current: month, earlier, families: lineage.families, events: all };
    refuseOverdrawn({ ...held, locks, reversals: reversals.events, leftOut: impossibleExits({ ...held, writeOffs }), isCashJudged });
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.diagnostics.map(({ code, value, params }) => [code, value, params?.taken, params?.left ?? params?.had ?? params?.balance]);
  }
}

const HEADER = 'loan_id,balance,class';
const start = ledger('2018-12-31', HEADER, 'A,100,次级', 'B,50,次级', 'P,500,正常');
const events = (...rows: readonly string[]) => ['date,loan_id,kind,principal,new_loan_id', ...rows, ''].join('\n');
const book = (now: readonly string[], ...rows: readonly string[]): Book => ({
  now: ledger('2019-12-31', HEADER, ...now),
  since: [start],
  events: events(...rows),
});
const GONE = ['B,50,次级', 'P,500,正常'];

describe('more taken off a loan than it had', () => {
  it('100 can be written off of 100, 100.01 cannot', () => {
    expect(faults(book(GONE, '2019-03-01,A,write-off,100,'))).toEqual([]);
    expect(faults(book(GONE, '2019-03-01,A,write-off,100.01,'))).toEqual([['E_EXIT_ABOVE_BALANCE', 'A', '100.01', '100.00']]);
  });
  it('what was paid before is not there any more; what came to it is', () => {
    expect(faults(book(GONE, '2019-02-01,A,cash,30,', '2019-03-01,A,write-off,71,'))).toEqual([
      ['E_EXIT_ABOVE_BALANCE', 'A', '71.00', '70.00'],
    ]);
    expect(faults(book(GONE, '2019-02-01,A,increase,1,', '2019-03-01,A,write-off,101,'))).toEqual([]);
  });
  it('parts add up, whatever the way out', () => {
    expect(faults(book(GONE, '2019-03-01,A,write-off,60,', '2019-04-01,A,foreclosure,41,'))).toEqual([
      ['E_EXIT_ABOVE_BALANCE', 'A', '101.00', '100.00'],
    ]);
  });
  it('a loan that turned NPL since is judged by what it was then', () => {
    const now = ['A,100,次级', 'B,50,次级'];
    expect(faults(book(now, '2019-02-01,P,formation,480,', '2019-03-01,P,write-off,480,'))).toEqual([]);
    expect(faults(book(now, '2019-02-01,P,formation,480,', '2019-03-01,P,write-off,481,'))).toEqual([
      ['E_EXIT_ABOVE_BALANCE', 'P', '481.00', '480.00'],
    ]);
  });
  it('a lock knows as much as a ledger', () => {
    const { since: _, ...rest } = book(GONE, '2019-03-01,A,write-off,100.01,');
    expect(faults(rest)).toEqual([]);
    expect(faults({ ...rest, locks: [start] })).toHaveLength(1);
  });
  it('what an entry before the ledger took, and was given back since, is there to take', () => {
    // 60 of A were written off by mistake before the ledger that shows 100: 160 in truth, of which 150 are written off.
    const corrected = (now: readonly string[], amount: number) => ({
      ...book(now),
      writeOffs: ['date,loan_id,principal,reverses', '2018-11-30,A,60,', '2019-02-01,A,60,2018-11-30', `2019-02-01,A,${amount},`, ''].join(
        '\n',
      ),
    });
    expect(faults(corrected(['A,10,次级', ...GONE], 150))).toEqual([]);
    // 160 - 30 = 130 is more than the ledger before showed, and less than there was.
    expect(faults(corrected(['A,130,次级', ...GONE], 30))).toEqual([]);
    expect(faults(corrected(GONE, 161))).toEqual([['E_EXIT_ABOVE_BALANCE', 'A', '161.00', '160.00']]);
    expect(faults(corrected(['A,160,次级', ...GONE], 30))).toEqual([['E_EXIT_ON_BOOK', 'A', '30.00', '160.00']]);
  });
  it('one that took the place of another is left to the bridge', () => {
    const rows = ['2019-02-01,A,renewal,100,A2', '2019-03-01,A2,write-off,130,'];
    expect(faults(book(GONE, ...rows))).toEqual([]);
  });
});

describe('something taken off a loan that is still there whole', () => {
  it('is refused, a part that is really gone is not', () => {
    expect(faults(book(['A,100,次级', ...GONE], '2019-03-01,A,write-off,60,'))).toEqual([['E_EXIT_ON_BOOK', 'A', '60.00', '100.00']]);
    expect(faults(book(['A,40,次级', ...GONE], '2019-03-01,A,write-off,60,'))).toEqual([]);
    // 10 are missing: that is the bridge's to show.
    expect(faults(book(['A,50,次级', ...GONE], '2019-03-01,A,write-off,60,'))).toEqual([]);
  });
  it('cash is no reason for it to be smaller by a write-off', () => {
    expect(faults(book(['A,70,次级', ...GONE], '2019-02-01,A,cash,30,', '2019-03-01,A,write-off,60,'))).toEqual([
      ['E_EXIT_ON_BOOK', 'A', '60.00', '70.00'],
    ]);
  });
  it('whatever its class is now, where it was NPL; one that never was is left out and told', () => {
    expect(faults(book(['A,100,正常', ...GONE], '2019-03-01,A,foreclosure,60,'))).toEqual([['E_EXIT_ON_BOOK', 'A', '60.00', '100.00']]);
    expect(faults(book(['A,100,次级', ...GONE], '2019-03-01,P,write-off,60,'))).toEqual([]);
  });
  it('a loan that came back by a relapse is none of its business', () => {
    expect(faults(book(['A,100,次级', ...GONE], '2019-03-01,A,write-off,100,', '2019-06-01,A,relapse,100,'))).toEqual([]);
  });
});

describe('cash above the balance', () => {
  const paid = book(GONE, '2019-02-01,A,cash,60,', '2019-03-01,A,cash,41,');
  it('is refused between two months of a book', () => {
    expect(faults(paid, true)).toEqual([['E_OVERDRAWN', 'A', '101.00', '100.00']]);
    expect(faults(book(GONE, '2019-02-01,A,cash,60,', '2019-02-02,A,increase,1,', '2019-03-01,A,cash,41,'), true)).toEqual([]);
    // 70 written off leave 30: 31 cannot have come in on the book.
    expect(faults(book(GONE, '2019-02-01,A,write-off,70,', '2019-03-01,A,cash,31,'), true)).toEqual([
      ['E_OVERDRAWN', 'A', '101.00', '100.00'],
    ]);
  });
  it('may be of what was lent since where ledgers lie apart', () => {
    expect(faults(paid)).toEqual([]);
  });
});

describe('books that are right', () => {
  it('are never refused: 300 random ones', { timeout: 60_000 }, () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = writeRandomBook(seed);
      const base = { date: '2018-12-31', csv: random.lockLedger };
      const rows = random.events.map(({ row }) => row);
      const found = faults({
        now: { date: '2019-12-31', csv: random.finalLedger },
        since: [base],
        locks: [base],
        events: events(...rows),
      });
      expect(found, `book ${seed}`).toEqual([]);
    }
  });
});
