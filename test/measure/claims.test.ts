import { describe, expect, it } from 'vitest';
import { measureWriteOffReport, type WriteOffReport } from '../../src/measure/write-off-report.js';
import { traceLineage } from '../../src/segment/lineage.js';
import { type Book, backgroundOf, bridgeOf, measureBook } from '../support/book.js';
import { CN_2023, ledger, monthOf } from '../support/ledger.js';

const HEADER = 'loan_id,balance,class';
const start = ledger('2018-12-31', HEADER, 'A,100,次级', 'B,50,次级', 'P,500,正常');
const year = (more: Partial<Book>): Book => ({
  now: ledger('2019-12-31', HEADER, 'B,50,次级', 'P,500,正常'),
  since: [start],
  locks: [start],
  ...more,
});
const writeOffs = (...rows: readonly string[]) => ['date,loan_id,principal,reverses', ...rows, ''].join('\n');
const recoveries = (...rows: readonly string[]) => ['date,loan_id,principal,claim,reverses', ...rows, ''].join('\n');

function report(book: Book): WriteOffReport {
  const [current, ...earlier] = [book.now, ...(book.since ?? [])].map((text) => monthOf(text));
  if (current === undefined) throw new Error('no ledger');
  return measureWriteOffReport({
    ...backgroundOf(book, CN_2023, 'stricter'),
    current,
    earlier,
    families: traceLineage([], [], []).families,
    dimensions: [],
  });
}

describe('principal recovered is never more than was written off', () => {
  it.each([
    // 100 written off, 100.01 back: the write-off report refuses what the main report refuses.
    ['in all', writeOffs('2019-02-01,A,100,'), recoveries('2019-03-01,A,100.01,已核销,')],
    // On 2018-12-20 nothing had been written off yet.
    ['on its day, before the year', writeOffs('2019-02-01,A,100,'), recoveries('2018-12-20,A,10,已核销,')],
    ['on its day, in the year', writeOffs('2019-06-01,A,100,'), recoveries('2019-02-01,A,10,已核销,')],
    // 100 of A taken back: nothing is left to collect, and the money must be booked again as what it is.
    [
      'of a write-off taken back later',
      writeOffs('2018-05-01,A,100,', '2019-02-01,A,100,2018-05-01'),
      recoveries('2018-08-01,A,30,已核销,'),
    ],
    [
      'of a write-off taken back before',
      writeOffs('2018-05-01,A,100,', '2018-06-01,A,100,2018-05-01'),
      recoveries('2018-08-01,A,30,已核销,'),
    ],
  ])('%s', (_, off, back) => {
    const book = year({ writeOffs: off, recoveries: back });
    expect(() => report(book)).toThrow('E_RECOVERY_EXCEEDS');
    expect(() => measureBook(book)).toThrow('E_RECOVERY_EXCEEDS');
  });
  it('but exactly as much may come back, on the same day too', () => {
    const found = report(
      year({ writeOffs: writeOffs('2019-02-01,A,100,'), recoveries: recoveries('2019-02-01,A,60,已核销,', '2019-12-31,A,40,已核销,') }),
    );
    expect(found.claims).toMatchObject({ writtenOff: 10_000n, recovered: 10_000n, closing: 0n, closingCount: 0 });
  });
});

describe('a write-off that is corrected', () => {
  it('keeps what was collected on it', () => {
    // 110 in 2018 by mistake, 100 in truth; 30 came back in 2018. Opening 110 - 30, + 100 - 110, closing 100 - 30.
    const off = writeOffs('2018-05-01,X,110,', '2019-02-01,X,110,2018-05-01', '2019-02-01,X,100,');
    const found = report(year({ writeOffs: off, recoveries: recoveries('2018-08-01,X,30,,') }));
    expect(found.claims).toMatchObject({ opening: 8000n, writtenOff: 10_000n, writtenBack: 11_000n, recovered: 0n, closing: 7000n });
    expect(found.claims.withoutClaim).toBe(0n);
  });
  it('over the start of the year: taken back in 2018, booked again in 2019', () => {
    // At the end of 2018 nothing is written off and 30 were collected: -30 + 100 = 70.
    const off = writeOffs('2018-05-01,X,100,', '2018-07-01,X,100,2018-05-01', '2019-02-01,X,100,');
    const found = report(year({ writeOffs: off, recoveries: recoveries('2018-06-01,X,30,,') }));
    expect(found.claims).toMatchObject({ opening: -3000n, openingCount: 0, writtenOff: 10_000n, writtenBack: 0n, closing: 7000n });
  });
});

