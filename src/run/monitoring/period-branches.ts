import { branchHomes, type UnitHomes } from '../../measure/unit-homes.js';
import { unregisteredMoves } from '../../measure/unregistered-moves.js';
import type { Dimension } from '../../model/loan-fields.js';
import type { Month } from '../../model/portfolio.js';
import { stated } from '../../model/stated.js';
import type { Io } from '../io.js';
import type { OpenedPeriod } from '../reading/opened-period.js';
import { countAndLoans } from '../reading/tell-history.js';
import { type HomeOptions, readHomeRegisters } from '../recovery/home-registers.js';
import type { ReadOwn } from './run-period.js';

/** The columns that a report is split by, and the branch where loans may be said to have gone from one to another. */
export function withBranch(by: readonly Dimension[], mayMove: boolean): readonly Dimension[] {
  return !mayMove || by.includes('branch') ? by : [...by, 'branch'];
}

/**
 * The branches that a register of internal transfers says loans went over to; undefined without one. Tells of NPLs that are in
 * another branch than the month before and in no row of it (W_UNIT_MOVED); without one, where the report is split by branch.
 */
export async function periodBranches(
  period: OpenedPeriod,
  options: HomeOptions & { readonly by: readonly Dimension[] },
  read: ReadOwn,
  io: Io,
): Promise<UnitHomes | undefined> {
  const { background, lineage } = period;
  const months = period.months.map(({ month }) => month);
  let isGiven = false;
  const { transfers } = await readHomeRegisters(options, {
    ...{ background, lineage, io, month: months.at(-1) as Month, before: months.slice(0, -1) },
    ...stated({ knownOnce: period.judged?.isKnown }),
    read: async (kind, paths) => {
      const rows = await read(kind, paths);
      isGiven ||= rows !== undefined;
      return rows ?? [];
    },
  });
  if (!isGiven && !options.by.includes('branch')) return undefined;
  const homes = branchHomes({ months, locks: background.locks, families: lineage.families }, transfers);
  const moved = unregisteredMoves(months, homes);
  if (moved.length > 0) io.tell({ code: 'W_UNIT_MOVED', params: countAndLoans(moved) });
  return isGiven ? homes : undefined;
}
