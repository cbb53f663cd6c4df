import type { DayNumber } from './civil-date.js';
import { EVENT_KINDS, type EventKind, type LoanEvent } from './events.js';

/**
 * What many passes ask of every entry of a list, side by side. Of hundreds of thousands of entries most are of no concern to a pass, and
 * to fetch them all from memory takes longer than what is done with the others.
 */
export interface EntryColumns {
  /** By entry, the number of its loan: they are numbered as they come. */
  readonly numbers: Int32Array;
  /** By number. */
  readonly loans: readonly string[];
  /** By entry. */
  readonly dates: Int32Array;
}

interface Entry {
  readonly loan: string;
  readonly date: DayNumber;
}

/** Lists do not change once they are made, so that each is looked through once. */
const COLUMNS = new WeakMap<readonly Entry[], EntryColumns>();
const KINDS = new WeakMap<readonly LoanEvent[], Uint8Array>();

export function entryColumns(entries: readonly Entry[]): EntryColumns {
  const held = COLUMNS.get(entries);
  if (held !== undefined && held.numbers.length === entries.length) return held;
  const made = columnsOf(entries);
  COLUMNS.set(entries, made);
  return made;
}

function columnsOf(entries: readonly Entry[]): EntryColumns {
  const known = new Map<string, number>();
  const numbers = new Int32Array(entries.length);
  const dates = new Int32Array(entries.length);
  for (let i = 0; i < entries.length; i++) {
    const { loan, date } = entries[i] as Entry;
    const number = known.get(loan) ?? known.size;
    if (number === known.size) known.set(loan, number);
    numbers[i] = number;
    dates[i] = date;
  }
  return { numbers, loans: [...known.keys()], dates };
}

/** By event, the place of its kind in EVENT_KINDS. */
export function kindColumn(events: readonly LoanEvent[]): Uint8Array {
  const held = KINDS.get(events);
  if (held !== undefined && held.length === events.length) return held;
  const places = new Map(EVENT_KINDS.map((kind, place) => [kind, place]));
  const made = new Uint8Array(events.length);
  for (let i = 0; i < events.length; i++) made[i] = places.get((events[i] as LoanEvent).kind) as number;
  KINDS.set(events, made);
  return made;
}

/** The events of some kinds, in their order. */
export function eventsOf(events: readonly LoanEvent[], kinds: ReadonlySet<EventKind>): LoanEvent[] {
  const isOf = EVENT_KINDS.map((kind) => kinds.has(kind));
  const column = kindColumn(events);
  const found: LoanEvent[] = [];
  for (let i = 0; i < column.length; i++) if (isOf[column[i] as number] === true) found.push(events[i] as LoanEvent);
  return found;
}

/** The entries of the loans that `isAsked` says, in their order: each loan is asked for once. */
export function entriesOf<T extends Entry>(entries: readonly T[], isAsked: (loan: string) => boolean): T[] {
  const { numbers, loans } = entryColumns(entries);
  const asked = Uint8Array.from(loans, (loan) => (isAsked(loan) ? 1 : 0));
  const found: T[] = [];
  for (let i = 0; i < numbers.length; i++) if (asked[numbers[i] as number] === 1) found.push(entries[i] as T);
  return found;
}
