import { type ClassCode, isNpl, NO_CLASS } from '../model/loan-class.js';
import type { Classified, Portfolio, Tally } from '../model/portfolio.js';
import { type ClassCell, tallyOf } from './tallies.js';

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
  return compareClasses(portfolio.declaredClass?.[loan] ?? NO_CLASS, classified.computed[loan] as ClassCode);
}

function compareClasses(declared: ClassCode, computed: ClassCode): -1 | 0 | 1 {
  if (declared === NO_CLASS || computed === NO_CLASS || declared === computed) return 0;
  return declared < computed ? -1 : 1;
}

/** Undefined when the ledger has no declared class, or no days to compute one from. */
export function measureDeviation(portfolio: Portfolio, cells: readonly ClassCell[]): Deviation | undefined {
  if (portfolio.declaredClass === undefined || !cells.some(({ computed }) => computed !== NO_CLASS)) return undefined;
  const isMilder = ({ declared, computed }: ClassCell) => compareClasses(declared, computed) < 0;
  return {
    milder: tallyOf(cells, isMilder),
    milderAcrossNpl: tallyOf(cells, (cell) => isMilder(cell) && isNpl(cell.computed) && !isNpl(cell.declared)),
    stricter: tallyOf(cells, ({ declared, computed }) => compareClasses(declared, computed) > 0),
  };
}
