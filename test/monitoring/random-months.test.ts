import { describe, expect, it } from 'vitest';
import { measurePeriodMovement } from '../../src/measure/period-movement.js';
import { CHANNELS } from '../../src/model/channels.js';
import type { Movement } from '../../src/model/month-figures.js';
import { measurePeriod } from '../../src/run/monitoring/measure-period.js';
import { openMonthsOf } from '../support/period.js';
import { type Sums, writeRandomMonths } from './random-months.js';

const BOOKS = 80;
const PATIENCE = { timeout: 120_000 };

function sumsOf(movement: Movement | undefined): Sums {
  if (movement === undefined) throw new Error('no movement');
  const channels = CHANNELS.map((channel): [string, number] => [channel, Number(movement.channels[channel])]);
  return {
    opening: Number(movement.opening),
    closing: Number(movement.closing),
    unexplained: Number(movement.unexplained),
    channels: Object.fromEntries(channels.filter(([, cents]) => cents !== 0)),
  };
}

function chained(parts: readonly Sums[]): Sums {
  const channels: Record<string, number> = {};
  for (const part of parts) for (const [name, cents] of Object.entries(part.channels)) channels[name] = (channels[name] ?? 0) + cents;
  const unexplained = parts.reduce((sum, part) => sum + part.unexplained, 0);
  return { opening: parts[0]?.opening ?? 0, closing: parts.at(-1)?.closing ?? 0, unexplained, channels };
}

describe('random months', () => {
  it(`${BOOKS} half years tie to the cent, month by month, chained, and since the lock`, PATIENCE, () => {
    const done = new Set<string>();
    for (let seed = 1; seed <= BOOKS; seed++) {
      const { ledgers, events, moved, done: own } = writeRandomMonths(seed);
      const months = { ledgers, locks: ledgers.slice(0, 1), events };
      const opened = openMonthsOf(months);
      const all = measurePeriod(opened);
      const measured = all.map(({ figures }) => figures);
      moved.forEach(({ old, fresh }, i) => {
        const figures = measured[i + 1];
        const place = `months ${seed}, ${ledgers[i + 1]?.date}`;
        expect(sumsOf(figures?.movement?.old), `${place}, old`).toEqual(old);
        expect(sumsOf(figures?.movement?.new), `${place}, new`).toEqual(fresh);
        const until = moved.slice(0, i + 1);
        expect(sumsOf(figures?.segments?.sinceLock.old), `${place}, old since the lock`).toEqual(chained(until.map((one) => one.old)));
        expect(sumsOf(figures?.segments?.sinceLock.new), `${place}, new since the lock`).toEqual(chained(until.map((one) => one.fresh)));
      });
      const period = measurePeriodMovement(
        opened.months,
        all.flatMap(({ movement }) => movement ?? []),
        [],
      );
      expect(sumsOf(period.segments?.old), `months ${seed}`).toEqual(chained(moved.map((one) => one.old)));
      expect(sumsOf(period.segments?.new), `months ${seed}`).toEqual(chained(moved.map((one) => one.fresh)));
      for (const what of own) done.add(what);
    }
    expect([...done].sort()).toEqual([
      'left in the month it fell',
      'paid in the month it fell',
      'returned',
      'silent formation',
      'silent relapse',
      'silent upgrade',
      'stated cash',
      'stated debtToEquity',
      'stated foreclosure',
      'stated formation',
      'stated increase',
      'stated other',
      'stated relapse',
      'stated securitisation',
      'stated transfer',
      'stated upgrade',
      'stated writeOff',
      'vanished',
    ]);
  });
});
