import { EXIT, type ExitCode } from '../../diagnostics/exit-codes.js';
import { measureProvisionReport } from '../../measure/provision-report.js';
import { DEFAULT_ELIGIBILITY, readEligibility } from '../../policy/read-eligibility.js';
import { type ProvisionContent, provisionDocument } from '../../report/recovery/provision.js';
import { provisionReportJson } from '../../report/recovery/provision-json.js';
import type { Io } from '../io.js';
import { deliver, type OutputOptions } from '../output/deliver.js';
import { provenanceOf } from '../output/provenance.js';
import { checkTargets } from '../output/targets.js';
import { exitOf, incompleteOf } from '../reading/completeness.js';
import { countWarnings } from '../reading/count-warnings.js';
import type { LedgerOptions } from '../reading/open-ledgers.js';
import { inputPaths, openMonths } from '../reading/open-months.js';
import type { HistoryOptions, PolicyOptions } from '../reading/read-background.js';
import { lineageDiagnostics } from '../reading/tell-history.js';
import { readingDiagnostics, rowsDiagnostic } from '../reading/tell-reading.js';
import { eligibleBacklog } from './eligible-backlog.js';

export interface ProvisionOptions extends LedgerOptions, PolicyOptions, HistoryOptions, OutputOptions {
  readonly ledgers: readonly string[];
  readonly eligibility?: string;
  readonly evidence: readonly string[];
  readonly strict: boolean;
}

/** Provision by class and policy, the supervisory minimums, and what writing off the backlog would do to ratio and coverage. */
export async function runProvision(options: ProvisionOptions, io: Io): Promise<ExitCode> {
  const counted = countWarnings(io);
  io.watch.phase('open');
  checkTargets([options.output, options.rejects], [...inputPaths(options.ledgers, options), options.eligibility, ...options.evidence]);
  const eligibility = readEligibility(options.eligibility ?? DEFAULT_ELIGIBILITY);
  const opened = await openMonths(options.ledgers, options, counted.io);
  const { current, earlier, month, background, lineage } = opened;
  io.watch.phase('measure');
  const files = [...background.files];
  const backlog = await eligibleBacklog(opened, eligibility, options.evidence, files, counted.io);
  const { provision: rates } = background.policy;
  const readings = [current, ...earlier];
  const incomplete = incompleteOf(readings);
  const content: ProvisionContent = {
    ...month,
    ...(rates === undefined ? {} : { figures: measureProvisionReport(month, rates, backlog) }),
    backlog,
    provenance: provenanceOf(current, earlier, { ...background, files }),
    ...(incomplete === undefined ? {} : { incomplete }),
  };
  readings.forEach((reading, i) => {
    for (const said of readingDiagnostics(reading, i === 0)) io.tell(said);
  });
  for (const said of lineageDiagnostics(lineage, readings, background.locks)) counted.io.tell(said);
  await deliver(
    { document: (lang, unit) => provisionDocument(content, lang, unit), json: () => provisionReportJson(content) },
    options,
    io,
  );
  const isRefused = options.strict && counted.count() > 0;
  if (isRefused) io.tell({ code: 'A_STRICT', params: { count: counted.count() } });
  io.tell(rowsDiagnostic(current.portfolio.rows));
  return isRefused ? EXIT.controlFailed : exitOf(incompleteOf(readings));
}
