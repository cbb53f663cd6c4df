import type { DayNumber } from '../model/civil-date.js';
import type { Dimension } from '../model/loan-fields.js';
import type { Month, Tally } from '../model/portfolio.js';
import { type DimensionRow, dimensionFinder } from './by-dimension.js';
import { groupByDimension } from './group-by-dimension.js';
import { type WatchedLoan, watchedTally } from './watch.js';

/** Watched loans of one value of the dimensions asked for. */
export interface WatchGroup {
  readonly key: DimensionRow['key'];
  readonly watched: Tally;
  /** Of those, what days past due make NPL until the last month-end. */
  readonly becoming: Tally;
}

/** Largest watched balance first, equal ones by value. Errors: E_USAGE for a dimension that the ledger lacks. */
export function groupWatched(
  month: Month,
  loans: readonly WatchedLoan[],
  dimensions: readonly Dimension[],
  lastEnd: DayNumber,
): readonly WatchGroup[] {
  const keyOf = dimensionFinder(month.portfolio, month.classified, dimensions);
  return groupByDimension(loans, ({ loan }) => keyOf(loan))
    .map(({ key, name, members }) => ({
      name,
      key,
      watched: watchedTally(members),
      becoming: watchedTally(members.filter(({ nplOn }) => nplOn !== undefined && nplOn <= lastEnd)),
    }))
    .sort((a, b) => (a.watched.balance === b.watched.balance ? (a.name < b.name ? -1 : 1) : a.watched.balance > b.watched.balance ? -1 : 1))
    .map(({ name: _, ...group }) => group);
}
