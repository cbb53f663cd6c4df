import type { DayNumber } from '../model/civil-date.js';
import type { EventKind, LoanEvent, Reversal, WriteOff } from '../model/events.js';

/**
 * What a reversing entry does to a period that begins after the entry it takes back: the ledger at the period's start shows
 * what that entry had done, the one at its end no longer does. What came off the balance comes on it again, and the reverse.
 */
const UNDOES: Partial<Record<EventKind, EventKind>> = {
  formation: 'upgrade',
  relapse: 'upgrade',
  upgrade: 'relapse',
  increase: 'other-exit',
  reversal: 'other-exit',
  cash: 'reversal',
  'write-off': 'reversal',
  transfer: 'reversal',
  foreclosure: 'reversal',
  'debt-to-equity': 'reversal',
  securitisation: 'reversal',
  'other-exit': 'reversal',
};

interface Span {
  readonly from: DayNumber;
  readonly to: DayNumber;
}

/** The events of a period as its two ledgers show them: those that stand, and what is taken back across its borders. */
export function eventsWithin(
  { from, to }: Span,
  events: readonly LoanEvent[],
  reversals: readonly Reversal<LoanEvent>[],
): readonly LoanEvent[] {
  const across = reversals.flatMap(({ entry, on }): LoanEvent[] => {
    if (on > to) return [entry];
    const kind = UNDOES[entry.kind];
    return entry.date <= from && on > from && kind !== undefined ? [{ ...entry, date: on, kind }] : [];
  });
  return across.length === 0 ? events : [...events, ...across];
}

/** Write-offs, or events of a kind, of a period: what was booked in it and stands at its end, and what was booked before and taken back in it. */
export function entriesWithin<T extends LoanEvent | WriteOff>(
  { from, to }: Span,
  entries: readonly T[],
  reversals: readonly Reversal<T>[],
): { readonly booked: readonly T[]; readonly takenBack: readonly T[] } {
  const isOf = ({ date }: T) => date > from && date <= to;
  return {
    booked: [...entries.filter(isOf), ...reversals.filter(({ entry, on }) => on > to && isOf(entry)).map(({ entry }) => entry)],
    takenBack: reversals.filter(({ entry, on }) => entry.date <= from && on > from && on <= to).map(({ entry }) => entry),
  };
}
