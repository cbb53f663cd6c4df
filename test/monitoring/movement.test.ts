import { describe, expect, it } from 'vitest';
import { bridgeOf, measureBook } from '../support/book.js';
import { CN_2023, ledger } from '../support/ledger.js';
import { measureMonthsOf, moved, movementOfMonths, unexplainedOf } from '../support/period.js';

/** Months that follow each other; every expectation is worked by hand in the test's name or comment. */
const HEAD = 'loan_id,balance,class,replaces,branch';
const jan = (...rows: string[]) => ledger('2024-01-31', HEAD, ...rows);
const feb = (...rows: string[]) => ledger('2024-02-29', HEAD, ...rows);
const mar = (...rows: string[]) => ledger('2024-03-31', HEAD, ...rows);
const apr = (...rows: string[]) => ledger('2024-04-30', HEAD, ...rows);
const events = (...rows: string[]) => `${['date,loan_id,kind,principal,new_loan_id', ...rows].join('\n')}\n`;
const GOOD = 'G,1000,normal,,A';

describe('what goes and comes back between two dates is in both sums', () => {
  it('a locked loan that is upgraded and NPL again is an upgrade and a relapse, not a formation', () => {
    const base = jan('L1,100,substandard,,A', GOOD);
    const found = movementOfMonths({
      ledgers: [base, feb('L1,100,normal,,A', GOOD), mar('L1,100,substandard,,A', GOOD)],
      locks: [base],
    });
    // 100 + relapse 100 - upgrade 100 = 100.
    expect(moved(found.segments?.old)).toEqual({ opening: 100, relapse: 100, upgrade: 100, closing: 100 });
    expect(moved(found.segments?.new)).toEqual({});
  });
  it('a new NPL: formation, upgrade, relapse', () => {
    const base = jan('N1,100,normal,,A', GOOD);
    const found = movementOfMonths({
      ledgers: [base, feb('N1,100,substandard,,A', GOOD), mar('N1,100,normal,,A', GOOD), apr('N1,100,doubtful,,A', GOOD)],
      locks: [base],
    });
    expect(moved(found.segments?.new)).toEqual({ formation: 100, upgrade: 100, relapse: 100, closing: 100 });
    expect(moved(found.total)).toEqual({ formation: 100, upgrade: 100, relapse: 100, closing: 100 });
  });
  it('without a lock a relapse is known from the months before', () => {
    const found = movementOfMonths({
      ledgers: [jan('L1,100,substandard,,A'), feb('L1,100,normal,,A'), mar('L1,90,substandard,,A')],
    });
    // February: upgrade of the 100 that perform. March: 90 relapse.
    expect(moved(found.total)).toEqual({ opening: 100, upgrade: 100, relapse: 90, closing: 90 });
    expect(found.segments).toBeUndefined();
  });
  it('events state what ledgers between would show: a loan that formed and left within a month', () => {
    const found = movementOfMonths({
      ledgers: [jan(GOOD, 'X,70,normal,,A'), feb(GOOD)],
      locks: [jan(GOOD, 'X,70,normal,,A')],
      events: events('2024-02-10,X,formation,70,', '2024-02-20,X,cash,70,'),
    });
    expect(moved(found.segments?.new)).toEqual({ formation: 70, cash: 70 });
  });
});

it('an NPL without a balance that is gone or performs the month after moves nothing', () => {
  const base = jan('N,0,substandard,,A', 'P,0,doubtful,,A', 'L1,100,substandard,,A', GOOD);
  const found = movementOfMonths({ ledgers: [base, feb('P,0,normal,,A', 'L1,100,substandard,,A', GOOD)], locks: [base] });
  expect(moved(found.segments?.old)).toEqual({ opening: 100, closing: 100 });
  expect(moved(found.total)).toEqual({ opening: 100, closing: 100 });
});

