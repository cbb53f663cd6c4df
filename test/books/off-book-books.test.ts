import { expect, it } from 'vitest';
import { claimsToLock } from '../../src/measure/locked-claims.js';
import { measureWriteOffReport } from '../../src/measure/write-off-report.js';
import { claimTotal } from '../../src/model/claim-total.js';
import { traceLineage } from '../../src/segment/lineage.js';
import { backgroundOf, lockOf } from '../support/book.js';
import { CN_2023, day, ledger, monthOf } from '../support/ledger.js';
import { newRandom, yuanOf } from './random-book.js';

const BOOKS = 1000;
const HEADER = 'loan_id,balance,class';
const START = ledger('2018-12-31', HEADER, 'P,500,正常');
const NOW = ledger('2019-12-31', HEADER, 'P,500,正常');

/** Register rows of one random history, and what its sums must be, kept as the rows are written. */
function history(seed: number) {
  const pick = newRandom(seed * 104_729 + 11);
  const upTo = (most: number) => pick(most + 1);
  const rows = { off: [] as string[], back: [] as string[], offBefore: [] as string[], backBefore: [] as string[] };
  const sums = { locked: 0, lockedCount: 0, collected: 0, interest: 0, fresh: 0, freshCollected: 0 };
  const date = (year: number, month: number) => `${year}-${String(month).padStart(2, '0')}-15`;
  for (let i = 0; i < 1 + upTo(7); i++) {
    const loan = `L${i}`;
    const isOld = pick(10) < 6;
    const principal = 1 + upTo(999_999);
    const written = `${date(isOld ? 2018 : 2019, 3)},${loan},${yuanOf(principal)},`;
    rows.off.push(written);
    if (isOld) rows.offBefore.push(written);
    let left = principal;
    for (const [year, month] of [
      [2018, 6],
      [2018, 12],
      [2019, 4],
      [2019, 11],
    ] as const) {
      if ((year === 2018 && !isOld) || pick(10) < 4) continue;
      const paid = pick(10) < 2 ? left : upTo(left);
      const interest = 1 + upTo(500);
      const row = `${date(year, month)},${loan},${yuanOf(paid)},${yuanOf(interest)},已核销`;
      left -= paid;
      rows.back.push(row);
      if (year === 2018) rows.backBefore.push(row);
      else if (isOld) sums.collected += paid;
      else sums.freshCollected += paid;
      if (year === 2019 && isOld) sums.interest += interest;
      if (year === 2018 && left === 0) break;
    }
    if (!isOld) sums.fresh += principal;
    const before = rows.backBefore
      .filter((row) => row.includes(`,${loan},`))
      .reduce((sum, row) => sum + centsOf(row.split(',')[2] as string), 0);
    if (isOld && before < principal) {
      sums.locked += principal - before;
      sums.lockedCount++;
    } else if (isOld) sums.interest -= interestOf(rows.back, loan);
  }
  return { rows, sums };
}

const centsOf = (yuan: string) => Number(yuan.replace('.', ''));
const interestOf = (rows: readonly string[], loan: string) =>
  rows
    .filter((row) => row.startsWith('2019') && row.includes(`,${loan},`))
    .reduce((sum, row) => sum + centsOf(row.split(',')[3] as string), 0);

it(`${BOOKS} random histories of claims tie to the book of claims, with the registers of before the lock and without`, {
  timeout: 240_000,
}, () => {
  const seen = { locked: 0, collected: 0, fresh: 0 };
  const [start, now, base] = [monthOf(START), monthOf(NOW), lockOf(START)];
  const { families } = traceLineage([start.portfolio], [], []);
  for (let seed = 1; seed <= BOOKS; seed++) {
    const { rows, sums } = history(seed);
    const text = (off: readonly string[], back: readonly string[]) => ({
      writeOffs: ['date,loan_id,principal,reverses', ...off, ''].join('\n'),
      ...(back.length === 0 ? {} : { recoveries: ['date,loan_id,principal,interest_off_book,claim', ...back, ''].join('\n') }),
    });
    const then = rows.offBefore.length === 0 ? {} : text(rows.offBefore, rows.backBefore);
    const booked = backgroundOf({ now: START, ...then }, CN_2023, 'stricter');
    const claims = claimsToLock(booked, day('2018-12-31'), { months: [start], locks: [], families });
    const lock = { ...base, loans: base.loans, offBook: { registers: [], total: claimTotal(claims), claims } };
    expect([Number(lock.offBook.total.left), claims.length], `history ${seed}`).toEqual([sums.locked, sums.lockedCount]);
    const isNew = (row: string) => row.startsWith('2019');
    for (const given of [text(rows.off, rows.back), text([...rows.off.filter(isNew), '2019-12-01,ZZ,1.00,'], rows.back.filter(isNew))]) {
      const extra = given.writeOffs.includes('ZZ') ? 100 : 0;
      const report = measureWriteOffReport({
        ...backgroundOf({ now: NOW, ...given }, CN_2023, 'stricter'),
        ...{ locks: [lock], current: now, earlier: [start], dimensions: [], families },
      });
      const since = report.offBook[0]?.since;
      const found = [
        since?.collected,
        since?.interest,
        since?.left,
        since?.fresh.writtenOff,
        since?.fresh.collected,
        since?.difference,
        since?.other,
      ];
      expect(found.map(Number), `history ${seed}`).toEqual([
        ...[sums.collected, sums.interest, sums.locked - sums.collected, sums.fresh + extra, sums.freshCollected, 0, 0],
      ]);
      const closing = sums.locked - sums.collected + sums.fresh + extra - sums.freshCollected;
      expect([Number(report.claims.closing), Number(since?.closing)], `history ${seed}`).toEqual([closing, closing]);
    }
    seen.locked += sums.lockedCount;
    seen.collected += sums.collected;
    seen.fresh += sums.fresh;
  }
  for (const amount of Object.values(seen)) expect(amount).toBeGreaterThan(BOOKS);
});
