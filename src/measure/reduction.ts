import type { DayNumber } from '../model/civil-date.js';
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

export interface DoubleReduction {
  readonly against: DayNumber;
  readonly balance: { readonly from: Cents; readonly to: Cents; readonly change: Cents; readonly down: boolean };
  /** Absent when either date has no loans, or they are not known. */
  readonly ratio?: { readonly from: Ratio; readonly to: Ratio; readonly change: Decimal; readonly down: boolean };
  readonly achieved: boolean;
  readonly verdict: ReductionVerdict;
  /** Consecutive periods of both, ending with this one, over the dates given. */
  readonly streak: number;
}

/** `history` is every standing known, `after` among them; the streak runs back from `after` through it by date. */
export function measureDoubleReduction(before: Standing, after: Standing, history: readonly Standing[]): DoubleReduction {
  const legs = compareStandings(before, after);
  const points = [...history].filter((point) => point.asOf <= after.asOf).sort((a, b) => b.asOf - a.asOf);
  let streak = 0;
  while (streak + 1 < points.length && compareStandings(points[streak + 1] as Standing, points[streak] as Standing).achieved) streak++;
  return { against: before.asOf, ...legs, streak };
}

function compareStandings(before: Standing, after: Standing): Omit<DoubleReduction, 'against' | 'streak'> {
  const balance = { from: before.npl, to: after.npl, change: after.npl - before.npl, down: after.npl < before.npl };
  const from = ratioOf(before.npl, before.loans ?? 0n);
  const to = ratioOf(after.npl, after.loans ?? 0n);
  if (from === undefined || to === undefined) return { balance, achieved: false, verdict: reductionVerdict(balance.down, false) };
  const ratio = { from, to, change: ratioValue(to).minus(ratioValue(from)), down: compareRatios(to, from) < 0 };
  const verdict = reductionVerdict(balance.down, ratio.down);
  return { balance, ratio, achieved: verdict === 'double', verdict };
}
