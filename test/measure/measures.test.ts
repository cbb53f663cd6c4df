import { describe, expect, it } from 'vitest';
import { shownBorrower } from '../../src/measure/largest-borrowers.js';
import { measureProvision, sumAllowance } from '../../src/measure/provision.js';
import { measureDoubleReduction } from '../../src/measure/reduction.js';
import { lockWarnings } from '../../src/measure/register-checks.js';
import { NO_REVERSALS } from '../../src/measure/settle-reversals.js';
import { measureWriteOffs, mergeWriteOffs } from '../../src/measure/write-offs.js';
import { addCents, newSums, sumAt } from '../../src/model/money.js';
import { Decimal, ratioOf, ratioValue } from '../../src/model/ratio.js';
import type { ProvisionRates } from '../../src/policy/policy.js';
import { readEvents } from '../../src/registers/events.js';
import { readWriteOffs } from '../../src/registers/write-offs.js';
import { segmentLoans } from '../../src/segment/segment-loans.js';
import { lockOf, measureBook } from '../support/book.js';
import { CN_2023, day, ledger, monthOf, readText, yuan } from '../support/ledger.js';

const RATES = CN_2023.provision as ProvisionRates;
const classes = (...cents: bigint[]) => cents.map((balance) => ({ count: 1, balance }));

describe('provision', () => {
  it('rounds general and specific half up, each once, and adds the rounded', () => {
    // General 1 % of 100.50 = 1.005 -> 1.01. Specific: 2 % of 0.25 = 0.005 and 25 % of 0.02 = 0.005, together 0.01; each
    // rounded alone it would be 0.02. Normal is 100.50 - 0.25 - 0.02 = 100.23.
    const found = measureProvision(classes(10023n, 25n, 2n, 0n, 0n), RATES, undefined);
    expect([found.general, found.specific, found.needed]).toEqual([101n, 1n, 102n]);
    expect([found.held, found.gap, found.coverage, found.netNpl]).toEqual([undefined, undefined, undefined, undefined]);
  });
  it('takes the higher of the two minimums', () => {
    // NPL 10 of 1000: 150 % = 15.00, 2.5 % of 1000 = 25.00. NPL 20: 30.00 against 25.00.
    expect(measureProvision(classes(99000n, 0n, 1000n, 0n, 0n), RATES, undefined).minimum).toMatchObject({
      need: 2500n,
      binding: 'provisionRatio',
    });
    expect(measureProvision(classes(98000n, 0n, 2000n, 0n, 0n), RATES, undefined).minimum).toMatchObject({
      need: 3000n,
      binding: 'coverage',
    });
  });
  it('has no coverage without NPL and no ratio without loans', () => {
    const allowance = { held: 5n, onNpl: 0n, notStated: 0, nplNotStated: 0 };
    const good = measureProvision(classes(100n, 0n, 0n, 0n, 0n), RATES, allowance);
    expect([good.coverage, good.provisionRatio]).toEqual([undefined, { numerator: 5n, denominator: 100n }]);
    expect(measureProvision(classes(0n, 0n, 0n, 0n, 0n), RATES, allowance).provisionRatio).toBeUndefined();
    expect(ratioOf(0n, 0n)).toBeUndefined();
  });
  it('a blank allowance of an NPL is not zero: no gap, no ratio', () => {
    // A 100 次级 states none, B 100 正常 states 3: held at least 3, what is missing is not known.
    const { provision } = measureBook({
      now: ledger('2024-06-30', 'loan_id,balance,class,allowance', 'A,100,次级,', 'B,100,正常,3'),
    }).figures;
    expect(provision).toMatchObject({ held: 300n, notStated: 1, nplNotStated: 1 });
    expect([provision?.gap, provision?.coverage, provision?.provisionRatio, provision?.netNpl]).toEqual(Array(4).fill(undefined));
  });
  it('sums the allowance held, that on NPL, and counts the blanks', () => {
    const { portfolio, classified } = monthOf(
      ledger('2024-06-30', 'loan_id,balance,class,allowance', 'A,100,次级,30', 'B,100,正常,1.5', 'C,100,正常,'),
    );
    expect(sumAllowance(portfolio, classified.used)).toEqual({ held: 3150n, onNpl: 3000n, notStated: 1, nplNotStated: 0 });
    expect(sumAllowance(monthOf(ledger('2024-06-30', 'loan_id,balance,class', 'A,1,次级')).portfolio, [2])).toBeUndefined();
  });
});

