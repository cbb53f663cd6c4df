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
  const last = new Map(homes.changes(start.asOf, now.asOf).map(({ loan, to }) => [loan, to]));
  const found = new Set<string>();
  const look = (before: string, unitBefore: string, after: string): void => {
    const expected = last.get(after) ?? last.get(before) ?? unitBefore;
    if (homes.atEnd(after, now.asOf) !== expected) found.add(after);
  };
  for (const loan of closing) if (start.of(loan) !== 0n) look(loan, homes.atEnd(loan, start.asOf), loan);
  for (const { opened, endsIn, members, steps } of lines) {
    if (start.of(endsIn) !== 0n || now.of(endsIn) === 0n) continue;
    // A note that took another's place is looked at with what it replaced, a new NPL with its last entry.
    const before = opened ? members.find((member) => start.of(member) !== 0n) : undefined;
    const entry = steps.at(-1)?.event;
    if (before !== undefined) look(before, homes.atEnd(before, start.asOf), endsIn);
    else if (entry !== undefined) look(entry.loan, homes.onDay(entry.loan, entry.date), endsIn);
  }
  return [...found].sort();
}
