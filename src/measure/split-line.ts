import type { DayNumber } from '../model/civil-date.js';
import type { Cents } from '../model/money.js';
import { CHANNELS, type Channel, type ChannelAmounts, netOf, newChannels } from './channels.js';
import type { RollForwardLine } from './follow-line.js';
import type { UnitChange, UnitHomes } from './unit-homes.js';

/** What a unit has of a line's way. */
export interface LinePiece {
  readonly unit: string;
  readonly channels: ChannelAmounts;
  readonly unexplained: Cents;
}

/** The NPL balance that went over from one unit to another with a loan, as it was on that day by the entries before. */
export interface UnitMove extends UnitChange {
  readonly amount: Cents;
}

export interface SplitLine {
  readonly pieces: readonly LinePiece[];
  readonly moves: readonly UnitMove[];
}

/**
 * A line's way by the units it belonged to: an entry counts where its loan was on its day. A formation that no entry states
 * counts before the line's first entry; what else no entry states, and what nothing explains, where the line ends.
 */
export function splitLine(
  line: RollForwardLine,
  homes: UnitHomes,
  period: { readonly to: DayNumber },
  changes: readonly UnitChange[],
  openingOf: (loan: string) => Cents,
): SplitLine {
  const pieces = new Map<string, { readonly unit: string; readonly channels: Record<Channel, Cents>; unexplained: Cents }>();
  const pieceOf = (unit: string) => {
    const held = pieces.get(unit);
    if (held !== undefined) return held;
    const made = { unit, channels: newChannels(), unexplained: 0n };
    pieces.set(unit, made);
    return made;
  };
  const end = homes.atEnd(line.endsIn, period.to);
  const [first] = line.steps;
  const inferred = inferredOf(line);
  for (const { event, channel } of line.steps) pieceOf(homes.onDay(event.loan, event.date)).channels[channel] += event.principal;
  for (const channel of CHANNELS) {
    if (inferred[channel] === 0n) continue;
    const isFirst = channel === 'formation' && !line.opened && first !== undefined;
    pieceOf(isFirst ? homes.onDay(first.event.loan, first.event.date) : end).channels[channel] += inferred[channel];
  }
  if (line.unexplained !== 0n) pieceOf(end).unexplained += line.unexplained;
  return {
    pieces: [...pieces.values()],
    moves: changes.map((change) => ({ ...change, amount: balanceBefore(line, change, openingOf, inferred.formation) })),
  };
}

/** The changes of a line's loans, by loan, taken out of those not yet placed. */
export function takeChanges(changes: Map<string, UnitChange[]>, members: RollForwardLine['members']): UnitChange[] {
  if (changes.size === 0) return [];
  return members.flatMap((member) => {
    const own = changes.get(member) ?? [];
    changes.delete(member);
    return own;
  });
}

/** What the channels hold beyond the entries. */
function inferredOf({ channels, steps }: RollForwardLine): ChannelAmounts {
  const rest = { ...channels };
  for (const { event, channel } of steps) rest[channel] -= event.principal;
  return rest;
}

/** The NPL balance of a loan on the morning of a day: of its whole line, unless several loans of it were NPL at the start. */
function balanceBefore(line: RollForwardLine, { loan, date }: UnitChange, openingOf: (loan: string) => Cents, inferred: Cents): Cents {
  const isAlone = line.members.filter((member) => openingOf(member) !== 0n).length <= 1;
  const before = line.steps.filter(({ event }) => event.date < date && (isAlone || event.loan === loan));
  const channels = newChannels();
  for (const { event, channel } of before) channels[channel] += event.principal;
  const formed = !line.opened && before.length > 0 ? inferred : 0n;
  // What was NPL at the start is another line's where a loan that relapsed counts as new.
  const opening = !line.opened ? 0n : isAlone ? line.opening : openingOf(loan);
  return opening + formed + netOf(channels);
}
