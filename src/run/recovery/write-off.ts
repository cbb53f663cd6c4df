import type { ExitCode } from '../../diagnostics/exit-codes.js';
import { hasOffBook } from '../../measure/claims-since-lock.js';
import { impossibleExits, withoutExits } from '../../measure/impossible-exits.js';
import { registerWarnings, stillOnBook, unknownEvents } from '../../measure/register-checks.js';
import { measureWriteOffReport } from '../../measure/write-off-report.js';
import type { Dimension } from '../../model/loan-fields.js';
import { stated } from '../../model/stated.js';
import type { EligibilityTable } from '../../policy/policy.js';
import type { LockedOffBook } from '../../report/recovery/off-book.js';
import { writeOffDocument } from '../../report/recovery/write-off.js';
import type { WriteOffContent } from '../../report/recovery/write-off-content.js';
import { writeOffJson } from '../../report/recovery/write-off-json.js';
import type { Io } from '../io.js';
import { differsDiagnostic } from '../off-book.js';
import { listColumns } from '../reading/needed-columns.js';
import { type EligibilityOptions, eligibilityInputs, eligibilityTable, eligibleBacklog } from './eligible-backlog.js';
import { movedBehind } from './loans-behind.js';
import { limitedTo, type RecoveryFound, type RecoveryOptions, type RecoveryRun, runRecovery } from './run-recovery.js';

export interface WriteOffOptions extends RecoveryOptions, EligibilityOptions {
  readonly by: readonly Dimension[];
  readonly limit: number;
}

/** Write-offs, what should be written off, and what is still collected on what was. */
export async function runWriteOff(options: WriteOffOptions, io: Io): Promise<ExitCode> {
  const table = eligibilityTable(options);
  return runRecovery(options, io, {
    inputs: eligibilityInputs(options),
    columns: (policy) => listColumns(policy, options.by.length === 0 ? ['branch'] : options.by),
    measure: (run) => measure(run, table, options),
  });
}

async function measure(run: RecoveryRun, table: EligibilityTable, options: WriteOffOptions): Promise<RecoveryFound> {
  const backlog = await eligibleBacklog(run, table, options.evidence);
  const { month, before, background, lineage, segmented, registersGiven, knownOnce } = run.opened;
  const given = {
    ...background,
    current: month,
    earlier: before,
    families: lineage.families,
    ...stated({ segmented, knownOnce }),
    behind: await movedBehind(run.opened),
    dimensions: options.by.length === 0 && month.portfolio.texts.branch !== undefined ? (['branch'] as const) : options.by,
  };
  const leftOut = impossibleExits(given);
  const books = withoutExits(given, leftOut);
  const unknown = unknownEvents(books, before.at(-1)?.portfolio.asOf);
  const figures = registersGiven ? { figures: measureWriteOffReport(books) } : {};
  const offBook: readonly LockedOffBook[] = figures.figures?.offBook ?? background.locks.filter(hasOffBook).map((lock) => ({ lock }));
  const differing = (figures.figures?.offBook ?? []).filter(({ since }) => since.differences.length > 0);
  return {
    report: (frame) => {
      const content: WriteOffContent = {
        ...frame,
        ...figures,
        backlog,
        offBook,
        dimensions: given.dimensions,
        unknownEvents: unknown,
        limit: options.limit,
      };
      return {
        ...limitedTo(options.limit, (lang, unit, limit) => writeOffDocument({ ...content, limit }, lang, unit)),
        json: () => writeOffJson(content),
      };
    },
    warnings: [...stillOnBook(leftOut), ...registerWarnings(books), ...differing.map(differsDiagnostic)],
    troubles: unknown.length,
  };
}
