import type { DayNumber } from '../model/civil-date.js';
import { groupBy } from '../model/groups.js';
import type { RollForward, RollForwardLine } from './roll-forward.js';
import type { NplBalances } from './unit-bridge.js';
import type { UnitHomes } from './unit-homes.js';

/** Of some loans those that belong to another unit at `to` than at `from`, although no register says that they went over. */
export function movedSilently(homes: UnitHomes, from: DayNumber, to: DayNumber, loans: Iterable<string>): string[] {
  const changed = new Map(homes.changes(from, to).map((change) => [change.loan, change.to]));
  return [...loans].filter((loan) => homes.atEnd(loan, to) !== (changed.get(loan) ?? homes.atEnd(loan, from)));
}

/**
 * NPLs that belong to another unit than at the start, or than when they turned NPL, although no register says that they went
 * over: by key. `closing`: the NPLs of the last ledger.
 */
export function silentMoves(
  { lines }: RollForward,
  homes: UnitHomes,
  start: NplBalances,
  now: NplBalances,
  closing: readonly string[],
): string[] {
  const opened = closing.filter((loan) => start.of(loan) !== 0n);
  const found = new Set(movedSilently(homes, start.asOf, now.asOf, opened));
  const changes = groupBy(homes.changes(start.asOf, now.asOf), ({ loan }) => loan);
  /** `since`: the day up to which `before` is known. */
  const look = (before: string, since: DayNumber, { endsIn, members }: RollForwardLine): void => {
    const [last] = changes.size === 0 ? [] : members.flatMap((member) => changes.get(member) ?? []).sort((a, b) => b.date - a.date);
    const expected = last !== undefined && last.date > since ? last.to : before;
    if (homes.atEnd(endsIn, now.asOf) !== expected) found.add(endsIn);
  };
  for (const line of lines) {
    if (start.of(line.endsIn) !== 0n || now.of(line.endsIn) === 0n) continue;
    // A note that took another's place is looked at with what it replaced, a new NPL with its last entry.
    const before = line.opened ? line.members.find((member) => start.of(member) !== 0n) : undefined;
    const entry = line.steps.at(-1)?.event;
    if (before !== undefined) look(homes.atEnd(before, start.asOf), start.asOf, line);
    else if (entry !== undefined) look(homes.onDay(entry.loan, entry.date), entry.date, line);
  }
  return [...found].sort();
}
