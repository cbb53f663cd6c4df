import { describe, expect, it } from 'vitest';
import { type Book, type Bridge, bridgeOf, measureBook, segmentsOf, unexplainedOf } from '../support/book.js';
import { CN_2023, type LedgerText, ledger } from '../support/ledger.js';

/** Loans that take each other's place, by hand. Amounts are whole yuan; A 100 and B 60 are locked at 2018-12-31 unless stated. */
const HEADER = 'loan_id,borrower_id,balance,class,issue_date,replaces';
const at = (date: string, ...rows: string[]): LedgerText => ledger(date, HEADER, ...rows);
const now = (...rows: string[]): LedgerText => at('2019-12-31', ...rows);
const events = (...rows: string[]): string => `${['date,loan_id,kind,principal,new_loan_id', ...rows].join('\n')}\n`;
const idMap = (...rows: string[]): string => `${['old_id,new_id,share,kind', ...rows].join('\n')}\n`;

const A = 'A,c1,100,次级,2017-03-01,';
const B = 'B,c2,60,可疑,2017-04-01,';
const BASE = at('2018-12-31', A, B, 'P,c3,50,正常,2018-05-01,');

interface Case extends Partial<Book> {
  readonly name: string;
  readonly now: LedgerText;
  readonly old: Bridge;
  readonly fresh?: Bridge;
  readonly open?: Bridge;
  readonly segments: Readonly<Record<string, string>>;
}

function check({ name: _, old, fresh, open, segments, ...book }: Case): void {
  const measured = measureBook({ locks: [BASE], ...book });
  expect(segmentsOf(measured)).toEqual(segments);
  expect(bridgeOf(measured.figures.segments?.bridge)).toEqual(old);
  expect(bridgeOf(measured.figures.segments?.newBridge)).toEqual(fresh ?? {});
  expect(unexplainedOf(measured)).toEqual(open ?? {});
}

