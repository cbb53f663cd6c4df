import type { Link } from '../model/carried-lineage.js';
import { entryColumns } from '../model/entry-columns.js';
import type { LoanEvent, Succession } from '../model/events.js';
import type { Portfolio } from '../model/portfolio.js';
import type { Families } from '../model/segmented.js';
import { findText } from '../model/text-index.js';
import { type LinkGraph, linkLoans } from './links.js';
import { familiesOf, reach } from './stock-lines.js';

export { carryOn, historyOf } from './carry-on.js';
export { inheritedClasses, type NplHistory, rememberLedger, rememberLock } from './inherited-class.js';

/** Who took whose place, over every ledger, id map and renewal event given. */
export interface Lineage extends LinkGraph {
  readonly families: Families;
  /** The loans that `key` took the place of, directly and before that; nearest first. */
  readonly ancestorsOf: (key: string) => readonly string[];
  /** True for a loan of the ledger, on the book or off it. */
  readonly isIn: (portfolio: Portfolio, key: string) => boolean;
  /** Loans that a link names and neither `isKnown` nor another link knows: a mistyped id, or a ledger that was not given. Sorted. */
  readonly unresolved: (isKnown: (key: string) => boolean) => readonly string[];
}

/** Errors: E_LINEAGE_CYCLE, E_LINEAGE_SHARE. */
export function traceLineage(
  portfolios: readonly Portfolio[],
  idMap: readonly Succession[],
  events: readonly LoanEvent[],
  carried: readonly Link[] = [],
): Lineage {
  const graph = linkLoans(portfolios, idMap, events, carried);
  const { parents, children } = graph;
  return {
    ...graph,
    families: familiesOf(graph),
    ancestorsOf: (key) => reach(key, (at) => (parents.get(at) ?? []).map((link) => link.oldLoan)),
    isIn: ({ keys, offBookKeys }, key) => findText(keys, key) >= 0 || (offBookKeys !== undefined && findText(offBookKeys, key) >= 0),
    unresolved: (isKnown) => {
      // A loan renewed twice between two ledgers stands on neither; the links on both its sides know it.
      const first = [...children.keys()].filter((key) => !parents.has(key) && !isKnown(key));
      // So is one that came and went between them, of which an entry of its own says how it went.
      const moved = new Set(entryColumns(events).loans);
      const last = [...parents.keys()].filter((key) => !children.has(key) && !moved.has(key) && !isKnown(key));
      return [...first, ...last].sort();
    },
  };
}