describe('money of which no row says whether it came after a write-off', () => {
  it('is cash where the write-off was taken back for good: as if it had never been', () => {
    // A: written off on 1 March by mistake, taken back on the 5th, paid whole on 10 April.
    const book = year({
      writeOffs: writeOffs('2019-03-01,A,100,', '2019-03-05,A,100,2019-03-01'),
      recoveries: recoveries('2019-04-10,A,100,,'),
    });
    const { figures } = measureBook(book);
    expect(bridgeOf(figures.segments?.bridge)).toEqual({ opening: 150, cash: 100, closing: 50 });
    expect(figures.writeOffs?.recovered).toEqual({ principal: 0n, interest: 0n });
    expect(report(book).claims).toMatchObject({ recovered: 0n, closing: 0n });
  });
  it('is cash where the first ledger since still holds the loan', () => {
    // A: 40 of 100 written off in February, 15 paid in March on the 60 left, the last 45 written off in May.
    const book = year({
      since: [start, ledger('2019-03-31', HEADER, 'A,45,次级', 'B,50,次级', 'P,500,正常')],
      writeOffs: writeOffs('2019-02-10,A,40,', '2019-05-10,A,45,'),
      recoveries: recoveries('2019-03-10,A,15,,'),
    });
    const { figures } = measureBook(book);
    expect(bridgeOf(figures.segments?.bridge)).toEqual({ opening: 150, cash: 15, writeOff: 85, closing: 50 });
    expect(figures.writeOffs?.recovered.principal).toBe(0n);
  });
  it('is taken back as what it was, whatever the ledgers hold by then', () => {
    // 15 paid in March while A was there, A written off in May, the 15 taken back in June: 40 + 60 written off.
    const book = year({
      since: [start, ledger('2019-03-31', HEADER, 'A,45,次级', 'B,50,次级', 'P,500,正常')],
      writeOffs: writeOffs('2019-02-10,A,40,', '2019-05-10,A,60,'),
      recoveries: recoveries('2019-03-10,A,15,,', '2019-06-10,A,15,,2019-03-10'),
    });
    expect(bridgeOf(measureBook(book).figures.segments?.bridge)).toEqual({ opening: 150, writeOff: 100, closing: 50 });
  });
});

describe('what two registers state of one recovery', () => {
  it('is refused where the interest stands in one of them alone', () => {
    const events = 'date,loan_id,kind,principal\n2019-02-01,A,核销,100\n2019-04-01,A,已核销收回,30\n';
    const back = 'date,loan_id,principal,interest_off_book\n2019-04-01,A,30,5\n';
    expect(() => report(year({ events, recoveries: back }))).toThrow('E_EVENT_TWICE');
  });
});

describe('entrusted disposals', () => {
  const disposals = (...rows: readonly string[]) => ['date,loan_id,kind,principal,reverses', ...rows, ''].join('\n');
  const given = '2019-03-01,B,委托处置,50,';
  it.each([
    ['that names another day', disposals(given, '2019-04-01,B,委托处置,50,2019-03-02'), 'E_REVERSAL'],
    ['that names another amount', disposals(given, '2019-04-01,B,委托处置,40,2019-03-01'), 'E_REVERSAL'],
    ['twice', disposals(given, '2019-04-01,B,委托处置,50,2019-03-01', '2019-04-02,B,委托处置,50,2019-03-01'), 'E_REVERSAL'],
  ])('a reversing entry %s is refused', (_, register, code) => {
    expect(() => report(year({ disposals: register }))).toThrow(code);
  });
  it('one that stands twice is refused', () => {
    expect(() => report(year({ disposals: disposals(given, given) }))).toThrow('E_EVENT_TWICE');
  });
});