describe('double reduction', () => {
  const at = (year: number, npl: number, loans: number) => ({ asOf: day(`${year}-12-31`), npl: yuan(npl), loans: yuan(loans) });
  it('counts the periods of both, back from the last, in whatever order they are given', () => {
    // 2015 9/100, 2016 10/100 (no), 2017 9/100, 2018 8/100, 2019 7/100: three in a row.
    const years = [at(2015, 9, 100), at(2016, 10, 100), at(2017, 9, 100), at(2018, 8, 100), at(2019, 7, 100)] as const;
    const shuffled = [years[3], years[0], years[4], years[2], years[1]];
    expect(measureDoubleReduction(years[3], years[4], shuffled)).toMatchObject({ achieved: true, verdict: 'double', streak: 3 });
  });
  it('counts only dates one period apart', () => {
    const on = (date: string, npl: number) => ({ asOf: day(date), npl: yuan(npl), loans: yuan(100) });
    // Against the year's start: month-ends of the year are no periods; 2017 -> 2018 rose from 8 to 9.
    const [y2017, y2018, may, june] = [on('2017-12-31', 8), on('2018-12-31', 9), on('2019-05-31', 8), on('2019-06-30', 7)] as const;
    const within = measureDoubleReduction(y2018, june, [y2017, y2018, may, june]);
    // Half a year is no year.
    expect(within).toMatchObject({ achieved: true, streak: 0, period: 'year', toDate: true });
    // 2017 -> 2018 fell from 10 to 9: one whole year, and so far 2019.
    expect(measureDoubleReduction(y2018, june, [on('2017-12-31', 10), y2018, june])).toMatchObject({ streak: 1, toDate: true });
    // Month by month: 30 June, 31 May, 30 April; March is missing.
    const months = [on('2019-02-28', 11), on('2019-04-30', 9), may, june];
    expect(measureDoubleReduction(may, june, months)).toMatchObject({ streak: 2, period: 'month' });
    expect(measureDoubleReduction(on('2019-03-31', 10), june, months)).toMatchObject({ streak: 1, period: 'quarter' });
    expect(measureDoubleReduction(on('2019-06-10', 10), june, [])).toMatchObject({ achieved: true, streak: 1, period: 'other' });
  });
  it('equal is not down', () => {
    const same = measureDoubleReduction(at(2018, 7, 100), at(2019, 7, 110), [at(2018, 7, 100), at(2019, 7, 110)]);
    expect(same).toMatchObject({ achieved: false, verdict: 'ratio-only', streak: 0 });
    const ratio = measureDoubleReduction(at(2018, 8, 100), at(2019, 4, 50), []);
    expect(ratio).toMatchObject({ achieved: false, verdict: 'balance-only' });
    expect(measureDoubleReduction(at(2018, 8, 100), at(2019, 9, 100), []).verdict).toBe('none');
  });
  it('has no ratio where loans are zero or not known', () => {
    expect(measureDoubleReduction(at(2018, 8, 0), at(2019, 4, 50), []).ratio).toBeUndefined();
    const { loans: _, ...unknown } = at(2018, 8, 100);
    const found = measureDoubleReduction(unknown, at(2019, 4, 50), [unknown, at(2019, 4, 50)]);
    expect(found).toMatchObject({ achieved: false, verdict: 'balance-only', streak: 0 });
  });
});

