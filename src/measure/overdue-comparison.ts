import { isNpl } from '../model/loan-class.js';
import type { Cents } from '../model/money.js';
import type { Classified, Portfolio, Tally } from '../model/portfolio.js';
import { type Ratio, ratioOf } from '../model/ratio.js';
import { textAt } from '../model/text-index.js';
import { addLoan, addTallies, type Groups, newGroups, talliesOf, tallyAt } from './tallies.js';

/** Loans overdue beyond a day limit against NPL (剪刀差). */
export interface OverdueComparison {
  readonly days: number;
  readonly overdue: Tally;
  /** overdue - NPL; expected not above zero. */
  readonly gap: Cents;
  readonly ratio?: Ratio;
  /** Overdue beyond the limit and not NPL: what a ratio below 100 % can hide. */
  readonly notNpl: Tally;
  /** Those loans, largest first, equal ones by key. */
  readonly loans: readonly number[];
}

/** One comparison for each day limit, in their order; one pass over the loans for all of them. */
export function compareOverdue(portfolio: Portfolio, classified: Classified, npl: Cents, limits: readonly number[]): OverdueComparison[] {
  const least = Math.min(...limits);
  const groups = limits.map(() => newGroups(2));
  const hidden = limits.map((): number[] => []);
  const { daysPastDue, used, overdue } = classified;
  const listed = least < 0 ? undefined : overdue;
  const looks = listed?.length ?? portfolio.count;
  for (let at = 0; at < looks; at++) {
    const i = listed === undefined ? at : (listed[at] as number);
    const days = daysPastDue[i] as number;
    if (days <= least) continue;
    const kind = isNpl(used[i] as number) ? 0 : 1;
    for (let k = 0; k < limits.length; k++) {
      if (days <= (limits[k] as number)) continue;
      addLoan(groups[k] as Groups, kind, portfolio.balance[i] as number);
      if (kind === 1) (hidden[k] as number[]).push(i);
    }
  }
  return limits.map((days, k) => comparison(portfolio, npl, days, groups[k] as Groups, hidden[k] as number[]));
}

function comparison(portfolio: Portfolio, npl: Cents, days: number, groups: Groups, loans: number[]): OverdueComparison {
  const overdue = addTallies(talliesOf(groups));
  loans.sort((a, b) => (portfolio.balance[b] as number) - (portfolio.balance[a] as number) || byKey(portfolio, a, b));
  const ratio = ratioOf(overdue.balance, npl);
  return { days, overdue, gap: overdue.balance - npl, ...(ratio === undefined ? {} : { ratio }), notNpl: tallyAt(groups, 1), loans };
}

function byKey({ keys }: Portfolio, a: number, b: number): number {
  return textAt(keys, a) < textAt(keys, b) ? -1 : 1;
}
