import type { Row } from './document.js';

/** The first `limit` rows of a list, and one for all others: `rest` makes it of those left out. */
export function limitedRows<T>(
  items: readonly T[],
  limit: number,
  row: (item: T) => Row,
  rest: (items: readonly T[]) => Row['cells'],
): Row[] {
  const left = items.slice(limit);
  return [...items.slice(0, limit).map(row), ...(left.length === 0 ? [] : [{ id: 'more', tone: 'total' as const, cells: rest(left) }])];
}
