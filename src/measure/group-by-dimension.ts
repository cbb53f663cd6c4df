import type { DimensionRow } from './by-dimension.js';

/** What one value (or pair of values) of the dimensions has. */
export interface DimensionGroup<T> {
  readonly key: DimensionRow['key'];
  /** The same as one text, to sort by. */
  readonly name: string;
  readonly members: readonly T[];
}

/** Groups in the order in which each is first met. */
export function groupByDimension<T>(all: Iterable<T>, keyOf: (one: T) => DimensionRow['key']): DimensionGroup<T>[] {
  const groups = new Map<string, { readonly key: DimensionRow['key']; readonly name: string; readonly members: T[] }>();
  for (const one of all) {
    const key = keyOf(one);
    const name = Object.values(key).join('\u001f');
    const group = groups.get(name) ?? { key, name, members: [] };
    group.members.push(one);
    groups.set(name, group);
  }
  return [...groups.values()];
}
