import type { ExitCode } from '../../diagnostics/exit-codes.js';
import { measureLitigation } from '../../measure/litigation-report.js';
import type { LimitationTable } from '../../model/limitation.js';
import type { Dimension } from '../../model/loan-fields.js';
import { DEFAULT_LIMITATION, readLimitation } from '../../policy/read-limitation.js';
import { LITIGATION } from '../../registers/litigation.js';
import { litigationDocument } from '../../report/recovery/litigation.js';
import type { LitigationContent } from '../../report/recovery/litigation-content.js';
import { litigationJson } from '../../report/recovery/litigation-json.js';
import type { Io } from '../io.js';
import { listColumns } from '../reading/needed-columns.js';
import { knownRows } from './known-rows.js';
import { limitedTo, type RecoveryFound, type RecoveryOptions, type RecoveryRun, runRecovery } from './run-recovery.js';

export interface LitigationOptions extends RecoveryOptions {
  readonly litigation: readonly string[];
  /** The limitation table; the one that comes with the program without. */
  readonly limitation?: string;
  /** Days ahead in which what runs out is listed. */
  readonly within: number;
  readonly by: readonly Dimension[];
  readonly limit: number;
}

/** Where cases stand, what runs out and when, and which NPLs have no case. */
export async function runLitigation(options: LitigationOptions, io: Io): Promise<ExitCode> {
  const { limitation, litigation } = options;
  const table = readLimitation(limitation ?? DEFAULT_LIMITATION);
  return runRecovery(options, io, {
    inputs: [limitation, ...litigation],
    columns: (policy) => listColumns(policy, options.by),
    measure: (run) => measure(run, table, options),
  });
}

async function measure(run: RecoveryRun, table: LimitationTable, options: LitigationOptions): Promise<RecoveryFound> {
  const { month, before, background, lineage } = run.opened;
  const { within, by: dimensions, limit } = options;
  run.cite({ register: 'limitation', name: table.id, sha256: table.hash, entries: table.periods.length });
  const rows = await run.register(LITIGATION, options.litigation);
  const cases = knownRows(LITIGATION.id, rows ?? [], run, options);
  const behind = (await run.opened.behind?.lastSeen(cases.map(({ loan }) => loan))) ?? [];
  const known = { ...background, behind, current: month, earlier: before, families: lineage.families };
  const figures = measureLitigation({ ...known, cases, table, within, dimensions });
  return {
    report: (frame) => {
      const content: LitigationContent = { ...frame, figures, table, registerGiven: rows !== undefined, within, dimensions, limit };
      return {
        ...limitedTo(limit, (lang, unit, shown) => litigationDocument({ ...content, limit: shown }, lang, unit)),
        json: () => litigationJson(content),
      };
    },
  };
}
