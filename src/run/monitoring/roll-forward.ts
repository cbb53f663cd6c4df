import type { ExitCode } from '../../diagnostics/exit-codes.js';
import { measurePeriodMovement } from '../../measure/period-movement.js';
import type { Dimension } from '../../model/loan-fields.js';
import { rollForwardDocument, rollForwardJson } from '../../report/period/roll-forward.js';
import type { Io } from '../io.js';
import { reportColumns } from '../reading/needed-columns.js';
import { type PeriodRunOptions, runPeriod } from './run-period.js';

export interface RollForwardOptions extends PeriodRunOptions {
  readonly by: readonly Dimension[];
  readonly limit: number;
}

/** Opening to closing NPLs by channel: old, new, total, by class, month by month. */
export function runRollForward(options: RollForwardOptions, io: Io): Promise<ExitCode> {
  return runPeriod(options, io, {
    leastDates: 2,
    columns: (policy) => reportColumns(policy, options.by),
    report: ({ period, measured, frame }) => {
      const movements = measured.flatMap(({ movement }) => movement ?? []);
      const movement = measurePeriodMovement(period.months, movements, options.by);
      const report = { frame, movement, dimensions: options.by, limit: options.limit, renewalDays: options.renewalDays };
      return { document: (lang, unit) => rollForwardDocument(report, lang, unit), json: () => rollForwardJson(report) };
    },
  });
}
