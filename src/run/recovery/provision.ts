import type { ExitCode } from '../../diagnostics/exit-codes.js';
import { measureProvisionReport } from '../../measure/provision-report.js';
import { type ProvisionContent, provisionDocument } from '../../report/recovery/provision.js';
import { provisionReportJson } from '../../report/recovery/provision-json.js';
import type { Io } from '../io.js';
import { listColumns } from '../reading/needed-columns.js';
import { type EligibilityOptions, eligibilityInputs, eligibilityTable, eligibleBacklog } from './eligible-backlog.js';
import { type RecoveryOptions, runRecovery } from './run-recovery.js';

export interface ProvisionOptions extends RecoveryOptions, EligibilityOptions {}

/** Provision by class and policy, the supervisory minimums, and what writing off the backlog would do to ratio and coverage. */
export async function runProvision(options: ProvisionOptions, io: Io): Promise<ExitCode> {
  const table = eligibilityTable(options);
  return runRecovery(options, io, {
    inputs: eligibilityInputs(options),
    columns: (policy) => listColumns(policy, []),
    measure: async (run) => {
      const backlog = await eligibleBacklog(run, table, options.evidence);
      const { month, background } = run.opened;
      const { provision: rates } = background.policy;
      const figures = rates === undefined ? {} : { figures: measureProvisionReport(month, rates, backlog) };
      return {
        report: (frame) => {
          const content: ProvisionContent = { ...frame, ...figures, backlog };
          return { document: (lang, unit) => provisionDocument(content, lang, unit), json: () => provisionReportJson(content) };
        },
      };
    },
  });
}
