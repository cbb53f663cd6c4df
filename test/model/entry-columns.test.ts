import { describe, expect, it } from 'vitest';
import { entriesOf, entryColumns, eventsOf } from '../../src/model/entry-columns.js';
import type { EventKind, LoanEvent } from '../../src/model/events.js';
import { givenTwice } from '../../src/model/register-rows.js';
import { newRandom } from '../books/random-book.js';

function event(line: number, loan: string, date: number, kind: EventKind = 'cash'): LoanEvent {
  return { file: 'e.csv', line, loan, date, kind, principal: 1n, interestOnBook: 0n, interestOffBook: 0n };
}

const EVENTS = [
  event(2, 'B', 30),
  event(3, 'A', -5, 'upgrade'),
  event(4, 'B', 10, 'recovery-after-write-off'),
  event(5, 'C', 10, 'upgrade'),
];
const linesOf = (events: readonly LoanEvent[]) => events.map(({ line }) => line);

describe('entries side by side', () => {
  it('number loans as they come', () => {
    const { numbers, loans, dates } = entryColumns(EVENTS);
    expect([...numbers]).toEqual([0, 1, 0, 2]);
    expect(loans).toEqual(['B', 'A', 'C']);
    expect([...dates]).toEqual([30, -5, 10, 10]);
  });

  it('are those of the kinds or loans asked for, in their order', () => {
    expect(linesOf(eventsOf(EVENTS, new Set(['recovery-after-write-off', 'upgrade'] as const)))).toEqual([3, 4, 5]);
    expect(linesOf(eventsOf(EVENTS, new Set(['formation'] as const)))).toEqual([]);
    expect(linesOf(entriesOf(EVENTS, (loan) => loan !== 'B'))).toEqual([3, 5]);
    expect(linesOf(entriesOf([], () => true))).toEqual([]);
  });
});

describe('an entry given twice', () => {
  it('is the first that says what one before it says: 2,000 random lists', () => {
    const random = newRandom(11);
    const print = ({ loan, date, kind }: LoanEvent) => `${loan} ${date} ${kind}`;
    let found = 0;
    for (let n = 0; n < 2_000; n++) {
      const events = Array.from({ length: random(40) }, (_, line) =>
        event(line, `L${random(12)}`, random(30) - 15, random(2) === 0 ? 'cash' : 'increase'),
      );
      const at = events.findIndex((one, i) => events.slice(0, i).some((other) => print(other) === print(one)));
      const twice = givenTwice(events, print);
      const entry = events[at];
      expect(twice).toEqual(entry && { entry, first: events.find((one) => print(one) === print(entry)) });
      if (twice !== undefined) found++;
    }
    expect(found).toBeGreaterThan(200);
    expect(found).toBeLessThan(1_900);
  });
});