describe('a loan that left the book and is back', () => {
  const base = jan('L2,200,substandard,,A', GOOD);
  const ledgers = [base, feb(GOOD), mar('L2,200,loss,,A', GOOD)];
  const writtenOff = '2024-02-10,L2,write-off,200,';
  it('is no relapse: without a reason it is an unexplained rise', () => {
    const found = movementOfMonths({ ledgers, locks: [base], events: events(writtenOff) });
    expect(moved(found.segments?.old)).toEqual({ opening: 200, writeOff: 200, unexplained: -200, closing: 200 });
    expect(unexplainedOf(found)).toEqual({ L2: -200 });
  });
  it('is an increase by a stated reversal', () => {
    const found = movementOfMonths({ ledgers, locks: [base], events: events(writtenOff, '2024-03-05,L2,reversal,200,') });
    expect(moved(found.segments?.old)).toEqual({ opening: 200, writeOff: 200, increase: 200, closing: 200 });
  });
  it('a second write-off counts twice everywhere: in the movement, in the way since the lock and in the write-offs', () => {
    const months = measureMonthsOf({
      ledgers: [...ledgers, apr(GOOD)],
      locks: [base],
      events: events(writtenOff, '2024-04-12,L2,write-off,200,'),
    });
    const last = months.at(-1)?.figures;
    expect(moved(last?.segments?.sinceLock.old)).toEqual({ opening: 200, writeOff: 400, unexplained: -200 });
    expect(last?.writeOffs?.sinceLock?.principal).toBe(400_00n);
  });
  it('also where no ledger shows that it was back', () => {
    const found = movementOfMonths({
      ledgers: [base, feb(GOOD), mar(GOOD)],
      locks: [base],
      events: events(writtenOff, '2024-03-12,L2,write-off,200,'),
    });
    expect(moved(found.segments?.old)).toEqual({ opening: 200, writeOff: 400, unexplained: -200 });
  });
  it('the same of a new NPL', () => {
    const first = jan('N,50,normal,,A', GOOD);
    const found = movementOfMonths({
      ledgers: [first, feb('N,50,substandard,,A', GOOD), mar(GOOD), apr('N,50,substandard,,A', GOOD)],
      locks: [first],
      events: events('2024-03-03,N,write-off,50,'),
    });
    expect(moved(found.segments?.new)).toEqual({ formation: 50, writeOff: 50, unexplained: -50, closing: 50 });
  });
  it('the sale of a claim that was written off before sells no NPL', () => {
    const months = measureMonthsOf({
      ledgers: [base, feb(GOOD), mar(GOOD)],
      locks: [base],
      events: events(writtenOff, '2024-03-20,L2,transfer,200,'),
    });
    expect(moved(months.at(-1)?.figures.segments?.sinceLock.old)).toEqual({ opening: 200, writeOff: 200 });
    expect(months.at(-1)?.movement?.ignored.map(({ loan, kind }) => `${loan} ${kind}`)).toEqual(['L2 transfer']);
  });
});

describe('lineage over months', () => {
  it('a renewed locked loan stays old; new money in the note is increase', () => {
    const base = jan('L1,100,substandard,,A', GOOD);
    const found = movementOfMonths({
      ledgers: [base, feb('R1,120,normal,L1,A', GOOD), mar('R1,110,normal,,A', GOOD)],
      locks: [base],
      events: events('2024-02-15,L1,renewal,100,R1', '2024-03-09,R1,cash,10,'),
    });
    expect(moved(found.segments?.old)).toEqual({ opening: 100, increase: 20, cash: 10, closing: 110 });
  });
  it('a new NPL merged into a locked one goes over from new to old', () => {
    const base = jan('L1,100,substandard,,A', 'X,50,normal,,A', GOOD);
    const found = movementOfMonths({
      ledgers: [base, feb('L1,100,substandard,,A', 'X,50,substandard,,A', GOOD), mar('M,150,substandard,,A', GOOD)],
      locks: [base],
      idMap: 'old_loan,new_loan,share,kind\nL1,M,1,merger\nX,M,1,merger\n',
    });
    expect(moved(found.segments?.old)).toEqual({ opening: 100, reclassified: 50, closing: 150 });
    expect(moved(found.segments?.new)).toEqual({ formation: 50, reclassified: -50 });
    expect(moved(found.total)).toEqual({ opening: 100, formation: 50, closing: 150 });
  });
  it('a split keeps the stock, a migration changes its name', () => {
    const base = jan('L1,100,substandard,,A', 'L2,40,doubtful,,A');
    const found = movementOfMonths({
      ledgers: [
        base,
        feb('S1,60,substandard,,A', 'S2,40,substandard,,A', 'L2,40,doubtful,,A'),
        mar('S1,60,loss,,A', 'S2,40,loss,,A', 'Z,40,doubtful,,A'),
      ],
      locks: [base],
      idMap: 'old_loan,new_loan,share,kind\nL1,S1,0.6,split\nL1,S2,0.4,split\nL2,Z,1,migration\n',
    });
    expect(moved(found.segments?.old)).toEqual({ opening: 140, closing: 140 });
    // Substandard 100 became loss.
    expect(found.classes.map((one) => [Number(one.fromOthers) / 100, Number(one.toOthers) / 100])).toEqual([
      [0, 100],
      [0, 0],
      [100, 0],
    ]);
  });
});

