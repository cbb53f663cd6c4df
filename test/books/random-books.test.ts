import { describe, expect, it } from 'vitest';
import { CHANNELS_IN, CHANNELS_OUT, type RollForward } from '../../src/measure/roll-forward.js';
import { type Measured, measureBook } from '../support/book.js';
import { newRandom, type RandomBook, type Sums, writeRandomBook } from './random-book.js';

const BOOKS = 300;
/** No book lends to borrowers anew, so that none of its renewals is only suspected. */
const BOOKED = [...CHANNELS_IN, ...CHANNELS_OUT].filter((channel) => channel !== 'suspectedRenewal');
const PATIENCE = { timeout: 120_000 };

function measure(book: RandomBook, rows: readonly string[]): Measured {
  const base = { date: '2018-12-31', csv: book.lockLedger };
  return measureBook({
    now: { date: '2019-12-31', csv: book.finalLedger },
    since: [base],
    locks: [base],
    events: `${['date,loan_id,kind,principal,new_loan_id', ...rows].join('\n')}\n`,
  });
}

function sumsOf(bridge: RollForward | undefined): Sums & { readonly unexplained: number } {
  if (bridge === undefined) throw new Error('no bridge');
  const channels = BOOKED.map((channel): [string, number] => [channel, Number(bridge.channels[channel])]);
  const [opening, closing, unexplained] = [bridge.opening, bridge.closing, bridge.unexplained].map(Number) as [number, number, number];
  return { opening, closing, channels: Object.fromEntries(channels), unexplained };
}

function together(a: Sums, b: Sums): Sums {
  const channels = Object.fromEntries(Object.keys(a.channels).map((name) => [name, (a.channels[name] ?? 0) + (b.channels[name] ?? 0)]));
  return { opening: a.opening + b.opening, closing: a.closing + b.closing, channels };
}

function unexplained(measured: Measured): Readonly<Record<string, number>> {
  const lines = measured.figures.segments?.unexplained ?? [];
  return Object.fromEntries(lines.map((line) => [line.family, Number(line.unexplained)]));
}

describe('random books', () => {
  it(`${BOOKS} of them tie to the cent, row order notwithstanding`, PATIENCE, () => {
    const moved = new Set<string>();
    for (let seed = 1; seed <= BOOKS; seed++) {
      const book = writeRandomBook(seed);
      const rows = book.events.map((event) => event.row);
      const measured = measure(book, seed % 2 === 0 ? rows : rows.toReversed());
      const { segments, movement, ignoredEvents, unknownEvents } = measured.figures;
      const place = `book ${seed}`;
      expect(sumsOf(segments?.bridge), place).toEqual({ ...book.old, unexplained: 0 });
      expect(sumsOf(segments?.newBridge), place).toEqual({ ...book.fresh, unexplained: 0 });
      expect(sumsOf(movement), place).toEqual({ ...together(book.old, book.fresh), unexplained: 0 });
      expect([unexplained(measured), ignoredEvents, unknownEvents], place).toEqual([{}, [], []]);
      for (const sums of [book.old, book.fresh]) for (const [name, cents] of Object.entries(sums.channels)) if (cents > 0) moved.add(name);
    }
    // Every channel was in some book: none is tested by zeros alone.
    expect([...moved].sort()).toEqual(BOOKED.toSorted());
  });

  it('a lost row is missing on its loan, exactly', PATIENCE, () => {
    let lost = 0;
    for (let seed = 1; seed <= BOOKS; seed++) {
      const book = writeRandomBook(seed);
      const telling = book.events.filter((event) => event.missing !== undefined);
      const gone = telling[newRandom(seed)(Math.max(1, telling.length))];
      if (gone === undefined) continue;
      lost++;
      const rows = book.events.filter((event) => event !== gone).map((event) => event.row);
      expect(unexplained(measure(book, rows)), `book ${seed}: ${gone.row}`).toEqual({ [gone.line]: gone.missing });
    }
    expect(lost).toBeGreaterThan(BOOKS / 2);
  });
});
