/**
 * Money is whole cents. One cell is a safe integer (a larger one is refused when read); sums are kept in a
 * Float64Array while they are safe integers too and spill to BigInt before they pass 2^53 - 1, so no sum ever rounds.
 */
export type Cents = bigint;

/** Column value of an amount that is not stated. */
export const NO_AMOUNT = Number.NaN;

export interface CentSums {
  /** What has not spilled yet; every element is a safe integer. */
  readonly near: Float64Array;
  /** What has spilled, by index. */
  readonly spilled: Map<number, bigint>;
}

export function newSums(length: number): CentSums {
  return { near: new Float64Array(length), spilled: new Map() };
}

/** Adds one safe-integer amount of cents to the sum at `index`. */
export function addCents(sums: CentSums, index: number, cents: number): void {
  const before = sums.near[index] as number;
  const after = before + cents;
  if (after > Number.MAX_SAFE_INTEGER || after < Number.MIN_SAFE_INTEGER) {
    // Both addends are exact; only their sum would not be.
    sums.spilled.set(index, (sums.spilled.get(index) ?? 0n) + BigInt(before));
    sums.near[index] = cents;
  } else {
    sums.near[index] = after;
  }
}

/** Adds sums of the same length, index by index. */
export function addSums(sums: CentSums, part: CentSums): void {
  for (let i = 0; i < part.near.length; i++) addCents(sums, i, part.near[i] as number);
  for (const [i, cents] of part.spilled) sums.spilled.set(i, (sums.spilled.get(i) ?? 0n) + cents);
}

export function sumAt(sums: CentSums, index: number): Cents {
  return BigInt(sums.near[index] as number) + (sums.spilled.get(index) ?? 0n);
}

/** A decimal string in yuan, always with two decimals: -123456n gives "-1234.56". */
export function yuan(cents: Cents): string {
  const sign = cents < 0n ? '-' : '';
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export function absolute(cents: Cents): Cents {
  return cents < 0n ? -cents : cents;
}

export function sumOf<T>(items: Iterable<T>, cents: (item: T) => Cents): Cents {
  let total = 0n;
  for (const item of items) total += cents(item);
  return total;
}

/** A currency is written as three capital letters, as in ISO 4217. */
export function isCurrency(code: string): boolean {
  return /^[A-Z]{3}$/.test(code);
}
