import { isNpl } from '../model/loan-class.js';
import type { Cents } from '../model/money.js';
import type { Classified, Portfolio, Tally } from '../model/portfolio.js';
import { type Ratio, ratioOf } from '../model/ratio.js';
import { textAt } from '../model/text-index.js';
import { addLoan, addTallies, newGroups, talliesOf } from './tallies.js';

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
  const ascending = limits.toSorted((a, b) => a - b);
  const [least = Number.POSITIVE_INFINITY] = ascending;
  // By how many limits a loan is above, NPLs and others: each is added up once.
  const groups = newGroups(2 * (limits.length + 1));
  const hidden: number[] = [];
  const { daysPastDue, used, overdue } = classified;
  const { balance } = portfolio;
  const listed = least < 0 ? undefined : overdue;
  const looks = listed?.length ?? portfolio.count;
  for (let at = 0; at < looks; at++) {
    const i = listed === undefined ? at : (listed[at] as number);
    const days = daysPastDue[i] as number;
    if (days <= least) continue;
    let above = 1;
    while (above < ascending.length && days > (ascending[above] as number)) above++;
    const kind = isNpl(used[i] as number) ? NPL : OTHER;
    addLoan(groups, 2 * above + kind, balance[i] as number);
    if (kind === OTHER) hidden.push(i);
  }
  hidden.sort((a, b) => (balance[b] as number) - (balance[a] as number) || byKey(portfolio, a, b));
  const tallies = talliesOf(groups);
  return limits.map((days) => {
    const leastAbove = ascending.filter((limit) => limit <= days).length;
    const sum = (kind: number) => addTallies(tallies.filter((_, group) => group % 2 === kind && group >= 2 * leastAbove));
    const notNpl = sum(OTHER);
    const all = addTallies([sum(NPL), notNpl]);
    const ratio = ratioOf(all.balance, npl);
    const loans = hidden.filter((loan) => (daysPastDue[loan] as number) > days);
    return { days, overdue: all, gap: all.balance - npl, ...(ratio === undefined ? {} : { ratio }), notNpl, loans };
  });
}

const NPL = 0;
const OTHER = 1;

function byKey({ keys }: Portfolio, a: number, b: number): number {
  return textAt(keys, a) < textAt(keys, b) ? -1 : 1;
}
