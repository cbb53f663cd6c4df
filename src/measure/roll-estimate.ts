import { isNpl, LOAN_CLASSES } from '../model/loan-class.js';
import { addCents, type Cents, newSums, sumAt } from '../model/money.js';
import type { Month } from '../model/portfolio.js';
import { Decimal, decimalOf, roundCents } from '../model/ratio.js';
import { codesIn } from '../model/text-index.js';
import { monthsBefore } from './reduction.js';

/** NPL at the coming month-ends by the roll rates of the last months: nothing is lent anew. Our own definition. */
export interface RollEstimate {
  readonly npl: readonly Cents[];
  /** How many months the rates are pooled over. */
  readonly months: number;
}

/** How many months' rates are pooled. */
export const ROLL_MONTHS = 6;
const SIDE = LOAN_CLASSES.length;

/**
 * Of the last seven month-ends, each a month after the one before: the share of a class's opening balance that is in each
 * class a month later, at closing balance, pooled over six months; applied `ahead` times to the last month. Undefined where
 * the months are not given.
 */
export function estimateByRollRates(months: readonly Month[], ahead: number): RollEstimate | undefined {
  const last = months.slice(-(ROLL_MONTHS + 1));
  const follow = last.every(({ portfolio }, i) => i === 0 || last[i - 1]?.portfolio.asOf === monthsBefore(portfolio.asOf, 1));
  if (last.length <= ROLL_MONTHS || !follow) return undefined;
  const opening = newSums(SIDE);
  const rolled = newSums(SIDE * SIDE);
  for (let i = 1; i < last.length; i++) addRolls(last[i - 1] as Month, last[i] as Month, opening, rolled);
  let balances = balancesOf(last.at(-1) as Month);
  const npl: Cents[] = [];
  for (let step = 0; step < ahead; step++) {
    balances = LOAN_CLASSES.map((_, to) =>
      balances.reduce((sum, balance, from) => {
        const base = sumAt(opening, from);
        if (base === 0n) return to === from ? sum.plus(balance) : sum;
        return sum.plus(balance.times(decimalOf(sumAt(rolled, from * SIDE + to))).div(decimalOf(base)));
      }, new Decimal(0)),
    );
    npl.push(roundCents(balances.reduce((sum, balance, code) => (isNpl(code) ? sum.plus(balance) : sum), new Decimal(0))));
  }
  return { npl, months: ROLL_MONTHS };
}

function addRolls(before: Month, after: Month, opening: ReturnType<typeof newSums>, rolled: ReturnType<typeof newSums>): void {
  const { keys, count, balance } = before.portfolio;
  const codes = codesIn(after.portfolio.keys, keys);
  for (let loan = 0; loan < count; loan++) {
    const from = before.classified.used[loan] as number;
    addCents(opening, from, balance[loan] as number);
    const now = codes[loan] as number;
    if (now >= 0) addCents(rolled, from * SIDE + (after.classified.used[now] as number), after.portfolio.balance[now] as number);
  }
}

function balancesOf({ portfolio, classified }: Month): Decimal[] {
  const sums = newSums(SIDE);
  for (let loan = 0; loan < portfolio.count; loan++) addCents(sums, classified.used[loan] as number, portfolio.balance[loan] as number);
  return LOAN_CLASSES.map((_, code) => decimalOf(sumAt(sums, code)));
}
