import type { ExitCode } from '../../diagnostics/exit-codes.js';
import { measureQuality } from '../../measure/quality.js';
import { institutionOf } from '../../model/loan-facts.js';
import { nplReportDocument } from '../../report/npl-report.js';
import { nplReportJson } from '../../report/npl-report-json.js';
import type { Io } from '../io.js';
import { reportColumns } from '../reading/needed-columns.js';
import { type RecoveryOptions, runRecovery } from '../recovery/run-recovery.js';
import { reportFigures, reportInput } from '../report-input.js';

/** The NPL report of a closed month: what `npl report` says of its ledger, with the registers and locks of the book. */
export function runBookReport(options: RecoveryOptions & { readonly renewalDays: number }, io: Io): Promise<ExitCode> {
  const { renewalDays } = options;
  return runRecovery(options, io, {
    columns: (policy) => reportColumns(policy, []),
    measure: async ({ opened }) => {
      const input = reportInput(opened, { by: [], renewalDays });
      const figures = reportFigures(opened, { renewalDays });
      const quality = measureQuality(input, figures);
      return {
        report: (frame) => {
          const report = { ...frame, figures, quality, dimensions: [], renewalDays, ...institutionOf(opened.current.portfolio) };
          return { document: (lang, unit) => nplReportDocument(report, lang, unit), json: () => nplReportJson(report) };
        },
        warnings: figures.warnings,
      };
    },
  });
}
