/**
 * Where in a report's JSON each cell of its tables comes from: a table is rows, a row says for each column by its id which member of
 * the JSON stands there. Written by hand from what the columns mean; nothing of it is taken from what the program prints.
 */

/** Words of the catalogue, which transcripts tell: the JSON has keys in their place. */
export const WORDS = Symbol('words');
/** What the JSON does not hold: where it is said why. */
export const UNTOLD = Symbol('not in the JSON');

/** A member by its path ("onBook.count"), words, or what is worked out of members. */
export type Source = string | typeof WORDS | typeof UNTOLD | ((item: unknown) => unknown);
export type Sources = Readonly<Record<string, Source>>;
/** By the column's id: a value of the JSON, or one that stands for it. */
export type MappedRow = Readonly<Record<string, unknown>>;
/** By section and table: "by/by-held". */
export type MappedTables = Readonly<Record<string, readonly MappedRow[]>>;

export function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce((held: unknown, name) => (held === undefined || held === null ? undefined : (held as Record<string, unknown>)[name]), value);
}

export function list(value: unknown, path: string): readonly unknown[] {
  return (at(value, path) ?? []) as readonly unknown[];
}

export function row(item: unknown, sources: Sources): MappedRow {
  return Object.fromEntries(
    Object.entries(sources).map(([column, source]) => [
      column,
      typeof source === 'string' ? at(item, source) : typeof source === 'function' ? source(item) : source,
    ]),
  );
}

export function rows(items: readonly unknown[], sources: Sources): MappedRow[] {
  return items.map((item) => row(item, sources));
}

/** An amount in cents; absent counts as nothing. */
export function cents(value: unknown, path: string): bigint {
  const yuan = at(value, path);
  return yuan === undefined ? 0n : BigInt(String(yuan).replace('.', ''));
}

export function yuan(amount: bigint): string {
  const digits = String(amount < 0n ? -amount : amount).padStart(3, '0');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Some amounts of an item, added up; paths with "-" before them are taken off. */
export function added(...paths: readonly string[]): (item: unknown) => string {
  return (item) => yuan(paths.reduce((sum, path) => sum + (path.startsWith('-') ? -cents(item, path.slice(1)) : cents(item, path)), 0n));
}

/** One member added up over items: amounts as text, counts as numbers. */
export function total(items: readonly unknown[], path: string): unknown {
  const values = items.map((item) => at(item, path));
  if (values.some((value) => typeof value === 'number')) return values.reduce((sum: number, value) => sum + Number(value ?? 0), 0);
  return yuan(items.reduce((sum: bigint, item) => sum + cents(item, path), 0n));
}

/** A quotient of two amounts, as the JSON has quotients. */
export function ratio(numerator: unknown, denominator: unknown): object {
  return { numerator, denominator };
}

/** A share of a whole: an amount of the item over that amount. */
export function shareOf(whole: unknown, path = 'balance'): (item: unknown) => object {
  return (item) => ratio(at(item, path), whole);
}

const DIGITS = 40;

/** "-0.0021" in units of 10^-40. */
export function scaled(decimal: string): bigint {
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) as RegExpExecArray;
  const value = BigInt(whole + fraction.slice(0, DIGITS).padEnd(DIGITS, '0'));
  return sign === '-' ? -value : value;
}

export function unscaled(value: bigint): string {
  const digits = String(value < 0n ? -value : value).padStart(DIGITS + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -DIGITS)}.${digits.slice(-DIGITS)}`;
}

/** The difference of two ratios' values. */
export function difference(after: unknown, before: unknown): string {
  return unscaled(scaled(String(at(after, 'value'))) - scaled(String(at(before, 'value'))));
}

/** An amount over another, as a decimal. */
export function quotient(amount: bigint, over: bigint): string {
  return unscaled((amount * 10n ** BigInt(DIGITS)) / over);
}

/** Sources, locks, policy and program at the foot of every report. */
export function provenance(json: unknown): MappedTables {
  const of = (path: string) => list(json, `provenance.${path}`);
  const file = { item: WORDS, file: 'name', hash: 'sha256' } as const;
  return {
    'provenance/provenance': [
      ...rows([...of('sources'), ...of('earlier')], { ...file, rows: 'rows.read' }),
      ...rows(of('registers'), { ...file, rows: 'entries' }),
      // How many loans a lock holds stands where its figures do.
      ...rows(of('locks'), { item: WORDS, file: 'date', rows: UNTOLD, hash: 'hash' }),
      { item: WORDS, file: at(json, 'provenance.policy.id'), hash: at(json, 'provenance.policy.hash') },
      { item: WORDS, file: at(json, 'provenance.program') },
    ],
  };
}
