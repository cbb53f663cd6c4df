import { UserError } from '../diagnostics/diagnostic.js';
import type { BaseLock } from '../model/base-lock.js';
import type { DayNumber } from '../model/civil-date.js';
import type { LoanEvent, Succession } from '../model/events.js';
import { type ClassCode, isNpl, NO_CLASS } from '../model/loan-class.js';
import { loanText } from '../model/loan-facts.js';
import { type Classified, KEY_SEPARATOR, type Portfolio, shownKey } from '../model/portfolio.js';
import { Decimal } from '../model/ratio.js';
import type { Families } from '../model/segmented.js';
import { findText, NO_TEXT, textAt } from '../model/text-index.js';

/** `newLoan` took the place of `oldLoan`. */
interface Link {
  readonly oldLoan: string;
  readonly newLoan: string;
}

/** Who took whose place, over every ledger, id map and renewal event given. */
export interface Lineage {
  readonly families: Families;
  /** The loans that `key` took the place of, directly and before that; nearest first. */
  readonly ancestorsOf: (key: string) => readonly string[];
  /** Loans of a portfolio that replace others. */
  readonly successorsIn: (portfolio: Portfolio) => readonly { readonly loan: number; readonly key: string }[];
  readonly oldLoans: ReadonlySet<string>;
  readonly isIn: (portfolio: Portfolio, key: string) => boolean;
}

/** Several ids may stand in one 原借据号 cell. */
const ID_LIST = /[;；、,，]/;

/** Errors: E_LINEAGE_CYCLE, E_LINEAGE_SHARE. */
export function traceLineage(portfolios: readonly Portfolio[], idMap: readonly Succession[], events: readonly LoanEvent[]): Lineage {
  const links: Link[] = [
    ...portfolios.flatMap(replacesLinks),
    ...idMap,
    ...events.flatMap((event) =>
      event.kind === 'renewal' && event.newLoan !== undefined ? [{ oldLoan: event.loan, newLoan: event.newLoan }] : [],
    ),
  ];
  checkShares(idMap);
  const parents = new Map<string, Set<string>>();
  for (const { oldLoan, newLoan } of links) {
    const own = parents.get(newLoan) ?? new Set();
    parents.set(newLoan, own.add(oldLoan));
  }
  refuseCycles(parents);
  return {
    families: familiesOf(links),
    ancestorsOf: (key) => ancestors(key, parents),
    successorsIn: (portfolio) =>
      [...parents.keys()].flatMap((key) => {
        const loan = findText(portfolio.keys, key);
        return loan < 0 ? [] : [{ loan, key }];
      }),
    oldLoans: new Set(links.map((link) => link.oldLoan)),
    isIn: (portfolio, key) => findText(portfolio.keys, key) >= 0,
  };
}

function replacesLinks(portfolio: Portfolio): Link[] {
  const column = portfolio.texts.replaces;
  if (column === undefined) return [];
  const links: Link[] = [];
  for (let i = 0; i < portfolio.count; i++) {
    if (column.codes[i] === NO_TEXT) continue;
    const newLoan = textAt(portfolio.keys, i);
    const institution = loanText(portfolio, 'institution', i);
    const prefix = institution === undefined ? '' : `${institution.normalize('NFKC')}${KEY_SEPARATOR}`;
    for (const part of textAt(column.dictionary, column.codes[i] as number).split(ID_LIST)) {
      const id = part.normalize('NFKC').trim();
      if (id !== '') links.push({ oldLoan: prefix + id, newLoan });
    }
  }
  return links;
}