describe('a report explains no rise that the roll-forward does not', () => {
  // A 600 and B 700 become the note M of 1300; cash 50 on it leaves 1250 at the end of February; 1300 in March, and no event.
  const base = jan('A,600,substandard,,A', 'B,700,substandard,,A', GOOD);
  const middle = feb('M,1250,substandard,,A', GOOD);
  const now = mar('M,1300,substandard,,A', GOOD);
  const register = events('2024-02-20,M,cash,50,');
  const idMap = 'old_loan,new_loan,share,kind\nA,M,1,merger\nB,M,1,merger\n';
  const terms = { locks: [base], events: register, idMap };
  const unexplained = { opening: 1300, cash: 50, unexplained: -50, closing: 1300 };
  it('with the ledger between', () => {
    expect(moved(movementOfMonths({ ...terms, ledgers: [base, middle, now] }).segments?.old)).toEqual(unexplained);
    expect(bridgeOf(measureBook({ ...terms, now, since: [middle] }).figures.segments?.bridge)).toEqual(unexplained);
  });
  it('and without: what was collected on a note and stands in it is no new money', () => {
    expect(moved(movementOfMonths({ ...terms, ledgers: [base, now] }).segments?.old)).toEqual(unexplained);
    expect(bridgeOf(measureBook({ ...terms, now }).figures.segments?.bridge)).toEqual(unexplained);
  });
  it('new money that the ledger between shows was in the note before its cash', () => {
    // L1 100 was renewed as R1 of 120: 20 are new. Cash 10 leaves 110; of 118 a month later 8 are not explained.
    const lock = jan('L1,100,substandard,,A', GOOD);
    const renewed = events('2024-02-15,L1,renewal,100,R1', '2024-03-09,R1,cash,10,');
    const since = feb('R1,120,substandard,,A', GOOD);
    const bridge = (row: string) =>
      bridgeOf(measureBook({ now: mar(row, GOOD), since: [since], locks: [lock], events: renewed }).figures.segments?.bridge);
    expect(bridge('R1,110,substandard,,A')).toEqual({ opening: 100, increase: 20, cash: 10, closing: 110 });
    expect(bridge('R1,118,substandard,,A')).toEqual({ opening: 100, increase: 20, cash: 10, unexplained: -8, closing: 118 });
  });
});

describe('by class and by dimension', () => {
  it('a loan that stays in its class goes over to none', () => {
    const one = movementOfMonths({ ledgers: [jan('L1,100,loss,,A'), feb('L1,100,loss,,A')] });
    expect(one.classes.map(({ fromOthers, toOthers, closing }) => [fromOthers, toOthers, closing])).toEqual([
      [0n, 0n, 0n],
      [0n, 0n, 0n],
      [0n, 0n, 100_00n],
    ]);
  });
  const base = jan('L1,100,substandard,,A', 'L2,200,doubtful,,B', 'P,500,normal,,A');
  const found = movementOfMonths(
    {
      ledgers: [base, feb('L1,80,doubtful,,A', 'L2,200,loss,,B', 'P,500,substandard,,B')],
      locks: [base],
      events: events('2024-02-11,L1,cash,20,'),
    },
    ['branch'],
  );
  it('substandard 100 - cash 20 - 80 over + 500 formed = 500', () => {
    const [substandard, doubtful, loss] = found.classes;
    expect([
      substandard?.opening,
      substandard?.channels.cash,
      substandard?.toOthers,
      substandard?.channels.formation,
      substandard?.closing,
    ]).toEqual([100_00n, 20_00n, 80_00n, 500_00n, 500_00n]);
    expect([doubtful?.opening, doubtful?.toOthers, doubtful?.fromOthers, doubtful?.closing]).toEqual([200_00n, 200_00n, 80_00n, 80_00n]);
    expect([loss?.fromOthers, loss?.closing]).toEqual([200_00n, 200_00n]);
  });
  it('branch B: 200 + 500 formed = 700; A: 100 - 20 = 80', () => {
    expect(found.by?.map(({ key, movement }) => [key.branch, moved(movement)])).toEqual([
      ['B', { opening: 200, formation: 500, closing: 700 }],
      ['A', { opening: 100, cash: 20, closing: 80 }],
    ]);
  });
});

