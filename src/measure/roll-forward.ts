import type { DayNumber } from '../model/civil-date.js';
import type { EventKind, LoanEvent } from '../model/events.js';
import { type Cents, sumOf } from '../model/money.js';
import type { Families } from '../model/segmented.js';

/** Ways into and out of the NPL stock. Amounts are not negative; the sign is in the name. */
export const CHANNELS_IN = ['formation', 'increase', 'relapse'] as const;
export const CHANNELS_OUT = ['cash', 'upgrade', 'writeOff', 'transfer', 'foreclosure', 'debtToEquity', 'securitisation', 'other'] as const;
export type Channel = (typeof CHANNELS_IN)[number] | (typeof CHANNELS_OUT)[number];
export type ChannelAmounts = Readonly<Record<Channel, Cents>>;

const CHANNEL_OF: Partial<Record<EventKind, Channel>> = {
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

/** One loan's (or family's) way from opening to closing: opening + in - out - unexplained = closing. */
export interface RollForwardLine {
  readonly family: string;
  /** True for a line that was NPL at the start. */
  readonly opened: boolean;
  readonly opening: Cents;
  readonly channels: ChannelAmounts;
  readonly closing: Cents;
  /** What events do not explain: positive for a fall, negative for a rise. */
  readonly unexplained: Cents;
  /** Channels that no event states and the ledgers themselves show: a new NPL's formation, a loan performing again, a renewal's excess. */
  readonly inferred: readonly Channel[];
}

export interface RollForward {
  readonly opening: Cents;
  readonly channels: ChannelAmounts;
  readonly closing: Cents;
  readonly unexplained: Cents;
  readonly lines: readonly RollForwardLine[];
}

export interface RollForwardInput {
  /** Events after `from` up to and including `to` count. */
  readonly from: DayNumber;
  readonly to: DayNumber;
  /** NPL balance at `from` and `to` by family; a family that is in neither has none. */
  readonly opening: ReadonlyMap<string, Cents>;
  readonly closing: ReadonlyMap<string, Cents>;
  /** Balance at `to` of a family's loans that are performing then. */
  readonly performing: (family: string) => Cents;
  readonly families: Families;
  readonly events: readonly LoanEvent[];
  /** Families whose relapse counts as a new NPL. */
  readonly restarts: ReadonlySet<string>;
}

/** Follows every family with an opening, a closing or an event. Events that hit a loan when it is not NPL are returned apart. */
export function rollForward(input: RollForwardInput): { lines: RollForwardLine[]; ignored: LoanEvent[] } {
  const byFamily = new Map<string, LoanEvent[]>();
  for (const event of input.events) {
    if (event.date <= input.from || event.date > input.to || CHANNEL_OF[event.kind] === undefined) continue;
    const family = input.families.of(event.loan);
    const own = byFamily.get(family);
    if (own === undefined) byFamily.set(family, [event]);
    else own.push(event);
  }
  const ignored: LoanEvent[] = [];
  const families = new Set([...input.opening.keys(), ...input.closing.keys(), ...byFamily.keys()]);
  const lines = [...families].sort().flatMap((family) => followFamily(family, byFamily.get(family) ?? [], input, ignored));
  return { lines, ignored };
}

interface Way {
  opened: boolean;
  opening: Cents;
  channels: Record<Channel, Cents>;
}

function newWay(opening: Cents | undefined): Way {
  const channels = Object.fromEntries([...CHANNELS_IN, ...CHANNELS_OUT].map((channel) => [channel, 0n])) as Record<Channel, Cents>;
  return { opened: opening !== undefined, opening: opening ?? 0n, channels };
}

function followFamily(family: string, events: LoanEvent[], input: RollForwardInput, ignored: LoanEvent[]): RollForwardLine[] {
  const opening = input.opening.get(family);
  const closing = input.closing.get(family) ?? 0n;
  const dated = events.toSorted((a, b) => a.date - b.date);
  const startsUnstated = opening === undefined && !dated.some((event) => event.kind === 'formation' || event.kind === 'relapse');
  let way = newWay(opening);
  let isNpl = opening !== undefined || startsUnstated;
  const lines: RollForwardLine[] = [];
  for (const event of dated) {
    const channel = CHANNEL_OF[event.kind] as Channel;
    const enters = channel === 'formation' || channel === 'relapse';
    if (channel === 'relapse' && !isNpl && input.restarts.has(family)) {
      lines.push(closeWay(family, way, 0n, []));
      way = newWay(undefined);
    }
    if (!enters && !isNpl) {
      ignored.push(event);
      continue;
    }
    way.channels[channel] += event.principal;
    if (enters) isNpl = true;
    if (channel === 'upgrade') isNpl = false;
  }
  lines.push(closeWay(family, way, closing, inferChannels(family, way, closing, isNpl, startsUnstated, input)));
  return lines.filter((line) => line.opened || line.closing !== 0n || Object.values(line.channels).some((amount) => amount !== 0n));
}

/** What the ledgers show and no event states. The amounts are added to `way`. */
function inferChannels(
  family: string,
  way: Way,
  closing: Cents,
  isNpl: boolean,
  startsUnstated: boolean,
  input: RollForwardInput,
): Channel[] {
  const rest = restOf(way) - closing;
  if (startsUnstated && rest < 0n) {
    way.channels.formation -= rest;
    return ['formation'];
  }
  const performing = way.opened && isNpl && closing === 0n ? input.performing(family) : 0n;
  if (performing > 0n && rest > 0n) {
    way.channels.upgrade += performing;
    return ['upgrade'];
  }
  if (rest < 0n && input.families.succeeded(family)) {
    // A successor is old up to what it replaced; the rest is new money in it.
    way.channels.increase -= rest;
    return ['increase'];
  }
  return [];
}

/** What should still be non-performing after everything stated. */
function restOf(way: Way): Cents {
  return way.opening + sumOf(CHANNELS_IN, (channel) => way.channels[channel]) - sumOf(CHANNELS_OUT, (channel) => way.channels[channel]);
}

function closeWay(family: string, way: Way, closing: Cents, inferred: readonly Channel[]): RollForwardLine {
  return { family, ...way, closing, unexplained: restOf(way) - closing, inferred };
}

/** The sum of lines; the identity holds for it because it holds for each. */
export function sumLines(lines: readonly RollForwardLine[]): RollForward {
  const channels = newWay(undefined).channels;
  for (const line of lines) for (const channel of [...CHANNELS_IN, ...CHANNELS_OUT]) channels[channel] += line.channels[channel];
  return {
    opening: sumOf(lines, (line) => line.opening),
    channels,
    closing: sumOf(lines, (line) => line.closing),
    unexplained: sumOf(lines, (line) => line.unexplained),
    lines,
  };
}
