import { UserError } from '../diagnostics/diagnostic.js';
import type { Link } from '../model/carried-lineage.js';
import { eventsOf } from '../model/entry-columns.js';
import type { LoanEvent, Succession } from '../model/events.js';
import { codedTexts } from '../model/loan-facts.js';
import { KEY_SEPARATOR, type Portfolio, shownKey } from '../model/portfolio.js';
import { Decimal } from '../model/ratio.js';
import { NO_TEXT, textAt } from '../model/text-index.js';

const RENEWALS = new Set(['renewal'] as const);

export type { Link } from '../model/carried-lineage.js';

/** The links from both ends. A loan that nothing links is in neither. */
export interface LinkGraph {
  readonly parents: ReadonlyMap<string, readonly Link[]>;
  readonly children: ReadonlyMap<string, readonly Link[]>;
  /** Loans that a ledger's column or a renewal event says replaced themselves. Sorted. */
  readonly selfNamed: readonly string[];
}

/** Several ids may stand in one 原借据号 cell. */
const ID_LIST = /[;；、,，]/;
/** What systems write where there is nothing to write: taken for an id, it would make one family of all loans. */
const NOTHING = /^[-—_/\\.*0无空]*$/;

/**
 * Who took whose place, over every ledger, id map and renewal event given. A loan that names itself replaces nothing: a
 * migration keeps some ids, and some systems fill the column on every row. `carried` are links known from earlier. Errors: E_LINEAGE_CYCLE, E_LINEAGE_SHARE.
 */
export function linkLoans(
  portfolios: readonly Portfolio[],
  idMap: readonly Succession[],
  events: readonly LoanEvent[],
  carried: readonly Link[] = [],
): LinkGraph {
  checkShares(idMap);
  const parents = new Map<string, Link[]>();
  const children = new Map<string, Link[]>();
  const selfNamed = new Set<string>();
  const add = (link: Link): void => {
    if (link.oldLoan === link.newLoan) {
      // An id map lists every id of a migration, those that stay too.
      if (link.kind === 'renewal') selfNamed.add(link.newLoan);
      return;
    }
    // The same link may stand in several ledgers and registers; a loan has few parents, a parent may have many children.
    if (parents.get(link.newLoan)?.some((one) => one.oldLoan === link.oldLoan)) return;
    push(parents, link.newLoan, link);
    push(children, link.oldLoan, link);
  };
  for (const { oldLoan, newLoan, kind } of idMap) add({ oldLoan, newLoan, kind, undated: false });
  for (const { loan, newLoan } of eventsOf(events, RENEWALS)) {
    if (newLoan !== undefined) add({ oldLoan: loan, newLoan, kind: 'renewal', undated: false });
  }
  for (const link of carried) add(link);
  for (const portfolio of portfolios) for (const link of replacesLinks(portfolio)) add(link);
  refuseCycles({ parents, children });
  return { parents, children, selfNamed: [...selfNamed].sort() };
}

function push(links: Map<string, Link[]>, key: string, link: Link): void {
  const held = links.get(key);
  if (held === undefined) links.set(key, [link]);
  else held.push(link);
}

function* replacesLinks(portfolio: Portfolio): Generator<Link> {
  // A loan renewed and settled between two ledgers stands on neither but as a settled row.
  for (const { key, replaces } of portfolio.offBookReplaces ?? []) yield* linksOf(key, replaces);
  const column = codedTexts(portfolio, 'replaces');
  if (column === undefined) return;
  for (let i = 0; i < portfolio.count; i++) {
    if (column.codes[i] !== NO_TEXT) yield* linksOf(textAt(portfolio.keys, i), textAt(column.dictionary, column.codes[i] as number));
  }
}

function* linksOf(newLoan: string, replaces: string): Generator<Link> {
  // The replaced loan is one of the same institution: ids are unique only within it.
  const prefix = newLoan.slice(0, newLoan.indexOf(KEY_SEPARATOR) + 1);
  for (const part of replaces.split(ID_LIST)) {
    const id = part.normalize('NFKC').trim();
    if (!NOTHING.test(id)) yield { oldLoan: prefix + id, newLoan, kind: 'renewal', undated: true };
  }
}

/** Takes away loans whose parents are all taken away; what stays is in a circle, or behind one. */
function refuseCycles({ parents, children }: Pick<LinkGraph, 'parents' | 'children'>): void {
  const waiting = new Map<string, number>();
  for (const [key, links] of parents) waiting.set(key, links.length);
  const free = [...children.keys()].filter((key) => !waiting.has(key));
  for (let next = free.pop(); next !== undefined; next = free.pop()) {
    for (const { newLoan } of children.get(next) ?? []) {
      const left = (waiting.get(newLoan) as number) - 1;
      if (left > 0) waiting.set(newLoan, left);
      else {
        waiting.delete(newLoan);
        free.push(newLoan);
      }
    }
  }
  const [stuck] = [...waiting.keys()].sort();
  if (stuck !== undefined) throw new UserError({ code: 'E_LINEAGE_CYCLE', params: { chain: circleFrom(stuck, parents, waiting) } });
}

/** Every loan that stays has a parent that stays, so going up must come round. */
function circleFrom(start: string, parents: LinkGraph['parents'], waiting: ReadonlyMap<string, number>): string {
  const path: string[] = [];
  let at = start;
  while (!path.includes(at)) {
    path.push(at);
    at = (parents.get(at) ?? []).find((link) => waiting.has(link.oldLoan))?.oldLoan as string;
  }
  return [...path.slice(path.indexOf(at)), at].map(shownKey).join(' ← ');
}

function checkShares(idMap: readonly Succession[]): void {
  const sums = new Map<string, Decimal>();
  for (const { oldLoan, share, file, line } of idMap) {
    const sum = (sums.get(oldLoan) ?? new Decimal(0)).plus(share);
    sums.set(oldLoan, sum);
    if (sum.greaterThan(1))
      throw new UserError({ code: 'E_LINEAGE_SHARE', file, line, params: { loan: shownKey(oldLoan), sum: sum.toString() } });
  }
}
