import { describe, expect, it } from 'vitest';
import type { ClaimsSinceLock } from '../../src/measure/claims-since-lock.js';
import { claimsToLock } from '../../src/measure/locked-claims.js';
import { measureWriteOffReport, type WriteOffReport } from '../../src/measure/write-off-report.js';
import type { BaseLock, LockedClaim, OffBookBase } from '../../src/model/base-lock.js';
import { claimTotal } from '../../src/model/claim-total.js';
import { traceLineage } from '../../src/segment/lineage.js';
import { type Book, backgroundOf, lockOf } from '../support/book.js';
import { CN_2023, day, ledger, monthOf } from '../support/ledger.js';

const HEADER = 'loan_id,borrower_id,balance,class,branch,officer';
const before = ledger('2017-12-31', HEADER, 'D,K4,70,次级,甲,周', 'F,K6,70,可疑,乙,林', 'E,K5,100,损失,乙,林', 'P,K9,500,正常,甲,周');
const start = ledger('2018-12-31', HEADER, 'A,K1,100,次级,甲,周', 'F,K6,20,可疑,丙,林', 'P,K9,500,正常,甲,周');
const now = ledger('2019-12-31', HEADER, 'P,K9,500,正常,甲,周');
const writeOffs = (...rows: readonly string[]) => ['date,loan_id,principal,reverses', ...rows, ''].join('\n');
const recoveries = (...rows: readonly string[]) => ['date,loan_id,principal,interest_off_book,fees,claim,reverses', ...rows, ''].join('\n');

/*
 * By the end of 2018: D 70 written off, 10 came back: 60 left. F 50 of 70 written off, 20 stay on the book: 50 left. E 100 written
 * off, 70 and 30 came back: nothing left. X 40 written off by mistake and taken back. Two claims: 120 - 10 = 110.
 */
const OLD_OFF = ['2017-06-30,E,100,', '2018-05-01,F,50,', '2018-11-30,D,70,', '2018-02-01,X,40,', '2018-02-03,X,40,2018-02-01'];
const OLD_BACK = ['2018-03-01,E,70,,,,', '2018-04-01,E,30,,,,', '2018-12-15,D,10,4,,,'];
/*
 * 2019: 15 of D with 3 of interest and 1 of fees; the other 20 of F are written off, and 60 come in on F: 50 are of the locked claim,
 * 10 of the new. A 100 is written off, 40 come back. The 30 of E were another loan's: taken back, E has 30 left again.
 */
const NEW_OFF = ['2019-03-31,A,100,', '2019-04-01,F,20,'];
const NEW_BACK = ['2019-02-15,D,15,3,1,,', '2019-09-01,F,60,,,已核销,', '2019-09-02,A,40,,,,'];
const E_BACK = '2019-05-01,E,30,,,,2018-04-01';

function lockedAt(book: Partial<Book>): LockedClaim[] {
  const background = backgroundOf({ now: start, ...book }, CN_2023, 'stricter');
  const months = [monthOf(start), monthOf(before)];
  const portfolios = months.map(({ portfolio }) => portfolio);
  const { families } = traceLineage(portfolios, [], background.events);
  return claimsToLock(background, day('2018-12-31'), { months, locks: [], families });
}

const AT_LOCK: Partial<Book> = { writeOffs: writeOffs(...OLD_OFF), recoveries: recoveries(...OLD_BACK) };

describe('what is locked off the book', () => {
  it('is what was written off and not collected, with whose it was by the latest ledger that knows it', () => {
    expect(lockedAt(AT_LOCK)).toEqual([
      {
        ...{ key: 'D', borrower: 'K4', branch: '甲', officer: '周', writtenOffOn: day('2018-11-30') },
        ...{ principal: 7000n, collected: 1000n, left: 6000n },
      },
      {
        ...{ key: 'F', borrower: 'K6', branch: '丙', officer: '林', writtenOffOn: day('2018-05-01') },
        ...{ principal: 5000n, collected: 0n, left: 5000n },
      },
    ]);
  });
  it('names nobody where nothing says whose it was', () => {
    const claims = lockedAt({ writeOffs: writeOffs('2016-05-01,Z,8,') });
    expect(claims).toEqual([{ key: 'Z', writtenOffOn: day('2016-05-01'), principal: 800n, collected: 0n, left: 800n }]);
  });
});

const TARGET = 8000n;

function lockWith(claims: readonly LockedClaim[], target: bigint | undefined = TARGET): BaseLock {
  const offBook: OffBookBase = { registers: [], total: claimTotal(claims), ...(target === undefined ? {} : { target }), claims };
  const lock = lockOf(start);
  return { ...lock, loans: lock.loans, offBook };
}

function report(registers: Partial<Book>, lock: BaseLock): WriteOffReport {
  const book: Book = { now, since: [start], ...registers };
  const [current, ...earlier] = [now, start].map((text) => monthOf(text));
  if (current === undefined) throw new Error('no ledger');
  const background = backgroundOf(book, CN_2023, 'stricter');
  const { families } = traceLineage([current.portfolio], [], background.events);
  return measureWriteOffReport({ ...background, locks: [lock], current, earlier, dimensions: [], families });
}

function since(registers: Partial<Book>, lock = lockWith(lockedAt(AT_LOCK))): ClaimsSinceLock {
  const { offBook, claims } = report(registers, lock);
  const found = offBook[0]?.since as ClaimsSinceLock;
  // The after-write-off book (账销案存) closes at the same sum.
  expect(found.closing).toBe(claims.closing);
  return found;
}

const ALL: Partial<Book> = {
  writeOffs: writeOffs(...OLD_OFF, ...NEW_OFF),
  recoveries: recoveries(...OLD_BACK, ...NEW_BACK, E_BACK),
};

