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
