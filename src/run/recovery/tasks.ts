import type { ExitCode } from '../../diagnostics/exit-codes.js';
import { lacksDimension } from '../../measure/by-dimension.js';
import { CHANNEL_OF } from '../../measure/channels.js';
import type { RollForward } from '../../measure/roll-forward.js';
import { previousYearEnd } from '../../model/civil-date.js';
import type { LoanEvent } from '../../model/events.js';
import type { Month } from '../../model/portfolio.js';
import { stated } from '../../model/stated.js';
import { type OfficerRole, UNIT_KINDS, type UnitKind } from '../../model/tasks.js';
import { refuseTwiceSet, TARGETS } from '../../registers/targets.js';
import { type TasksContent, tasksDocument } from '../../report/recovery/tasks.js';
import { tasksJson } from '../../report/recovery/tasks-json.js';
import type { Io } from '../io.js';
import { listColumns } from '../reading/needed-columns.js';
import type { Opened } from '../reading/open-months.js';
import { reportFigures } from '../report-input.js';
import { type HomeBooks, type HomeOptions, type HomeRegisters, readHomeRegisters } from './home-registers.js';
import { movedBehind } from './loans-behind.js';
import { measureUnitTasks, yearOf } from './measure-tasks.js';
import { limitedTo, type RecoveryFound, type RecoveryOptions, type RecoveryRun, runRecovery } from './run-recovery.js';

export interface TasksOptions extends RecoveryOptions, HomeOptions {
  readonly targets: readonly string[];
  readonly assignments: readonly string[];
  readonly internalTransfers: readonly string[];
  /** Both that the ledger names, without. */
  readonly by: readonly UnitKind[];
  readonly officerRole: OfficerRole;
  readonly renewalDays: number;
  readonly limit: number;
}

/** What branches and officers were to collect and dispose of, and what they did. */
export function runTasks(options: TasksOptions, io: Io): Promise<ExitCode> {
  const { targets, assignments, internalTransfers } = options;
  return runRecovery(options, io, {
    inputs: [...targets, ...assignments, ...internalTransfers],
    columns: (policy) => listColumns(policy, UNIT_KINDS),
    measure: (run) => measure(run, options),
  });
}

async function measure(run: RecoveryRun, options: TasksOptions): Promise<RecoveryFound> {
  const { opened, register } = run;
  const { month } = opened;
  const given = await register(TARGETS, options.targets);
  const targets = given ?? [];
  refuseTwiceSet(targets);
  const read: HomeBooks['read'] = async (kind, paths) => (await register(kind, paths)) ?? [];
  const homes = await readHomeRegisters(options, { ...opened, read, io: run.io });
  const kinds = kindsOf(options.by, month, homes);
  const figures = reportFigures(opened, options);
  const year = yearOf(opened, figures);
  const behind = await movedBehind(opened);
  const measured = kinds.map((kind) => measureUnitTasks(kind, { opened, year, targets, homes, behind, role: options.officerRole }));
  const ignoredEvents = ignoredOf(opened, year.movement);
  return {
    report: (frame) => {
      const content: TasksContent = {
        frame,
        tasks: measured.map(({ tasks }) => tasks),
        targetsGiven: given !== undefined,
        officerRole: options.officerRole,
        ...stated({ roles: measured.find(({ roles }) => roles !== undefined)?.roles }),
        ignoredEvents,
        unknownEvents: figures.unknownEvents,
        limit: options.limit,
      };
      return {
        ...limitedTo(options.limit, (lang, unit, limit) => tasksDocument({ ...content, limit }, lang, unit)),
        json: () => tasksJson(content),
      };
    },
    warnings: [...figures.warnings, ...measured.flatMap(({ warnings }) => warnings)],
    troubles:
      ignoredEvents.length + figures.unknownEvents.length + year.movement.lines.filter(({ unexplained }) => unexplained !== 0n).length,
  };
}

/** Errors: E_USAGE for what was asked for and no ledger names. */
function kindsOf(asked: readonly UnitKind[], { portfolio }: Month, { assignments }: HomeRegisters): readonly UnitKind[] {
  const isNamed = (kind: UnitKind) => portfolio.texts[kind] !== undefined || (kind === 'officer' && assignments.length > 0);
  const missing = asked.find((kind) => !isNamed(kind));
  if (missing !== undefined) throw lacksDimension(missing);
  const kinds = asked.length > 0 ? asked : UNIT_KINDS.filter(isNamed);
  if (kinds.length === 0) throw lacksDimension('branch');
  return kinds;
}

/** Entries of the year that moved no NPL. */
function ignoredOf({ month, background }: Opened, { lines }: RollForward): LoanEvent[] {
  const to = month.portfolio.asOf;
  const from = previousYearEnd(to);
  const taken = new Set<LoanEvent>();
  for (const { steps } of lines) for (const { event } of steps) taken.add(event);
  return background.events.filter(
    (event) => event.date > from && event.date <= to && CHANNEL_OF[event.kind] !== undefined && !taken.has(event),
  );
}
