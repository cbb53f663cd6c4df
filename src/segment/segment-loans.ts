import { UserError } from '../diagnostics/diagnostic.js';
import type { BaseLock } from '../model/base-lock.js';
import { addMonths, type DayNumber, isoDate } from '../model/civil-date.js';
import type { LoanEvent } from '../model/events.js';
import { type ClassCode, isNpl } from '../model/loan-class.js';
import { loanDate } from '../model/loan-facts.js';
import { keyRanges, lockedKeys } from '../model/lock-columns.js';
import { nplLoans } from '../model/npl-loans.js';
import type { Classified, Portfolio } from '../model/portfolio.js';
import {
  FORMED,
  type FreshStart,
  OLD,
  ORIGIN_UNKNOWN,
  ORIGINATED,
  type SegmentCode,
  type Segmented,
  type StockLines,
} from '../model/segmented.js';
import { findAllBytes, findText, textAt } from '../model/text-index.js';
import type { Lineage } from './lineage.js';
import { tallyOfLockedBorrowers } from './locked-borrowers.js';

export interface SegmentRules {
  readonly locks: readonly BaseLock[];
  readonly lineage: Lineage;
  readonly events: readonly LoanEvent[];
  /** Ledgers of earlier dates: they tell whether a loan, or one that it replaced, existed at the lock. */
  readonly earlier: readonly Portfolio[];
  readonly relapseBecomesNewAfterMonths?: number;
  /** By loan of the first lock, which loan of the portfolio it is, where somebody has looked already; -1 where it is not there any more. */
  readonly lockedAt?: Int32Array;
}

/**
 * Cuts the NPLs of a portfolio into old (in the earliest lock, or the successor of a locked loan) and new: formed on a
 * loan that existed at the lock date, or originated after it. Errors: E_LOCK_DATE, E_LOCK_BASIS, E_KEY_PARTS, E_CURRENCY_MIXED.
 */
export function segmentLoans(portfolio: Portfolio, classified: Classified, rules: SegmentRules): Segmented {
  const { families } = rules.lineage;
  const [lock, ...laterLocks] = sortLocks(rules.locks, portfolio, classified);
  const lockedAt = rules.lockedAt ?? findLocked(lock, portfolio);
  const stock = onFirstUse(() => families.linesFrom(lockedKeys(lock)));
  const becameNew = freshStarts(stock, lock.lockDate, portfolio.asOf, rules);
  const layerOf = layerFinder(laterLocks, rules.lineage, becameNew);
  const segment = lockedNpls(lockedAt, classified.used);
  const layer = new Uint8Array(portfolio.count);
  const fresh: number[] = [];
  const npl = nplLoans(classified.used);
  for (let k = 0; k < npl.length; k++) {
    const i = npl[k] as number;
    // Most NPLs stand in the lock themselves, and only where there are links or fresh starts is there more to ask of them.
    const isLocked = segment[i] === OLD;
    if (isLocked && becameNew.size === 0) continue;
    const key = textAt(portfolio.keys, i);
    const isOld = isLocked || (families.areAny && stock().isOld(key));
    if (isOld && !becameNew.has(key)) {
      segment[i] = OLD;
      continue;
    }
    segment[i] = isOld ? FORMED : newSegment(portfolio, i, key, lock.lockDate, rules);
    layer[i] = layerOf(key);
    if (!isOld) fresh.push(i);
  }
  const newOfLockedBorrowers = tallyOfLockedBorrowers(lock, portfolio, fresh);
  return { lock, laterLocks, lockedAt, segment, layer, families, becameNew, newOfLockedBorrowers };
}

function findLocked(lock: BaseLock, { keys }: Portfolio): Int32Array {
  const { bytes, from, to } = keyRanges(lock);
  return findAllBytes(keys, bytes, from, to, from.length);
}

/** The segments before more is asked of any loan: NPLs that stand in the lock are old, and all others performing. */
function lockedNpls(lockedAt: Int32Array, used: Uint8Array): Uint8Array {
  const segment = new Uint8Array(used.length);
  for (let index = 0; index < lockedAt.length; index++) {
    const loan = lockedAt[index] as number;
    if (loan >= 0 && isNpl(used[loan] as ClassCode)) segment[loan] = OLD;
  }
  return segment;
}

function onFirstUse<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Gives k for a loan that laterLocks[k - 1] is the first to list (itself or what it replaced), 0 for none. */
function layerFinder(laterLocks: readonly BaseLock[], { families }: Lineage, becameNew: ReadonlyMap<string, FreshStart>) {
  const layers = laterLocks.map((lock) => ({ lock, lines: families.linesFrom(lockedKeys(lock)) }));
  return (key: string): number => {
    // A lock made while the loan still counted as old does not list it as new.
    const from = becameNew.get(key)?.from ?? Number.NEGATIVE_INFINITY;
    return layers.findIndex(({ lock, lines }) => lock.lockDate >= from && lines.isOld(key)) + 1;
  };
}