/** Union-find over the links; the family's name is its least key, so that it does not depend on the order of files. */
function familiesOf(links: readonly Link[]): Families {
  const up = new Map<string, string>();
  const find = (key: string): string => {
    let root = key;
    for (let next = up.get(root); next !== undefined && next !== root; next = up.get(root)) root = next;
    for (let at = key; at !== root; ) {
      const next = up.get(at) as string;
      up.set(at, root);
      at = next;
    }
    return root;
  };
  for (const { oldLoan, newLoan } of links) {
    for (const key of [oldLoan, newLoan]) if (!up.has(key)) up.set(key, key);
    const [a, b] = [find(oldLoan), find(newLoan)];
    if (a !== b) up.set(a < b ? b : a, a < b ? a : b);
  }
  const members = new Map<string, string[]>();
  for (const key of up.keys()) members.set(find(key), [...(members.get(find(key)) ?? []), key]);
  return {
    of: (key) => (up.has(key) ? find(key) : key),
    succeeded: (family) => members.has(family),
    members: (family) => members.get(family) ?? [family],
  };
}

function ancestors(key: string, parents: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const found = new Set<string>();
  let level = [...(parents.get(key) ?? [])];
  while (level.length > 0) {
    for (const one of level) found.add(one);
    level = level.flatMap((one) => [...(parents.get(one) ?? [])].filter((parent) => !found.has(parent)));
  }
  return [...found];
}

function refuseCycles(parents: ReadonlyMap<string, ReadonlySet<string>>): void {
  const done = new Set<string>();
  for (const start of parents.keys()) {
    const path: string[] = [];
    const onPath = new Set<string>();
    const visit = (key: string): void => {
      if (done.has(key)) return;
      if (onPath.has(key)) {
        const chain = [...path.slice(path.indexOf(key)), key].map(shownKey).join(' ← ');
        throw new UserError({ code: 'E_LINEAGE_CYCLE', params: { chain } });
      }
      onPath.add(key);
      path.push(key);
      for (const parent of parents.get(key) ?? []) visit(parent);
      path.pop();
      onPath.delete(key);
      done.add(key);
    };
    visit(start);
  }
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

/** What is known of loans that were NPL once: the latest date it is known of, and the class then; absent when it was performing. */
export type NplHistory = Map<string, { readonly date: DayNumber; readonly class: ClassCode }>;

export function rememberLock(history: NplHistory, lock: BaseLock): void {
  for (const { key, class: code } of lock.loans) {
    const known = history.get(key);
    if (known === undefined || known.date < lock.lockDate) history.set(key, { date: lock.lockDate, class: code });
  }
}

export function rememberLedger(history: NplHistory, portfolio: Portfolio, classified: Classified): void {
  for (const [key, known] of history) {
    const loan = findText(portfolio.keys, key);
    if (loan >= 0 && known.date < portfolio.asOf && !isNpl(classified.used[loan] as ClassCode)) history.delete(key);
  }
  for (let i = 0; i < portfolio.count; i++) {
    if (isNpl(classified.used[i] as ClassCode))
      history.set(textAt(portfolio.keys, i), { date: portfolio.asOf, class: classified.used[i] as ClassCode });
  }
}

/**
 * The class each loan keeps from an NPL it took the place of, until an upgrade of either is recorded. Undefined when no
 * loan keeps any.
 */
export function inheritedClasses(
  portfolio: Portfolio,
  lineage: Lineage,
  history: NplHistory,
  events: readonly LoanEvent[],
): Uint8Array | undefined {
  const upgrades = new Map<string, DayNumber>();
  for (const { kind, loan, date } of events)
    if (kind === 'upgrade' && date <= portfolio.asOf) upgrades.set(loan, Math.max(date, upgrades.get(loan) ?? date));
  let inherited: Uint8Array | undefined;
  for (const { loan, key } of lineage.successorsIn(portfolio)) {
    for (const ancestor of lineage.ancestorsOf(key)) {
      const known = history.get(ancestor);
      if (known === undefined || known.date > portfolio.asOf) continue;
      const upgraded = Math.max(upgrades.get(key) ?? known.date, upgrades.get(ancestor) ?? known.date);
      if (upgraded > known.date) continue;
      inherited ??= new Uint8Array(portfolio.count).fill(NO_CLASS);
      const held = inherited[loan] as ClassCode;
      if (held === NO_CLASS || known.class > held) inherited[loan] = known.class;
    }
  }
  return inherited;
}
