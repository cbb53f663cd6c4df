import { addMonths, civilDate, type DayNumber, previousYearEnd } from '../model/civil-date.js';
import type { Cents } from '../model/money.js';
import { compareRatios, type Decimal, type Ratio, ratioOf, ratioValue } from '../model/ratio.js';

/** NPL and loans at one date: what double reduction and attribution compare. */
export interface Standing {
  readonly asOf: DayNumber;
  readonly npl: Cents;
  /** Absent where it is not known what was lent in all. */
  readonly loans?: Cents;
}

/** Which of the two fell: both is double reduction (双降). */
export type ReductionVerdict = 'double' | 'balance-only' | 'ratio-only' | 'none';

export function reductionVerdict(balanceFell: boolean, ratioFell: boolean): ReductionVerdict {
  if (balanceFell && ratioFell) return 'double';
  return balanceFell ? 'balance-only' : ratioFell ? 'ratio-only' : 'none';
}

/** How NPL balance and ratio moved between two dates. */
export interface ReductionLegs {
  readonly balance: { readonly from: Cents; readonly to: Cents; readonly change: Cents; readonly down: boolean };
  /** Absent when either date has no loans, or they are not known. */
  readonly ratio?: { readonly from: Ratio; readonly to: Ratio; readonly change: Decimal; readonly down: boolean };
  readonly achieved: boolean;
  readonly verdict: ReductionVerdict;
}

export interface DoubleReduction extends ReductionLegs {
  readonly against: DayNumber;
  /** What a period of the streak is. */
  readonly period: ReductionPeriod;
  /**
   * Consecutive periods of both, ending with this one; the dates of the periods before it must be given. A year to date is
   * none: then the whole years before it.
   */
  readonly streak: number;
  /** True for a period from a year's start to a date within the year. */
  readonly toDate: boolean;
}

export type ReductionPeriod = 'year' | 'quarter' | 'month' | 'other';

/** `history` is every standing known, in any order; the streak runs back from `before` over dates one period apart. */
export function measureDoubleReduction(before: Standing, after: Standing, history: readonly Standing[]): DoubleReduction {
  const legs = compareStandings(before, after);
  const months = periodMonths(before.asOf, after.asOf);
  const byDate = new Map(history.map((point) => [point.asOf, point]));
  let streak = legs.achieved ? 1 : 0;
  for (let point = before; streak > 0 && months !== undefined; streak++) {
    const earlier = byDate.get(monthsBefore(point.asOf, months));
    if (earlier === undefined || !compareStandings(earlier, point).achieved) break;
    point = earlier;
  }
  const toDate = isToDate(before.asOf, after.asOf);
  if (toDate && streak > 0) streak--;
  return { against: before.asOf, ...legs, toDate, period: months === undefined ? 'other' : (PERIOD_OF[months] ?? 'other'), streak };
}

const PERIOD_OF: Readonly<Record<number, ReductionPeriod>> = { 12: 'year', 3: 'quarter', 1: 'month' };

function isToDate(from: DayNumber, to: DayNumber): boolean {
  return from === previousYearEnd(to) && !endsYear(to);
}

export function endsYear(day: DayNumber): boolean {
  return previousYearEnd(day + 1) === day;
}

/** A year when counted from the year's start; else the whole months between. */
function periodMonths(from: DayNumber, to: DayNumber): number | undefined {
  return from === previousYearEnd(to) ? 12 : wholeMonths(from, to);
}

/** Months from one day to the same day of a later month, or from a month's end to another; undefined for any other two days. */
export function wholeMonths(from: DayNumber, to: DayNumber): number | undefined {
  const [a, b] = [civilDate(from), civilDate(to)];
  const months = (b.year - a.year) * 12 + b.month - a.month;
  return months > 0 && monthsBefore(to, months) === from ? months : undefined;
}

/** The same day so many months before, a month's end for a month's end. */
export function monthsBefore(day: DayNumber, months: number): DayNumber {
  return civilDate(day + 1).day === 1 ? addMonths(day + 1, -months) - 1 : addMonths(day, -months);
}

/** Both legs of double reduction between two dates. */
export function compareStandings(before: Standing, after: Standing): ReductionLegs {
  const balance = { from: before.npl, to: after.npl, change: after.npl - before.npl, down: after.npl < before.npl };
  const from = ratioOf(before.npl, before.loans ?? 0n);
  const to = ratioOf(after.npl, after.loans ?? 0n);
  if (from === undefined || to === undefined) return { balance, achieved: false, verdict: reductionVerdict(balance.down, false) };
  const ratio = { from, to, change: ratioValue(to).minus(ratioValue(from)), down: compareRatios(to, from) < 0 };
  const verdict = reductionVerdict(balance.down, ratio.down);
  return { balance, ratio, achieved: verdict === 'double', verdict };
}
