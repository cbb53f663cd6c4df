import { nplOfLedger, nplOfLock } from '../measure/npl-balances.js';
import type { ReportFigures } from '../measure/npl-report.js';
import { addMovements } from '../measure/roll-forward.js';
import { silentMoves } from '../measure/silent-moves.js';
import { measureUnitBridges, type UnitBridge } from '../measure/unit-bridge.js';
import { branchHomes } from '../measure/unit-homes.js';
import type { Dimension } from '../model/loan-fields.js';
import { nplLoans } from '../model/npl-loans.js';
import { textAt } from '../model/text-index.js';
import type { Io } from './io.js';
import type { Opened } from './reading/open-months.js';
import { type EmptyRegisters, type RegisterFile, readFiles } from './reading/read-background.js';
import { countAndLoans } from './reading/tell-history.js';
import { type HomeOptions, readHomeRegisters } from './recovery/home-registers.js';

interface Asked extends HomeOptions, EmptyRegisters {
  readonly internalTransfers: readonly string[];
  readonly by: readonly Dimension[];
}

/**
 * The NPLs' way since the lock by branch, where a register says which loans went over; undefined without a lock, or
 * where the report is not split by branch. Tells of NPLs that are in another branch and in no row of it (W_UNIT_MOVED).
 */
export async function branchBridges(
  opened: Opened,
  { segments }: ReportFigures,
  options: Asked,
  files: RegisterFile[],
  io: Io,
): Promise<readonly UnitBridge[] | undefined> {
  const { month, before, background, lineage } = opened;
  const months = [...before, month];
  const { transfers } = await readHomeRegisters(options, {
    ...opened,
    io,
    read: (kind, paths) => readFiles(kind, paths, month.portfolio, options, files, io),
  });
  if (segments === undefined || !options.by.includes('branch')) return undefined;
  const homes = branchHomes({ months, locks: background.locks, families: lineage.families }, transfers);
  const movement = addMovements(segments.bridge, segments.newBridge);
  const [start, now] = [nplOfLock(segments.lock, homes), nplOfLedger(month, homes)];
  const closing = nplLoans(month.classified.used).map((loan) => textAt(month.portfolio.keys, loan));
  const moved = silentMoves(movement, homes, start, now, closing);
  if (moved.length > 0) io.tell({ code: 'W_UNIT_MOVED', params: countAndLoans(moved) });
  return measureUnitBridges(movement, homes, start, now).units;
}
