import type { BaseLock } from '../model/base-lock.js';
import type { MonthFigures } from '../model/month-figures.js';
import { restingStock } from './movement.js';

/**
 * The figures of a month that was locked after it was closed: all its NPLs are old, and nothing has moved since. The figures
 * themselves for another month, and for one whose NPLs are not those of the lock.
 */
export function atLock(figures: MonthFigures, lock: BaseLock | undefined): MonthFigures {
  if (lock === undefined || figures.segments !== undefined || lock.lockDate !== figures.asOf) return figures;
  const { lockDate: date, hash, total } = lock;
  if (total.balance !== figures.npl.balance || total.count !== figures.npl.count) return figures;
  const nothing = { count: 0, balance: 0n };
  return {
    ...figures,
    segments: {
      lock: { date, hash, count: total.count, balance: total.balance },
      old: total,
      ...{ new: nothing, formed: nothing, originated: nothing, originUnknown: nothing, newOfLockedBorrowers: nothing },
      sinceLock: { old: restingStock(total.balance), new: restingStock(0n) },
    },
  };
}