describe('the off-book section since the lock', () => {
  it('ties to the cent: 110 - 65 = 45; + 120 - 50 = 70 of new write-offs; + 30 opened again = 145', () => {
    const found = since(ALL);
    expect(found).toMatchObject({ collected: 6500n, interest: 400n, writtenBack: 0n, left: 4500n, leftCount: 1 });
    expect(found.fresh).toEqual({ count: 2, writtenOff: 12_000n, collected: 5000n, left: 7000n });
    expect([found.other, found.difference, found.differences, found.closing]).toEqual([3000n, 0n, [], 14_500n]);
    expect(found.claims.map(({ locked, collected, interest, left }) => [locked.key, collected, interest, left])).toEqual([
      ['D', 1500n, 400n, 4500n],
      ['F', 5000n, 0n, 0n],
    ]);
  });
  it('holds the principal collected on locked claims against the target: 65 of 80; without one there is no completion', () => {
    expect(since(ALL)).toMatchObject({ completion: { numerator: 6500n, denominator: 8000n }, toCollect: 1500n });
    const found = since(ALL, { ...lockWith(lockedAt(AT_LOCK)), offBook: { registers: [], total: claimTotal([]), claims: [] } });
    expect(Object.keys(found)).not.toContain('completion');
    expect(Object.keys(found)).not.toContain('toCollect');
  });
  it('needs no register of before the lock: what registers do not speak of is as it was locked', () => {
    const back = NEW_BACK.map((row) => row.replace('D,15,3,1,,', 'D,15,3,1,已核销,'));
    const found = since({ writeOffs: writeOffs(...NEW_OFF), recoveries: recoveries(...back) });
    // As above, without E, of which nothing is known: 45 + 70.
    expect(found).toMatchObject({ collected: 6500n, left: 4500n, other: 0n, differences: [], closing: 11_500n });
    const { claims } = report({ writeOffs: writeOffs(...NEW_OFF) }, lockWith(lockedAt(AT_LOCK)));
    expect([claims.opening, claims.writtenOff, claims.closing]).toEqual([11_000n, 12_000n, 23_000n]);
  });
  it('refuses more on a claim that the lock alone states than was left of it', () => {
    const registers = { writeOffs: writeOffs(...NEW_OFF), recoveries: recoveries('2019-02-15,D,60.01,,,已核销,') };
    expect(() => report(registers, lockWith(lockedAt(AT_LOCK)))).toThrow('E_RECOVERY_EXCEEDS');
  });
  it('a write-off taken back and booked again at another sum is a correction: D 70 -> 65, less 15 = 40 left, and nothing new', () => {
    const off = writeOffs(...OLD_OFF, '2019-06-01,D,70,2018-11-30', '2019-06-01,D,65,');
    const found = since({ writeOffs: off, recoveries: recoveries(...OLD_BACK, '2019-02-15,D,15,,,,') });
    expect(found.claims.find(({ locked }) => locked.key === 'D')).toMatchObject({ writtenBack: 500n, collected: 1500n, left: 4000n });
    expect(found.fresh.count).toBe(0);
    // 40 of D and 50 of F.
    expect(found.closing).toBe(9000n);
  });
  it('a write-off taken back for good is no claim any more, whether what had come in is taken back or is cash then', () => {
    const off = writeOffs(...OLD_OFF, '2019-06-01,D,70,2018-11-30');
    for (const back of [recoveries(...OLD_BACK, '2019-06-01,D,10,4,,,2018-12-15'), recoveries(...OLD_BACK)]) {
      const found = since({ writeOffs: off, recoveries: back });
      expect(found.claims.find(({ locked }) => locked.key === 'D')).toMatchObject({ writtenBack: 6000n, collected: 0n, left: 0n });
      // F alone.
      expect([found.differences, found.closing]).toEqual([[], 5000n]);
    }
  });
});

describe('registers that say something else than the lock', () => {
  it('another sum, another collection, and a claim that the lock lacks are told, and stand in the tie', () => {
    // D 75 instead of 70; 5 came in on F before the lock; G 33 was written off in October. 5 - 5 + 33 = 33.
    const off = writeOffs(...OLD_OFF.map((row) => row.replace('D,70', 'D,75')), '2018-10-01,G,33,');
    const found = since({ writeOffs: off, recoveries: recoveries(...OLD_BACK, '2018-06-01,F,5,,,已核销,') });
    expect(found.differences).toEqual([
      {
        loan: 'D',
        locked: { principal: 7000n, collected: 1000n, left: 6000n },
        stated: { principal: 7500n, collected: 1000n, left: 6500n },
      },
      {
        loan: 'F',
        locked: { principal: 5000n, collected: 0n, left: 5000n },
        stated: { principal: 5000n, collected: 500n, left: 4500n },
      },
      { loan: 'G', stated: { principal: 3300n, collected: 0n, left: 3300n } },
    ]);
    expect([found.left, found.difference, found.closing]).toEqual([11_000n, 3300n, 14_300n]);
  });
  it('and silence is a difference where the lock is later than the year began: what came in when is not known', () => {
    const lock = { ...lockWith(lockedAt(AT_LOCK)), lockDate: day('2019-01-31') };
    const found = since({ writeOffs: writeOffs(...NEW_OFF) }, { ...lock, loans: lock.loans } as BaseLock);
    expect(found.differences.map(({ loan, stated }) => [loan, stated])).toEqual([
      ['D', undefined],
      ['F', { principal: 0n, collected: 0n, left: 0n }],
    ]);
    expect(found.difference).toBe(-11_000n);
  });
});
