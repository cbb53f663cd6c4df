import { assertInvariant } from '../diagnostics/diagnostic.js';
import type { DayNumber } from '../model/civil-date.js';
import type { Dimension } from '../model/loan-fields.js';
import { type Cents, sumOf } from '../model/money.js';
import type { Movement, OldAndNew } from '../model/month-figures.js';
import type { Month } from '../model/portfolio.js';
import { classesAcrossRules } from './across-rules.js';
import { CHANNELS } from './channels.js';
import { type ClassMovement, chainClasses, moveClasses } from './class-movement.js';
import type { MonthLine, MonthMovement, SegmentedMonth } from './month-movement.js';
import { chainMovements, joinMovements, restingStock, ties } from './movement.js';
import { type DimensionMovement, moveByDimensions } from './movement-by.js';
import type { UnitHomes } from './unit-homes.js';

/** The NPLs' way over several months, month by month and so gross: what went and came back between is in both sums. */
export interface PeriodMovement {
  readonly from: DayNumber;
  readonly to: DayNumber;
  readonly total: Movement;
  /** Absent where a month of the period begins before the lock. */
  readonly segments?: OldAndNew;
  readonly classes: readonly ClassMovement[];
  readonly months: readonly MonthMovement[];
  /** What events do not explain, largest first, equal ones by loan and date. */
  readonly unexplained: readonly UnexplainedLine[];
  readonly by?: readonly DimensionMovement[];
}

export interface UnexplainedLine {
  readonly to: DayNumber;
  readonly line: MonthLine;
}

/** `months` and the movement into each of them but the first. Errors: E_USAGE for a dimension that a ledger lacks. */
export function measurePeriodMovement(
  months: readonly SegmentedMonth[],
  movements: readonly MonthMovement[],
  dimensions: readonly Dimension[],
  homes?: UnitHomes,
): PeriodMovement {
  const [first] = movements as readonly [MonthMovement];
  const last = movements.at(-1) as MonthMovement;
  const total = movements.map((one) => one.total).reduce(chainMovements);
  const segments = movements.flatMap((one) => one.segments ?? []);
  const classes = movements
    .map((one, i) => {
      const [before, after] = [monthAt(months, i), monthAt(months, i + 1)];
      return one.acrossRules === true ? classesAcrossRules(before, after) : moveClasses(before, after, one.lines);
    })
    .reduce(chainClasses);
  assertInvariant(ties(total), 'the movement of the period does not tie');
  const by = dimensions.length === 0 ? undefined : moveByDimensions(months, movements, dimensions, homes);
  assertInvariant(by === undefined || addUp(by, total), 'the groups do not sum to the movement of the period');
  assertInvariant(sumOf(classes, (one) => one.closing) === total.closing, 'the classes do not sum to the NPLs');
  return {
    from: first.from,
    to: last.to,
    total,
    ...(segments.length < movements.length ? {} : { segments: segments.reduce(chainSegments) }),
    classes,
    months: movements,
    unexplained: movements
      .flatMap(({ to, lines }) => lines.filter((line) => line.unexplained !== 0n).map((line) => ({ to, line })))
      .sort(bySize),
    ...(by === undefined ? {} : { by }),
  };
}

function monthAt(months: readonly SegmentedMonth[], i: number): Month {
  return (months[i] as SegmentedMonth).month;
}

function chainSegments(first: OldAndNew, second: OldAndNew): OldAndNew {
  return { old: chainMovements(first.old, second.old), new: chainMovements(first.new, second.new) };
}

function bySize(a: UnexplainedLine, b: UnexplainedLine): number {
  const [left, right] = [magnitude(a.line.unexplained), magnitude(b.line.unexplained)];
  if (left !== right) return left > right ? -1 : 1;
  return a.line.family === b.line.family ? a.to - b.to : a.line.family < b.line.family ? -1 : 1;
}

function magnitude(cents: Cents): Cents {
  return cents < 0n ? -cents : cents;
}

/** True where the parts add up to the whole, line by line. */
function addUp(parts: readonly DimensionMovement[], total: Movement): boolean {
  const sum = parts.map(({ movement }) => movement).reduce(joinMovements, restingStock(0n));
  return (
    CHANNELS.every((channel) => sum.channels[channel] === total.channels[channel]) &&
    (['opening', 'unexplainedFalls', 'unexplainedRises', 'reclassified', 'closing'] as const).every((name) => sum[name] === total[name])
  );
}
