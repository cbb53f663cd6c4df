import { describe, expect, it } from 'vitest';
import { lockFileText, parseLockFile } from '../../src/documents/lock-file.js';
import type { LockedLoan } from '../../src/model/base-lock.js';
import { shownKey } from '../../src/model/portfolio.js';
import { traceLineage } from '../../src/segment/lineage.js';
import { makeLock, restate } from '../../src/segment/make-lock.js';
import { segmentLoans } from '../../src/segment/segment-loans.js';
import { lockOf } from '../support/book.js';
import { CN_2023, day, ledger, monthOf } from '../support/ledger.js';

const HEADER = '法人机构,借据号,客户编号,贷款余额,五级分类,逾期天数,支行,客户经理,第一责任人,发放日期';

describe('a base lock', () => {
  it('lists every NPL by key with what it was then, and the book it was taken from', () => {
    const { portfolio, classified } = monthOf(
      ledger(
        '2018-12-31',
        HEADER,
        '乙行,2,c2,60.00,正常,91,西支行,吴敏,孙立群,2017-04-01',
        '甲行,9,,0,损失,400,,,,',
        '甲行,1,c1,100.00,次级,0,东支行,周志远,马国栋,2017-03-01',
        '甲行,3,c1,5.00,关注,90,东支行,周志远,马国栋,2017-03-01',
      ),
    );
    const lock = makeLock(portfolio, classified, { id: 'cn-2023', hash: CN_2023.hash });
    // 100 is 次级 by declaration, 60 by its days, the zero balance a 损失 all the same; 关注 of 90 days is no NPL.
    expect(lock.total).toEqual({ count: 3, balance: 16000n });
    expect(lock.loans.map((loan) => ({ ...loan, key: shownKey(loan.key) }))).toEqual([
      {
        key: '乙行/2',
        borrower: 'c2',
        branch: '西支行',
        firstResponsible: '孙立群',
        officer: '吴敏',
        issueDate: day('2017-04-01'),
        balance: 6000n,
        declared: 0,
        computed: 2,
        class: 2,
      },
      {
        key: '甲行/1',
        borrower: 'c1',
        branch: '东支行',
        firstResponsible: '马国栋',
        officer: '周志远',
        issueDate: day('2017-03-01'),
        balance: 10000n,
        declared: 2,
        computed: 0,
        class: 2,
      },
      { key: '甲行/9', balance: 0n, declared: 4, computed: 4, class: 4 },
    ]);
    expect(lock).toMatchObject({ basis: 'stricter', keyParts: 'institution+loan', currency: 'CNY', lockDate: day('2018-12-31') });
    expect(lock.policy).toEqual({ id: 'cn-2023', hash: CN_2023.hash });
    expect(lock.rows).toMatchObject({ read: 4, loans: 4 });
    expect(lock.sources[0]).toMatchObject({ name: 'ledger-2018-12-31.csv', loans: 4 });
    expect(lock.sources[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('restated, says how the new base follows from the old', () => {
    const header = 'loan_id,balance,class';
    const old = lockOf(ledger('2018-12-31', header, 'A,100,次级', 'B,60,次级', 'C,5,次级'));
    const next = lockOf(ledger('2018-12-31', header, 'A,100,次级', 'B,64,次级', 'D,7,次级'));
    const found = restate(old, next, '并账');
    // 165 + 7 (D) - 5 (C) + 4 (B) = 171.
    expect(found).toMatchObject({ hash: old.hash, reason: '并账', original: { count: 3, balance: 16500n } });
    expect(found.added).toEqual([{ key: 'D', balance: 700n }]);
    expect(found.removed).toEqual([{ key: 'C', balance: 500n }]);
    expect(found.changed).toEqual([{ key: 'B', from: 6000n, to: 6400n }]);
    expect(next.total.balance).toBe(17100n);
  });

  it('restates its own date alone, and is no base beside what it supersedes', () => {
    const text = ledger('2018-12-31', 'loan_id,balance,class', 'A,100,次级');
    const old = lockOf(text);
    expect(() => restate(old, lockOf(ledger('2019-06-30', 'loan_id,balance,class', 'A,100,次级')), '并账')).toThrow('E_LOCK_DATE');
    // A file of an earlier program may supersede a lock of another date.
    const later = { ...lockOf(ledger('2019-06-30', 'loan_id,balance,class', 'A,100,次级')), supersedes: restate(old, old, '并账') };
    const { portfolio, classified } = monthOf(ledger('2019-12-31', 'loan_id,balance,class', 'A,100,次级'));
    const rules = { lineage: traceLineage([portfolio], [], []), events: [], earlier: [] };
    expect(() => segmentLoans(portfolio, classified, { ...rules, locks: [old, later] })).toThrow('E_LOCK_DATE');
    expect(segmentLoans(portfolio, classified, { ...rules, locks: [later] }).lock).toBe(later);
  });

  it('with a hash that fits and a total that does not is damaged', () => {
    const { hash: _, ...lock } = lockOf(ledger('2018-12-31', 'loan_id,balance,class', 'A,100,次级', 'B,60,次级'));
    const reading = (made: typeof lock) => () => parseLockFile(Buffer.from(lockFileText(made)), 'base.lock.json');
    const [a] = lock.loans;
    expect(reading({ ...lock, total: { count: 2, balance: 16001n } })).toThrow('E_LOCK_DAMAGED');
    expect(reading({ ...lock, total: { count: 3, balance: 16000n } })).toThrow('E_LOCK_DAMAGED');
    expect(reading({ ...lock, total: { count: 2, balance: 20000n }, loans: [a, a] as LockedLoan[] })).toThrow('E_LOCK_DAMAGED');
    expect(reading(lock)().total).toEqual(lock.total);
  });
});
