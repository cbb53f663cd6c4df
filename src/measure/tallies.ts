import { type ClassCode, isNpl, LOAN_CLASSES, NO_CLASS } from '../model/loan-class.js';
import { addCents, newSums, sumAt, sumOf } from '../model/money.js';
import type { ClassTallies, Portfolio, Tally } from '../model/portfolio.js';

export const NOTHING: Tally = { count: 0, balance: 0n };

/** Count and balance of the loans in each of `groups` groups; a group of -1 is left out. */
export function tallyBy(portfolio: Portfolio, groups: number, groupOf: (loan: number) => number): Tally[] {
  const counts = new Float64Array(groups);
  const sums = newSums(groups);
  for (let i = 0; i < portfolio.count; i++) {
    const group = groupOf(i);
    if (group < 0) continue;
    counts[group] = (counts[group] as number) + 1;
    addCents(sums, group, portfolio.balance[i] as number);
  }
  return Array.from(counts, (count, group) => ({ count, balance: sumAt(sums, group) }));
}

/** Count and balance of each class, normal to loss. Loans without a class are in none. */
export function tallyClasses(portfolio: Portfolio, classes: ArrayLike<ClassCode>): ClassTallies {
  return tallyBy(portfolio, LOAN_CLASSES.length, (loan) => (classes[loan] === NO_CLASS ? -1 : (classes[loan] as number)));
}

export function addTallies(tallies: readonly Tally[]): Tally {
  return { count: tallies.reduce((sum, tally) => sum + tally.count, 0), balance: sumOf(tallies, (tally) => tally.balance) };
}

/** Count and balance of the non-performing classes. */
export function nplOf(classes: ClassTallies): Tally {
  return addTallies(classes.filter((_, code) => isNpl(code)));
}
