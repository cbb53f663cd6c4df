import type { OfficerRoles } from '../../measure/officer-roles.js';
import type { TaskFlows } from '../../measure/task-flows.js';
import type { TaskRow, TaskTable } from '../../measure/task-table.js';
import type { CeilingRow, Tasks, TaskUnit } from '../../measure/tasks.js';
import { isoDate } from '../../model/civil-date.js';
import type { LoanEvent } from '../../model/events.js';
import { type Cents, sumOf } from '../../model/money.js';
import { shownKey } from '../../model/portfolio.js';
import { ratioOf } from '../../model/ratio.js';
import type { OfficerRole, UnitKind } from '../../model/tasks.js';
import { ABSENT, count, date, label, longest, money, ofGoal, ratio, table, text, withChart } from '../cells.js';
import type { Chart } from '../chart.js';
import { barsChart, chartTitle, progressChart } from '../charts/bar-charts.js';
import type { Block, Cell, Document, Lang, MoneyUnit, Row, Section } from '../document.js';
import { limitedRows } from '../limited-rows.js';
import { placeOf } from '../sections/notes.js';
import { sumsOf, taskColumns, unitBridgeTable, unitCell, unitName, unitRows } from '../sections/unit-bridge.js';
import { sentence } from '../sentence.js';
import type { TaskColumn } from '../words/task-words.js';
import type { Words } from '../words/words.js';
import { tasksCover } from './covers.js';
import { type RecoveryFrame, recoveryDocument } from './frame.js';

/** What the task table is made from. */
export interface TasksContent {
  readonly frame: RecoveryFrame;
  /** By branch, by officer, or both. */
  readonly tasks: readonly Tasks[];
  readonly targetsGiven: boolean;
  readonly officerRole: OfficerRole;
  /** Of a report by officer. */
  readonly roles?: OfficerRoles;
  /** Events that hit a loan when it was not NPL, and those of loans that nothing knows: in no figure. */
  readonly ignoredEvents: readonly LoanEvent[];
  readonly unknownEvents: readonly LoanEvent[];
  /** Rows of a list. */
  readonly limit: number;
}

/** `npl tasks`: what branches and officers were to collect and dispose of, and what they did. */
export function tasksDocument(content: TasksContent, lang: Lang, unit: MoneyUnit): Document {
  const { frame, tasks, targetsGiven } = content;
  return recoveryDocument(frame, lang, unit, (words) => {
    const { title, say } = words.tasks;
    const [first] = tasks as readonly [Tasks];
    const isNone = tasks.every(({ tables, ceilings }) => tables.length + ceilings.length === 0);
    const others = sumNumbers(tasks.map(({ otherPeriods }) => otherPeriods));
    return {
      title,
      dateline: [`${words.against} ${isoDate(first.start)}`],
      cover: tasksCover(words, tasks),
      sections: tasks.flatMap((one) => sectionsOf(words, one, content)),
      notes: (notes) => {
        const { fees, suspected } = { fees: feesOf(first), suspected: first.total.channels.suspectedRenewal };
        if (!targetsGiven) notes.note('note', say.noTargets);
        else if (isNone) notes.note('warning', say.noneNow);
        notes.counted('note', say.otherPeriods, others);
        if (fees !== 0n) notes.note('note', say.fees + words.colon, money(fees));
        if (suspected !== 0n) notes.note('note', say.suspected + words.colon, money(suspected));
        notes.listed('warning', words.say.ignoredEvents, content.ignoredEvents.map(placeOf));
        notes.listed('warning', words.say.unknownEvents, content.unknownEvents.map(placeOf));
      },
    };
  });
}

function feesOf({ total }: Tasks): Cents {
  return total.yearToDate.fees;
}

function sumNumbers(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}

