import { type DayNumber, previousYearEnd } from '../../model/civil-date.js';
import type { LoanEvent } from '../../model/events.js';
import { groupBy } from '../../model/groups.js';
import { isNpl } from '../../model/loan-class.js';
import type { Dimension } from '../../model/loan-fields.js';
import { type Cents, sumOf } from '../../model/money.js';
import { nplLoans } from '../../model/npl-loans.js';
import { PLAN_MEASURES, PLAN_TIERS, type PlanMeasure, type PlanTarget, type PlanTier } from '../../model/plans.js';
import type { Tally } from '../../model/portfolio.js';
import { type DimensionRow, dimensionFinder } from '../by-dimension.js';
import { groupByDimension } from '../group-by-dimension.js';
import { againstMonth } from '../npl-report.js';
import { refuseExcess } from '../recovered-excess.js';
import { addTallies, tallyLoans } from '../tallies.js';
import { type PlanMonth, planMonths } from './plan-months.js';
import { dealOut, type TargetStanding } from './plan-targets.js';
import { type Collected, findUnits, type PlanBooks, type PlanUnit } from './plan-units.js';

/** What collections are counted from: the base lock, the year's start or another ledger given, else the year's start alone. */
export interface PlanReference {
  readonly on: DayNumber;
  readonly is: 'lock' | 'ledger' | 'year-start';
}

/** A plan is held against what was collected since the stock it is about was locked. */
export function planReference({ current, earlier, locks }: Pick<PlanBooks, 'current' | 'earlier' | 'locks'>): PlanReference {
  if (locks.length > 0) return { on: Math.min(...locks.map(({ lockDate }) => lockDate)), is: 'lock' };
  const against = againstMonth({ current, earlier });
  if (against !== undefined) return { on: against.portfolio.asOf, is: 'ledger' };
  return { on: previousYearEnd(current.portfolio.asOf), is: 'year-start' };
}

export interface PlanInput extends PlanBooks {
  readonly reference: PlanReference;
  /** False where no register says what was collected. */
  readonly registersGiven: boolean;
  readonly dimensions: readonly Dimension[];
}

/** A unit with the state of its targets, by date. */
export interface PlannedUnit extends PlanUnit {
  readonly standings: readonly TargetStanding[];
}

/** Units together: how many, what is NPL, and what was written off and not collected. */
export interface UnitSum {
  readonly units: number;
  readonly npl: Tally;
  readonly claims: Cents;
  readonly collected: Collected;
}

/** The same for the plans of one kind or person, with what they promise. */
export interface PlanSum extends UnitSum {
  /** Of the targets due after the reference: those that the months promise. */
  readonly target: Cents;
  readonly met: Cents;
  readonly rest: Cents;
  readonly overdue: number;
}

export interface OverdueTarget {
  readonly unit: PlannedUnit;
  readonly standing: TargetStanding;
}

/** NPLs of one value of the dimensions, with plan and without: withPlan + withoutPlan = npl. */
export interface PlanByRow {
  readonly key: DimensionRow['key'];
  readonly npl: Tally;
  readonly withPlan: Tally;
  readonly withoutPlan: Tally;
}

