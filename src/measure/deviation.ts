import { type ClassCode, isNpl, NO_CLASS } from '../model/loan-class.js';
import type { Classified, Portfolio, Tally } from '../model/portfolio.js';
import { tallyBy } from './tallies.js';

/** Declared against computed class (分类偏离). */
export interface Deviation {
  /** Declared milder than the rules say (应调未调). */
  readonly milder: Tally;
  /** Of those: declared performing, NPL by the rules. */
  readonly milderAcrossNpl: Tally;
  readonly stricter: Tally;
}

/** -1 when the declared class is milder than the computed one, 1 when stricter, 0 when equal or when either is not stated. */
export function deviationOf(portfolio: Portfolio, classified: Classified, loan: number): -1 | 0 | 1 {
  const declared = portfolio.declaredClass?.[loan] ?? NO_CLASS;
  const computed = classified.computed[loan] as ClassCode;
  if (declared === NO_CLASS || computed === NO_CLASS || declared === computed) return 0;
  return declared < computed ? -1 : 1;
}

/** Undefined when the ledger has no declared class, or no days to compute one from. */
export function measureDeviation(portfolio: Portfolio, classified: Classified): Deviation | undefined {
  const { declaredClass } = portfolio;
  if (declaredClass === undefined || classified.computed.every((code) => code === NO_CLASS)) return undefined;
  const groupOf = (loan: number) => {
    const deviation = deviationOf(portfolio, classified, loan);
    if (deviation >= 0) return deviation === 0 ? -1 : 2;
    return isNpl(classified.computed[loan] as ClassCode) && !isNpl(declaredClass[loan] as ClassCode) ? 1 : 0;
  };
  const [within, across, stricter] = tallyBy(portfolio, 3, groupOf) as [Tally, Tally, Tally];
  return { milder: { count: within.count + across.count, balance: within.balance + across.balance }, milderAcrossNpl: across, stricter };
}