function sectionsOf(words: Words, tasks: Tasks, content: TasksContent): (Section | undefined)[] {
  const { unitKind } = tasks;
  const { heading, say } = words.tasks;
  const { limit, officerRole } = content;
  const of = (id: string, name: string, ...blocks: readonly Block[]): Section => ({
    id: `${unitKind}-${id}`,
    heading: `${name}${words.inBrackets(words.tasks.by[unitKind])}`,
    blocks,
  });
  const lead: Block[] = unitKind === 'officer' ? [sentence('note', say.officer[officerRole])] : [];
  return [
    ...tasks.tables.map((one) =>
      of(`task-${one.measure}-${one.period.name}`, headingOf(words, one), ...taskBlocks(words, unitKind, one, limit)),
    ),
    tasks.ceilings.length === 0
      ? undefined
      : of('ceilings', heading.ceilings, ceilingTable(words, unitKind, tasks.ceilings, limit), sentence('note', say.ceiling)),
    of('month', heading.month, flowTable(words, tasks, 'month', limit)),
    of('year', heading.year, flowTable(words, tasks, 'yearToDate', limit)),
    of('disposal', heading.disposal, disposalTable(words, tasks, limit), sentence('note', say.disposal)),
    of('bridge', heading.bridge, unitBridgeTable(words, unitKind, tasks.units, limit), ...lead),
    tasks.moves.length === 0 ? undefined : of('moves', heading.moves, moveTable(words, tasks, limit), sentence('note', say.moves)),
    unitKind === 'officer' && content.roles !== undefined ? rolesSection(words, content.roles) : undefined,
  ];
}

function headingOf(words: Words, { measure, period }: TaskTable): string {
  return words.tasks.heading.task(words.tasks.measure[measure], period.name);
}

function taskBlocks(words: Words, unitKind: UnitKind, one: TaskTable, limit: number): Block[] {
  const { say, item } = words.tasks;
  const { measure, elapsed, days, rows: units, withTask, total } = one;
  const cells = (row: Omit<TaskRow, 'unit'>): Cell[] => [
    money(row.task),
    money(row.month),
    money(row.toDate),
    ratio(row.completion),
    money(row.gap),
    row.rank === undefined ? label('') : count(row.rank),
    row.rank === undefined
      ? label('')
      : row.rankBefore === undefined
        ? ABSENT
        : { kind: 'count-change', value: row.rankBefore - row.rank, good: 'up' },
  ];
  const sum = (rest: readonly TaskRow[], name: 'task' | 'month' | 'toDate') =>
    money(rest.some((row) => row[name] === undefined && name !== 'task') ? undefined : sumOf(rest, (row) => row[name] ?? 0n));
  const restCells = (rest: readonly TaskRow[]) => [sum(rest, 'task'), sum(rest, 'month'), sum(rest, 'toDate')];
  const rows = unitRows(words, units, limit, cells, restCells, cells(total));
  // What units without a task did is no part of anyone's completion: those with one are summed apart.
  const isMixed = total.completion === undefined && withTask.completion !== undefined;
  if (isMixed) rows.splice(-1, 0, { id: 'with-task', tone: 'emphasis', cells: [label(item.withTask), ...cells(withTask)] });
  const names: TaskColumn[] = ['unit', 'task', 'month', 'toDate', 'completion', 'gap', 'rank', 'rankChange'];
  const isUnknown = measure === 'reduction' && units.some(({ month, toDate }) => month === undefined || toDate === undefined);
  return [
    sentence('plain', say.pace(elapsed, days), ratio(ratioOf(BigInt(elapsed), BigInt(days)))),
    withChart(
      table(`task-${measure}`, taskColumns(words, unitKind, names), rows),
      completionChart(words, one, limit),
      ofGoal('completion'),
    ),
    sentence('note', say.gap),
    ...(measure === 'reduction' ? [sentence('note', say.reduction)] : []),
    ...(isUnknown ? [sentence('note', say.reductionUnknown)] : []),
  ];
}

/** What each unit has done of its task, in the order of the ranks. */
function completionChart(words: Words, one: TaskTable, limit: number): Chart | undefined {
  const { task, toDate, completion } = words.tasks.column;
  return progressChart(words, {
    title: chartTitle(words, headingOf(words, one), task, toDate, completion),
    goal: task,
    reached: toDate,
    limit,
    rows: one.rows.flatMap((row) =>
      row.task === undefined ? [] : [{ label: unitName(words, row.unit), goal: row.task, reached: row.toDate, ratio: row.completion }],
    ),
  });
}

