import type { ExitCode } from '../../diagnostics/exit-codes.js';
import { measurePeriodMovement } from '../../measure/period-movement.js';
import type { Dimension } from '../../model/loan-fields.js';
import { rollForwardDocument, rollForwardJson } from '../../report/period/roll-forward.js';
import type { Io } from '../io.js';
import { reportColumns } from '../reading/needed-columns.js';
import { periodBranches, withBranch } from './period-branches.js';
import { type PeriodRunOptions, runPeriod } from './run-period.js';

export interface RollForwardOptions extends PeriodRunOptions {
  readonly by: readonly Dimension[];
  readonly internalTransfers?: readonly string[];
  readonly limit: number;
}

/** Opening to closing NPLs by channel: old, new, total, by class, month by month. */
export function runRollForward(options: RollForwardOptions, io: Io): Promise<ExitCode> {
  const { by, book, internalTransfers = [], limit, renewalDays } = options;
  // A book carries a register of internal transfers of its own.
  const mayMove = book !== undefined || internalTransfers.length > 0;
  return runPeriod(options, io, {
    leastDates: 2,
    inputs: internalTransfers,
    columns: (policy) => reportColumns(policy, withBranch(by, mayMove)),
    own: (period, read, own) => periodBranches(period, options, read, own),
    report: ({ period, measured, frame, own: homes }) => {
      const movements = measured.flatMap(({ movement }) => movement ?? []);
      const movement = measurePeriodMovement(period.months, movements, by, homes);
      const report = { frame, movement, dimensions: by, limit, renewalDays };
      return { document: (lang, unit) => rollForwardDocument(report, lang, unit), json: () => rollForwardJson(report) };
    },
  });
}
