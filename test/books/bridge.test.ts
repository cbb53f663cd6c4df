import { describe, expect, it } from 'vitest';
import { type Book, type Bridge, bridgeOf, measureBook, segmentsOf, unexplainedOf } from '../support/book.js';
import { type LedgerText, ledger } from '../support/ledger.js';

/**
 * Hand-worked books: a locked stock at 2018-12-31, a year's events, the ledger of 2019-12-31. All amounts are whole yuan.
 * `old` is the bridge of the locked stock, opening + in - out - unexplained = closing; `fresh` that of the new NPLs.
 */
const HEADER = 'loan_id,borrower_id,balance,class,issue_date,replaces';
const at2018 = (...rows: string[]): LedgerText => ledger('2018-12-31', HEADER, ...rows);
const at2019 = (...rows: string[]): LedgerText => ledger('2019-12-31', HEADER, ...rows);
const EVENTS = 'date,loan_id,kind,principal,new_loan_id,price';
const events = (...rows: string[]): string => `${[EVENTS, ...rows].join('\n')}\n`;

/** A 100 and B 60 are locked, 160 in all; P 50 is performing. */
const BASE = at2018('A,c1,100,次级,2017-03-01,', 'B,c2,60,可疑,2017-04-01,', 'P,c3,50,正常,2018-05-01,');

interface Case {
  readonly name: string;
  readonly base?: LedgerText;
  readonly now: LedgerText;
  readonly events?: readonly string[];
  readonly writeOffs?: string;
  readonly idMap?: string;
  readonly old: Bridge;
  readonly fresh?: Bridge;
  /** Lines that events do not explain. */
  readonly open?: Bridge;
  /** Events told as hitting a loan that was not NPL. */
  readonly ignored?: number;
  /** Lines with a channel that no event states. */
  readonly inferred?: number;
  readonly segments?: Readonly<Record<string, string>>;
}

function check(one: Case): void {
  const book: Book = {
    now: one.now,
    locks: [one.base ?? BASE],
    ...(one.events === undefined ? {} : { events: events(...one.events) }),
    ...(one.writeOffs === undefined ? {} : { writeOffs: one.writeOffs }),
    ...(one.idMap === undefined ? {} : { idMap: one.idMap }),
  };
  const measured = measureBook(book);
  const { segments, ignoredEvents } = measured.figures;
  expect(bridgeOf(segments?.bridge)).toEqual(one.old);
  expect(bridgeOf(segments?.newBridge)).toEqual(one.fresh ?? {});
  expect(unexplainedOf(measured)).toEqual(one.open ?? {});
  expect(ignoredEvents.length).toBe(one.ignored ?? 0);
  const lines = [...(segments?.bridge.lines ?? []), ...(segments?.newBridge.lines ?? [])];
  expect(lines.filter((line) => line.inferred.length > 0).length).toBe(one.inferred ?? 0);
  if (one.segments !== undefined) expect(segmentsOf(measured)).toEqual(one.segments);
}

const B_STAYS = 'B,c2,60,可疑,2017-04-01,';
const P_STAYS = 'P,c3,50,正常,2018-05-01,';

