import { describe, expect, it } from 'vitest';
import { measurePeriodMovement } from '../../src/measure/period-movement.js';
import type { TaskTable } from '../../src/measure/task-table.js';
import type { TaskUnit } from '../../src/measure/tasks.js';
import { branchHomes } from '../../src/measure/unit-homes.js';
import { measureWriteOffReport } from '../../src/measure/write-off-report.js';
import { CHANNELS } from '../../src/model/channels.js';
import type { Month } from '../../src/model/portfolio.js';
import { measurePeriod } from '../../src/run/monitoring/measure-period.js';
import { traceLineage } from '../../src/segment/lineage.js';
import { openMonthsOf } from '../support/period.js';
import { homesOf, openTasksOf } from '../support/tasks.js';
import { writeRandomBook } from './random-book.js';
import { type UnitBook, type UnitSums, writeUnitBook } from './random-units.js';

const BOOKS = 1000;
const PATIENCE = { timeout: 400_000 };

/** What must be, unit by unit, without units that have nothing. */
function expected(units: Readonly<Record<string, UnitSums>>): object {
  const found = Object.entries(units).map(
    ([unit, { opening, closing, transferredIn, transferredOut, channels, cash, after, afterInterest }]) => [
      unit,
      withoutZeros({
        ...channels,
        opening,
        closing,
        transferredIn,
        transferredOut,
        year: cash.year,
        month: cash.month,
        after,
        afterInterest,
      }),
    ],
  );
  return Object.fromEntries(found.filter(([, sums]) => Object.keys(sums as object).length > 0));
}

function measured(units: readonly TaskUnit[]): object {
  const found = units.map((unit) => {
    const { channels, opening, closing, transferredIn, transferredOut, unexplained, moved, yearToDate, month } = unit;
    const sums = {
      ...{ ...channels, opening, closing, transferredIn, transferredOut, unexplained, moved },
      ...{ year: yearToDate.cashPrincipal, month: month.cashPrincipal },
      ...{ after: yearToDate.writtenOffPrincipal, afterInterest: yearToDate.writtenOffInterest },
    };
    return [unit.unit, withoutZeros(Object.fromEntries(Object.entries(sums).map(([name, cents]) => [name, Number(cents)])))];
  });
  return Object.fromEntries(found.filter(([, sums]) => Object.keys(sums as object).length > 0));
}

function withoutZeros(sums: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(sums).filter(([, cents]) => cents !== 0));
}

/** Rank by what is done of the task: one more than how many have done a larger part, compared in whole cents. */
function ranksOf(units: Readonly<Record<string, UnitSums>>, done: (sums: UnitSums) => number): Record<string, number> {
  const own = Object.entries(units).flatMap(([unit, sums]) =>
    sums.target === undefined ? [] : [{ unit, task: BigInt(sums.target), did: BigInt(done(sums)) }],
  );
  return Object.fromEntries(
    own.map(({ unit, task, did }) => [unit, 1 + own.filter((other) => other.did * task > did * other.task).length]),
  );
}

function rowsOf(table: TaskTable | undefined): object {
  return Object.fromEntries(
    (table?.rows ?? [])
      .filter(({ task }) => task !== undefined)
      .map(({ unit, task, toDate, gap, rank, rankBefore }) => [unit, { task, toDate, gap, rank, rankBefore }]),
  );
}

function expectedRows(units: Readonly<Record<string, UnitSums>>): object {
  const [now, before] = [ranksOf(units, ({ cash }) => cash.year), ranksOf(units, ({ cash }) => cash.before)];
  return Object.fromEntries(
    Object.entries(units).flatMap(([unit, { target, cash }]) => {
      if (target === undefined) return [];
      const [task, toDate] = [BigInt(target), BigInt(cash.year)];
      return [[unit, { task, toDate, gap: task - toDate, rank: now[unit], rankBefore: before[unit] }]];
    }),
  );
}