export interface PlanReport {
  readonly reference: PlanReference;
  /** False where no register was given: then every sum of what was collected or met is 0, and none of them is known. */
  readonly isCollectedKnown: boolean;
  /** Whoever has an NPL or something written off and not collected; the largest NPL first, then what is left of write-offs, then by key. */
  readonly units: readonly PlannedUnit[];
  /** Those with a plan and neither any more. */
  readonly settled: readonly PlannedUnit[];
  readonly withPlan: UnitSum;
  readonly withoutPlan: UnitSum;
  readonly total: UnitSum;
  /** Collected from all borrowers since the reference. */
  readonly collected: Collected;
  /** Cash in none of this, because a similar new loan seems to have paid it. */
  readonly suspected: Cents;
  /** By date, then as the units. */
  readonly overdue: readonly OverdueTarget[];
  /** Of all plans, settled ones too. */
  readonly months: readonly PlanMonth[];
  readonly byTier: readonly (PlanSum & { readonly tier: PlanTier })[];
  readonly byMeasure: readonly (PlanSum & { readonly measure: PlanMeasure })[];
  /** The largest NPL first, then by name. */
  readonly byResponsible: readonly (PlanSum & { readonly responsible: string })[];
  readonly by: readonly PlanByRow[];
  /** Targets due on or before the reference and not done: what was collected for them is not known. */
  readonly before: readonly PlanTarget[];
  /** Open targets of units that do not owe so much any more. */
  readonly aboveDebt: readonly PlanTarget[];
  /** Rows that name their borrower otherwise than the ledger. */
  readonly renamed: readonly PlanTarget[];
  /** Rows of borrowers outside the selection. */
  readonly notSelected: number;
}

/** One household, one plan (一户一策). Errors: those of findUnits, E_RECOVERY_EXCEEDS. */
export function measurePlans(input: PlanInput): PlanReport {
  const { reference, current, registersGiven } = input;
  const { asOf } = current.portfolio;
  refuseExcess(input, asOf);
  const found = findUnits(input, reference.on);
  const all = found.units
    .map(
      (unit): PlannedUnit => ({
        ...unit,
        standings: dealOut(unit.targets, registersGiven ? totalOf(unit.collected) : undefined, reference.on, asOf),
      }),
    )
    .sort(largestFirst);
  const owes = ({ npl, claims }: PlanUnit) => npl.count > 0 || claims.left > 0n;
  const units = all.filter(owes);
  const planned = all.filter(hasPlan);
  const sums = <K extends string>(keyOf: (unit: PlannedUnit) => string, keys: readonly K[]) => {
    const groups = groupBy(planned, keyOf);
    return keys.flatMap((key) => (groups.has(key) ? [[key, planSum(groups.get(key) as PlannedUnit[], reference.on)] as const] : []));
  };
  const [withPlan, withoutPlan] = [unitSum(units.filter(hasPlan)), unitSum(units.filter((unit) => !hasPlan(unit)))];
  const people = [...new Set(planned.map(({ targets }) => firstOf(targets).responsible))];
  return {
    reference,
    isCollectedKnown: registersGiven,
    units,
    settled: planned.filter((unit) => !owes(unit)),
    withPlan,
    withoutPlan,
    total: addSums(withPlan, withoutPlan),
    collected: found.collected,
    suspected: found.suspected,
    overdue: overdueOf(all),
    months: planMonths(
      planned.flatMap(({ targets }) => targets),
      planned.flatMap(({ key }): readonly LoanEvent[] => found.eventsOf.get(key) ?? []),
      reference.on,
      asOf,
    ),
    byTier: sums(({ targets }) => firstOf(targets).tier, PLAN_TIERS).map(([tier, sum]) => ({ tier, ...sum })),
    byMeasure: sums(({ targets }) => firstOf(targets).measure, PLAN_MEASURES).map(([measure, sum]) => ({ measure, ...sum })),
    byResponsible: sums(({ targets }) => firstOf(targets).responsible, people)
      .map(([responsible, sum]) => ({ responsible, ...sum }))
      .sort((a, b) => byAmount(a.npl.balance, b.npl.balance) || (a.responsible < b.responsible ? -1 : 1)),
    by: input.dimensions.length === 0 ? [] : byDimensions(input, units),
    before: all.flatMap(({ standings }) => standings.filter(({ state }) => state === 'before').map(({ target }) => target)),
    aboveDebt: planned.flatMap(aboveDebt),
    renamed: found.renamed,
    notSelected: found.notSelected,
  };
}

export function totalOf({ cash, afterWriteOff }: Collected): Cents {
  return cash + afterWriteOff;
}

