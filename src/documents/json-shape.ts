import { type DayNumber, parseIsoDate } from '../model/civil-date.js';
import type { Cents } from '../model/money.js';
import type { RowCounts, Tally } from '../model/portfolio.js';

/**
 * What JSON of this program's own making must look like. Documents that people write go through schema.ts, which can say
 * what is wrong with them; this one only says that something is, and does so for a hundred thousand objects in no time
 * and without a library to be loaded on every run.
 */
export type Shape<T> = (value: unknown) => T;

/** The value has another shape. */
export class OtherShape extends Error {}

export function other(): never {
  throw new OtherShape();
}

export const text: Shape<string> = (value) => (typeof value === 'string' ? value : other());

/** A whole number, not negative, that JSON holds exactly. */
export const count: Shape<number> = (value) => (Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : other());

export const flag: Shape<boolean> = (value) => (typeof value === 'boolean' ? value : other());

/** A date as 2024-02-29. */
export const day: Shape<DayNumber> = (value) => parseIsoDate(text(value)) ?? other();

const CENTS = /^(?:-(?!0+\.00$))?(?:0|[1-9]\d*)\.\d\d$/;

/** An amount as this program writes it, in yuan with two decimals: one spelling for each. */
export const cents: Shape<Cents> = (value) => (CENTS.test(text(value)) ? BigInt(text(value).replace('.', '')) : other());

export function oneOf<const T extends string>(choices: readonly T[]): Shape<T> {
  return (value) => choices.find((choice) => choice === value) ?? other();
}

export function listOf<T>(shape: Shape<T>): Shape<T[]> {
  return (value) => (Array.isArray(value) ? value.map(shape) : other());
}

/** No member is undefined where it stands: JSON has no such value. */
function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : other();
}

type Shapes = Readonly<Record<string, Shape<unknown>>>;
type Taken<S extends Shapes> = { [K in keyof S]: ReturnType<S[K]> };

/** An object with these members, and perhaps those; any others are left out. */
export function objectOf<Must extends Shapes, May extends Shapes>(must: Must, may?: May): Shape<Taken<Must> & Partial<Taken<May>>> {
  const members = [
    ...Object.entries(must).map(([name, shape]) => ({ name, shape, isOptional: false })),
    ...Object.entries(may ?? {}).map(([name, shape]) => ({ name, shape, isOptional: true })),
  ];
  return (value) => {
    const record = recordOf(value);
    const taken: Record<string, unknown> = {};
    for (const { name, shape, isOptional } of members) {
      if (record[name] !== undefined) taken[name] = shape(record[name]);
      else if (!isOptional) other();
    }
    return taken as Taken<Must> & Partial<Taken<May>>;
  };
}

export const tally: Shape<Tally> = objectOf({ count, balance: cents });

export const rowCounts: Shape<RowCounts> = objectOf({
  read: count,
  loans: count,
  offBook: count,
  rejected: count,
  notSelected: count,
  blank: count,
  repeatedHeader: count,
  totals: count,
});

/** What JSON of this shape says; undefined for what is no JSON or has another shape. */
export function readShape<T>(bytes: Buffer, shape: Shape<T>): T | undefined {
  try {
    return shape(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    if (error instanceof OtherShape || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
