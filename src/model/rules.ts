import type { DayNumber } from './civil-date.js';
import type { Basis } from './portfolio.js';

/** What a month was classified by. */
export interface Rules {
  readonly basis: Basis;
  readonly policy: { readonly id: string; readonly hash: string };
}

/** True where two months were classified by the same policy on the same basis: only these can be compared. */
export function sameRules(left: Rules, right: Rules): boolean {
  return left.basis === right.basis && left.policy.hash === right.policy.hash;
}

/** Months in a row that were classified by the same rules. */
export interface RuleStretch extends Rules {
  readonly from: DayNumber;
  readonly to: DayNumber;
}
