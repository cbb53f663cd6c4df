import { assertInvariant } from '../diagnostics/diagnostic.js';
import type { DayNumber } from '../model/civil-date.js';
import type { Dimension } from '../model/loan-fields.js';
import { type Cents, sumOf } from '../model/money.js';
import type { Movement, OldAndNew } from '../model/month-figures.js';
import { nplLoans } from '../model/npl-loans.js';
import type { Month } from '../model/portfolio.js';
import { classesAcrossRules } from './across-rules.js';
import type { DimensionRow } from './by-dimension.js';
import { CHANNELS } from './channels.js';
import { type ClassMovement, chainClasses, moveClasses } from './class-movement.js';
import { homeKeys, homeOf } from './line-home.js';
import type { MonthLine, MonthMovement, SegmentedMonth } from './month-movement.js';
import { chainMovements, joinMovements, movementOf, restingStock, ties } from './movement.js';

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
  const by = dimensions.length === 0 ? undefined : byDimensions(months, movements, dimensions);
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

/** Each month's lines by what their loan belongs to. */
function byDimensions(
  months: readonly SegmentedMonth[],
  movements: readonly MonthMovement[],
  dimensions: readonly Dimension[],
): DimensionMovement[] {
  const found = new Map<string, DimensionMovement>();
  const ledgers = months.map(({ month }) => month);
  const keyOf = homeKeys(ledgers, dimensions);
  const stocks = ledgers.map((_, at) => stockByGroup(ledgers, at, keyOf));
  movements.forEach(({ lines }, i) => {
    const [before, after] = [stocks[i], stocks[i + 1]] as [GroupStock, GroupStock];
    const ofGroup = new Map<string, MonthLine[]>();
    const keys = new Map([...before.keys, ...after.keys]);
    for (const line of lines) {
      const key = keyOf(homeOf(line, ledgers, i + 1));
      const group = nameOf(key);
      keys.set(group, key);
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

interface GroupStock {
  readonly keys: ReadonlyMap<string, DimensionRow['key']>;
  readonly npl: ReadonlyMap<string, Cents>;
}

function nameOf(key: DimensionRow['key']): string {
  return Object.values(key).join('\u001f');
}

function stockByGroup(months: readonly Month[], at: number, keyOf: ReturnType<typeof homeKeys>): GroupStock {
  const { portfolio, classified } = months[at] as Month;
  const keys = new Map<string, DimensionRow['key']>();
  const npl = new Map<string, Cents>();
  for (const loan of nplLoans(classified.used)) {
    const key = keyOf({ month: at, loan });
    const group = nameOf(key);
    keys.set(group, key);
    npl.set(group, (npl.get(group) ?? 0n) + BigInt(portfolio.balance[loan] as number));
  }
  return { keys, npl };
}

/** True where the parts add up to the whole, line by line. */
function addUp(parts: readonly DimensionMovement[], total: Movement): boolean {
  const sum = parts.map(({ movement }) => movement).reduce(joinMovements, restingStock(0n));
  return (
    CHANNELS.every((channel) => sum.channels[channel] === total.channels[channel]) &&
    (['opening', 'unexplainedFalls', 'unexplainedRises', 'reclassified', 'closing'] as const).every((name) => sum[name] === total[name])
  );
}

function byClosing([left, a]: readonly [string, DimensionMovement], [right, b]: readonly [string, DimensionMovement]): number {
  if (a.movement.closing !== b.movement.closing) return a.movement.closing > b.movement.closing ? -1 : 1;
  return left < right ? -1 : 1;
}
