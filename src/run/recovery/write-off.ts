import { EXIT, type ExitCode } from '../../diagnostics/exit-codes.js';
import { impossibleExits, withoutExits } from '../../measure/impossible-exits.js';
import { registerWarnings, stillOnBook, unknownEvents } from '../../measure/register-checks.js';
import { measureWriteOffReport } from '../../measure/write-off-report.js';
import type { Dimension } from '../../model/loan-fields.js';
import type { EligibilityTable } from '../../policy/policy.js';
import { DEFAULT_ELIGIBILITY, readEligibility } from '../../policy/read-eligibility.js';
import { writeOffDocument } from '../../report/recovery/write-off.js';
import type { WriteOffContent } from '../../report/recovery/write-off-content.js';
import { writeOffJson } from '../../report/recovery/write-off-json.js';
import type { Io } from '../io.js';
import { deliver, type OutputOptions } from '../output/deliver.js';
import { HOLDING_ALL } from '../output/formats.js';
import { provenanceOf } from '../output/provenance.js';
import { checkTargets } from '../output/targets.js';
import { exitOf, incompleteOf } from '../reading/completeness.js';
import { countWarnings } from '../reading/count-warnings.js';
import type { LedgerOptions } from '../reading/open-ledgers.js';
import { inputPaths, type Opened, openMonths, segmentMonth } from '../reading/open-months.js';
import { type HistoryOptions, type PolicyOptions, registersGiven } from '../reading/read-background.js';
import { lineageDiagnostics, selectionDiagnostics } from '../reading/tell-history.js';
import { readingDiagnostics, rowsDiagnostic } from '../reading/tell-reading.js';
import { eligibleBacklog } from './eligible-backlog.js';

export interface WriteOffOptions extends LedgerOptions, PolicyOptions, HistoryOptions, OutputOptions {
  readonly ledgers: readonly string[];
  readonly by: readonly Dimension[];
  /** The eligibility table; the one that comes with the program without. */
  readonly eligibility?: string;
  readonly evidence: readonly string[];
  readonly limit: number;
  readonly strict: boolean;
}

/** Write-offs, what should be written off, and what is still collected on what was. */
export async function runWriteOff(options: WriteOffOptions, io: Io): Promise<ExitCode> {
  const counted = countWarnings(io);
  io.watch.phase('open');
  checkTargets([options.output, options.rejects], [...inputPaths(options.ledgers, options), options.eligibility, ...options.evidence]);
  const table = readEligibility(options.eligibility ?? DEFAULT_ELIGIBILITY);
  const opened = await openMonths(options.ledgers, options, counted.io);
  const readings = [opened.current, ...opened.earlier];
  io.watch.phase('measure');
  const content = await measure(opened, table, options, counted.io);
  readings.forEach((reading, i) => {
    for (const said of readingDiagnostics(reading, i === 0)) io.tell(said);
  });
  for (const said of lineageDiagnostics(opened.lineage, readings, opened.background.locks)) counted.io.tell(said);
  for (const said of selectionDiagnostics(opened.background.locks, opened.current)) counted.io.tell(said);
  await deliver(
    { document: (lang, unit) => writeOffDocument(limited(content, options), lang, unit), json: () => writeOffJson(content) },
    options,
    io,
  );
  const troubles = counted.count() + content.unknownEvents.length;
  const isRefused = options.strict && troubles > 0;
  if (isRefused) io.tell({ code: 'A_STRICT', params: { count: troubles } });
  io.tell(rowsDiagnostic(opened.current.portfolio.rows));
  return isRefused ? EXIT.controlFailed : exitOf(incompleteOf(readings));
}

/** A file for another program holds every row. */
function limited(content: WriteOffContent, { format, limit }: WriteOffOptions): WriteOffContent {
  return { ...content, limit: HOLDING_ALL.has(format) ? Number.POSITIVE_INFINITY : limit };
}

async function measure(opened: Opened, table: EligibilityTable, options: WriteOffOptions, io: Io): Promise<WriteOffContent> {
  const { current, earlier, month, before, background, lineage } = opened;
  const files = [...background.files];
  const backlog = await eligibleBacklog(opened, table, options.evidence, files, io);
  const segmented = segmentMonth(opened);
  const given = {
    ...background,
    current: month,
    earlier: before,
    families: lineage.families,
    ...(segmented === undefined ? {} : { segmented }),
    dimensions: options.by.length === 0 && month.portfolio.texts.branch !== undefined ? (['branch'] as const) : options.by,
  };
  const leftOut = impossibleExits(given);
  const books = withoutExits(given, leftOut);
  for (const warning of [...stillOnBook(leftOut), ...registerWarnings(books)]) io.tell(warning);
  const incomplete = incompleteOf([current, ...earlier]);
  return {
    ...month,
    ...(registersGiven(options) ? { figures: measureWriteOffReport(books) } : {}),
    backlog,
    provenance: provenanceOf(current, earlier, { ...background, files }),
    dimensions: given.dimensions,
    unknownEvents: unknownEvents(books, before.at(-1)?.portfolio.asOf),
    limit: options.limit,
    ...(incomplete === undefined ? {} : { incomplete }),
  };
}
