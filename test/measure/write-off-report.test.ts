import { describe, expect, it } from 'vitest';
import { findEligible } from '../../src/classify/eligible-loans.js';
import { measureBacklog } from '../../src/measure/backlog.js';
import { evidenceOnFile } from '../../src/measure/evidence-on-file.js';
import { measureWriteOffReport, type WriteOffReport } from '../../src/measure/write-off-report.js';
import type { Dimension } from '../../src/model/loan-fields.js';
import { textAt } from '../../src/model/text-index.js';
import { readEligibility } from '../../src/policy/read-eligibility.js';
import { readEvidence } from '../../src/registers/evidence.js';
import { traceLineage } from '../../src/segment/lineage.js';
import { type Book, backgroundOf, measureBook } from '../support/book.js';
import { CN_2023, ledger, monthOf, readText } from '../support/ledger.js';

const HEADER = 'loan_id,balance,class,branch';
const start = ledger('2018-12-31', HEADER, 'A,100,次级,甲', 'B,50,次级,乙', 'C,60,可疑,乙', 'P,790,正常,甲');

/** The year's write-off report of a book, from its registers. */
function report(book: Book, dimensions: readonly Dimension[] = ['branch']): WriteOffReport {
  const background = backgroundOf(book, CN_2023, 'stricter');
  const months = [book.now, ...(book.since ?? [])].map((text) => monthOf(text));
  const [current, ...earlier] = months;
  if (current === undefined) throw new Error('no ledger');
  const { families } = traceLineage(
    months.map(({ portfolio }) => portfolio),
    background.idMap,
    background.events,
  );
  return measureWriteOffReport({ ...background, current, earlier, families, dimensions });
}

/*
 * A: 40 written off on 31 March, 60 on 5 December, both on ground 甲; 30 of A come back in June, 5 of them again in December, with
 * 2 of interest and 1 of fees. B: sold on 1 December for 20 of 50, loss 30. C: foreclosed at 45 of 60. D: 70 written off on
 * 2018-11-30, before the lock; 10 came back in 2018, 15 in 2019.
 */
const BOOK: Book = {
  now: ledger('2019-12-31', HEADER, 'P,790,正常,甲'),
  since: [start],
  locks: [start],
  writeOffs: [
    'date,loan_id,principal,interest,ground',
    '2018-11-30,D,70,7,破产',
    '2019-03-31,A,40,3,执行终结',
    '2019-12-05,A,60,4,执行终结',
    '',
  ].join('\n'),
  recoveries: [
    'date,loan_id,principal,interest_off_book,fees',
    '2018-12-15,D,10,,',
    '2019-02-15,D,15,,',
    '2019-06-30,A,30,,',
    '2019-12-10,A,5,2,1',
    '',
  ].join('\n'),
  disposals: ['date,loan_id,kind,principal,price,loss', '2019-12-01,B,转让,50,20,30', '2019-07-01,C,抵债,60,45,', ''].join('\n'),
};

