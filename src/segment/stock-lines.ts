import { groupBy } from '../model/groups.js';
import type { Families, StockLines } from '../model/segmented.js';
import type { Link, LinkGraph } from './links.js';

export function familiesOf(graph: LinkGraph): Families {
  return {
    areAny: graph.children.size > 0,
    isLinked: (key) => graph.children.has(key) || graph.parents.has(key),
    linesFrom: (opened) => linesFrom(graph, new Set(opened)),
    parentsOf: (key) => (graph.parents.get(key) ?? []).map((link) => link.oldLoan),
    descendantsOf: (key) => reach(key, (at) => (graph.children.get(at) ?? []).map((link) => link.newLoan)),
    mayHoldNewMoney: (key) => (graph.parents.get(key) ?? []).some(({ kind }) => kind === 'renewal' || kind === 'merger'),
  };
}

/** Everything that `next` leads to from `start`, nearest first, without `start`. */
export function reach(start: string, next: (key: string) => readonly string[]): string[] {
  const found = new Set<string>([start]);
  for (const key of found) for (const one of next(key)) found.add(one);
  found.delete(start);
  return [...found];
}

function linesFrom(graph: LinkGraph, opened: ReadonlySet<string>): StockLines {
  const old = oldLines(graph, opened);
  const absorbed = absorbedParents(graph, opened, old);
  const fresh = newLines(graph, old.isIn);
  return {
    isOld: old.isIn,
    of: (key) => (old.isIn(key) ? old.lineOf(key) : fresh(key).name),
    members: (line) => (old.isIn(line) ? old.members(line) : fresh(line).members),
    absorbedBy: (line) => {
      if (absorbed.size === 0 || old.isIn(line)) return undefined;
      const into = fresh(line).members.flatMap((key) => absorbed.get(key) ?? []);
      return into.sort()[0];
    },
  };
}

/**
 * True where a link carries the stock on. A loan of the stock that a column says replaced another did so before the start:
 * what it replaced, if it is still there, stands for itself. Two loans of the stock become one only where a register says so.
 */
function carriesOn({ newLoan, undated }: Link, opened: ReadonlySet<string>): boolean {
  return !(undated && opened.has(newLoan));
}

/** A loan of the stock that nothing links is a line by itself; the others are joined. */
function oldLines(graph: LinkGraph, opened: ReadonlySet<string>) {
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
  // A line is named by the least loan of the stock in it, so that it does not depend on the order of files.
  const better = (a: string, b: string) => (opened.has(a) === opened.has(b) ? a < b : opened.has(a));
  const waiting = [...graph.children.keys()].filter((key) => opened.has(key));
  for (const key of waiting) up.set(key, key);
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    for (const link of graph.children.get(key) ?? []) {
      if (!carriesOn(link, opened)) continue;
      if (!up.has(link.newLoan)) {
        up.set(link.newLoan, link.newLoan);
        waiting.push(link.newLoan);
      }
      const [a, b] = [find(key), find(link.newLoan)];
      if (a !== b) up.set(better(a, b) ? b : a, better(a, b) ? a : b);
    }
  }
  const members = groupBy(up.keys(), find);
  return {
    isIn: (key: string) => opened.has(key) || up.has(key),
    lineOf: find,
    members: (line: string) => members.get(find(line)) ?? [line],
    /** Those that others carry on or that carry others on. */
    linked: () => up.keys(),
  };
}

/** Loans outside the stock that were merged into a loan that carries it on. */
function absorbedParents(graph: LinkGraph, opened: ReadonlySet<string>, old: ReturnType<typeof oldLines>): Map<string, string> {
  const absorbed = new Map<string, string>();
  for (const key of old.linked()) {
    if (opened.has(key)) continue;
    for (const { oldLoan } of graph.parents.get(key) ?? []) {
      const line = old.lineOf(key);
      const known = absorbed.get(oldLoan);
      if (!old.isIn(oldLoan) && (known === undefined || line < known)) absorbed.set(oldLoan, line);
    }
  }
  return absorbed;
}

/** Loans outside the stock that took each other's place. Each is looked up once. */
function newLines(graph: LinkGraph, isOld: (key: string) => boolean) {
  const lines = new Map<string, { readonly name: string; readonly members: readonly string[] }>();
  const near = (key: string): string[] =>
    [...(graph.parents.get(key) ?? []).map((link) => link.oldLoan), ...(graph.children.get(key) ?? []).map((link) => link.newLoan)].filter(
      (one) => !isOld(one),
    );
  return (key: string) => {
    const known = lines.get(key);
    if (known !== undefined) return known;
    const members = [key, ...reach(key, near)].sort();
    const line = { name: members[0] as string, members };
    for (const one of members) lines.set(one, line);
    return line;
  };
}
