import { CHANNELS_IN, CHANNELS_OUT, type Channel, type ChannelAmounts } from '../model/channels.js';
import { EVENT_KINDS, type EventKind } from '../model/events.js';
import { type Cents, sumOf } from '../model/money.js';

export { CHANNELS, CHANNELS_IN, CHANNELS_OUT, type Channel, type ChannelAmounts } from '../model/channels.js';

/** The channel that an event of each kind moves principal by; kinds not listed move none. */
export const CHANNEL_OF: Partial<Record<EventKind, Channel>> = {
  formation: 'formation',
  increase: 'increase',
  reversal: 'increase',
  relapse: 'relapse',
  cash: 'cash',
  upgrade: 'upgrade',
  'write-off': 'writeOff',
  transfer: 'transfer',
  foreclosure: 'foreclosure',
  'debt-to-equity': 'debtToEquity',
  securitisation: 'securitisation',
  'other-exit': 'other',
};

/** By place of a kind in EVENT_KINDS, whether it moves principal. */
export const MOVES: readonly boolean[] = EVENT_KINDS.map((kind) => CHANNEL_OF[kind] !== undefined);

/** Exits that take a claim off the book, unlike cash and upgrade. */
export const EXITS: ReadonlySet<Channel> = new Set(['writeOff', 'transfer', 'foreclosure', 'debtToEquity', 'securitisation', 'other']);

/** The kinds of events that are such exits. */
export const EXIT_KINDS: ReadonlySet<EventKind> = new Set(EVENT_KINDS.filter((kind) => EXITS.has(CHANNEL_OF[kind] as Channel)));

export function newChannels(): Record<Channel, Cents> {
  return {
    formation: 0n,
    increase: 0n,
    relapse: 0n,
    cash: 0n,
    upgrade: 0n,
    writeOff: 0n,
    transfer: 0n,
    foreclosure: 0n,
    debtToEquity: 0n,
    securitisation: 0n,
    other: 0n,
    suspectedRenewal: 0n,
  };
}

/** What came in less what went out. */
export function netOf(channels: ChannelAmounts): Cents {
  return sumOf(CHANNELS_IN, (channel) => channels[channel]) - sumOf(CHANNELS_OUT, (channel) => channels[channel]);
}
