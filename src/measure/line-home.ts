import { type ClassCode, className, FIRST_NPL_CLASS, isNpl } from '../model/loan-class.js';
import type { Dimension } from '../model/loan-fields.js';
import type { Month } from '../model/portfolio.js';
import { findText } from '../model/text-index.js';
import { type DimensionRow, dimensionFinder } from './by-dimension.js';
import type { MonthLine } from './month-movement.js';

/** A loan on the ledger of one of several months. */
export interface LoanPlace {
  readonly month: number;
  readonly loan: number;
}

/**
 * Where a line of the movement into month `at` belongs: to its worst NPL in the month before where it was NPL there, else in
 * the month itself; one that is NPL in neither, to the last ledger until then that holds it. Undefined where none does.
 */
export function homeOf(line: Pick<MonthLine, 'opened' | 'members'>, months: readonly Month[], at: number): LoanPlace | undefined {
  for (const month of line.opened ? [at - 1, at] : [at, at - 1]) {
    const loan = worstNpl(line.members, months[month] as Month);
    if (loan !== undefined) return { month, loan };
  }
  for (let month = at; month >= 0; month--) {
    const { keys } = (months[month] as Month).portfolio;
    const loan = line.members.map((key) => findText(keys, key)).find((index) => index >= 0);
    if (loan !== undefined) return { month, loan };
  }
  return undefined;
}

function worstNpl(members: readonly string[], { portfolio, classified }: Month): number | undefined {
  let worst: number | undefined;
  for (const key of members) {
    const loan = findText(portfolio.keys, key);
    if (loan < 0 || !isNpl(classified.used[loan] as ClassCode)) continue;
    if (worst === undefined || (classified.used[loan] as ClassCode) > (classified.used[worst] as ClassCode)) worst = loan;
  }
  return worst;
}

/**
 * The values of the dimensions at a place. What came and left between two ledgers is blank where no ledger holds it, and at
 * least substandard, as in the movement by class. Errors: E_USAGE for a dimension that a ledger lacks.
 */
export function homeKeys(months: readonly Month[], dimensions: readonly Dimension[]): (home: LoanPlace | undefined) => DimensionRow['key'] {
  const finders = months.map(({ portfolio, classified }) => dimensionFinder(portfolio, classified, dimensions));
  const blank = Object.fromEntries(dimensions.map((dimension) => [dimension, '']));
  const least = dimensions.includes('class') ? { class: className(FIRST_NPL_CLASS) } : {};
  return (home) => {
    if (home === undefined) return { ...blank, ...least };
    const key = (finders[home.month] as (loan: number) => DimensionRow['key'])(home.loan);
    return isNpl((months[home.month] as Month).classified.used[home.loan] as ClassCode) ? key : { ...key, ...least };
  };
}
