import type { CarriedLineage, KnownNpl, Link } from '../model/carried-lineage.js';
import type { DayNumber } from '../model/civil-date.js';
import type { NplHistory } from './inherited-class.js';
import type { LinkGraph } from './links.js';

/** What is known at the start of a month of loans that were NPL and have not been seen to perform since. */
export function historyOf(carried: CarriedLineage | undefined): NplHistory {
  const standing = [...(carried?.npl ?? [])].filter(([, known]) => known.stands);
  return new Map(standing.map(([key, { date, class: code }]): [string, KnownNpl] => [key, { date, class: code }]));
}

/** What a month hands on: `history` is of its end, its own ledger remembered. */
export function carryOn(
  carried: CarriedLineage | undefined,
  history: NplHistory,
  { parents }: LinkGraph,
  asOf: DayNumber,
  offBook: readonly string[],
): CarriedLineage {
  const npl = new Map([...(carried?.npl ?? [])].map(([key, known]) => [key, { ...known, stands: false }]));
  for (const [key, known] of history) npl.set(key, { ...known, stands: true });
  const links: Link[] = [];
  for (const own of parents.values()) links.push(...own);
  return { asOf, npl, links, offBook };
}
