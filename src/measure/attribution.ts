import type { Cents } from '../model/money.js';
import { type Decimal, decimalOf, type Ratio, ratioOf } from '../model/ratio.js';
import type { Standing } from './reduction.js';
import { CHANNELS_IN, CHANNELS_OUT, type Channel, type RollForward } from './roll-forward.js';

/**
 * Why the NPL ratio moved: Δratio = (NPL1 - NPL0) / L0 + NPL1 (1/L1 - 1/L0). The first part is net, so it is split by
 * channel at L0 (in +, out -); the second is lending: what a larger L does to the same NPL. Our own definition.
 */
export interface Attribution {
  readonly change: Decimal;
  readonly numerator: { readonly total: Decimal; readonly channels: Readonly<Record<Channel | 'unexplained', Decimal>> };
  readonly denominator: Decimal;
}

/** Undefined when either date has no loans, or they are not known. */
export function measureAttribution(before: Standing, after: Standing, movement: RollForward): Attribution | undefined {
  if (!before.loans || !after.loans) return undefined;
  const opening = decimalOf(before.loans);
  const closing = decimalOf(after.loans);
  const atOpening = (cents: Cents) => decimalOf(cents).div(opening);
  const signed = new Map<Channel | 'unexplained', Decimal>([
    ...CHANNELS_IN.map((channel) => [channel, atOpening(movement.channels[channel])] as const),
    ...CHANNELS_OUT.map((channel) => [channel, atOpening(-movement.channels[channel])] as const),
    ['unexplained', atOpening(-movement.unexplained)],
  ]);
  const change = decimalOf(after.npl).div(closing).minus(decimalOf(before.npl).div(opening));
  const total = atOpening(after.npl - before.npl);
  return {
    change,
    numerator: { total, channels: Object.fromEntries(signed) as Record<Channel | 'unexplained', Decimal> },
    denominator: change.minus(total),
  };
}

/** What left the books other than by cash and upgrade since the reference date. */
export function takenOffBook(movement: RollForward): Cents {
  const { writeOff, transfer, foreclosure, debtToEquity, securitisation } = movement.channels;
  return writeOff + transfer + foreclosure + debtToEquity + securitisation;
}

/** The ratio as if nothing had been written off, sold, foreclosed, swapped or securitised (加回核销、转让后不良率). */
export function restoredRatio(npl: Cents, loans: Cents, takenOff: Cents): Ratio | undefined {
  return ratioOf(npl + takenOff, loans + takenOff);
}