describe('a locked loan under another id', () => {
  it.each<Case>([
    {
      name: 'a renewal, by its column: performing by facts, NPL all the same',
      now: now('A2,c1,100,正常,2019-03-01,A', B),
      old: { opening: 160, closing: 160 },
      segments: { A2: 'old', B: 'old' },
    },
    {
      name: 'a renewal that only an event knows',
      now: now('A2,c1,100,正常,2019-03-01,', B),
      events: events('2019-03-01,A,renewal,100,A2'),
      old: { opening: 160, closing: 160 },
      segments: { A2: 'old', B: 'old' },
    },
    {
      name: 'a renewal for more: old up to what it replaced, the rest is increase',
      now: now('A2,c1,130,正常,2019-03-01,A', B),
      old: { opening: 160, increase: 30, closing: 190 },
      segments: { A2: 'old', B: 'old' },
    },
    {
      name: 'a renewal booked as a collection is none: what "came in" stands in the new note',
      // A 100 "paid" 100, and A2 100 in its place: 160 - 100 and a rise of 100 without reason.
      now: now('A2,c1,100,正常,2019-03-01,A', B),
      events: events('2019-03-01,A,cash,100,', '2019-03-01,A,renewal,100,A2'),
      old: { opening: 160, cash: 100, unexplained: -100, closing: 160 },
      open: { A: -100 },
      segments: { A2: 'old', B: 'old' },
    },
    {
      name: 'new money beside a collection that was a renewal: only what is above the old balance',
      // A2 130 holds the 100 "paid" on A and 30 more.
      now: now('A2,c1,130,正常,2019-03-01,A', B),
      events: events('2019-03-01,A,cash,100,'),
      old: { opening: 160, increase: 30, cash: 100, unexplained: -100, closing: 190 },
      open: { A: -100 },
      segments: { A2: 'old', B: 'old' },
    },
    {
      name: 'new money beside a true collection, stated',
      // A 100 - 30 = 70, renewed at 75, 5 of them new: 75 + 60 = 135.
      now: now('A2,c1,75,正常,2019-03-01,A', B),
      events: events('2019-02-01,A,cash,30,', '2019-03-01,A2,increase,5,'),
      old: { opening: 160, increase: 5, cash: 30, closing: 135 },
      segments: { A2: 'old', B: 'old' },
    },
    {
      name: 'a chain of three, the middle one on no ledger',
      // A 100 -> A2 (by an event) -> A3, 20 paid on A2: 80; with B 140.
      now: now('A3,c1,80,正常,2019-09-01,A2', B),
      events: events('2019-03-01,A,renewal,100,A2', '2019-06-01,A2,cash,20,'),
      old: { opening: 160, cash: 20, closing: 140 },
      segments: { A3: 'old', B: 'old' },
    },
    {
      name: 'upgraded in the middle of the chain: what follows is performing',
      now: now('A3,c1,100,正常,2019-09-01,A2', B),
      events: events('2019-03-01,A,renewal,100,A2', '2019-06-01,A2,upgrade,100,'),
      old: { opening: 160, upgrade: 100, closing: 60 },
      segments: { B: 'old' },
    },
    {
      name: 'upgraded, relapsed and renewed: NPL again before it was renewed',
      now: now('A2,c1,95,正常,2019-11-01,A', B),
      events: events('2019-03-01,A,upgrade,100,', '2019-08-01,A,relapse,95,'),
      old: { opening: 160, relapse: 95, upgrade: 100, closing: 155 },
      segments: { A2: 'old', B: 'old' },
    },
    {
      name: 'upgraded before it was renewed, and NPL again under the new id: the relapse is shown by the ledger',
      now: now('A2,c1,90,次级,2019-06-01,A', B),
      events: events('2019-03-01,A,upgrade,100,'),
      old: { opening: 160, relapse: 90, upgrade: 100, closing: 150 },
      segments: { A2: 'old', B: 'old' },
    },
    {
      name: 'a split, one part upgraded, the other still paying as NPL',
      // A 100 -> A1 60 and A2 40. A1 upgraded at 60; A2 pays 15 afterwards: 25. 160 - 15 - 60 = 85.
      now: now('A1,c1,60,关注,2019-02-01,', 'A2,c1,25,次级,2019-02-01,', B),
      idMap: idMap('A,A1,0.6,split', 'A,A2,0.4,split'),
      events: events('2019-06-01,A1,upgrade,60,', '2019-09-01,A2,cash,15,'),
      old: { opening: 160, cash: 15, upgrade: 60, closing: 85 },
      segments: { A2: 'old', B: 'old' },
    },
    {
      name: 'a merger with a performing loan: its balance is an increase of the old',
      // A 100 + P 50 -> M 150.
      now: now('M,c1,150,次级,2019-02-01,', B),
      idMap: idMap('A,M,1,merger', 'P,M,1,merger'),
      old: { opening: 160, increase: 50, closing: 210 },
      segments: { M: 'old', B: 'old' },
    },
    {
      name: 'a merger with a new NPL: what formed moves into the old, stated once',
      // P forms at 50, pays 5, is merged with A into M: 145; with B 205.
      now: now('M,c1,145,次级,2019-09-01,', B),
      idMap: idMap('A,M,1,merger', 'P,M,1,merger'),
      events: events('2019-02-01,P,formation,50,', '2019-05-01,P,cash,5,'),
      old: { opening: 160, increase: 50, cash: 5, closing: 205 },
      segments: { M: 'old', B: 'old' },
    },
    {
      name: 'two locked loans become one',
      now: now('M,c1,155,次级,2019-02-01,'),
      idMap: idMap('A,M,1,merger', 'B,M,1,merger'),
      events: events('2019-09-01,M,cash,5,'),
      old: { opening: 160, cash: 5, closing: 155 },
      segments: { M: 'old' },
    },
    {
      name: 'one locked loan is merged into another that keeps its id',
      now: now('A,c1,160,次级,2017-03-01,'),
      idMap: idMap('B,A,1,merger'),
      old: { opening: 160, closing: 160 },
      segments: { A: 'old' },
    },
    {
      name: 'a part renewal: the old id is still there beside its successor, nothing counts twice',
      now: now('A,c1,40,次级,2017-03-01,', 'A2,c1,60,正常,2019-03-01,A', B),
      old: { opening: 160, closing: 160 },
      segments: { A: 'old', A2: 'old', B: 'old' },
    },
    {
      name: 'a migration of all ids, some of which stay: nothing moves',
      now: now('N-A,c1,100,次级,2017-03-01,', 'B,c2,60,可疑,2017-04-01,', 'N-P,c3,50,正常,2018-05-01,'),
      idMap: idMap('A,N-A,1,migration', 'B,B,1,migration', 'P,N-P,1,migration'),
      old: { opening: 160, closing: 160 },
      segments: { 'N-A': 'old', B: 'old' },
    },
    {
      name: 'a migrated loan that rises without reason is a breach: a new id is no new money',
      now: now('N-A,c1,112,次级,2017-03-01,', B),
      idMap: idMap('A,N-A,1,migration'),
      old: { opening: 160, unexplained: -12, closing: 172 },
      open: { A: -12 },
      segments: { 'N-A': 'old', B: 'old' },
    },
    {
      name: 'a new NPL renewed: its formation and its new id are one line',
      now: now(A, B, 'P2,c3,45,正常,2019-09-01,P'),
      events: events('2019-02-01,P,formation,50,', '2019-05-01,P,cash,5,'),
      since: [BASE],
      old: { opening: 160, closing: 160 },
      fresh: { formation: 50, cash: 5, closing: 45 },
      // P stood at the lock: its renewal is formed, not newly lent.
      segments: { A: 'old', B: 'old', P2: 'formed' },
    },
  ])('$name', check);

  it('leaves a loan alone that a locked one had replaced in part before the lock', () => {
    // B replaced half of O in 2018. O, performing then, turns bad in 2019: new, although B's column still names it.
    const renewed = 'B,c2,60,可疑,2018-04-01,O';
    const base = at('2018-12-31', A, renewed, 'O,c2,40,正常,2016-01-01,');
    check({
      name: '',
      locks: [base],
      now: now(A, renewed, 'O,c2,40,次级,2016-01-01,'),
      old: { opening: 160, closing: 160 },
      fresh: { formation: 40, closing: 40 },
      segments: { A: 'old', B: 'old', O: 'formed' },
    });
  });

  it('a renewal long before the lock excuses no rise after it', () => {
    const renewed = (balance: number) => `B,c2,${balance},可疑,2018-04-01,O`;
    check({
      name: '',
      locks: [at('2018-12-31', A, renewed(60))],
      now: now(A, renewed(71)),
      old: { opening: 160, unexplained: -11, closing: 171 },
      open: { B: -11 },
      segments: { A: 'old', B: 'old' },
    });
  });

  it('keeps to the institution: the same ids in another bank are other loans', () => {
    const header = 'institution,loan_id,borrower_id,balance,class,issue_date,replaces';
    const base = ledger('2018-12-31', header, '甲行,A,c1,100,次级,2017-03-01,', '乙行,A,c1,30,正常,2017-03-01,');
    const book = {
      now: ledger('2019-12-31', header, '甲行,A2,c1,90,正常,2019-03-01,A', '乙行,A2,c1,30,正常,2019-03-01,A'),
      locks: [base],
      events: 'date,institution,loan_id,kind,principal\n2019-05-01,甲行,A2,cash,10\n2019-05-01,乙行,A2,cash,10\n',
    };
    const measured = measureBook(book);
    expect(bridgeOf(measured.figures.segments?.bridge)).toEqual({ opening: 100, cash: 10, closing: 90 });
    expect(segmentsOf(measured)).toEqual({ '甲行/A2': 'old' });
    // The other bank's loan was never NPL.
    expect(measured.figures.ignoredEvents.length).toBe(1);
  });

  it('refuses a circle, shares over 1 and a register row without its institution', () => {
    const circle = { now: now('A,c1,100,次级,2017-03-01,B', 'B,c2,60,可疑,2017-04-01,A'), locks: [BASE] };
    expect(() => measureBook(circle)).toThrow('E_LINEAGE_CYCLE');
    const shares = idMap('A,A1,0.6,split', 'A,A2,0.41,split');
    expect(() => measureBook({ now: now(B), locks: [BASE], idMap: shares })).toThrow('E_LINEAGE_SHARE');
    const blank = 'date,institution,loan_id,kind,principal\n2019-05-01,,A,cash,10\n';
    expect(() => measureBook({ now: now(B), locks: [BASE], events: blank })).toThrow('E_KEY_EMPTY');
  });

  it('takes the signs of nothing for nothing: no two loans replaced the same 0', () => {
    // X rose to 8 after its formation at 5, Y fell from 9 to 6: as one family they would hide each other.
    const measured = measureBook({
      now: now(A, B, 'X,c8,8,次级,2019-01-05,0', 'Y,c9,6,次级,2019-01-05,0', 'W,c7,1,正常,2019-01-05,—'),
      locks: [BASE],
      events: events('2019-02-01,X,formation,5,', '2019-02-01,Y,formation,9,'),
    });
    expect(unexplainedOf(measured)).toEqual({ X: -3, Y: 3 });
    expect(measured.lineage.unresolved(() => false)).toEqual([]);
  });

  it('lists ids that nothing knows, on either side of a link', () => {
    const { lineage } = measureBook({
      now: now(A, B),
      locks: [BASE],
      idMap: idMap('GONE,A,1,renewal', 'B,TYPO,1,renewal', 'X,Y,1,renewal', 'Y,Z,1,renewal'),
    });
    expect(lineage.unresolved((key) => key === 'A' || key === 'B')).toEqual(['GONE', 'TYPO', 'X', 'Z']);
  });

  it('knows a note that came and went between two ledgers by the entry that says how it went', () => {
    const gone = 'date,loan_id,kind,principal,new_loan_id\n2019-02-01,A,renewal,100,N\n2019-05-01,N,write-off,100,\n';
    const { lineage } = measureBook({ now: now(B), locks: [BASE], events: gone });
    expect(lineage.unresolved((key) => key === 'A' || key === 'B')).toEqual([]);
    // Without it the new note may be a mistyped id.
    const { lineage: open } = measureBook({ now: now(B), locks: [BASE], events: gone.replace(/\n2019-05-01.*/, '') });
    expect(open.unresolved((key) => key === 'A' || key === 'B')).toEqual(['N']);
  });

  it('follows a chain of 20 000 renewals', () => {
    const links = Array.from({ length: 20_000 }, (_, i) => `R${i},R${i + 1},1,renewal`);
    const base = at('2018-12-31', 'R0,c1,100,次级,2017-03-01,');
    const measured = measureBook({ now: now('R20000,c1,100,正常,2019-03-01,'), locks: [base], idMap: idMap(...links) });
    expect(bridgeOf(measured.figures.segments?.bridge)).toEqual({ opening: 100, closing: 100 });
  });
});

