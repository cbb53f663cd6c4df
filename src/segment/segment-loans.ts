import { UserError } from '../diagnostics/diagnostic.js';
import type { BaseLock } from '../model/base-lock.js';
import { addMonths, type DayNumber, isoDate } from '../model/civil-date.js';
import type { LoanEvent } from '../model/events.js';
import { type ClassCode, isNpl } from '../model/loan-class.js';
import { borrowerOf, loanDate } from '../model/loan-facts.js';
import { addCents, newSums, sumAt } from '../model/money.js';
import type { Classified, Portfolio } from '../model/portfolio.js';
import { FORMED, OLD, ORIGIN_UNKNOWN, ORIGINATED, PERFORMING, type SegmentCode, type Segmented } from '../model/segmented.js';
import { findText, textAt } from '../model/text-index.js';
import type { Lineage } from './lineage.js';

export interface SegmentRules {
  readonly locks: readonly BaseLock[];
  readonly lineage: Lineage;
  readonly events: readonly LoanEvent[];
  /** Ledgers of earlier dates: they tell whether a loan that was replaced existed at the lock. */
  readonly earlier: readonly Portfolio[];
  readonly relapseBecomesNewAfterMonths?: number;
}

/**
 * Cuts the NPLs of a portfolio into old (in the earliest lock, or the successor of a locked loan) and new: formed on a
 * loan that existed at the lock date, or originated after it. Errors: E_LOCK_DATE, E_LOCK_BASIS, E_KEY_PARTS.
 */
export function segmentLoans(portfolio: Portfolio, classified: Classified, rules: SegmentRules): Segmented {
  const { lineage, events } = rules;
  const sorted = rules.locks.toSorted((a, b) => a.lockDate - b.lockDate);
  const [lock, ...laterLocks] = sorted as [BaseLock, ...BaseLock[]];
  for (const one of sorted) checkLock(one, portfolio, classified);
  const familiesOf = (one: BaseLock) => new Set(one.loans.map(({ key }) => lineage.families.of(key)));
  const baseFamilies = familiesOf(lock);
  const layers = laterLocks.map(familiesOf);
  const becameNew = relapsedLate(events, lock.lockDate, portfolio.asOf, rules.relapseBecomesNewAfterMonths);
  const lockedBorrowers = new Set(lock.loans.flatMap((loan) => loan.borrower ?? []));
  const segment = new Uint8Array(portfolio.count).fill(PERFORMING);
  const layer = new Uint8Array(portfolio.count);
  const newOfLocked = newSums(1);
  let newOfLockedCount = 0;
  for (let i = 0; i < portfolio.count; i++) {
    if (!isNpl(classified.used[i] as ClassCode)) continue;
    const key = textAt(portfolio.keys, i);
    const family = lineage.families.of(key);
    if (baseFamilies.has(family) && !becameNew.has(key)) {
      segment[i] = OLD;
      continue;
    }
    segment[i] = newSegment(portfolio, i, key, lock.lockDate, rules);
    layer[i] = layers.findIndex((families) => families.has(family)) + 1;
    const borrower = borrowerOf(portfolio, i);
    if (borrower !== undefined && lockedBorrowers.has(borrower)) {
      newOfLockedCount++;
      addCents(newOfLocked, 0, portfolio.balance[i] as number);
    }
  }
  const newOfLockedBorrowers = { count: newOfLockedCount, balance: sumAt(newOfLocked, 0) };
  return { lock, laterLocks, segment, layer, families: lineage.families, becameNew, newOfLockedBorrowers };
}

/** A renewal of a loan that existed at the lock is formed, not newly lent. */
function newSegment(portfolio: Portfolio, loan: number, key: string, lockDate: DayNumber, rules: SegmentRules): SegmentCode {
  const issued = loanDate(portfolio, 'issueDate', loan);
  if (issued !== undefined && issued <= lockDate) return FORMED;
  const existed = rules.lineage.ancestorsOf(key).some((ancestor) => rules.earlier.some((ledger) => existedAt(ledger, ancestor, lockDate)));
  if (existed) return FORMED;
  return issued === undefined ? ORIGIN_UNKNOWN : ORIGINATED;
}

function existedAt(ledger: Portfolio, key: string, lockDate: DayNumber): boolean {
  const loan = findText(ledger.keys, key);
  if (loan < 0) return false;
  return ledger.asOf <= lockDate || (loanDate(ledger, 'issueDate', loan) ?? lockDate + 1) <= lockDate;
}

function checkLock(lock: BaseLock, portfolio: Portfolio, classified: Classified): void {
  const file = `lock ${isoDate(lock.lockDate)}`;
  if (lock.lockDate > portfolio.asOf) {
    throw new UserError({
      code: 'E_LOCK_DATE',
      file,
      params: { reason: `the lock is of ${isoDate(lock.lockDate)}, after the data date ${isoDate(portfolio.asOf)}` },
    });
  }
  if (lock.basis !== classified.basis)
    throw new UserError({ code: 'E_LOCK_BASIS', file, params: { locked: lock.basis, used: classified.basis } });
  if (lock.keyParts !== portfolio.keyParts) {
    const right = portfolio.sources[0]?.name ?? 'the ledger';
    throw new UserError({
      code: 'E_KEY_PARTS',
      file,
      params: { left: file, leftParts: lock.keyParts, right, rightParts: portfolio.keyParts },
    });
  }
}

/** Locked loans that relapsed so long after their upgrade that the policy counts them as new. */
function relapsedLate(events: readonly LoanEvent[], lockDate: DayNumber, asOf: DayNumber, months: number | undefined): ReadonlySet<string> {
  const late = new Set<string>();
  if (months === undefined) return late;
  const upgraded = new Map<string, DayNumber>();
  for (const event of events.toSorted((a, b) => a.date - b.date)) {
    if (event.date <= lockDate || event.date > asOf) continue;
    if (event.kind === 'upgrade') upgraded.set(event.loan, event.date);
    const since = upgraded.get(event.loan);
    if (event.kind === 'relapse' && since !== undefined && event.date > addMonths(since, months)) late.add(event.loan);
  }
  return late;
}