describe('one channel at a time', () => {
  // A leaves whole by the channel, B stays: 160 - 100 = 60.
  const exits: readonly (readonly [string, string])[] = [
    ['现金清收', 'cash'],
    ['核销', 'writeOff'],
    ['转让', 'transfer'],
    ['抵债', 'foreclosure'],
    ['债转股', 'debtToEquity'],
    ['证券化', 'securitisation'],
    ['其他', 'other'],
  ];
  it.each(exits)('%s takes a loan off', (kind, channel) => {
    check({
      name: kind,
      now: at2019(B_STAYS, P_STAYS),
      events: [`2019-06-30,A,${kind},100,,`],
      old: { opening: 160, [channel]: 100, closing: 60 },
    });
  });

  const cases: readonly Case[] = [
    {
      name: 'partial payments',
      // A 100 - 30 - 25 = 45; 45 + 60 = 105.
      now: at2019('A,c1,45,次级,2017-03-01,', B_STAYS, P_STAYS),
      events: ['2019-02-01,A,cash,30,,', '2019-11-05,A,cash,25,,'],
      old: { opening: 160, cash: 55, closing: 105 },
    },
    {
      name: 'increase and reversal: both add to the balance',
      // A 100 + 5 advanced fees, 20 paid and 20 reversed: 105; with B 165.
      now: at2019('A,c1,105,次级,2017-03-01,', B_STAYS, P_STAYS),
      events: ['2019-02-01,A,increase,5,,', '2019-03-01,A,cash,20,,', '2019-03-05,A,reversal,20,,'],
      old: { opening: 160, increase: 25, cash: 20, closing: 165 },
    },
    {
      name: 'upgrade of what is left after cash, then cash as performing, which is no NPL event',
      // A: 100 - 40 = 60 upgraded; the 10 paid later is told and in no bridge. 160 - 40 - 60 = 60.
      now: at2019('A,c1,50,关注,2017-03-01,', B_STAYS, P_STAYS),
      events: ['2019-02-01,A,cash,40,,', '2019-08-01,A,upgrade,60,,', '2019-10-01,A,cash,10,,'],
      old: { opening: 160, cash: 40, upgrade: 60, closing: 60 },
      ignored: 1,
    },
    {
      name: 'an upgrade of less than the rest leaves a fall without reason',
      // A 100, upgraded at 70, performing at 70: 30 fell and nothing says how.
      now: at2019('A,c1,70,关注,2017-03-01,', B_STAYS, P_STAYS),
      events: ['2019-08-01,A,upgrade,70,,'],
      old: { opening: 160, upgrade: 70, unexplained: 30, closing: 60 },
      open: { A: 30 },
    },
    {
      name: 'a relapse comes back smaller and is old',
      // A: upgraded at 100, pays 15 as performing (told), relapses at 85, pays 5: 80. 160 - 100 + 85 - 5 = 140.
      now: at2019('A,c1,80,次级,2017-03-01,', B_STAYS, P_STAYS),
      events: ['2019-03-01,A,upgrade,100,,', '2019-05-01,A,cash,15,,', '2019-09-01,A,relapse,85,,', '2019-10-01,A,cash,5,,'],
      old: { opening: 160, relapse: 85, cash: 5, upgrade: 100, closing: 140 },
      ignored: 1,
      segments: { A: 'old', B: 'old' },
    },
    {
      name: 'a relapse that the register calls a formation is still no new NPL',
      now: at2019('A,c1,85,次级,2017-03-01,', B_STAYS, P_STAYS),
      events: ['2019-03-01,A,upgrade,100,,', '2019-09-01,A,formation,85,,'],
      old: { opening: 160, relapse: 85, upgrade: 100, closing: 145 },
      segments: { A: 'old', B: 'old' },
    },
    {
      name: 'an upgrade without an event is shown by the ledger; what fell besides is not explained',
      // A is performing at 90: the upgrade is inferred at 90, the other 10 is not explained.
      now: at2019('A,c1,90,关注,2017-03-01,', B_STAYS, P_STAYS),
      old: { opening: 160, upgrade: 90, unexplained: 10, closing: 60 },
      open: { A: 10 },
      inferred: 1,
    },
    {
      name: 'a loan performing again and larger was upgraded at what was locked',
      now: at2019('A,c1,130,关注,2017-03-01,', B_STAYS, P_STAYS),
      old: { opening: 160, upgrade: 100, closing: 60 },
      inferred: 1,
    },
    {
      name: 'NPL again after an upgrade, without an event: the ledger shows the relapse',
      now: at2019('A,c1,85,次级,2017-03-01,', B_STAYS, P_STAYS),
      events: ['2019-03-01,A,upgrade,100,,'],
      old: { opening: 160, relapse: 85, upgrade: 100, closing: 145 },
      inferred: 1,
    },
    {
      name: 'a relapse whose upgrade is missing: the upgrade is not made up',
      // 160 + 85 - unexplained 100 = 145.
      now: at2019('A,c1,85,次级,2017-03-01,', B_STAYS, P_STAYS),
      events: ['2019-09-01,A,relapse,85,,'],
      old: { opening: 160, relapse: 85, unexplained: 100, closing: 145 },
      open: { A: 100 },
    },
    {
      name: 'a locked loan gone without an event',
      now: at2019(B_STAYS, P_STAYS),
      old: { opening: 160, unexplained: 100, closing: 60 },
      open: { A: 100 },
    },
    {
      name: 'a rise and a fall without reason do not hide each other',
      // A rose by 10 (a breach), B fell by 10: both listed, nothing net.
      now: at2019('A,c1,110,次级,2017-03-01,', 'B,c2,50,可疑,2017-04-01,', P_STAYS),
      old: { opening: 160, closing: 160 },
      open: { A: -10, B: 10 },
    },
    {
      name: 'events on the lock date are in the lock already; those on the data date count',
      now: at2019('A,c1,93,次级,2017-03-01,', B_STAYS, P_STAYS),
      events: ['2018-12-31,A,cash,20,,', '2019-12-31,A,cash,7,,'],
      old: { opening: 160, cash: 7, closing: 153 },
    },
    {
      name: 'a zero-balance NPL stays in the stock',
      base: at2018('A,c1,100,次级,2017-03-01,', 'Z,c9,0,损失,2017-04-01,'),
      now: at2019('A,c1,100,次级,2017-03-01,', 'Z,c9,0,损失,2017-04-01,'),
      old: { opening: 100, closing: 100 },
      segments: { A: 'old', Z: 'old' },
    },
    {
      name: 'written off in part: the loan stays, and its later cash counts',
      // 100 - 40 - 10 = 50; with B 110.
      now: at2019('A,c1,50,次级,2017-03-01,', B_STAYS, P_STAYS),
      events: ['2019-04-01,A,write-off,40,,', '2019-06-01,A,cash,10,,'],
      old: { opening: 160, cash: 10, writeOff: 40, closing: 110 },
    },
    {
      name: 'cash after a full write-off is no recovery of an NPL',
      now: at2019(B_STAYS, P_STAYS),
      events: ['2019-04-01,A,write-off,100,,', '2019-06-01,A,cash,10,,', '2019-07-01,A,recovery-after-write-off,5,,'],
      old: { opening: 160, writeOff: 100, closing: 60 },
      ignored: 1,
    },
    {
      name: 'a write-off that was reversed comes back',
      // 100 written off, reversed, then 30 paid: 70; with B 130.
      now: at2019('A,c1,70,次级,2017-03-01,', B_STAYS, P_STAYS),
      events: ['2019-04-01,A,write-off,100,,', '2019-05-01,A,reversal,100,,', '2019-06-01,A,cash,30,,'],
      old: { opening: 160, increase: 100, cash: 30, writeOff: 100, closing: 130 },
    },
    {
      name: 'a write-off that was reversed, and then paid in full',
      now: at2019(B_STAYS, P_STAYS),
      events: ['2019-04-01,A,write-off,100,,', '2019-05-01,A,reversal,100,,', '2019-06-01,A,cash,100,,'],
      old: { opening: 160, increase: 100, cash: 100, writeOff: 100, closing: 60 },
    },
    {
      name: 'a sale takes the principal once, whatever its price',
      now: at2019(B_STAYS, P_STAYS),
      events: ['2019-06-30,A,transfer,100,,45'],
      writeOffs: 'date,loan_id,principal,channel\n2019-06-30,A,55,转让\n',
      old: { opening: 160, transfer: 100, closing: 60 },
    },
  ];
  it.each(cases)('$name', check);

  it('a loan that is NPL in the morning is upgraded before it relapses', () => {
    // 100 up, 100 back on one day, then 10 paid as an NPL: 90; with B 150.
    const rows = ['2019-03-01,A,relapse,100,,', '2019-03-01,A,upgrade,100,,', '2019-04-01,A,cash,10,,'];
    const old = { opening: 160, relapse: 100, cash: 10, upgrade: 100, closing: 150 };
    check({ name: '', now: at2019('A,c1,90,次级,2017-03-01,', B_STAYS, P_STAYS), events: rows, old });
  });

  it('does not hang on the order of rows within a day', () => {
    const day = ['2019-03-01,A,upgrade,70,,', '2019-03-01,A,cash,30,,', '2019-09-01,A,cash,5,,', '2019-09-01,A,relapse,70,,'];
    const old = { opening: 160, relapse: 70, cash: 35, upgrade: 70, closing: 125 };
    // Cash comes before the upgrade of its day, and after the relapse of its day: 100 - 30 - 70 + 70 - 5 = 65.
    const now = at2019('A,c1,65,次级,2017-03-01,', B_STAYS, P_STAYS);
    check({ name: '', now, events: day, old });
    check({ name: '', now, events: day.toReversed(), old });
  });
});