describe('layers', () => {
  const header = 'loan_id,borrower_id,balance,class,issue_date,replaces';
  const first = ledger('2017-12-31', header, 'A,c1,100,次级,2016-01-01,', 'P,c3,50,正常,2016-05-01,', 'Q,c4,7,正常,2016-05-01,');
  const second = ledger('2018-12-31', header, 'A,c1,100,次级,2016-01-01,', 'P,c3,50,次级,2016-05-01,', 'Q,c4,7,正常,2016-05-01,');
  const third = ledger('2019-12-31', header, 'A,c1,100,次级,2016-01-01,', 'P2,c3,45,次级,2019-05-01,P', 'Q,c4,7,次级,2016-05-01,');
  const today = ledger(
    '2020-06-30',
    header,
    'A,c1,90,次级,2016-01-01,',
    'P2,c3,45,次级,2019-05-01,P',
    'Q,c4,7,次级,2016-05-01,',
    'R,c5,3,次级,2020-01-01,',
  );

  it('cuts new NPLs by the first later lock that lists them or what they replaced', () => {
    // Old: A. Of the lock of 2018: P2, which took P's place. Of the lock of 2019: Q. Since: R. P2 is in both later locks, once.
    const { figures } = measureBook({ now: today, locks: [third, first, second] });
    expect(figures.segments?.old).toEqual({ count: 1, balance: 9000n });
    expect(figures.segments?.layers.map(({ tally }) => tally)).toEqual([
      { count: 1, balance: 4500n },
      { count: 1, balance: 700n },
      { count: 1, balance: 300n },
    ]);
    expect(figures.segments?.new).toEqual({ count: 3, balance: 5500n });
  });

  it('refuses two locks of one date', () => {
    expect(() => measureBook({ now: today, locks: [first, first] })).toThrow('E_LOCK_DATE');
  });
  it('refuses a lock after the data date, of another basis, currency or kind of key', () => {
    expect(() => measureBook({ now: first, locks: [second] })).toThrow('E_LOCK_DATE');
    expect(() => measureBook({ now: second, locks: [first], lockBasis: 'declared' })).toThrow('E_LOCK_BASIS');
    const dollars = ledger('2018-12-31', 'loan_id,balance,class,currency', 'A,100,次级,USD');
    expect(() => measureBook({ now: today, locks: [dollars] })).toThrow('E_CURRENCY_MIXED');
    const institutions = ledger('2018-12-31', 'institution,loan_id,balance,class', '甲行,A,100,次级');
    expect(() => measureBook({ now: today, locks: [institutions] })).toThrow('E_KEY_PARTS');
  });
});