describe('attribution', () => {
  it('is exact: channels sum to the net part, both parts to the change', () => {
    // 7 NPL of 300 -> 10 of 330. P forms at 5, A pays 2 of its 7: 7 + 5 - 2 = 10.
    const header = 'loan_id,balance,class';
    const base = ledger('2018-12-31', header, 'A,7,次级', 'P,5,正常', 'Q,288,正常');
    const now = ledger('2019-12-31', header, 'A,5,次级', 'P,5,次级', 'Q,320,正常');
    const events = 'date,loan_id,kind,principal\n2019-03-01,P,formation,5\n2019-04-01,A,cash,2\n';
    const found = measureBook({ now, since: [base], events }).figures.attribution;
    const change = new Decimal(10).div(330).minus(new Decimal(7).div(300));
    expect(found?.change.minus(change).abs().lessThan('1e-38')).toBe(true);
    expect(found?.numerator.total.minus(new Decimal(3).div(300)).isZero()).toBe(true);
    expect(found?.numerator.channels.formation.minus(new Decimal(5).div(300)).isZero()).toBe(true);
    expect(found?.numerator.channels.cash.plus(new Decimal(2).div(300)).isZero()).toBe(true);
    expect(found?.numerator.total.plus(found.denominator).minus(found.change).abs().lessThan('1e-40')).toBe(true);
    const sum = Object.values(found?.numerator.channels ?? {}).reduce((total, one) => total.plus(one), new Decimal(0));
    expect(
      sum
        .minus(found?.numerator.total ?? 0)
        .abs()
        .lessThan('1e-38'),
    ).toBe(true);
  });
});

describe('write-offs and what came back', () => {
  const EVENTS = 'date,loan_id,kind,principal,interest_on_book,interest_off_book,price';
  function writeOffs(asOf: string, lock: string | undefined, register: readonly string[], rows: readonly string[] = []) {
    const entries = readText('w.csv', `${['date,loan_id,principal,interest,channel', ...register].join('\n')}\n`, readWriteOffs).entries;
    const stated = readText('e.csv', `${[EVENTS, ...rows].join('\n')}\n`, readEvents).entries;
    const merged = mergeWriteOffs(entries, stated);
    return measureWriteOffs({ ...merged, reversals: NO_REVERSALS }, day(asOf), lock === undefined ? undefined : day(lock));
  }

  it('cuts month, year and lock at their days', () => {
    const register = ['2018-12-31,A,1,,', '2019-01-01,B,2,,', '2019-11-30,C,4,,', '2019-12-01,D,8,,', '2019-12-31,E,16,,'];
    const found = writeOffs('2019-12-31', '2019-01-01', register);
    // Month: D and E. Year: all but A. Since the lock of 1 January: not B.
    expect([found.month.principal, found.yearToDate.principal, found.sinceLock?.principal]).toEqual([2400n, 3000n, 2800n]);
    expect([found.month.count, found.yearToDate.count, found.sinceLock?.count]).toEqual([2, 4, 3]);
  });
  it('counts loans, not rows', () => {
    const found = writeOffs('2019-12-31', undefined, ['2019-02-01,A,10,,', '2019-03-01,A,5,,', '2019-03-01,B,5,,']);
    expect(found.yearToDate).toMatchObject({ count: 2, principal: 2000n });
  });
  it('refuses one write-off told in two ways', () => {
    // 100 on one day in the register, 60 + 40 on other days in the events.
    const parts = ['2019-03-20,A,write-off,60,,,', '2019-03-21,A,write-off,40,,,'];
    expect(() => writeOffs('2019-12-31', undefined, ['2019-03-29,A,100,,'], parts)).toThrow('E_WRITE_OFF_CONFLICT');
    // Sold for 30 of 100: the 70 lost are no write-off beside it.
    const sale = ['2019-03-29,A,transfer,100,,,30'];
    expect(() => writeOffs('2019-12-31', undefined, ['2019-03-29,A,70,,核销'], sale)).toThrow('E_WRITE_OFF_CONFLICT');
    expect(writeOffs('2019-12-31', undefined, ['2019-03-29,A,70,,转让'], sale).yearToDate.principal).toBe(7000n);
    expect(writeOffs('2019-12-31', undefined, ['2019-03-29,B,70,,核销'], sale).yearToDate.principal).toBe(14000n);
  });
  it('knows the leap day', () => {
    const found = writeOffs('2020-02-29', undefined, ['2020-01-31,A,1,,', '2020-02-01,B,2,,', '2020-02-29,C,4,,']);
    expect([found.month.principal, found.yearToDate.principal, found.sinceLock]).toEqual([600n, 700n, undefined]);
  });
  it('counts the loss of a sale inside, from the register or from principal less price, once', () => {
    const events = ['2019-06-01,S,transfer,100,,,40', '2019-06-02,T,transfer,50,,,20', '2019-06-03,U,transfer,10,,,12'];
    // S: the register says 60. T: 50 - 20 = 30. U was sold above its principal: no loss.
    const found = writeOffs('2019-12-31', undefined, ['2019-06-01,S,60,,转让', '2019-07-01,W,5,1,核销'], events);
    expect(found.yearToDate).toEqual({ count: 3, principal: 9500n, interest: 100n, transferLoss: { count: 2, principal: 9000n } });
  });
  it('adds what was recovered in the year; interest may exceed what was written off, principal may not', () => {
    const register = ['2018-05-01,A,100,3,'];
    const found = writeOffs('2019-12-31', undefined, register, [
      '2018-12-31,A,recovery-after-write-off,20,1,,',
      '2019-01-01,A,recovery-after-write-off,30,2,200,',
      '2019-12-05,A,recovery-after-write-off,50,0,7,',
      '2019-12-06,Z,recovery-after-write-off,9,,,',
    ]);
    // Z was written off in a year that no register given holds: it counts, and nothing can be checked.
    expect(found.recovered).toEqual({ principal: 8900n, interest: 20900n });
    expect(found.recoveredMonth).toEqual({ principal: 5900n, interest: 700n });
    // What a sale lost is no claim kept: it limits nothing.
    const sold = writeOffs('2019-12-31', undefined, ['2019-05-01,S,60,,转让'], ['2019-06-01,S,recovery-after-write-off,70,,,']);
    expect(sold.recovered.principal).toBe(7000n);
    const tooMuch = ['2019-01-01,A,recovery-after-write-off,60,,,', '2019-02-01,A,recovery-after-write-off,40.01,,,'];
    expect(() => writeOffs('2019-12-31', undefined, register, tooMuch)).toThrow('E_RECOVERY_EXCEEDS');
  });
});

