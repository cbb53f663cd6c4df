import { EXIT, type ExitCode } from '../diagnostics/exit-codes.js';
import type { LedgerReading } from '../ledger/read-ledger.js';
import { measureNplReport, type ReportFigures } from '../measure/npl-report.js';
import { measureQuality } from '../measure/quality.js';
import { institutionOf } from '../model/loan-facts.js';
import type { Dimension } from '../model/loan-fields.js';
import type { Cents } from '../model/money.js';
import { stated } from '../model/stated.js';
import type { Lang, MoneyUnit } from '../report/document.js';
import { nplReportJson } from '../report/npl-report-json.js';
import { branchBridges } from './branch-bridges.js';
import type { Io } from './io.js';
import { withBranch } from './monitoring/period-branches.js';
import { deliver, type OutputOptions } from './output/deliver.js';
import { provenanceOf } from './output/provenance.js';
import { checkTargets } from './output/targets.js';
import { exitOf, incompleteOf } from './reading/completeness.js';
import { countWarnings } from './reading/count-warnings.js';
import { reportColumns } from './reading/needed-columns.js';
import type { LedgerOptions } from './reading/open-ledgers.js';
import { inputPaths, openMonths } from './reading/open-months.js';

import type { HistoryOptions, PolicyOptions } from './reading/read-background.js';
import { lineageDiagnostics, selectionDiagnostics } from './reading/tell-history.js';
import { readingDiagnostics, rowsDiagnostic } from './reading/tell-reading.js';
import type { Threads } from './reading/threads.js';
import { reportInput } from './report-input.js';

export interface ReportOptions extends LedgerOptions, PolicyOptions, HistoryOptions, OutputOptions {
  readonly ledgers: readonly string[];
  readonly by: readonly Dimension[];
  readonly loansTotal?: Cents;
  readonly internalTransfers: readonly string[];
  readonly renewalDays: number;
  readonly strict: boolean;
  readonly failOnBreach: boolean;
}

/** The main job: ledgers in, the NPL report out; `pool` may have been started before. Gives the exit code. */
export async function runReport(options: ReportOptions, io: Io, pool?: Threads): Promise<ExitCode> {
  const counted = countWarnings(io);
  io.watch.phase('open');
  checkTargets([options.output, options.rejects], [...inputPaths(options.ledgers, options), ...options.internalTransfers]);
  const opened = await openMonths(
    options.ledgers,
    options,
    counted.io,
    (policy) => reportColumns(policy, withBranch(options.by, options.internalTransfers.length > 0)),
    pool,
  );
  const { current, earlier, background } = opened;
  const input = reportInput(opened, options);
  io.watch.phase('measure');
  const figures = measureNplReport(input);
  const files = [...background.files];
  const branches = await branchBridges(opened, figures, options, files, counted.io);
  const readings = [current, ...earlier];
  const incomplete = incompleteOf(readings);
  const report = {
    figures,
    quality: measureQuality(input, figures),
    ...opened.month,
    provenance: provenanceOf(current, earlier, { ...background, files }),
    dimensions: options.by,
    renewalDays: options.renewalDays,
    ...institutionOf(current.portfolio),
    ...stated({ branches }),
    ...(incomplete === undefined ? {} : { incomplete }),
  };
  readings.forEach((reading, i) => {
    for (const said of readingDiagnostics(reading, i === 0)) io.tell(said);
  });
  for (const said of lineageDiagnostics(opened.lineage, readings, background.locks)) counted.io.tell(said);
  for (const warning of figures.warnings) counted.io.tell(warning);
  for (const said of selectionDiagnostics(background.locks, current)) counted.io.tell(said);
  const document = async (lang: Lang, unit: MoneyUnit) => (await import('../report/npl-report.js')).nplReportDocument(report, lang, unit);
  await deliver({ document, json: () => nplReportJson(report) }, options, io);
  const exit = exitCode(figures, readings, counted.count(), options, io);
  io.tell(rowsDiagnostic(current.portfolio.rows));
  return exit;
}

function exitCode(figures: ReportFigures, readings: readonly LedgerReading[], warnings: number, options: ReportOptions, io: Io): ExitCode {
  const { segments } = figures;
  const breached = segments !== undefined && (segments.unexplained.length > 0 || segments.breaches.length > 0);
  const troubles = warnings + (breached ? 1 : 0) + figures.ignoredEvents.length + figures.unknownEvents.length;
  if (options.strict && troubles > 0) {
    io.tell({ code: 'A_STRICT', params: { count: troubles } });
    return EXIT.controlFailed;
  }
  if (options.failOnBreach && breached) {
    const count = segments.unexplained.length;
    io.tell({
      code: 'A_BREACH',
      params: { reason: { en: `${count} loans are not explained by events`, zh: `${count} 笔借据的变动无事件说明` } },
    });
    return EXIT.controlFailed;
  }
  return exitOf(incompleteOf(readings));
}
