import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { UserError } from '../../diagnostics/diagnostic.js';
import { nplOfLedger, nplOfLock } from '../../measure/npl-balances.js';
import type { ReportFigures } from '../../measure/npl-report.js';
import { measureOfficerRoles, type OfficerRoles } from '../../measure/officer-roles.js';
import { entriesWithin } from '../../measure/reversals.js';
import { addMovements, type RollForward } from '../../measure/roll-forward.js';
import { silentMoves } from '../../measure/silent-moves.js';
import { measureTasks, type Tasks } from '../../measure/tasks.js';
import { branchHomes, type HomeSources, officerHomes, type UnitHomes } from '../../measure/unit-homes.js';
import { unitNames, unitsOnBook } from '../../measure/unit-names.js';
import type { BaseLock } from '../../model/base-lock.js';
import { isoDate, previousYearEnd } from '../../model/civil-date.js';
import { nplLoans } from '../../model/npl-loans.js';
import type { Month } from '../../model/portfolio.js';
import { stated } from '../../model/stated.js';
import type { OfficerRole, Target, UnitKind } from '../../model/tasks.js';
import { textAt } from '../../model/text-index.js';
import type { Opened } from '../reading/open-months.js';
import { countAndLoans } from '../reading/tell-history.js';
import type { HomeRegisters } from './home-registers.js';

/** The month and the ledgers before it. */
export type TaskBooks = Pick<Opened, 'month' | 'before'>;

/** The NPLs' way since the year's start, and what it began from. */
export interface Year {
  readonly movement: RollForward;
  readonly from: { readonly month: Month } | { readonly lock: BaseLock };
}

/** Errors: E_USAGE where neither a ledger nor a lock of the year's start is given. */
export function yearOf({ month, before }: TaskBooks, { movement, segments }: ReportFigures): Year {
  const start = previousYearEnd(month.portfolio.asOf);
  const ledger = before.find(({ portfolio }) => portfolio.asOf === start);
  if (ledger !== undefined && movement !== undefined) return { movement, from: { month: ledger } };
  if (segments?.lock.lockDate === start)
    return { movement: addMovements(segments.bridge, segments.newBridge), from: { lock: segments.lock } };
  const day = isoDate(start);
  throw new UserError({
    code: 'E_USAGE',
    params: {
      reason: {
        en: `tasks are measured from the year’s start: nothing given is of ${day}`,
        zh: `任务自年初起算：未给出 ${day} 的台账或锁定`,
      },
      advice: {
        en: `name the ledger of ${day} with --since, or a lock of it with --base; in a book, close that month`,
        zh: `请用 --since 给出 ${day} 的台账，或用 --base 给出该日的锁定；台账簿须含该月`,
      },
    },
  });
}

export interface UnitTasksInput {
  readonly opened: TaskBooks & {
    readonly background: Pick<Opened['background'], 'locks' | 'events' | 'reversals'>;
    readonly lineage: Pick<Opened['lineage'], 'families'>;
  };
  readonly year: Year;
  readonly targets: readonly Target[];
  readonly homes: HomeRegisters;
  /** Other months that saw loans which are gone. */
  readonly behind?: readonly Month[];
  readonly role: OfficerRole;
}

/** The tasks of branches, or of officers, and what is doubtful about them. */
export interface MeasuredUnitTasks {
  readonly tasks: Tasks;
  /** Of officers. */
  readonly roles?: OfficerRoles;
  readonly warnings: readonly Diagnostic[];
}

export function measureUnitTasks(kind: UnitKind, input: UnitTasksInput): MeasuredUnitTasks {
  const { opened, year, targets, behind = [], role } = input;
  const { month, before, background, lineage } = opened;
  const sources: HomeSources = { months: [...before, ...behind, month], locks: background.locks, families: lineage.families };
  const homes: UnitHomes =
    kind === 'branch' ? branchHomes(sources, input.homes.transfers) : officerHomes(sources, input.homes.assignments, role);
  const { movement, from } = year;
  const start = 'month' in from ? nplOfLedger(from.month, homes) : nplOfLock(from.lock, homes);
  const now = nplOfLedger(month, homes);
  const { events, reversals } = background;
  const recoveries = entriesWithin({ from: start.asOf, to: now.asOf }, events, reversals.events).booked.filter(
    (event) => event.kind === 'recovery-after-write-off',
  );
  const tasks = measureTasks({
    ...{ homes, movement, start, now, recoveries, targets },
    others: before.filter(({ portfolio: { asOf } }) => asOf !== start.asOf).map((one) => nplOfLedger(one, homes)),
    listed: kind === 'branch' ? unitsOnBook(month, kind) : [],
    known: unitNames(kind, sources, input.homes),
  });
  const closing = nplLoans(month.classified.used).map((loan) => textAt(month.portfolio.keys, loan));
  const roles = kind === 'officer' ? measureOfficerRoles(month, start, sources, input.homes.assignments) : undefined;
  const warnings = [...movedWarnings(silentMoves(movement, homes, start, now, closing)), ...unknownUnits(tasks)];
  return { tasks, warnings, ...stated({ roles }) };
}

function movedWarnings(loans: readonly string[]): Diagnostic[] {
  return loans.length === 0 ? [] : [{ code: 'W_UNIT_MOVED', params: countAndLoans(loans) }];
}

function unknownUnits({ unknownTargets }: Tasks): Diagnostic[] {
  if (unknownTargets.length === 0) return [];
  const { count, loans: units } = countAndLoans([...new Set(unknownTargets.map(({ unit }) => unit))].sort());
  return [{ code: 'W_TARGET_UNIT', params: { count, units } }];
}
