import { firedFloors } from '../classify/fired-floors.js';
import { nextClassFinder } from '../classify/next-class.js';
import type { ExitCode } from '../diagnostics/exit-codes.js';
import { deviationOf } from '../measure/deviation.js';
import { classifyCsvChunks, classifyJsonChunks } from '../render/loan-list.js';
import { type ClassifyList, classifyDocument } from '../report/classify.js';
import type { Io } from './io.js';
import { loanRow } from './loan-row.js';
import { deliver, deliverText, masking, type OutputOptions } from './output/deliver.js';
import { provenanceOf } from './output/provenance.js';
import { checkTargets } from './output/targets.js';
import { exitOf, incompleteOf } from './reading/completeness.js';
import { reportColumns } from './reading/needed-columns.js';
import type { LedgerOptions } from './reading/open-ledgers.js';
import { inputPaths, openMonths } from './reading/open-months.js';
import type { HistoryOptions, PolicyOptions } from './reading/read-background.js';
import { readingDiagnostics, rowsDiagnostic } from './reading/tell-reading.js';
import type { Threads } from './reading/threads.js';

export interface ClassifyOptions extends LedgerOptions, PolicyOptions, HistoryOptions, OutputOptions {
  readonly ledgers: readonly string[];
  /** Only loans whose declared and computed class differ. */
  readonly deviation: boolean;
  /** Rows shown on a screen; files hold all. */
  readonly limit: number;
}

/** Loan by loan: classes, the rules that fired, days, and the next worse class. `pool` as for a report. */
export async function runClassify(options: ClassifyOptions, io: Io, pool?: Threads): Promise<ExitCode> {
  io.watch.phase('open');
  checkTargets([options.output, options.rejects], inputPaths(options.ledgers, options));
  const opened = await openMonths(options.ledgers, options, io, (policy) => reportColumns(policy, []), pool);
  const { current, earlier, background, month } = opened;
  const readings = [current, ...earlier];
  const incomplete = incompleteOf(readings);
  for (const said of readingDiagnostics(current, true)) io.tell(said);
  const find = nextClassFinder(month.portfolio, background.policy);
  const next = (loan: number) => find(month.classified, loan);
  const list: ClassifyList = {
    ...month,
    provenance: provenanceOf(current, earlier, background),
    has: (loan: number) => !options.deviation || deviationOf(month.portfolio, month.classified, loan) !== 0,
    row: (loan: number) => loanRow(opened, loan, next(loan)),
    rules: (loan: number) => firedFloors(month.portfolio, month.classified, background.policy, loan).map(({ rule }) => rule),
    next,
    deviation: options.deviation,
    ...(options.mask === true ? { mask: (await masking()).newMask() } : {}),
    ...(incomplete === undefined ? {} : { incomplete }),
  };
  if (options.format === 'csv') await deliverText(classifyCsvChunks(list), options, io);
  else if (options.format === 'json') await deliverText(classifyJsonChunks(list), options, io);
  else await deliver({ document: (lang) => classifyDocument(list, lang, options.unit, options.limit), json: () => ({}) }, options, io);
  io.tell(rowsDiagnostic(month.portfolio.rows));
  return exitOf(incompleteOf(readings));
}
