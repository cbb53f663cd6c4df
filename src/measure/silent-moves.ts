import type { DayNumber } from '../model/civil-date.js';
import { groupBy } from '../model/groups.js';
import type { RollForward } from './roll-forward.js';
import type { NplBalances } from './unit-bridge.js';
import type { UnitHomes } from './unit-homes.js';

/**
 * NPLs that belong to another unit than at the start, or than when they turned NPL, although no register says that they went
 * over: by key. `closing`: the NPLs of the last ledger.
 */
export function silentMoves(
  { lines }: RollForward,
  homes: UnitHomes,
  start: NplBalances,
  now: NplBalances,
  closing: Iterable<string>,
): string[] {
  const changes = groupBy(homes.changes(start.asOf, now.asOf), ({ loan }) => loan);
  const found = new Set<string>();
  /** `since`: the day up to which `before` is known. */
  const look = (before: string, since: DayNumber, after: string, members: readonly string[]): void => {
    const [last] = members.flatMap((member) => changes.get(member) ?? []).sort((a, b) => b.date - a.date);
    const expected = last !== undefined && last.date > since ? last.to : before;
    if (homes.atEnd(after, now.asOf) !== expected) found.add(after);
  };
  for (const loan of closing) if (start.of(loan) !== 0n) look(homes.atEnd(loan, start.asOf), start.asOf, loan, [loan]);
  for (const { opened, endsIn, members, steps } of lines) {
    if (start.of(endsIn) !== 0n || now.of(endsIn) === 0n) continue;
    // A note that took another's place is looked at with what it replaced, a new NPL with its last entry.
    const before = opened ? members.find((member) => start.of(member) !== 0n) : undefined;
    const entry = steps.at(-1)?.event;
    if (before !== undefined) look(homes.atEnd(before, start.asOf), start.asOf, endsIn, members);
    else if (entry !== undefined) look(homes.onDay(entry.loan, entry.date), entry.date, endsIn, members);
  }
  return [...found].sort();
}
