import type { BaseLock } from '../model/base-lock.js';
import type { MonthFigures } from '../model/month-figures.js';
import type { WriteOffSum } from '../model/write-off-figures.js';
import { restingStock } from './movement.js';

const NO_WRITE_OFFS: WriteOffSum = { count: 0, principal: 0n, interest: 0n, transferLoss: { count: 0, principal: 0n } };

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
    ...(figures.writeOffs === undefined ? {} : { writeOffs: { ...figures.writeOffs, sinceLock: NO_WRITE_OFFS } }),
    segments: {
      lock: { date, hash, count: total.count, balance: total.balance },
      old: total,
      ...{ new: nothing, formed: nothing, originated: nothing, originUnknown: nothing, newOfLockedBorrowers: nothing },
      sinceLock: { old: restingStock(total.balance), new: restingStock(0n) },
    },
  };
}
