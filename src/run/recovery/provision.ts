import type { ExitCode } from '../../diagnostics/exit-codes.js';
import { measureProvisionBy } from '../../measure/provision-by.js';
import { measureProvisionReport } from '../../measure/provision-report.js';
import type { Dimension } from '../../model/loan-fields.js';
import { stated } from '../../model/stated.js';
import { type ProvisionContent, provisionDocument } from '../../report/recovery/provision.js';
import { provisionReportJson } from '../../report/recovery/provision-json.js';
import type { Io } from '../io.js';
import { listColumns } from '../reading/needed-columns.js';
import { type EligibilityOptions, eligibilityInputs, eligibilityTable, eligibleBacklog } from './eligible-backlog.js';
import { type RecoveryOptions, runRecovery } from './run-recovery.js';

export interface ProvisionOptions extends RecoveryOptions, EligibilityOptions {
  readonly by: readonly Dimension[];
}

/** Provision by class and policy, the supervisory minimums, and what writing off the backlog would do to ratio and coverage. */
export async function runProvision(options: ProvisionOptions, io: Io): Promise<ExitCode> {
  const table = eligibilityTable(options);
  return runRecovery(options, io, {
    inputs: eligibilityInputs(options),
    columns: (policy) => listColumns(policy, options.by),
    measure: async (run) => {
      const backlog = await eligibleBacklog(run, table, options.evidence);
      const { month, background } = run.opened;
      const { provision: rates } = background.policy;
      const { by: dimensions } = options;
      const figures = rates === undefined ? undefined : measureProvisionReport(month, rates, backlog);
      const by =
        rates === undefined || figures === undefined || dimensions.length === 0
          ? undefined
          : measureProvisionBy(month, rates, figures.total, dimensions);
      return {
        report: (frame) => {
          const content: ProvisionContent = { ...frame, ...stated({ figures, by }), backlog, dimensions };
          return { document: (lang, unit) => provisionDocument(content, lang, unit), json: () => provisionReportJson(content) };
        },
      };
    },
  });
}
