import { EXIT, type ExitCode } from '../../diagnostics/exit-codes.js';
import { measureNplReport } from '../../measure/npl-report.js';
import { measureQuality, qualityByDimension } from '../../measure/quality.js';
import type { Dimension } from '../../model/loan-fields.js';
import type { Cents } from '../../model/money.js';
import { type QualityReport, qualityDocument } from '../../report/recovery/quality.js';
import { qualityJson } from '../../report/recovery/quality-json.js';
import type { Io } from '../io.js';
import { deliver, type OutputOptions } from '../output/deliver.js';
import { provenanceOf } from '../output/provenance.js';
import { checkTargets } from '../output/targets.js';
import { exitOf, incompleteOf } from '../reading/completeness.js';
import { countWarnings } from '../reading/count-warnings.js';
import type { LedgerOptions } from '../reading/open-ledgers.js';
import { inputPaths, openMonths } from '../reading/open-months.js';
import type { HistoryOptions, PolicyOptions } from '../reading/read-background.js';
import { lineageDiagnostics, selectionDiagnostics } from '../reading/tell-history.js';
import { readingDiagnostics, rowsDiagnostic } from '../reading/tell-reading.js';
import { reportInput } from '../report-input.js';

export interface QualityOptions extends LedgerOptions, PolicyOptions, HistoryOptions, OutputOptions {
  readonly ledgers: readonly string[];
  readonly by: readonly Dimension[];
  readonly loansTotal?: Cents;
  readonly renewalDays: number;
  readonly strict: boolean;
}

/** How good the NPL ratio is: as printed, restored, with what hides; and how its fall came about. */
export async function runQuality(options: QualityOptions, io: Io): Promise<ExitCode> {
  const counted = countWarnings(io);
  io.watch.phase('open');
  checkTargets([options.output, options.rejects], inputPaths(options.ledgers, options));
  const opened = await openMonths(options.ledgers, options, counted.io);
  const { current, earlier, background } = opened;
  io.watch.phase('measure');
  const input = reportInput(opened, options);
  const figures = measureNplReport({ ...input, dimensions: [] });
  const readings = [current, ...earlier];
  const incomplete = incompleteOf(readings);
  const from = figures.doubleReduction?.against ?? figures.segments?.lock.lockDate;
  const report: QualityReport = {
    figures,
    ...opened.month,
    quality: measureQuality(input, figures),
    by: options.by.length === 0 ? [] : qualityByDimension(input, from),
    dimensions: options.by,
    renewalDays: options.renewalDays,
    provenance: provenanceOf(current, earlier, background),
    ...(incomplete === undefined ? {} : { incomplete }),
  };
  readings.forEach((reading, i) => {
    for (const said of readingDiagnostics(reading, i === 0)) io.tell(said);
  });
  const warnings = [
    ...lineageDiagnostics(opened.lineage, readings, background.locks),
    ...figures.warnings,
    ...selectionDiagnostics(background.locks, current),
  ];
  for (const warning of warnings) counted.io.tell(warning);
  await deliver({ document: (lang, unit) => qualityDocument(report, lang, unit), json: () => qualityJson(report) }, options, io);
  const troubles = counted.count() + figures.ignoredEvents.length + figures.unknownEvents.length;
  const isRefused = options.strict && troubles > 0;
  if (isRefused) io.tell({ code: 'A_STRICT', params: { count: troubles } });
  io.tell(rowsDiagnostic(current.portfolio.rows));
  return isRefused ? EXIT.controlFailed : exitOf(incompleteOf(readings));
}