export function hasPlan({ targets }: PlanUnit): boolean {
  return targets.length > 0;
}

/** What all rows of a plan say alike stands on its first. */
function firstOf(targets: readonly PlanTarget[]): PlanTarget {
  return targets[0] as PlanTarget;
}

function byAmount(a: Cents, b: Cents): number {
  return a === b ? 0 : a > b ? -1 : 1;
}

function largestFirst(a: PlanUnit, b: PlanUnit): number {
  return byAmount(a.npl.balance, b.npl.balance) || byAmount(a.claims.left, b.claims.left) || (a.key < b.key ? -1 : 1);
}

function unitSum(units: readonly PlanUnit[]): UnitSum {
  let [count, balance, left, cash, afterWriteOff] = [0, 0n, 0n, 0n, 0n];
  for (const { npl, claims, collected } of units) {
    count += npl.count;
    balance += npl.balance;
    // Nearly nobody has any of these, and every sum of cents is a new number.
    if (claims.left !== 0n) left += claims.left;
    if (collected.cash !== 0n) cash += collected.cash;
    if (collected.afterWriteOff !== 0n) afterWriteOff += collected.afterWriteOff;
  }
  return { units: units.length, npl: { count, balance }, claims: left, collected: { cash, afterWriteOff } };
}

function addSums(a: UnitSum, b: UnitSum): UnitSum {
  return {
    units: a.units + b.units,
    npl: addTallies([a.npl, b.npl]),
    claims: a.claims + b.claims,
    collected: {
      cash: a.collected.cash + b.collected.cash,
      afterWriteOff: a.collected.afterWriteOff + b.collected.afterWriteOff,
    },
  };
}

function planSum(units: readonly PlannedUnit[], since: DayNumber): PlanSum {
  const known = units.flatMap(({ standings }) => standings.filter(({ target }) => target.targetDate > since));
  return {
    ...unitSum(units),
    target: sumOf(known, ({ target }) => target.targetAmount),
    met: sumOf(known, ({ met }) => met ?? 0n),
    rest: sumOf(known, ({ rest }) => rest ?? 0n),
    overdue: known.filter(({ state }) => state === 'overdue').length,
  };
}

function overdueOf(units: readonly PlannedUnit[]): OverdueTarget[] {
  return units
    .flatMap((unit) => unit.standings.filter(({ state }) => state === 'overdue').map((standing) => ({ unit, standing })))
    .sort((a, b) => a.standing.target.targetDate - b.standing.target.targetDate);
}

/** The open targets of a unit that ask for more than it owes, on the book and off it. */
function aboveDebt({ standings, all, claims }: PlannedUnit): PlanTarget[] {
  const open = standings.filter(({ rest }) => (rest ?? 0n) > 0n);
  return sumOf(open, ({ rest }) => rest ?? 0n) > all.balance + claims.left ? open.map(({ target }) => target) : [];
}

function byDimensions({ current, dimensions }: PlanInput, units: readonly PlannedUnit[]): PlanByRow[] {
  const { portfolio, classified } = current;
  const keyOf = dimensionFinder(portfolio, classified, dimensions);
  const planned = new Set(units.filter(hasPlan).flatMap(({ loans }) => loans.filter((loan) => isNpl(classified.used[loan] as number))));
  return groupByDimension(nplLoans(classified.used), keyOf)
    .map(({ key, name, members }) => ({
      name,
      row: {
        key,
        npl: tallyLoans(portfolio, members),
        withPlan: tallyLoans(
          portfolio,
          members.filter((loan) => planned.has(loan)),
        ),
        withoutPlan: tallyLoans(
          portfolio,
          members.filter((loan) => !planned.has(loan)),
        ),
      },
    }))
    .sort((a, b) => byAmount(a.row.npl.balance, b.row.npl.balance) || (a.name < b.name ? -1 : 1))
    .map(({ row }) => row);
}
