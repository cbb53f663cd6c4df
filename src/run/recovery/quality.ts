import type { ExitCode } from '../../diagnostics/exit-codes.js';
import { measureQuality, qualityByDimension } from '../../measure/quality.js';
import type { Dimension } from '../../model/loan-fields.js';
import type { Cents } from '../../model/money.js';
import { type QualityReport, qualityDocument } from '../../report/recovery/quality.js';
import { qualityJson } from '../../report/recovery/quality-json.js';
import type { Io } from '../io.js';
import { reportColumns } from '../reading/needed-columns.js';
import { reportFigures, reportInput } from '../report-input.js';
import { movedBehind } from './loans-behind.js';
import { type RecoveryOptions, runRecovery } from './run-recovery.js';

export interface QualityOptions extends RecoveryOptions {
  readonly by: readonly Dimension[];
  readonly loansTotal?: Cents;
  readonly renewalDays: number;
}

/** How good the NPL ratio is: as printed, restored, with what hides; and how its fall came about. */
export function runQuality(options: QualityOptions, io: Io): Promise<ExitCode> {
  const { by: dimensions, renewalDays } = options;
  return runRecovery(options, io, {
    columns: (policy) => reportColumns(policy, dimensions),
    measure: async ({ opened }) => {
      const input = reportInput(opened, options);
      const figures = reportFigures(opened, options);
      const quality = measureQuality(input, figures);
      const by = dimensions.length === 0 ? [] : qualityByDimension(input, figures, await movedBehind(opened));
      return {
        report: (frame) => {
          const report: QualityReport = { ...frame, figures, quality, by, dimensions, renewalDays };
          return { document: (lang, unit) => qualityDocument(report, lang, unit), json: () => qualityJson(report) };
        },
        warnings: figures.warnings,
        troubles: figures.ignoredEvents.length + figures.unknownEvents.length,
      };
    },
  });
}
