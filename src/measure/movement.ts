import { CHANNELS, type ChannelAmounts } from '../model/channels.js';
import { type Cents, sumOf } from '../model/money.js';
import type { Movement } from '../model/month-figures.js';
import { netOf, newChannels } from './channels.js';

export type { Movement, OldAndNew } from '../model/month-figures.js';

/** What a movement is summed from: one loan's, one line's, or another sum's way. */
export interface Moved {
  readonly opening: Cents;
  readonly channels: ChannelAmounts;
  readonly unexplained: Cents;
  readonly closing: Cents;
}

/** A stock in which nothing moved. */
export function restingStock(balance: Cents): Movement {
  return {
    opening: balance,
    channels: newChannels(),
    unexplained: 0n,
    unexplainedFalls: 0n,
    unexplainedRises: 0n,
    reclassified: 0n,
    closing: balance,
  };
}

/** The channels and the unexplained of some lines, between an opening and a closing that hold more loans than those. */
export function movementOf(lines: readonly Moved[], opening: Cents, closing: Cents): Movement {
  const channels = sumChannels(lines.map((line) => line.channels));
  const unexplained = sumOf(lines, (line) => line.unexplained);
  return {
    opening,
    channels,
    unexplained,
    unexplainedFalls: sumOf(lines, (line) => (line.unexplained > 0n ? line.unexplained : 0n)),
    unexplainedRises: sumOf(lines, (line) => (line.unexplained < 0n ? -line.unexplained : 0n)),
    reclassified: closing - opening - netOf(channels) + unexplained,
    closing,
  };
}

/** One movement and the one that goes on from it. The first must end where the second begins. */
export function chainMovements(first: Movement, second: Movement): Movement {
  return { ...addedFlows(first, second), opening: first.opening, closing: second.closing };
}

/** Two stocks as one; what went over from one to the other cancels out. */
export function joinMovements(left: Movement, right: Movement): Movement {
  return { ...addedFlows(left, right), opening: left.opening + right.opening, closing: left.closing + right.closing };
}

/** True where opening + in - out - unexplained + reclassified = closing. */
export function ties({ opening, channels, unexplained, unexplainedFalls, unexplainedRises, reclassified, closing }: Movement): boolean {
  return (
    opening + netOf(channels) - unexplained + reclassified === closing &&
    unexplained === unexplainedFalls - unexplainedRises &&
    unexplainedFalls >= 0n &&
    unexplainedRises >= 0n
  );
}

function addedFlows(left: Movement, right: Movement): Omit<Movement, 'opening' | 'closing'> {
  return {
    channels: sumChannels([left.channels, right.channels]),
    unexplained: left.unexplained + right.unexplained,
    unexplainedFalls: left.unexplainedFalls + right.unexplainedFalls,
    unexplainedRises: left.unexplainedRises + right.unexplainedRises,
    reclassified: left.reclassified + right.reclassified,
  };
}

function sumChannels(parts: readonly ChannelAmounts[]): ChannelAmounts {
  const channels = newChannels();
  for (const part of parts) for (const channel of CHANNELS) channels[channel] += part[channel];
  return channels;
}