describe('write-offs in two registers', () => {
  const gone = at2019(B_STAYS, P_STAYS);
  const old = { opening: 160, writeOff: 100, closing: 60 };
  const register = (...rows: string[]) => `${['date,loan_id,principal', ...rows].join('\n')}\n`;
  it.each<Case>([
    {
      name: 'in both on one day: one write-off',
      now: gone,
      events: ['2019-04-01,A,write-off,100,,'],
      writeOffs: register('2019-04-01,A,100'),
      old,
    },
    { name: 'in the register only', now: gone, writeOffs: register('2019-04-01,A,100'), old },
    {
      name: 'the register splits what the events state in one: sums of the day are compared',
      now: gone,
      events: ['2019-04-01,A,write-off,100,,'],
      writeOffs: register('2019-04-01,A,70', '2019-04-01,A,30'),
      old,
    },
    {
      name: 'twice in the register on one day, not in the events',
      now: gone,
      writeOffs: register('2019-04-01,A,70', '2019-04-01,A,30'),
      old,
    },
  ])('$name', check);

  it('refuses different principal on one day', () => {
    const book = { now: gone, locks: [BASE], events: events('2019-04-01,A,write-off,100,,'), writeOffs: register('2019-04-01,A,90') };
    expect(() => measureBook(book)).toThrow('E_WRITE_OFF_CONFLICT');
  });
  it('refuses the same amount on different days: it would count twice', () => {
    const book = { now: gone, locks: [BASE], events: events('2019-04-01,A,write-off,100,,'), writeOffs: register('2019-04-02,A,100') };
    expect(() => measureBook(book)).toThrow('E_WRITE_OFF_DAY');
  });
  it('takes an earlier partial write-off that only the register knows', () => {
    // 40 in 2018, before the lock; 60 in both in 2019.
    const base = at2018('A,c1,60,次级,2017-03-01,');
    const book = {
      now: at2019(P_STAYS),
      locks: [base],
      events: events('2019-04-01,A,write-off,60,,'),
      writeOffs: register('2018-04-01,A,40', '2019-04-01,A,60'),
    };
    expect(bridgeOf(measureBook(book).figures.segments?.bridge)).toEqual({ opening: 60, writeOff: 60 });
  });
  it('refuses a row that stands twice, in one file or two', () => {
    const twice = { now: gone, locks: [BASE], writeOffs: register('2019-04-01,A,50', '2019-04-01,A,50') };
    expect(() => measureBook(twice)).toThrow('E_EVENT_TWICE');
    const row = events('2019-04-01,A,cash,100,,');
    expect(() => measureBook({ now: gone, locks: [BASE], events: [row, row] })).toThrow('E_EVENT_TWICE');
  });
});

