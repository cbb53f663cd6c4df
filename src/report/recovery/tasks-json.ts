import type { OfficerRoles, RoleFigures } from '../../measure/officer-roles.js';
import type { TaskFlows } from '../../measure/task-flows.js';
import type { TaskRow, TaskTable } from '../../measure/task-table.js';
import type { CeilingRow, Tasks, TaskUnit } from '../../measure/tasks.js';
import { isoDate } from '../../model/civil-date.js';
import { type Cents, yuan } from '../../model/money.js';
import { shownKey } from '../../model/portfolio.js';
import { ratioJson, tallyJson } from '../json-values.js';
import { placeOf } from '../sections/notes.js';
import { unitBridgeJson } from '../unit-bridge-json.js';
import { recoveryJson } from './frame.js';
import type { TasksContent } from './tasks.js';

/** npl.tasks/1: the figures of the task table. Absent members are figures that are not known; a completion that cannot be is none. */
export function tasksJson(content: TasksContent): object {
  const { frame, tasks, officerRole } = content;
  return recoveryJson('npl.tasks/1', frame, {
    start: tasks[0] && isoDate(tasks[0].start),
    ...Object.fromEntries(tasks.map((one) => [one.unitKind, kindJson(one)])),
    officerRole: tasks.some(({ unitKind }) => unitKind === 'officer') ? officerRole : undefined,
    roles: content.roles && rolesJson(content.roles),
    ignoredEvents: content.ignoredEvents.map(placeOf),
    unknownEvents: content.unknownEvents.map(placeOf),
  });
}

const amount = (cents: Cents | undefined) => (cents === undefined ? undefined : yuan(cents));

function kindJson({ tables, ceilings, units, total, moves, unknownTargets, otherPeriods }: Tasks): object {
  return {
    tasks: tables.map(tableJson),
    ceilings: ceilings.map(ceilingJson),
    units: units.map(({ unit, ...own }) => ({ unit, ...unitJson(own) })),
    total: unitJson(total),
    moves: moves.map(({ date, loan, from, to, amount: npl }) => ({ date: isoDate(date), loan: shownKey(loan), from, to, npl: yuan(npl) })),
    unknownTargets: unknownTargets.map(({ unit, file, line }) => ({ unit, file, line })),
    otherPeriods,
  };
}

function rolesJson({ roles, allOne }: OfficerRoles): object {
  const of = ({ stated, changed }: RoleFigures) => ({ stated: tallyJson(stated), changed: tallyJson(changed) });
  return { ...Object.fromEntries(roles.map((one) => [one.role, of(one)])), onePerson: tallyJson(allOne) };
}

function tableJson({ measure, period, elapsed, days, rows, withTask, total }: TaskTable): object {
  return {
    measure,
    period: { name: period.name, from: isoDate(period.from), to: isoDate(period.to), elapsed, days },
    units: rows.map(({ unit, ...row }) => ({ unit, ...rowJson(row) })),
    withTask: rowJson(withTask),
    total: rowJson(total),
  };
}

function rowJson({ task, month, toDate, completion, due, gap, rank, rankBefore }: Omit<TaskRow, 'unit'>): object {
  return {
    task: amount(task),
    month: amount(month),
    toDate: amount(toDate),
    completion: ratioJson(completion),
    due: amount(due),
    gap: amount(gap),
    rank,
    rankBefore,
  };
}

function ceilingJson({ target, npl, room, isKept, used }: CeilingRow): object {
  const { unit, period, amount: ceiling } = target;
  return { unit, period: period.name, ceiling: yuan(ceiling), npl: yuan(npl), room: yuan(room), kept: isKept, used: ratioJson(used) };
}

function unitJson(unit: Omit<TaskUnit, 'unit'>): object {
  return {
    bridge: unitBridgeJson(unit),
    month: flowsJson(unit.month),
    yearToDate: flowsJson(unit.yearToDate),
    disposal: yuan(unit.disposal),
    cashShare: ratioJson(unit.cashShare),
    disposalOfFormation: ratioJson(unit.disposalOfFormation),
  };
}

function flowsJson(flows: TaskFlows): object {
  return Object.fromEntries(Object.entries(flows).map(([name, cents]) => [name, yuan(cents as Cents)]));
}