describe('the write-off report', () => {
  const found = report(BOOK);
  it('adds up month, year and since the lock, by channel', () => {
    // December: 60 + 30; the year and since the lock of 2018-12-31: 40 + 60 + 30 = 130, of which 100 are written off. One loan A.
    const period = (writeOff: number, loss: number, loans: [number, number, number], interest: number) => ({
      writeOff: { count: loans[0], principal: BigInt(writeOff * 100) },
      transferLoss: { count: loans[1], principal: BigInt(loss * 100) },
      total: { count: loans[2], principal: BigInt((writeOff + loss) * 100) },
      interest: BigInt(interest * 100),
      takenBack: { count: 0, principal: 0n },
    });
    expect(found.month).toEqual(period(60, 30, [1, 1, 2], 4));
    expect(found.yearToDate).toEqual(period(100, 30, [1, 1, 2], 7));
    expect(found.sinceLock).toEqual(period(100, 30, [1, 1, 2], 7));
  });
  it('agrees with the bridge: what left by write-off and by sale is the same', () => {
    const { segments } = measureBook(BOOK).figures;
    expect(segments?.bridge.channels).toMatchObject({ writeOff: 10_000n, transfer: 5000n, foreclosure: 6000n, cash: 0n });
    expect(segments?.unexplained).toEqual([]);
  });
  it.each([
    // B (50) is sold on 1 June for 8 of 20 and on 1 December for 20 of 30: losses of 12 and 10.
    ['no row', '', 22],
    ['a row for the first, by its day', '2019-06-01,B,12,转让', 22],
    ['a row for the second, of another day', '2019-12-05,B,10,转让', 22],
    ['a row for both, of another day and sum', '2019-12-31,B,22,转让', 22],
    ['rows for both', '2019-06-01,B,12,转让\n2019-12-01,B,10,转让', 22],
    // The row has precedence, and is told (W_TRANSFER_LOSS).
    ['a row that says otherwise of the first', '2019-06-01,B,11,转让', 21],
  ])('of a loan sold in two parts, with %s', (_, row, loss) => {
    const disposals = 'date,loan_id,kind,principal,price\n2019-06-01,B,转让,20,8\n2019-12-01,B,转让,30,20\n';
    const { yearToDate } = report({ now: BOOK.now, since: [start], disposals, writeOffs: `date,loan_id,principal,channel\n${row}\n` });
    expect(yearToDate.transferLoss.principal).toBe(BigInt(loss * 100));
  });

  it('of a note that came and went between two ledgers, by the branch of what it replaced', () => {
    // C (60, 乙) is renewed by N1, that by N2, and N2 is written off: no ledger holds either note.
    const events = ['date,loan_id,kind,principal,new_loan_id', '2019-02-01,C,renewal,60,N1', '2019-03-01,N1,renewal,60,N2', ''].join('\n');
    const { by } = report({ now: BOOK.now, since: [start], events, writeOffs: 'date,loan_id,principal\n2019-05-01,N2,60\n' });
    expect(by.map(({ key, yearToDate }) => [key.branch, yearToDate.principal])).toEqual([['乙', 6_000n]]);
  });

  it('by ground and by branch, of loans that are on no ledger any more', () => {
    expect(found.grounds).toEqual([
      {
        ground: '执行终结',
        month: { count: 1, principal: 6000n },
        yearToDate: { count: 1, principal: 10_000n },
        sinceLock: { count: 1, principal: 10_000n },
      },
      {
        ground: '',
        month: { count: 1, principal: 3000n },
        yearToDate: { count: 1, principal: 3000n },
        sinceLock: { count: 1, principal: 3000n },
      },
    ]);
    expect(found.by.map(({ key, yearToDate }) => [key.branch, yearToDate.principal])).toEqual([
      ['甲', 10_000n],
      ['乙', 3000n],
    ]);
  });
  it('rates: 130 of 1000 loans and of 210 NPL at the start of the year', () => {
    expect(found.rates).toEqual({
      ofLoans: { numerator: 13_000n, denominator: 100_000n },
      ofNpl: { numerator: 13_000n, denominator: 21_000n },
    });
  });
  it('the other disposals, and their price', () => {
    expect(found.disposals).toEqual([
      { kind: 'transfer', count: 1, principal: 5000n, price: 2000n, loss: 3000n },
      { kind: 'foreclosure', count: 1, principal: 6000n, price: 4500n, loss: 0n },
    ]);
  });
  it('the claims: 60 + 100 - 50 = 110; the loss of a sale is no claim', () => {
    // Opening: D, 70 - 10. Written off: A, 100. Recovered in the year: 15 + 30 + 5. Closing: D 45, A 65.
    expect(found.claims).toMatchObject({
      opening: 6000n,
      openingCount: 1,
      writtenOff: 10_000n,
      writtenBack: 0n,
      recovered: 5000n,
      recoveredBack: 0n,
      closing: 11_000n,
      closingCount: 2,
      interest: 200n,
      fees: 100n,
      withoutClaim: 0n,
    });
    expect(found.claims.vintages).toEqual([
      { year: 2019, loans: 1, writtenOff: 10_000n, recovered: 3500n, left: 6500n, rate: { numerator: 3500n, denominator: 10_000n } },
      { year: 2018, loans: 1, writtenOff: 7000n, recovered: 2500n, left: 4500n, rate: { numerator: 2500n, denominator: 7000n } },
    ]);
  });
  it('money goes to the earliest write-off of a loan first', () => {
    // 30 of 2017 and 50 of 2018 were written off, 40 came back: 30 of 30 and 10 of 50.
    const found = report({
      ...BOOK,
      writeOffs: 'date,loan_id,principal\n2018-05-05,Y,50\n2017-05-05,Y,30\n',
      recoveries: 'date,loan_id,principal\n2019-05-05,Y,40\n',
    });
    expect(found.claims.vintages.map(({ year, recovered, left }) => [year, recovered, left])).toEqual([
      [2018, 1000n, 4000n],
      [2017, 3000n, 0n],
    ]);
  });
  it('what is taken back in the year of an earlier one is apart, and the claims tie', () => {
    // D stands on the ledger again with 70; its recoveries of 10 and 15 are taken back too.
    const book: Book = {
      ...BOOK,
      now: ledger('2019-12-31', HEADER, 'P,790,正常,甲', 'D,70,次级,乙'),
      writeOffs: 'date,loan_id,principal,interest,reverses\n2018-11-30,D,70,7,\n2019-05-05,D,70,7,2018-11-30\n',
      recoveries: [
        'date,loan_id,principal,claim,reverses',
        '2018-12-15,D,10,已核销,',
        '2019-02-15,D,15,已核销,',
        '2019-05-05,D,10,已核销,2018-12-15',
        '2019-05-05,D,15,已核销,2019-02-15',
        '',
      ].join('\n'),
      disposals: ['date,loan_id,kind,principal,price,loss', '2019-12-01,B,转让,50,20,30', '2019-07-01,C,抵债,60,45,', ''].join('\n'),
    };
    const again = report(book);
    expect(again.yearToDate).toMatchObject({ writeOff: { count: 0, principal: 0n }, takenBack: { count: 1, principal: 7000n } });
    // 60 - 70 + 10 = 0: the 15 of February was taken back within the year, so it is in no line.
    expect(again.claims).toMatchObject({
      opening: 6000n,
      writtenBack: 7000n,
      recovered: 0n,
      recoveredBack: 1000n,
      closing: 0n,
      closingCount: 0,
    });
  });
});

