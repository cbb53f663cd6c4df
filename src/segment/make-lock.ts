import { UserError } from '../diagnostics/diagnostic.js';
import type { BaseLock, LockedLoan, Restatement } from '../model/base-lock.js';
import { isoDate } from '../model/civil-date.js';
import { type ClassCode, isNpl, NO_CLASS } from '../model/loan-class.js';
import { borrowerOf, isDeclared, loanDate, loanText } from '../model/loan-facts.js';
import { sumOf } from '../model/money.js';
import type { Classified, Portfolio } from '../model/portfolio.js';
import { textAt } from '../model/text-index.js';

/** A lock before it is written and so before it has a hash. */
export type UnhashedLock = Omit<BaseLock, 'hash'>;

/** Freezes the NPLs of a portfolio (锁定基数). */
export function makeLock(portfolio: Portfolio, classified: Classified, policy: { id: string; hash: string }): UnhashedLock {
  const loans: LockedLoan[] = [];
  for (let i = 0; i < portfolio.count; i++) if (isNpl(classified.used[i] as ClassCode)) loans.push(lockedLoan(portfolio, classified, i));
  loans.sort((a, b) => (a.key < b.key ? -1 : 1));
  return {
    lockDate: portfolio.asOf,
    basis: classified.basis,
    keyParts: portfolio.keyParts,
    currency: portfolio.currency,
    policy: { id: policy.id, hash: policy.hash },
    sources: portfolio.sources.map(({ name, sha256, bytes, rows }) => ({ name, sha256, bytes, loans: rows.loans })),
    rows: portfolio.rows,
    total: { count: loans.length, balance: sumOf(loans, (loan) => loan.balance) },
    loans,
  };
}

function lockedLoan(portfolio: Portfolio, classified: Classified, i: number): LockedLoan {
  const optional = {
    borrower: borrowerOf(portfolio, i),
    branch: loanText(portfolio, 'branch', i),
    firstResponsible: loanText(portfolio, 'firstResponsible', i),
    officer: loanText(portfolio, 'officer', i),
    issueDate: loanDate(portfolio, 'issueDate', i),
    declared: isDeclared(portfolio, i) ? portfolio.declaredClass?.[i] : undefined,
    computed: classified.computed[i] === NO_CLASS ? undefined : classified.computed[i],
  };
  const stated = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as Partial<LockedLoan>;
  return {
    key: textAt(portfolio.keys, i),
    ...stated,
    balance: BigInt(portfolio.balance[i] as number),
    class: classified.used[i] as ClassCode,
  };
}

/**
 * What a new lock changes against the one it supersedes: original + added - removed + changes = current. Errors: E_LOCK_DATE
 * when the two are of different dates: what moved between them is no restatement.
 */
export function restate(old: BaseLock, lock: UnhashedLock, reason: string): Restatement {
  if (old.lockDate !== lock.lockDate) {
    const [was, is] = [isoDate(old.lockDate), isoDate(lock.lockDate)];
    const refusal = {
      en: `a lock of ${was} cannot be superseded by one of ${is}: a restatement is of the same date`,
      zh: `${is} 的锁定不能取代 ${was} 的锁定：重述须为同一日期`,
    };
    throw new UserError({ code: 'E_LOCK_DATE', file: `lock ${was}`, params: { reason: refusal } });
  }
  const before = new Map(old.loans.map((loan) => [loan.key, loan.balance]));
  const after = new Map(lock.loans.map((loan) => [loan.key, loan.balance]));
  const only = (left: Map<string, bigint>, right: Map<string, bigint>) =>
    [...left].filter(([key]) => !right.has(key)).map(([key, balance]) => ({ key, balance }));
  return {
    hash: old.hash,
    lockDate: old.lockDate,
    reason,
    original: old.total,
    added: only(after, before),
    removed: only(before, after),
    changed: [...after].flatMap(([key, to]) => {
      const from = before.get(key);
      return from === undefined || from === to ? [] : [{ key, from, to }];
    }),
  };
}
