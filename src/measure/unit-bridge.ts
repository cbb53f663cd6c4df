import { assertInvariant } from '../diagnostics/diagnostic.js';
import type { DayNumber } from '../model/civil-date.js';
import { groupBy } from '../model/groups.js';
import { type Cents, sumOf } from '../model/money.js';
import { CHANNELS, type Channel, type ChannelAmounts, netOf, newChannels } from './channels.js';
import type { RollForward } from './roll-forward.js';
import { splitLine, takeChanges, type UnitMove } from './split-line.js';
import type { UnitHomes } from './unit-homes.js';

/**
 * One unit's NPLs from one date to another: opening + in + transferredIn - out - transferredOut - unexplained + moved = closing.
 * Over all units transferredIn = transferredOut, and moved is 0.
 */
export interface UnitBridge {
  readonly unit: string;
  readonly opening: Cents;
  readonly channels: ChannelAmounts;
  /** What a register says came from other units, and went to them. */
  readonly transferredIn: Cents;
  readonly transferredOut: Cents;
  readonly unexplained: Cents;
  /** What is in another unit than before, and no register says so: positive where it came. */
  readonly moved: Cents;
  readonly closing: Cents;
}

export interface UnitBridges {
  readonly units: readonly UnitBridge[];
  /** Every loan that went over and had an NPL balance on that day; by date and loan. */
  readonly moves: readonly UnitMove[];
}

/** NPL balances of a date by loan. */
export interface NplBalances {
  readonly asOf: DayNumber;
  /** 0 for a loan that is not NPL then. */
  readonly of: (loan: string) => Cents;
  readonly byUnit: ReadonlyMap<string, Cents>;
}

/** `movement` must lead from `opening` to `closing`. Units are in the order of their names. */
export function measureUnitBridges(movement: RollForward, homes: UnitHomes, opening: NplBalances, closing: NplBalances): UnitBridges {
  const rows = new Map<string, { -readonly [K in keyof UnitBridge]: UnitBridge[K] } & { channels: Record<Channel, Cents> }>();
  const rowOf = (unit: string) => {
    const held = rows.get(unit);
    if (held !== undefined) return held;
    const empty = { unit, channels: newChannels(), transferredIn: 0n, transferredOut: 0n, unexplained: 0n, moved: 0n };
    const made = { ...empty, opening: opening.byUnit.get(unit) ?? 0n, closing: closing.byUnit.get(unit) ?? 0n };
    rows.set(unit, made);
    return made;
  };
  for (const unit of [...opening.byUnit.keys(), ...closing.byUnit.keys()]) rowOf(unit);
  const changes = groupBy(homes.changes(opening.asOf, closing.asOf), ({ loan }) => loan);
  const moves: UnitMove[] = [];
  for (const line of movement.lines) {
    const own = takeChanges(changes, line.members);
    const split = splitLine(line, homes, { to: closing.asOf }, own, opening.of);
    moves.push(...split.moves);
    for (const { unit, channels, unexplained } of split.pieces) {
      const row = rowOf(unit);
      // A line has a few channels of twelve, and every sum of cents is a new number.
      for (const channel of CHANNELS) if (channels[channel] !== 0n) row.channels[channel] += channels[channel];
      if (unexplained !== 0n) row.unexplained += unexplained;
    }
  }
  // What is left stands for itself, and nothing moved it but this.
  for (const own of changes.values()) for (const change of own) moves.push({ ...change, amount: opening.of(change.loan) });
  const told = moves.filter(({ amount }) => amount !== 0n);
  for (const { from, to, amount } of told) {
    rowOf(from).transferredOut += amount;
    rowOf(to).transferredIn += amount;
  }
  const units = [...rows.values()].map((row): UnitBridge => {
    const { opening: start, channels, transferredIn, transferredOut, unexplained, closing: end } = row;
    return { ...row, moved: end - (start + netOf(channels) + transferredIn - transferredOut - unexplained) };
  });
  assertInvariant(sumOf(units, ({ moved }) => moved) === 0n, 'the bridges of the units do not sum to the whole');
  return {
    units: units.sort((a, b) => (a.unit < b.unit ? -1 : 1)),
    moves: told.sort((a, b) => a.date - b.date || (a.loan < b.loan ? -1 : 1)),
  };
}
