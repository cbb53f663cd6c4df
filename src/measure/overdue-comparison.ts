import { isNpl } from '../model/loan-class.js';
import type { Cents } from '../model/money.js';
import type { Classified, Portfolio, Tally } from '../model/portfolio.js';
import { type Ratio, ratioOf } from '../model/ratio.js';
import { textAt } from '../model/text-index.js';
import { tallyBy } from './tallies.js';

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

export function compareOverdue(portfolio: Portfolio, classified: Classified, npl: Cents, days: number): OverdueComparison {
  const isOverdue = (loan: number) => (classified.daysPastDue[loan] as number) > days;
  const hidden = (loan: number) => isOverdue(loan) && !isNpl(classified.used[loan] as number);
  const [overdue, notNpl] = [
    tallyBy(portfolio, 1, (loan) => (isOverdue(loan) ? 0 : -1))[0] as Tally,
    tallyBy(portfolio, 1, (loan) => (hidden(loan) ? 0 : -1))[0] as Tally,
  ];
  const loans: number[] = [];
  for (let i = 0; i < portfolio.count; i++) if (hidden(i)) loans.push(i);
  loans.sort((a, b) => (portfolio.balance[b] as number) - (portfolio.balance[a] as number) || byKey(portfolio, a, b));
  const ratio = ratioOf(overdue.balance, npl);
  return { days, overdue, gap: overdue.balance - npl, ...(ratio === undefined ? {} : { ratio }), notNpl, loans };
}

function byKey({ keys }: Portfolio, a: number, b: number): number {
  return textAt(keys, a) < textAt(keys, b) ? -1 : 1;
}
