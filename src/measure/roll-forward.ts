import type { LoanEvent } from '../model/events.js';
import { type Cents, sumOf } from '../model/money.js';
import { CHANNELS, type ChannelAmounts, newChannels } from './channels.js';
import { followLine, type RollForwardLine } from './follow-line.js';
import { gatherLines, type RollForwardInput } from './stock-line.js';

export { CHANNELS_IN, CHANNELS_OUT, type Channel, type ChannelAmounts } from './channels.js';
export type { RollForwardLine } from './follow-line.js';
export type { Period, RollForwardInput } from './stock-line.js';

/** Sums over lines of loans: opening + in - out - unexplained = closing, for each line and so for all. */
export interface RollForward {
  readonly opening: Cents;
  readonly channels: ChannelAmounts;
  readonly closing: Cents;
  readonly unexplained: Cents;
  /** Both parts of it, not negative: unexplained = falls - rises, which net each other out. */
  readonly unexplainedFalls: Cents;
  readonly unexplainedRises: Cents;
  /** By name. Of loans that stand for themselves, those alone in which something is inferred or unexplained. */
  readonly lines: readonly RollForwardLine[];
}

/**
 * Follows every loan with an opening, a closing or an event, loans that took each other's place together. Events that hit a
 * loan when it is not NPL are returned apart.
 */
export function rollForward(input: RollForwardInput): { lines: RollForwardLine[]; ignored: LoanEvent[] } {
  const { lines, stock } = gatherLines(input);
  const ignored: LoanEvent[] = [];
  return { lines: lines.flatMap((line) => followLine(line, stock, input, ignored) ?? []), ignored };
}

/** The sum of lines; the identity holds for it because it holds for each. */
export function sumLines(lines: readonly RollForwardLine[]): RollForward {
  const channels = newChannels();
  for (const line of lines) {
    for (const channel of CHANNELS) {
      const amount = line.channels[channel];
      if (amount !== 0n) channels[channel] += amount;
    }
  }
  return {
    opening: sumOf(lines, (line) => line.opening),
    channels,
    closing: sumOf(lines, (line) => line.closing),
    unexplained: sumOf(lines, (line) => line.unexplained),
    unexplainedFalls: sumOf(lines, ({ unexplained }) => (unexplained > 0n ? unexplained : 0n)),
    unexplainedRises: sumOf(lines, ({ unexplained }) => (unexplained < 0n ? -unexplained : 0n)),
    lines,
  };
}

/** Two stocks as one. */
export function addMovements(left: RollForward, right: RollForward): RollForward {
  const channels = newChannels();
  for (const channel of CHANNELS) channels[channel] = left.channels[channel] + right.channels[channel];
  return {
    opening: left.opening + right.opening,
    channels,
    closing: left.closing + right.closing,
    unexplained: left.unexplained + right.unexplained,
    unexplainedFalls: left.unexplainedFalls + right.unexplainedFalls,
    unexplainedRises: left.unexplainedRises + right.unexplainedRises,
    lines: byName([...left.lines, ...right.lines]),
  };
}

/** A line of the opening stock before another of its name. */
export function byName(lines: readonly RollForwardLine[]): RollForwardLine[] {
  return lines.toSorted((a, b) => (a.family === b.family ? Number(b.opened) - Number(a.opened) : a.family < b.family ? -1 : 1));
}