/** By the roll-forward's own way: from month to month, split by branch. */
async function rolledBy({ book }: UnitBook): Promise<object> {
  const months = { ...book, ledgers: [...book.since, book.now] };
  const period = openMonthsOf(months);
  const { background, lineage } = period;
  const ledgers = period.months.map(({ month }) => month);
  const { transfers } = await homesOf(book, {
    isSelection: false,
    month: ledgers.at(-1) as Month,
    before: ledgers.slice(0, -1),
    background,
    lineage,
  });
  const homes = branchHomes({ months: ledgers, locks: background.locks, families: lineage.families }, transfers);
  const movements = measurePeriod(period).flatMap(({ movement }) => movement ?? []);
  const { by = [] } = measurePeriodMovement(period.months, movements, ['branch'], homes);
  const found = by.map(({ key, movement, transferredIn, transferredOut }) => {
    const { opening, channels, unexplained, reclassified, closing } = movement;
    const sums = {
      ...channels,
      opening,
      closing,
      transferredIn,
      transferredOut,
      unexplained,
      moved: reclassified - transferredIn + transferredOut,
    };
    return [key.branch, withoutZeros(Object.fromEntries(Object.entries(sums).map(([name, cents]) => [name, Number(cents)])))] as const;
  });
  return Object.fromEntries(found.filter(([, sums]) => Object.keys(sums).length > 0));
}

describe('random books of branches and officers', () => {
  it(`${BOOKS} of them: tasks, bridges, roll-forward and write-off report agree to the cent with what was booked`, PATIENCE, async () => {
    const seen = { branchMoves: 0, officerMoves: 0, ranks: 0, after: 0, rankChanges: 0 };
    for (let seed = 1; seed <= BOOKS; seed++) {
      const random = writeRandomBook(seed);
      const units = writeUnitBook(random, seed);
      const place = `book ${seed}`;
      const { figures, background, month, before, measure } = await openTasksOf(units.book);
      const { tasks: byBranch, warnings } = measure('branch');
      const { tasks: byOfficer, warnings: more } = measure('officer');
      expect(measured(byBranch.units), place).toEqual(expected(units.branch));
      expect(measured(byOfficer.units), place).toEqual(expected(units.officer));
      expect([rowsOf(byBranch.tables[0]), rowsOf(byOfficer.tables[0])], place).toEqual([
        expectedRows(units.branch),
        expectedRows(units.officer),
      ]);
      expect(
        [...warnings, ...more].filter((one) => !one.startsWith('W_TARGET_UNIT')),
        place,
      ).toEqual([]);
      // The whole bank, by every report.
      const report = measureWriteOffReport({
        ...background,
        current: month,
        earlier: before,
        families: traceLineage([], [], []).families,
        dimensions: [],
      });
      for (const { total } of [byBranch, byOfficer]) {
        expect([total.opening, total.closing, total.unexplained, total.moved], place).toEqual([
          figures.movement?.opening,
          figures.movement?.closing,
          0n,
          0n,
        ]);
        for (const channel of CHANNELS) expect(total.channels[channel], `${place} ${channel}`).toBe(figures.movement?.channels[channel]);
        expect(total.channels.writeOff, place).toBe(report.yearToDate.writeOff.principal);
        expect([total.yearToDate.writtenOffPrincipal, total.yearToDate.writtenOffInterest], place).toEqual([
          report.claims.recovered,
          report.claims.interest,
        ]);
        expect(Number(total.yearToDate.writtenOffPrincipal), place).toBe(units.after);
      }
      if (seed % 4 === 0) expect(await rolledBy(units), place).toEqual(rolledOf(units.branch));
      seen.branchMoves += byBranch.moves.length;
      seen.officerMoves += byOfficer.moves.length;
      seen.ranks += byBranch.tables[0]?.rows.filter(({ rank }) => rank !== undefined).length ?? 0;
      seen.rankChanges += byBranch.tables[0]?.rows.filter(({ rank, rankBefore }) => rank !== rankBefore).length ?? 0;
      seen.after += units.after;
    }
    // None is tested by zeros alone.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(BOOKS / 20);
  });
});

/** What the roll-forward must say: without collections after write-off, which are in no bridge. */
function rolledOf(units: Readonly<Record<string, UnitSums>>): object {
  const found = Object.entries(units).map(([unit, { opening, closing, transferredIn, transferredOut, channels }]) => [
    unit,
    withoutZeros({ ...channels, opening, closing, transferredIn, transferredOut }),
  ]);
  return Object.fromEntries(found.filter(([, sums]) => Object.keys(sums as object).length > 0));
}