/** A loan that stood at the lock, or the renewal of one that did, is formed, not newly lent. */
function newSegment(portfolio: Portfolio, loan: number, key: string, lockDate: DayNumber, rules: SegmentRules): SegmentCode {
  const issued = loanDate(portfolio, 'issueDate', loan);
  if (issued !== undefined && issued <= lockDate) return FORMED;
  const existed = [key, ...rules.lineage.ancestorsOf(key)].some((one) => rules.earlier.some((ledger) => existedAt(ledger, one, lockDate)));
  if (existed) return FORMED;
  return issued === undefined ? ORIGIN_UNKNOWN : ORIGINATED;
}

function existedAt(ledger: Portfolio, key: string, lockDate: DayNumber): boolean {
  const loan = findText(ledger.keys, key);
  if (loan < 0) return false;
  return ledger.asOf <= lockDate || (loanDate(ledger, 'issueDate', loan) ?? lockDate + 1) <= lockDate;
}

/** The base: the earliest of the locks, of which there is one at least. */
export function firstLock(locks: readonly BaseLock[]): BaseLock {
  return byDate(locks)[0] as BaseLock;
}

function byDate(locks: readonly BaseLock[]): BaseLock[] {
  return locks.toSorted((a, b) => a.lockDate - b.lockDate);
}

function sortLocks(locks: readonly BaseLock[], portfolio: Portfolio, classified: Classified): [BaseLock, ...BaseLock[]] {
  const sorted = byDate(locks);
  sorted.forEach((lock, k) => {
    checkLock(lock, portfolio, classified);
    refuseSuperseded(lock, sorted);
    if (sorted[k - 1]?.lockDate !== lock.lockDate) return;
    const reason = {
      en: 'two locks of this date: which one is the base cannot be known',
      zh: '同一日期有两份锁定文件，无法判断以哪一份为基数',
    };
    throw new UserError({ code: 'E_LOCK_DATE', file: `lock ${isoDate(lock.lockDate)}`, params: { reason } });
  });
  return sorted as [BaseLock, ...BaseLock[]];
}

/** A superseded lock is no base any more, whatever its date. */
function refuseSuperseded(lock: BaseLock, given: readonly BaseLock[]): void {
  if (given.every(({ supersedes }) => supersedes?.hash !== lock.hash)) return;
  const reason = { en: 'it is superseded by another lock given: leave it out', zh: '已被所给的另一份锁定取代：请去掉它' };
  throw new UserError({ code: 'E_LOCK_DATE', file: `lock ${isoDate(lock.lockDate)}`, params: { reason } });
}

function checkLock(lock: BaseLock, portfolio: Portfolio, classified: Classified): void {
  const [locked, asOf] = [isoDate(lock.lockDate), isoDate(portfolio.asOf)];
  const file = `lock ${locked}`;
  if (lock.lockDate > portfolio.asOf) {
    const reason = { en: `the lock is of ${locked}, after the data date ${asOf}`, zh: `锁定日 ${locked} 晚于数据日期 ${asOf}` };
    throw new UserError({ code: 'E_LOCK_DATE', file, params: { reason } });
  }
  if (lock.basis !== classified.basis)
    throw new UserError({ code: 'E_LOCK_BASIS', file, params: { locked: lock.basis, used: classified.basis } });
  if (lock.currency !== portfolio.currency)
    throw new UserError({ code: 'E_CURRENCY_MIXED', file, params: { currencies: `${lock.currency}, ${portfolio.currency}` } });
  if (lock.keyParts !== portfolio.keyParts) {
    const right = portfolio.sources[0]?.name ?? 'the ledger';
    throw new UserError({
      code: 'E_KEY_PARTS',
      file,
      params: { left: file, leftParts: lock.keyParts, right, rightParts: portfolio.keyParts },
    });
  }
}

/** Locked loans that relapsed so long after their upgrade that the policy counts them as new, and what took their place. */
function freshStarts(
  stock: () => StockLines,
  lockDate: DayNumber,
  asOf: DayNumber,
  { events, lineage, relapseBecomesNewAfterMonths: months }: SegmentRules,
): ReadonlyMap<string, FreshStart> {
  const fresh = new Map<string, FreshStart>();
  if (months === undefined) return fresh;
  const upgraded = new Map<string, DayNumber>();
  for (const event of events.toSorted((a, b) => a.date - b.date)) {
    const { date, kind, loan } = event;
    if (date <= lockDate || date > asOf || !stock().isOld(loan) || fresh.has(loan)) continue;
    if (kind === 'upgrade') upgraded.set(loan, date);
    if (kind !== 'relapse' && kind !== 'formation') continue;
    const since = Math.max(...[loan, ...lineage.ancestorsOf(loan)].map((one) => upgraded.get(one) ?? Number.NEGATIVE_INFINITY));
    if (since === Number.NEGATIVE_INFINITY || date <= addMonths(since, months)) continue;
    for (const one of [loan, ...lineage.families.descendantsOf(loan)]) if (!fresh.has(one)) fresh.set(one, { from: date, root: loan });
  }
  return fresh;
}