describe('registers that do not add up are told', () => {
  const header = 'loan_id,balance,class';
  const base = ledger('2018-12-31', header, 'A,100,次级', 'B,60,次级');
  const now = ledger('2019-12-31', header, 'B,60,次级');
  const told = (events: string, writeOffs: string) =>
    measureBook({
      now,
      locks: [base],
      events: `date,loan_id,kind,principal,price\n${events}`,
      writeOffs: `date,loan_id,principal,channel\n${writeOffs}`,
    }).figures.warnings.map(({ code, params }) => [code, params?.count]);

  it('a loss that is not principal less price', () => {
    expect(told('2019-06-30,A,transfer,100,45\n', '2019-06-30,A,55,转让\n')).toEqual([]);
    expect(told('2019-06-30,A,transfer,100,45\n', '2019-06-30,A,54,转让\n')).toEqual([['W_TRANSFER_LOSS', 1]]);
  });
  it('a price above principal', () => {
    expect(told('2019-06-30,A,transfer,100,100\n', '')).toEqual([]);
    expect(told('2019-06-30,A,transfer,100,100.01\n', '')).toEqual([['W_TRANSFER_PRICE', 1]]);
  });
  it('a loss without a sale', () => {
    expect(told('2019-06-30,A,cash,100,\n', '2019-06-30,A,54,转让\n')).toEqual([['W_TRANSFER_UNPAIRED', 1]]);
  });
  it('an override in force of a loan that is not there; one that ran out says nothing', () => {
    const overrides = 'loan_id,class,author,reason,date,expires\nA,正常,z,y,2019-01-01,2020-01-01\nGONE,正常,z,y,2018-01-01,2019-12-30\n';
    const { figures } = measureBook({ now, locks: [base], overrides });
    expect(figures.warnings).toEqual([{ code: 'W_OVERRIDE_UNKNOWN_LOAN', params: { count: 1 } }]);
  });
  it('an exit of a loan that was never NPL and is still there is left out', () => {
    // P 900 performs before and after; 900 of it "written off". Q 50 did leave.
    const before = ledger('2018-12-31', header, 'A,100,次级', 'P,900,正常', 'Q,50,正常');
    const after = ledger('2019-12-31', header, 'A,100,次级', 'P,900,正常');
    const events = 'date,loan_id,kind,principal\n2019-06-30,P,write-off,900\n2019-06-30,Q,write-off,50\n';
    for (const since of [[before], []]) {
      const { figures } = measureBook({ now: after, since, locks: [before], events });
      expect(figures.warnings).toEqual([{ code: 'W_EXIT_STILL_ON_BOOK', params: { count: 1, places: 'events-1.csv:2' } }]);
      expect(figures.segments?.newBridge.channels).toMatchObject({ formation: 5000n, writeOff: 5000n });
      expect([figures.restored?.takenOff, figures.writeOffs?.yearToDate.principal]).toEqual([5000n, 5000n]);
    }
  });
  it('a lock made under another policy', () => {
    const policy = { ...CN_2023, hash: 'f'.repeat(64) };
    const { portfolio, classified } = monthOf(now);
    const lock = lockOf(base);
    const { lineage } = measureBook({ now });
    const segmented = segmentLoans(portfolio, classified, { locks: [lock], lineage, events: [], earlier: [] });
    expect(lockWarnings({ segmented, policy: CN_2023 })).toEqual([]);
    const [told] = lockWarnings({ segmented, policy });
    expect(told).toMatchObject({ code: 'W_LOCK_POLICY', params: { date: '2018-12-31', used: 'cn-2023 ffffffffffff' } });
  });
  it('events of loans that nothing knows, of the period measured', () => {
    const events =
      'date,loan_id,kind,principal\n2019-06-30,TYPO,cash,1\n2017-06-30,LONG-GONE,cash,1\n2019-06-30,OLD,recovery-after-write-off,1\n';
    const { figures } = measureBook({ now, locks: [base], events });
    expect(figures.unknownEvents.map((event) => event.loan)).toEqual(['TYPO']);
  });
});