describe('a relapse after the months of the policy', () => {
  const policy = { ...CN_2023, relapseBecomesNewAfterMonths: 6 };
  it('ends the old line and begins a new one', () => {
    // A: upgraded 2019-02-28 at 100; six months on is 2019-08-28; relapse on 08-29 at 90: new. Pays 10: 80.
    const book = {
      now: now('A,c1,80,次级,2017-03-01,', B),
      locks: [BASE],
      policy,
      events: events('2019-02-28,A,upgrade,100,', '2019-08-29,A,relapse,90,', '2019-10-01,A,cash,10,'),
    };
    const measured = measureBook(book);
    expect(bridgeOf(measured.figures.segments?.bridge)).toEqual({ opening: 160, upgrade: 100, closing: 60 });
    expect(bridgeOf(measured.figures.segments?.newBridge)).toEqual({ relapse: 90, cash: 10, closing: 80 });
    expect(segmentsOf(measured)).toEqual({ A: 'formed', B: 'old' });
    expect(measured.figures.segments?.newOfLockedBorrowers.count).toBe(0);
  });
  it('not on the very day six months later', () => {
    const book = {
      now: now('A,c1,90,次级,2017-03-01,', B),
      locks: [BASE],
      policy,
      events: events('2019-02-28,A,upgrade,100,', '2019-08-28,A,relapse,90,'),
    };
    expect(segmentsOf(measureBook(book))).toEqual({ A: 'old', B: 'old' });
  });
  it('an early relapse stays old; the later one of a second upgrade ends it', () => {
    // Old: 100 up, 95 back (3 months), 95 up. New from the second relapse on at 85.
    const rows = ['2019-01-10,A,upgrade,100,', '2019-04-10,A,relapse,95,', '2019-05-10,A,upgrade,95,', '2019-11-11,A,relapse,85,'];
    const measured = measureBook({ now: now('A,c1,85,次级,2017-03-01,', B), locks: [BASE], policy, events: events(...rows) });
    expect(bridgeOf(measured.figures.segments?.bridge)).toEqual({ opening: 160, relapse: 95, upgrade: 195, closing: 60 });
    expect(bridgeOf(measured.figures.segments?.newBridge)).toEqual({ relapse: 85, closing: 85 });
  });
  it('under the id of a successor, whose other part stays old', () => {
    // A 100 -> A1 60, A2 40. A1 upgraded, relapses 7 months later at 55: new. A2 stays old at 40.
    const book = {
      now: now('A1,c1,55,次级,2019-01-05,', 'A2,c1,40,次级,2019-01-05,', B),
      locks: [BASE],
      policy,
      idMap: idMap('A,A1,0.6,split', 'A,A2,0.4,split'),
      events: events('2019-02-01,A1,upgrade,60,', '2019-09-01,A1,relapse,55,'),
    };
    const measured = measureBook(book);
    expect(bridgeOf(measured.figures.segments?.bridge)).toEqual({ opening: 160, upgrade: 60, closing: 100 });
    expect(bridgeOf(measured.figures.segments?.newBridge)).toEqual({ relapse: 55, closing: 55 });
    expect(segmentsOf(measured)).toEqual({ A1: 'formed', A2: 'old', B: 'old' });
  });
});

