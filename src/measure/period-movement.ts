import { assertInvariant } from '../diagnostics/diagnostic.js';
import type { DayNumber } from '../model/civil-date.js';
import type { Dimension } from '../model/loan-fields.js';
import { type Cents, sumOf } from '../model/money.js';
import type { Movement, OldAndNew } from '../model/month-figures.js';
import { nplLoans } from '../model/npl-loans.js';
import type { Month } from '../model/portfolio.js';
import { findText } from '../model/text-index.js';
import { classesAcrossRules } from './across-rules.js';
import { type DimensionRow, dimensionFinder } from './by-dimension.js';
import { type ClassMovement, chainClasses, moveClasses } from './class-movement.js';
import type { MonthLine, MonthMovement, SegmentedMonth } from './month-movement.js';
import { chainMovements, movementOf, restingStock, ties } from './movement.js';

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

/** The movement of one value of the dimensions asked for; a loan that changed its branch is reclassified. */
export interface DimensionMovement {
  readonly key: DimensionRow['key'];
  readonly movement: Movement;
}

/** `months` and the movement into each of them but the first. Errors: E_USAGE for a dimension that a ledger lacks. */
export function measurePeriodMovement(
  months: readonly SegmentedMonth[],
  movements: readonly MonthMovement[],
  dimensions: readonly Dimension[],
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
    ...(dimensions.length === 0 ? {} : { by: byDimensions(months, movements, dimensions) }),
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

/** Each month's lines by what their loan belongs to: in the month before where it was NPL there, else in the month itself. */
function byDimensions(
  months: readonly SegmentedMonth[],
  movements: readonly MonthMovement[],
  dimensions: readonly Dimension[],
): DimensionMovement[] {
  const found = new Map<string, DimensionMovement>();
  const finders = months.map(({ month }) => groupFinder(month, dimensions));
  movements.forEach(({ lines }, i) => {
    const [before, after] = [finders[i], finders[i + 1]] as [GroupFinder, GroupFinder];
    const ofGroup = new Map<string, MonthLine[]>();
    const keys = new Map([...before.keys, ...after.keys]);
    for (const line of lines) {
      const own = (line.opened ? before : after).of(line.members) ?? (line.opened ? after : before).of(line.members);
      const group = own ?? NOWHERE;
      if (own === undefined) keys.set(NOWHERE, {});
      ofGroup.set(group, [...(ofGroup.get(group) ?? []), line]);
    }
    for (const [group, key] of keys) {
      const moved = movementOf(ofGroup.get(group) ?? [], before.npl.get(group) ?? 0n, after.npl.get(group) ?? 0n);
      const known = found.get(group)?.movement ?? restingStock(before.npl.get(group) ?? 0n);
      found.set(group, { key, movement: chainMovements(known, moved) });
    }
    // A group that no longer has a loan has moved to nothing.
    for (const [group, one] of found)
      if (!keys.has(group)) found.set(group, { ...one, movement: chainMovements(one.movement, restingStock(0n)) });
  });
  return [...found].sort(byClosing).map(([, one]) => one);
}

/** Lines whose loans stand in neither month: they formed and left between. */
const NOWHERE = '\u0000';

interface GroupFinder {
  readonly keys: ReadonlyMap<string, DimensionRow['key']>;
  readonly npl: ReadonlyMap<string, Cents>;
  readonly of: (members: readonly string[]) => string | undefined;
}

function groupFinder({ portfolio, classified }: Month, dimensions: readonly Dimension[]): GroupFinder {
  const keyOf = dimensionFinder(portfolio, classified, dimensions);
  const keys = new Map<string, DimensionRow['key']>();
  const npl = new Map<string, Cents>();
  const groupOf = (loan: number) => {
    const key = keyOf(loan);
    const group = Object.values(key).join('\u001f');
    keys.set(group, key);
    return group;
  };
  for (const loan of nplLoans(classified.used)) {
    const group = groupOf(loan);
    npl.set(group, (npl.get(group) ?? 0n) + BigInt(portfolio.balance[loan] as number));
  }
  return {
    keys,
    npl,
    of: (members) => {
      const loans = members.map((key) => findText(portfolio.keys, key)).filter((loan) => loan >= 0);
      const [loan] = loans;
      return loan === undefined ? undefined : groupOf(loan);
    },
  };
}

function byClosing([left, a]: readonly [string, DimensionMovement], [right, b]: readonly [string, DimensionMovement]): number {
  if (a.movement.closing !== b.movement.closing) return a.movement.closing > b.movement.closing ? -1 : 1;
  return left < right ? -1 : 1;
}