describe('new NPLs', () => {
  const A_STAYS = 'A,c1,100,次级,2017-03-01,';
  const STOCK = [A_STAYS, B_STAYS];
  const still = { opening: 160, closing: 160 };
  it.each<Case>([
    {
      name: 'formed, with its event, and partly paid',
      now: at2019(...STOCK, 'P,c3,40,次级,2018-05-01,'),
      events: ['2019-05-01,P,formation,50,,', '2019-07-01,P,cash,10,,'],
      old: still,
      fresh: { formation: 50, cash: 10, closing: 40 },
      segments: { A: 'old', B: 'old', P: 'formed' },
    },
    {
      name: 'formed without an event: formation is what is there and what was paid',
      now: at2019(...STOCK, 'P,c3,40,次级,2018-05-01,'),
      events: ['2019-07-01,P,cash,10,,'],
      old: still,
      fresh: { formation: 50, cash: 10, closing: 40 },
      inferred: 1,
    },
    {
      name: 'formed and gone within the period: only events know it',
      now: at2019(...STOCK),
      events: ['2019-05-01,P,formation,50,,', '2019-07-01,P,cash,20,,', '2019-11-01,P,write-off,30,,'],
      old: still,
      fresh: { formation: 50, cash: 20, writeOff: 30 },
    },
    {
      name: 'written off without a formation: a loan that is written off was NPL',
      now: at2019(...STOCK),
      events: ['2019-11-01,P,write-off,50,,'],
      old: still,
      fresh: { formation: 50, writeOff: 50 },
      inferred: 1,
    },
    {
      name: 'cash on a loan that was never NPL is none of it',
      now: at2019(...STOCK, 'P,c3,30,正常,2018-05-01,'),
      events: ['2019-07-01,P,cash,20,,'],
      old: still,
      ignored: 1,
    },
    {
      name: 'cash before the formation is no NPL cash',
      now: at2019(...STOCK, 'P,c3,40,次级,2018-05-01,'),
      events: ['2019-03-01,P,cash,10,,', '2019-05-01,P,formation,40,,'],
      old: still,
      fresh: { formation: 40, closing: 40 },
      ignored: 1,
    },
    {
      name: 'formed by an event, then larger without reason: not explained away',
      now: at2019(...STOCK, 'P,c3,55,次级,2018-05-01,'),
      events: ['2019-05-01,P,formation,50,,'],
      old: still,
      fresh: { formation: 50, unexplained: -5, closing: 55 },
      open: { P: -5 },
    },
    {
      name: 'formed, upgraded and relapsed',
      now: at2019(...STOCK, 'P,c3,45,次级,2018-05-01,'),
      events: ['2019-02-01,P,formation,50,,', '2019-06-01,P,upgrade,50,,', '2019-10-01,P,relapse,45,,'],
      old: still,
      fresh: { formation: 50, relapse: 45, upgrade: 50, closing: 45 },
    },
    {
      name: 'formed by an event and performing at the end: the ledger shows the upgrade',
      now: at2019(...STOCK, P_STAYS),
      events: ['2019-05-01,P,formation,50,,'],
      old: still,
      fresh: { formation: 50, upgrade: 50 },
      inferred: 1,
    },
    {
      name: 'issued on the lock date: formed; the day after: originated; not stated: unknown',
      now: at2019(...STOCK, 'X,c5,1,次级,2018-12-31,', 'Y,c6,2,次级,2019-01-01,', 'W,c7,4,次级,,'),
      old: still,
      fresh: { formation: 7, closing: 7 },
      inferred: 3,
      segments: { A: 'old', B: 'old', X: 'formed', Y: 'originated', W: 'origin-unknown' },
    },
  ])('$name', check);

  it('knows a loan without an issue date that an earlier ledger holds', () => {
    const base = at2018('A,c1,100,次级,2017-03-01,', 'W,c7,4,正常,,');
    const book = { now: at2019('A,c1,100,次级,2017-03-01,', 'W,c7,4,次级,,'), since: [base], locks: [base] };
    expect(segmentsOf(measureBook(book))).toEqual({ A: 'old', W: 'formed' });
  });

  it("tags another note of a locked borrower (老户新增), and not another institution's borrower of the same id", () => {
    const header = 'institution,loan_id,borrower_id,balance,class,issue_date';
    const base = ledger('2018-12-31', header, '甲行,A,c1,100,次级,2017-03-01');
    const now = ledger(
      '2019-12-31',
      header,
      '甲行,A,c1,100,次级,2017-03-01',
      '甲行,A2,c1,7,次级,2017-03-01',
      '乙行,A,c1,30,次级,2017-03-01',
    );
    const { figures } = measureBook({ now, locks: [base] });
    expect(figures.segments?.newOfLockedBorrowers).toEqual({ count: 1, balance: 700n });
    expect(figures.segments?.old).toEqual({ count: 1, balance: 10000n });
    expect(figures.segments?.formed).toEqual({ count: 2, balance: 3700n });
  });
});
