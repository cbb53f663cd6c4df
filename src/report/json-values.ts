import { className } from '../model/loan-class.js';
import { yuan } from '../model/money.js';
import type { ClassTallies, Tally } from '../model/portfolio.js';
import { type Decimal, type Ratio, ratioValue } from '../model/ratio.js';

export function tallyJson(tally: Tally): { count: number; balance: string } {
  return { count: tally.count, balance: yuan(tally.balance) };
}

export function classesJson(classes: ClassTallies): object {
  return Object.fromEntries(classes.map((tally, code) => [className(code), tallyJson(tally)]));
}

export function ratioJson(value: Ratio | undefined): object | undefined {
  return value === undefined
    ? undefined
    : { numerator: yuan(value.numerator), denominator: yuan(value.denominator), value: decimalText(ratioValue(value)) };
}

/** Never in exponent form. */
export function decimalText(value: Decimal): string {
  return value.toFixed();
}

/** `table` of a report: what its figures were judged by beside the policy, the same in every report. */
export function judgingTableJson(
  kind: 'eligibility' | 'limitation' | 'bands',
  { id, source, hash }: { readonly id: string; readonly source: string; readonly hash: string },
  verified: boolean,
): object {
  return { kind, id, source, hash, verified };
}