describe('entrusted disposals', () => {
  it('are no exit: the bridge does not know them, and a loan that is gone is unexplained', () => {
    const disposals = 'date,loan_id,kind,principal\n2019-07-01,A,委托处置,100\n';
    const stays: Book = { now: { ...start, date: '2019-12-31' }, since: [start], locks: [start], disposals };
    expect(report(stays).disposals).toEqual([{ kind: 'entrusted', count: 1, principal: 10_000n, loss: 0n }]);
    expect(measureBook(stays).figures.segments?.unexplained).toEqual([]);
    const gone = { ...stays, now: ledger('2019-12-31', HEADER, 'B,50,次级,乙', 'C,60,可疑,乙', 'P,790,正常,甲') };
    expect(measureBook(gone).figures.segments?.unexplained.map(({ family, unexplained }) => [family, unexplained])).toEqual([
      ['A', 10_000n],
    ]);
  });
});

describe('the backlog', () => {
  const TABLE = readEligibility('cn-2017');
  const month = monthOf(
    ledger(
      '2019-12-31',
      'loan_id,borrower_id,borrower_type,balance,class,overdue_days,bankruptcy',
      // Companies: 4 m owed, loss, 366 days; 365 days is not more than a year; 3 m + 2.00000001 m together are above 5 m.
      'A,a,非零售,4000000,损失,366,否',
      'B,b,非零售,100,损失,365,否',
      'C,c,非零售,3000000,损失,400,否',
      'D,c,非零售,2000000.01,损失,400,否',
      // Exactly 5 m together counts.
      'E,e,非零售,3000000,损失,400,否',
      'F,e,非零售,2000000,正常,0,否',
      // People: 100 000 is small, 100 000.01 is not.
      'G,g,零售,100000,损失,400,否',
      'H,h,零售,100000.01,损失,400,否',
      // In bankruptcy whatever the size; one that performs is no NPL.
      'I,i,非零售,90000000,可疑,100,是',
    ),
  );
  const onFile = (...rows: readonly string[]) =>
    evidenceOnFile(readText('e.csv', `${['loan_id,evidence', ...rows].join('\n')}\n`, readEvidence).entries, TABLE, rows.length > 0);
  const backlog = (...rows: readonly string[]) => {
    const evidence = onFile(...rows);
    const found = measureBacklog(month, TABLE, findEligible(month, TABLE, CN_2023.dueDayCountsAs, evidence.has), evidence);
    const loans = found.loans.map(({ loan, rules, missing }) => [
      textAt(month.portfolio.keys, loan),
      rules.map(({ id }) => id).join(),
      missing.map(({ id }) => id).join(),
    ]);
    return { ...found, loans, unknown: evidence.unknown };
  };

  it('is what meets a rule, largest first, with the evidence that is missing', () => {
    const found = backlog();
    expect(found.loans).toEqual([
      ['I', 'bankruptcy', 'bankruptcy-ruling,distribution-statement,pursuit-record'],
      ['A', 'small-business-pursued', 'pursuit-record,asset-search'],
      ['E', 'small-business-pursued', 'pursuit-record,asset-search'],
      ['G', 'small-personal-pursued', 'pursuit-record'],
    ]);
    // 90 000 000 + 4 000 000 + 3 000 000 + 100 000
    expect(found.tally).toEqual({ count: 4, balance: 9_710_000_000n });
    expect(found.ready.count).toBe(0);
  });
  it('evidence is found by its name in either language, or its id; with all of it a loan is ready', () => {
    const found = backlog('A,追索记录', 'A,Asset Search', 'G,pursuit-record');
    expect(found.loans.slice(1)).toEqual([
      ['A', 'small-business-pursued', ''],
      ['E', 'small-business-pursued', 'pursuit-record,asset-search'],
      ['G', 'small-personal-pursued', ''],
    ]);
    expect(found.ready).toEqual({ count: 2, balance: 410_000_000n });
  });
  it('an order that ends enforcement makes any NPL eligible, and the nearest rule counts', () => {
    const found = backlog('A,终结执行裁定书', 'H,终结执行裁定书', 'H,财产清查报告', 'Z9,合同');
    expect(found.loans).toContainEqual(['A', 'enforcement-ended,small-business-pursued', 'asset-search']);
    expect(found.loans).toContainEqual(['H', 'enforcement-ended', '']);
    expect(found.unknown.map(({ name }) => name)).toEqual(['合同']);
  });
  it('a rule whose columns are lacking is not assessed', () => {
    const bare = monthOf(ledger('2019-12-31', 'loan_id,balance,class', 'A,1,损失'));
    expect(findEligible(bare, TABLE, 0, () => false)).toEqual({
      loans: [],
      notAssessed: [
        { rule: 'bankruptcy', missing: ['bankruptcy'] },
        { rule: 'small-business-pursued', missing: ['borrowerType', 'daysPastDue'] },
        { rule: 'small-personal-pursued', missing: ['borrowerType', 'daysPastDue'] },
      ],
    });
  });
  it('every rule that comes with the program says that it was not verified', () => {
    expect(TABLE.rules.filter(({ verified }) => verified)).toEqual([]);
  });
});
