import { describe, expect, it } from 'vitest';
import { measureNplReport } from '../../src/measure/npl-report.js';
import { qualityByDimension } from '../../src/measure/quality.js';
import { type Book, reportInputOf } from '../support/book.js';
import { ledger } from '../support/ledger.js';

const HEADER = 'loan_id,balance,class,branch';
const start = ledger('2018-12-31', HEADER, 'A,100,次级,甲', 'B,50,次级,乙', 'P,500,正常,甲', 'Q,300,正常,乙');
const now = ledger('2019-12-31', HEADER, 'B,50,次级,乙', 'P,500,正常,甲', 'Q,300,正常,乙');

/** What was taken off by branch, in cents, and in all. */
function takenOff(book: Partial<Book>) {
  const input = reportInputOf({ now, since: [start], by: ['branch'], ...book });
  const figures = measureNplReport({ ...input, dimensions: [] });
  const rows = qualityByDimension(input, figures);
  return { rows, by: Object.fromEntries(rows.map((row) => [row.key.branch, row.takenOff])), total: figures.restored?.takenOff };
}
const events = (...rows: readonly string[]) => ['date,loan_id,kind,principal,price', ...rows, ''].join('\n');

describe('quality by branch', () => {
  it('sums to what was taken off in all', () => {
    expect(takenOff({ events: events('2019-02-01,A,write-off,100,') })).toMatchObject({ by: { 甲: 10_000n, 乙: 0n }, total: 10_000n });
  });
  it('leaves out an exit of a loan that was never NPL and is still there, as the total does', () => {
    // P performs with 500 before and after: "written off" 40 is a mistyped id.
    const found = takenOff({ events: events('2019-02-01,A,write-off,100,', '2019-03-01,P,write-off,40,') });
    expect(found).toMatchObject({ by: { 甲: 10_000n, 乙: 0n }, total: 10_000n });
  });
  it('leaves out the sale of a claim that had been written off: no NPL is sold twice', () => {
    // X came and left between the ledgers: formed with 70, written off, and then sold for 5.
    const register = events('2019-02-01,X,formation,70,', '2019-03-01,X,write-off,70,', '2019-09-01,X,transfer,70,5');
    expect(takenOff({ events: register })).toMatchObject({ by: { '': 7000n }, total: 7000n });
  });
  it('has no ratio by branch where the ledger holds a part of the loans', () => {
    const { rows } = takenOff({ events: events('2019-02-01,A,write-off,100,'), loansTotal: 500_000n });
    expect(rows.map(({ printed, restored }) => [printed.ratio, restored])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });
  it('says nothing of what was taken off where no register does', () => {
    expect(takenOff({}).rows.map((row) => [row.takenOff, row.restored])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });
});
