import { UserError } from '../../diagnostics/diagnostic.js';
import type { ExitCode } from '../../diagnostics/exit-codes.js';
import { answeringFor } from '../../measure/answering-for.js';
import { measureResponsibility } from '../../measure/responsibility-report.js';
import type { Dimension } from '../../model/loan-fields.js';
import { stated } from '../../model/stated.js';
import { RESPONSIBILITY } from '../../registers/responsibility.js';
import { responsibilityDocument } from '../../report/recovery/responsibility.js';
import type { ResponsibilityContent } from '../../report/recovery/responsibility-content.js';
import { responsibilityJson } from '../../report/recovery/responsibility-json.js';
import type { Io } from '../io.js';
import { listColumns } from '../reading/needed-columns.js';
import { reportFigures, reportInput } from '../report-input.js';
import { knownRows } from './known-rows.js';
import { movedBehind } from './loans-behind.js';
import { limitedTo, type RecoveryFound, type RecoveryOptions, type RecoveryRun, runRecovery } from './run-recovery.js';

export interface ResponsibilityOptions extends RecoveryOptions {
  readonly responsibility: readonly string[];
  /** Days from formation until which it is to be settled who answers; not assessed without. */
  readonly determineWithin?: number;
  readonly by: readonly Dimension[];
  readonly limit: number;
}

/** Who answers for the new NPLs, and until when that is to be settled. Errors: E_USAGE where nothing says what is new. */
export function runResponsibility(options: ResponsibilityOptions, io: Io): Promise<ExitCode> {
  return runRecovery(options, io, {
    inputs: options.responsibility,
    columns: (policy) => listColumns(policy, options.by),
    measure: (run) => measure(run, options),
  });
}

async function measure(run: RecoveryRun, options: ResponsibilityOptions): Promise<RecoveryFound> {
  const { by: dimensions, determineWithin, limit } = options;
  const input = reportInput(run.opened, { by: [] });
  const report = reportFigures(run.opened, {});
  const from = answeringFor(input, report);
  if (from === undefined) throw nothingIsNew();
  const rows = await run.register(RESPONSIBILITY, options.responsibility);
  const days = determineWithin === undefined ? {} : { determineWithin };
  const figures = measureResponsibility({
    ...from,
    behind: await movedBehind(run.opened),
    ...stated({ remembered: run.opened.behind?.remembered }),
    ...days,
    rows: knownRows(RESPONSIBILITY.id, rows ?? [], run, options),
    locks: run.opened.background.locks,
    dimensions,
  });
  return {
    report: (frame) => {
      const content: ResponsibilityContent = { ...frame, ...days, figures, registerGiven: rows !== undefined, dimensions, limit };
      return {
        ...limitedTo(limit, (lang, unit, shown) => responsibilityDocument({ ...content, limit: shown }, lang, unit)),
        json: () => responsibilityJson(content),
      };
    },
    warnings: report.warnings,
    troubles: report.ignoredEvents.length + report.unknownEvents.length,
  };
}

function nothingIsNew(): UserError {
  return new UserError({
    code: 'E_USAGE',
    params: {
      reason: { en: 'nothing says which NPLs are new', zh: '无从判断哪些不良是新增' },
      advice: { en: 'give a base lock (--base) or an earlier ledger (--since)', zh: '请给出锁定文件（--base）或以前的台账（--since）' },
    },
  });
}
