import type { DayNumber } from '../model/civil-date.js';
import { type Cents, sumOf } from '../model/money.js';
import { compareRatios, decimalOf, type Ratio, ratioOf, roundCents } from '../model/ratio.js';
import type { Target, TargetMeasure, TargetPeriod } from '../model/tasks.js';

/** What a unit has done of a measure by two dates of a period; undefined where that is not known. */
export interface Progress {
  /** Of the calendar month of the data date. */
  readonly month: (unit: string) => Cents | undefined;
  /** From the period's first day to the data date. */
  readonly toDate: (unit: string) => Cents | undefined;
  /** From the period's first day to the end of the month before; undefined where the period began after it. */
  readonly before: (unit: string) => Cents | undefined;
}

/** One unit against its target. */
export interface TaskRow {
  readonly unit: string;
  /** Absent for a unit without a target: it has no completion, which is not 0 %. */
  readonly task?: Cents;
  readonly month?: Cents;
  readonly toDate?: Cents;
  /** toDate / task; absent where the task is 0. */
  readonly completion?: Ratio;
  /** elapsed / days of the task, rounded half up to the cent; gap = due - toDate, negative ahead of the calendar. */
  readonly due?: Cents;
  readonly gap?: Cents;
  /** 1 is the highest completion; equal ones share a rank, and the next rank is as many lower. */
  readonly rank?: number;
  /** By the same entries at the end of the month before. */
  readonly rankBefore?: number;
}

/** The targets of one measure and period that hold on the data date. */
export interface TaskTable {
  readonly measure: TargetMeasure;
  readonly period: TargetPeriod;
  /** Days of the period up to and including the data date, of all its days. */
  readonly elapsed: number;
  readonly days: number;
  /** By rank, then those without completion, then those without a target; by name where equal. */
  readonly rows: readonly TaskRow[];
  /** The units that have a target. */
  readonly withTask: Omit<TaskRow, 'unit'>;
  /** All units: the whole bank. Its completion is absent where units without a target have done something. */
  readonly total: Omit<TaskRow, 'unit'>;
}

export function measureTaskTable(targets: readonly Target[], units: readonly string[], asOf: DayNumber, progress: Progress): TaskTable {
  const [{ measure, period }] = targets as readonly [Target];
  const [elapsed, days] = [asOf - period.from + 1, period.to - period.from + 1];
  const tasks = new Map(targets.map((target) => [target.unit, target.amount]));
  const all = [...new Set([...units, ...tasks.keys()])].map((unit): TaskRow => {
    const task = tasks.get(unit);
    const [month, toDate] = [progress.month(unit), progress.toDate(unit)];
    return { unit, ...known({ task, month, toDate }), ...againstTask(task, toDate, elapsed, days) };
  });
  const ranks = ranksOf(all.flatMap(({ unit, completion }) => (completion === undefined ? [] : [{ unit, completion }])));
  const earlier = ranksOf(
    [...tasks].flatMap(([unit, task]) => {
      const before = progress.before(unit);
      const completion = before === undefined ? undefined : ratioOf(before, task);
      return completion === undefined ? [] : [{ unit, completion }];
    }),
  );
  const rows = all.map((row) => ({ ...row, ...known({ rank: ranks.get(row.unit), rankBefore: earlier.get(row.unit) }) })).sort(byRank);
  const own = rows.filter(({ task }) => task !== undefined);
  const withTask = sumRows(own);
  const others = rows.filter(({ task, toDate }) => task === undefined && toDate !== 0n);
  const { completion, ...total } = { ...withTask, ...pick(sumRows(rows), ['month', 'toDate']) };
  return {
    ...{ measure, period, elapsed, days, rows, withTask },
    total: others.length === 0 ? { ...total, ...known({ completion }) } : pick(total, ['task', 'month', 'toDate']),
  };
}

/** The part of a task that is due when so many of its days have passed (序时进度). */
export function dueBy(task: Cents, elapsed: number, days: number): Cents {
  return roundCents(decimalOf(task).times(elapsed).div(days));
}

function againstTask(task: Cents | undefined, toDate: Cents | undefined, elapsed: number, days: number): Partial<TaskRow> {
  if (task === undefined) return {};
  const due = dueBy(task, elapsed, days);
  if (toDate === undefined) return { due };
  return { due, gap: due - toDate, ...known({ completion: ratioOf(toDate, task) }) };
}

/** Sums of what every row knows; a sum with an unknown part is not known. */
function sumRows(rows: readonly TaskRow[]): Omit<TaskRow, 'unit'> {
  const sum = (name: 'task' | 'month' | 'toDate' | 'due' | 'gap') =>
    rows.some((row) => row[name] === undefined) ? undefined : sumOf(rows, (row) => row[name] ?? 0n);
  const [task, toDate] = [sum('task'), sum('toDate')];
  const completion = task === undefined || toDate === undefined ? undefined : ratioOf(toDate, task);
  return known({ task, month: sum('month'), toDate, due: sum('due'), gap: sum('gap'), completion });
}

/** Standard ranks: 1, 2, 2, 4. */
function ranksOf(units: readonly { readonly unit: string; readonly completion: Ratio }[]): Map<string, number> {
  const sorted = units.toSorted((a, b) => compareRatios(b.completion, a.completion));
  const ranks = new Map<string, number>();
  sorted.forEach(({ unit, completion }, i) => {
    const above = sorted[i - 1];
    const isTied = above !== undefined && compareRatios(above.completion, completion) === 0;
    ranks.set(unit, isTied ? (ranks.get(above.unit) as number) : i + 1);
  });
  return ranks;
}

function byRank(a: TaskRow, b: TaskRow): number {
  const place = ({ rank, task }: TaskRow) => rank ?? (task === undefined ? Number.MAX_SAFE_INTEGER : Number.MAX_SAFE_INTEGER - 1);
  if (place(a) !== place(b)) return place(a) - place(b);
  // What no unit is named for comes last.
  return a.unit === '' ? 1 : b.unit === '' ? -1 : a.unit < b.unit ? -1 : 1;
}

/** Without members that are undefined: an absent figure has no member. */
function known<T extends object>(figures: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

function pick<T extends object, K extends keyof T>(row: T, names: readonly K[]): Partial<Pick<T, K>> {
  return Object.fromEntries(names.filter((name) => row[name] !== undefined).map((name) => [name, row[name]])) as Partial<Pick<T, K>>;
}
