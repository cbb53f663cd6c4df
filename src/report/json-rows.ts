/** A member of a row and what it holds; undefined is left out, as JSON does. */
export type JsonMember<T> = readonly [name: string, value: (item: T) => unknown];

/**
 * A list of a JSON's own members that may be as long as a ledger: it is written row by row, without an object a row. Whoever wants
 * the objects gets them as JSON.stringify does.
 */
export class JsonRows<T> {
  readonly items: readonly T[];
  readonly members: readonly JsonMember<T>[];

  constructor(items: readonly T[], members: readonly JsonMember<T>[]) {
    this.items = items;
    this.members = members;
  }

  toJSON(): object[] {
    return this.items.map((item) => Object.fromEntries(this.members.map(([name, value]) => [name, value(item)])));
  }
}

/** The same JSON with a plain array for each of its lists of rows. */
export function withPlainRows(json: object): object {
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, value instanceof JsonRows ? value.toJSON() : value]));
}