describe('a ledger of NPLs alone, with --loans-total', () => {
  const header = 'loan_id,balance,class,allowance,branch';
  const base = ledger('2018-12-31', header, 'A,100,次级,20,甲');
  const now = ledger('2019-12-31', header, 'A,90,次级,20,甲');
  it('divides by the total given and leaves out what needs the other loans', () => {
    const { figures } = measureBook({ now, since: [base], loansTotal: yuan(9000), by: ['branch'] });
    expect(figures.nplRatio).toEqual({ numerator: 9000n, denominator: 900000n });
    // What was lent at the start is not known: one leg only.
    expect(figures.doubleReduction).toMatchObject({ verdict: 'balance-only', achieved: false });
    const { doubleReduction, attribution, provision, specialMentionRatio } = figures;
    expect([doubleReduction?.ratio, attribution, provision, specialMentionRatio]).toEqual(Array(4).fill(undefined));
    expect(figures.by?.map(({ key, npl, nplRatio }) => [key, npl.balance, nplRatio])).toEqual([[{ branch: '甲' }, 9000n, undefined]]);
  });
});

describe('by dimension and by borrower', () => {
  const header = 'institution,loan_id,borrower_id,borrower_name,balance,class,branch,product';
  const text = ledger(
    '2019-12-31',
    header,
    '甲行,1,c1,周,10,次级,东,',
    '甲行,2,c1,周大,20,损失,东,贷',
    '乙行,1,c1,王,30,可疑,,贷',
    '乙行,2,c2,李,40,正常,西,贷',
    '乙行,3,,赵,30,次级,西,贷',
  );
  it('rows sum to the ledger; blank is a value', () => {
    const { by } = measureBook({ now: text, by: ['branch', 'product'] }).figures;
    // NPL 30 twice: equal ones by key, the blank branch first.
    expect(by?.map(({ key, loans, npl }) => [key.branch, key.product, loans.balance, npl.balance])).toEqual([
      ['', '贷', 3000n, 3000n],
      ['西', '贷', 7000n, 3000n],
      ['东', '贷', 2000n, 2000n],
      ['东', '', 1000n, 1000n],
    ]);
  });
  it('rows are the pairs that there are, however many there could be', () => {
    // 600 branches of one officer each: 601 x 601 pairs with the blanks, of which 601 are there. The last row's loan is of
    // branch b599, whose officer o599 has another in no branch.
    const rows = Array.from({ length: 600 }, (_, i) => `L${i},1,正常,b${i},o${i}`);
    const now = ledger('2024-06-30', 'loan_id,balance,class,branch,officer', ...rows, 'M,5,次级,,o599');
    const { by } = measureBook({ now, by: ['branch', 'officer'] }).figures;
    expect(by?.length).toBe(601);
    expect(by?.[0]).toMatchObject({ key: { branch: '', officer: 'o599' }, loans: { count: 1, balance: 500n }, npl: { balance: 500n } });
    expect(by?.slice(1).every(({ key, loans }) => key.branch?.slice(1) === key.officer?.slice(1) && loans.balance === 100n)).toBe(true);
  });
  it('lists ten borrowers; of equal ones at the end, the first by id', () => {
    // c11 owes 2, the other eleven 1 each: c11, then c01 to c09.
    const ids = ['07', '12', '03', '11', '01', '09', '05', '10', '02', '08', '04', '06'];
    const rows = ids.map((id) => `L${id},c${id},${id === '11' ? 2 : 1},次级`);
    const { largest } = measureBook({ now: ledger('2024-06-30', 'loan_id,borrower_id,balance,class', ...rows) }).figures;
    expect(largest.map(({ id }) => id)).toEqual(['c11', 'c01', 'c02', 'c03', 'c04', 'c05', 'c06', 'c07', 'c08', 'c09']);
  });
  it('ranks borrowers within their institution, equal ones by it', () => {
    const { largest } = measureBook({ now: text }).figures;
    // 甲行 c1 10 + 20 = 30, 乙行 c1 30, 赵 (no id) 30. 乙 U+4E59 is before 甲 U+7532.
    expect(largest.map((one) => [shownBorrower(one), one.id, one.name, one.loans, one.balance, one.worst])).toEqual([
      ['乙行/c1', 'c1', '王', 1, 3000n, 3],
      ['乙行/赵', '赵', '赵', 1, 3000n, 2],
      ['甲行/c1', 'c1', '周', 2, 3000n, 4],
    ]);
  });
  it('of one institution they need no name of it, and a loan without a borrower goes by its own id', () => {
    const own = ledger('2019-12-31', 'institution,loan_id,balance,class', '甲行,1,10,次级', '甲行,2,20,损失');
    expect(measureBook({ now: own }).figures.largest.map(shownBorrower)).toEqual(['2', '1']);
    const both = ledger('2019-12-31', 'institution,loan_id,balance,class', '甲行,1,10,次级', '乙行,1,20,正常');
    expect(measureBook({ now: both }).figures.largest.map(shownBorrower)).toEqual(['甲行/1']);
  });
});

it('sums beyond 2^53 cents stay exact', () => {
  const sums = newSums(1);
  for (let i = 0; i < 5; i++) addCents(sums, 0, Number.MAX_SAFE_INTEGER);
  addCents(sums, 0, -1);
  expect(sumAt(sums, 0)).toBe(5n * (2n ** 53n - 1n) - 1n);
  // 90 071 992 547 409.91 yuan is the most one loan may be; three of them and a cent.
  const rows = ['A', 'B', 'C'].map((id) => `${id},90071992547409.91,次级`);
  const { figures } = measureBook({ now: ledger('2019-12-31', 'loan_id,balance,class', ...rows, 'D,0.01,正常') });
  expect(figures.loans.balance).toBe(3n * 9007199254740991n + 1n);
  expect(ratioValue(figures.nplRatio as { numerator: bigint; denominator: bigint }).lessThan(1)).toBe(true);
});