function ceilingTable(words: Words, unitKind: UnitKind, ceilings: readonly CeilingRow[], limit: number): Block {
  const { item } = words.tasks;
  const rows = limitedRows(
    ceilings,
    limit,
    ({ target, npl, room, isKept, used }) => ({
      cells: [
        unitCell(words, target.unit),
        label(target.period.name),
        money(target.amount),
        money(npl),
        money(room),
        ratio(used),
        label(isKept ? item.kept : item.passed),
      ],
    }),
    (rest) => [
      label(words.say.more(rest.length)),
      label(''),
      money(sumOf(rest, ({ target }) => target.amount)),
      money(sumOf(rest, ({ npl }) => npl)),
      money(sumOf(rest, ({ room }) => room)),
    ],
  );
  const { column, heading } = words.tasks;
  const chart = progressChart(words, {
    title: chartTitle(words, heading.ceilings, column.ceiling, column.npl, column.used),
    goal: column.ceiling,
    limit,
    reached: column.npl,
    rows: ceilings.map(({ target, npl, used }) => ({
      label: unitName(words, target.unit),
      goal: target.amount,
      reached: npl,
      ratio: used,
    })),
  });
  const whole = table('ceilings', taskColumns(words, unitKind, ['unit', 'period', 'ceiling', 'npl', 'room', 'used', 'state']), rows);
  return withChart(whole, chart, ofGoal('used'));
}

const COLLECTED = ['cashPrincipal', 'interestOnBook', 'interestOffBook', 'writtenOffPrincipal', 'writtenOffInterest'] as const;

function flowTable(words: Words, { unitKind, units, total }: Tasks, period: 'month' | 'yearToDate', limit: number): Block {
  const cells = (flows: TaskFlows) => COLLECTED.map((name) => money(flows[name]));
  const rest = (own: readonly TaskUnit[]) => COLLECTED.map((name) => money(sumOf(own, (unit) => unit[period][name])));
  const rows = unitRows(words, units, limit, (unit) => cells(unit[period]), rest, cells(total[period]));
  const names = ['unit', 'principal', 'interestOnBook', 'interestOffBook', 'writtenOffPrincipal', 'writtenOffInterest'] as const;
  return table(period === 'month' ? 'month' : 'year', taskColumns(words, unitKind, names), rows);
}

function disposalTable(words: Words, { unitKind, units, total }: Tasks, limit: number): Block {
  const amounts = ({ channels, yearToDate, disposal }: Omit<TaskUnit, 'unit'>) => [
    channels.formation,
    yearToDate.cashPrincipal,
    yearToDate.otherDisposal,
    disposal,
  ];
  const cells = (unit: Omit<TaskUnit, 'unit'>) => [...amounts(unit).map(money), ratio(unit.cashShare), ratio(unit.disposalOfFormation)];
  const rows = unitRows(words, units, limit, cells, sumsOf(amounts), cells(total));
  const { column, heading } = words.tasks;
  const chart = barsChart(words, {
    title: { heading: heading.disposal },
    series: [column.cash, column.otherDisposal],
    bars: units.map(({ unit, yearToDate }) => ({
      label: unitName(words, unit),
      amounts: [yearToDate.cashPrincipal, yearToDate.otherDisposal],
    })),
    order: 'largest',
    limit,
  });
  const whole = table(
    'disposal',
    taskColumns(words, unitKind, ['unit', 'formation', 'cash', 'otherDisposal', 'disposal', 'cashShare', 'ofFormation']),
    rows,
  );
  return withChart(whole, chart, longest('disposal'));
}

/** First-responsible, managing and collecting officer of the NPLs. */
function rolesSection(words: Words, { roles, allOne }: OfficerRoles): Section {
  const { item, heading, say } = words.tasks;
  const rows: Row[] = roles.map(({ role, stated, changed }) => ({
    id: role,
    cells: [label(item[role]), count(stated.count), money(stated.balance), count(changed.count), money(changed.balance)],
  }));
  rows.push({ id: 'one-person', cells: [label(item.allOne), count(allOne.count), money(allOne.balance)] });
  const columns = taskColumns(words, 'officer', ['role', 'loans', 'balance', 'changed', 'changedBalance']);
  return { id: 'roles', heading: heading.roles, blocks: [table('roles', columns, rows), sentence('note', say.roles)] };
}

function moveTable(words: Words, { unitKind, moves }: Tasks, limit: number): Block {
  const rows = limitedRows(
    moves,
    limit,
    (move) => ({
      cells: [date(move.date), text(shownKey(move.loan)), unitCell(words, move.from), unitCell(words, move.to), money(move.amount)],
    }),
    (rest) => [label(words.say.more(rest.length)), label(''), label(''), label(''), money(sumOf(rest, ({ amount }) => amount))],
  );
  return table('moves', taskColumns(words, unitKind, ['date', 'loan', 'from', 'to', 'balance']), rows);
}
