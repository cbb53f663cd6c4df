import { type DayNumber, previousYearEnd } from '../../model/civil-date.js';
import type { Month } from '../../model/portfolio.js';
import type { Opened } from '../reading/open-months.js';

/**
 * The months of a book that last saw what moved since the base lock or the year's start, and is on no ledger at hand: they say
 * whose it was. None without a book.
 */
export async function movedBehind(opened: Pick<Opened, 'behind' | 'background' | 'month'>): Promise<readonly Month[]> {
  const { behind, background, month } = opened;
  if (behind === undefined) return [];
  const from: DayNumber = Math.min(previousYearEnd(month.portfolio.asOf), ...background.locks.map(({ lockDate }) => lockDate));
  const moved = [...background.events, ...background.writeOffs].filter(({ date }) => date > from);
  return behind.lastSeen(moved.map(({ loan }) => loan));
}

/** The same of everything that was written off at any time, or collected: who owed it has a plan with the rest of his debt. */
export async function writtenBehind({ behind, background }: Pick<Opened, 'behind' | 'background'>): Promise<readonly Month[]> {
  if (behind === undefined) return [];
  const { events, writeOffs } = background;
  const collected = events.filter(({ kind }) => kind === 'cash' || kind === 'recovery-after-write-off');
  return behind.lastSeen([...writeOffs, ...collected].map(({ loan }) => loan));
}