describe('groups whose loans formed and left between two dates', () => {
  // B: P formed 300, and paid 300: it is on the second ledger, performing. C: Q formed 50 and was written off: it was performing
  // on the first ledger and is on none since. A: L1 100, nothing moved. X formed 7 and was written off, and no ledger holds it.
  const find = (by: Parameters<typeof movementOfMonths>[1]) =>
    movementOfMonths(
      {
        ledgers: [jan('L1,100,doubtful,,A', 'P,500,normal,,B', 'Q,50,normal,,C'), feb('L1,100,doubtful,,A', 'P,200,normal,,B')],
        events: events(
          '2024-02-11,P,formation,300,',
          '2024-02-12,P,cash,300,',
          '2024-02-11,Q,formation,50,',
          '2024-02-12,Q,write-off,50,',
          '2024-02-11,X,formation,7,',
          '2024-02-12,X,write-off,7,',
        ),
      },
      by,
    );
  const rows = (by: Parameters<typeof movementOfMonths>[1]) =>
    find(by).by?.map(({ key, movement }) => [Object.values(key).join('/'), moved(movement)]);
  const [a, p, q, x] = [
    { opening: 100, closing: 100 },
    { formation: 300, cash: 300 },
    { formation: 50, writeOff: 50 },
    { formation: 7, writeOff: 7 },
  ];
  it('by branch, with the branch of the last ledger that holds them', () => {
    expect(moved(find(['branch']).total)).toEqual({ opening: 100, formation: 357, cash: 300, writeOff: 57, closing: 100 });
    expect(rows(['branch'])).toEqual([
      ['A', a],
      ['', x],
      ['B', p],
      ['C', q],
    ]);
  });
  it('by class, as in the movement by class: at least substandard', () => {
    expect(rows(['class'])).toEqual([
      ['doubtful', a],
      ['substandard', { formation: 357, cash: 300, writeOff: 57 }],
    ]);
    const [substandard] = find(['class']).classes;
    expect([substandard?.channels.formation, substandard?.channels.cash, substandard?.channels.writeOff]).toEqual([
      357_00n,
      300_00n,
      57_00n,
    ]);
  });
  it('by two dimensions', () => {
    expect(rows(['class', 'branch'])).toEqual([
      ['doubtful/A', a],
      ['substandard/', x],
      ['substandard/B', p],
      ['substandard/C', q],
    ]);
  });
});

describe('a locked loan that relapses late enough to count as new', () => {
  const base = jan('L1,100,substandard,,A', GOOD);
  const months = {
    ledgers: [base, feb('L1,100,normal,,A', GOOD), mar('L1,100,normal,,A', GOOD), apr('L1,100,substandard,,A', GOOD)],
    locks: [base],
    events: events('2024-02-10,L1,upgrade,100,', '2024-04-15,L1,relapse,100,'),
    policy: { ...CN_2023, relapseBecomesNewAfterMonths: 1 },
  };
  it('is new from then on: relapse 100 in the new stock, nothing left of the old', () => {
    const found = movementOfMonths(months);
    expect(moved(found.segments?.old)).toEqual({ opening: 100, upgrade: 100 });
    expect(moved(found.segments?.new)).toEqual({ relapse: 100, closing: 100 });
  });
  it('and stays new in the month after: it pays 40', () => {
    const may = ledger('2024-05-31', HEAD, 'L1,60,substandard,,A', GOOD);
    const found = movementOfMonths({
      ...months,
      ledgers: [...months.ledgers, may],
      events: events('2024-02-10,L1,upgrade,100,', '2024-04-15,L1,relapse,100,', '2024-05-03,L1,cash,40,'),
    });
    expect(moved(found.segments?.new)).toEqual({ relapse: 100, cash: 40, closing: 60 });
  });
});

describe('exits of loans that were never NPL and are still there', () => {
  it('are left out of every figure, in this month and in later ones', () => {
    const months = measureMonthsOf({
      ledgers: [jan('P,100,normal,,A'), feb('P,100,normal,,A'), mar('P,100,normal,,A')],
      events: events('2024-02-10,P,write-off,100,'),
    });
    expect(months.map(({ leftOut }) => leftOut.length)).toEqual([0, 1, 0]);
    expect(months.at(-1)?.figures.writeOffs?.yearToDate.principal).toBe(0n);
    expect(moved(months.at(-1)?.figures.movement?.total)).toEqual({});
  });
});

describe('where a lock stands between two dates', () => {
  it('the month before it has no old and new, the month after has', () => {
    const base = feb('L1,100,substandard,,A', GOOD);
    const found = movementOfMonths({
      ledgers: [jan('L1,100,normal,,A', GOOD), base, mar('L1,90,substandard,,A', GOOD)],
      locks: [base],
      events: events('2024-03-05,L1,cash,10,'),
    });
    expect(found.months.map(({ segments }) => segments !== undefined)).toEqual([false, true]);
    expect(found.segments).toBeUndefined();
    expect(moved(found.total)).toEqual({ formation: 100, cash: 10, closing: 90 });
  });
});
