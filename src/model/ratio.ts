import { Decimal as BaseDecimal } from 'decimal.js';
import type { Cents } from './money.js';

/** 40 significant digits, half up: decimal.js's default of 20 would round sums of large portfolios. */
export const Decimal = BaseDecimal.clone({ precision: 40, rounding: BaseDecimal.ROUND_HALF_UP });
export type Decimal = BaseDecimal;

/** Two amounts of cents, kept so that a printed ratio can always be traced to them. */
export interface Ratio {
  readonly numerator: Cents;
  readonly denominator: Cents;
}

/** numerator / denominator, or undefined (an absent figure) when the denominator is zero. */
export function ratioOf(numerator: Cents, denominator: Cents): Ratio | undefined {
  return denominator === 0n ? undefined : { numerator, denominator };
}

/** The unrounded quotient. */
export function ratioValue(ratio: Ratio): Decimal {
  return decimalOf(ratio.numerator).div(decimalOf(ratio.denominator));
}

export function decimalOf(cents: Cents): Decimal {
  return new Decimal(cents.toString());
}

/** Rounds a quotient of cents half up to a whole number of cents. */
export function roundCents(value: Decimal): Cents {
  return BigInt(value.toDecimalPlaces(0, BaseDecimal.ROUND_HALF_UP).toFixed(0));
}

/** `rate` (a decimal number as text, such as "0.025") of an amount, rounded half up to the cent. */
export function shareOf(cents: Cents, rate: string): Cents {
  return roundCents(decimalOf(cents).times(rate));
}

/** -1, 0 or 1: how `left` compares with `right`, without dividing. Both denominators must be positive. */
export function compareRatios(left: Ratio, right: Ratio): number {
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** A rate written as a decimal ("0.025") as a ratio, 25 / 1000, so that it is shown like any other. */
export function ratioOfRate(rate: string): Ratio {
  const [whole = '0', fraction = ''] = rate.split('.');
  return { numerator: BigInt(whole + fraction), denominator: 10n ** BigInt(fraction.length) };
}