describe('a chain through a settled row', () => {
  const STATUS = 'loan_id,borrower_id,balance,class,issue_date,replaces,status';
  it('carries the locked loan on: A, settled by A2, settled by A3', () => {
    const text = ledger('2019-12-31', STATUS, 'A2,c1,0,正常,2019-03-01,A,结清', 'A3,c1,100,正常,2019-09-01,A2,正常', 'B,c2,60,可疑,,,正常');
    const measured = measureBook({ now: text, locks: [BASE] });
    expect(segmentsOf(measured)).toEqual({ A3: 'old', B: 'old' });
    expect(bridgeOf(measured.figures.segments?.bridge)).toEqual({ opening: 160, closing: 160 });
    const { lineage, month } = measured;
    expect([lineage.isIn(month.portfolio, 'A2'), lineage.isIn(month.portfolio, 'A9')]).toEqual([true, false]);
  });
});

it('what fell and what rose without reason are told apart', () => {
  // A 100 -> 130 and B 60 -> 20: 40 fell, 30 rose, net 10.
  const measured = measureBook({ now: now('A,c1,130,次级,2017-03-01,', 'B,c2,20,可疑,2017-04-01,'), locks: [BASE] });
  expect(measured.figures.segments?.bridge).toMatchObject({ unexplained: 1000n, unexplainedFalls: 4000n, unexplainedRises: 3000n });
});
