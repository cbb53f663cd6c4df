import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { type Bilingual, listed } from '../../diagnostics/wording.js';
import type { LedgerReading } from '../../ledger/read-ledger.js';
import type { BaseLock } from '../../model/base-lock.js';
import { isoDate } from '../../model/civil-date.js';
import { lockedKeys } from '../../model/lock-columns.js';
import { type Portfolio, shownKey } from '../../model/portfolio.js';
import type { Lineage } from '../../segment/lineage.js';

const LISTED = 5;

/**
 * Replaced loans that no ledger and no lock holds, said only where older ledgers or locks were given to look them up in; and
 * loans that are said to have replaced themselves. `isKnown`: what else knows a loan.
 */
export function lineageDiagnostics(
  lineage: Lineage,
  readings: readonly { readonly portfolio: Portfolio }[],
  locks: readonly BaseLock[],
  isKnown: (key: string) => boolean = () => false,
): Diagnostic[] {
  const self = selfNamedNotes(lineage);
  if (readings.length === 1 && locks.length === 0) return self;
  let locked: ReadonlySet<string> | undefined;
  const isLocked = (key: string) => {
    locked ??= new Set(locks.flatMap(lockedKeys));
    return locked.has(key);
  };
  const lost = lineage.unresolved(
    (key) => isKnown(key) || isLocked(key) || readings.some((reading) => lineage.isIn(reading.portfolio, key)),
  );
  return lost.length === 0 ? self : [...self, { code: 'W_LINEAGE_UNRESOLVED', params: countAndLoans(lost) }];
}

/** How many loans, and the first of them. */
export function countAndLoans(keys: readonly string[]): { count: number; loans: Bilingual } {
  return { count: keys.length, loans: listed(keys.map(shownKey), LISTED) };
}

/** Loans that are said to have replaced themselves. */
export function selfNamedNotes({ selfNamed }: Pick<Lineage, 'selfNamed'>): Diagnostic[] {
  return selfNamed.length === 0 ? [] : [{ code: 'N_LINEAGE_SELF', params: countAndLoans(selfNamed) }];
}

/** A lock of a part of a ledger against the whole, or the reverse: what differs is no event. */
export function selectionDiagnostics(locks: readonly BaseLock[], current: LedgerReading): Diagnostic[] {
  const whole = { en: 'from a whole ledger', zh: '整份台账' };
  const part = { en: 'from a selection of rows', zh: '部分行' };
  const isPart = current.portfolio.rows.notSelected > 0;
  return locks
    .filter((lock) => lock.isCut !== true && lock.rows.notSelected > 0 !== isPart)
    .map((lock) => ({
      code: 'N_LOCK_SELECTION',
      params: {
        date: isoDate(lock.lockDate),
        locked: isPart ? whole : part,
        read: isPart ? { en: 'a selection of rows', zh: '部分行' } : { en: 'a whole ledger', zh: '整份台账' },
      },
    }));
}
