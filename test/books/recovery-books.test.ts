import { describe, expect, it } from 'vitest';
import { measureWriteOffReport } from '../../src/measure/write-off-report.js';
import { traceLineage } from '../../src/segment/lineage.js';
import { backgroundOf, measureBook } from '../support/book.js';
import { CN_2023, monthOf } from '../support/ledger.js';
import { writeRandomBook } from './random-book.js';
import { registersOf } from './random-registers.js';

const BOOKS = 1000;
const PATIENCE = { timeout: 240_000 };

describe('random books in all registers', () => {
  it(`${BOOKS} of them: bridge, movement of the year and write-off report agree to the cent`, PATIENCE, () => {
    const seen = { written: 0, lost: 0, after: 0, mistakes: 0 };
    for (let seed = 1; seed <= BOOKS; seed++) {
      const random = writeRandomBook(seed);
      const { book, written, lost, after, interestAfter } = registersOf(random, seed);
      const { figures } = measureBook(book);
      const background = backgroundOf(book, CN_2023, 'stricter');
      const report = measureWriteOffReport({
        ...background,
        current: monthOf(book.now),
        earlier: (book.since ?? []).map((text) => monthOf(text)),
        families: traceLineage([], [], []).families,
        dimensions: ['class'],
      });
      const sold = [random.old, random.fresh].reduce((sum, { channels }) => sum + (channels.transfer ?? 0), 0);
      const place = `book ${seed}`;
      const channel = (name: 'writeOff' | 'transfer') =>
        Number(figures.segments?.bridge.channels[name] ?? 0n) + Number(figures.segments?.newBridge.channels[name] ?? 0n);
      expect(figures.segments?.unexplained, place).toEqual([]);
      expect([channel('writeOff'), channel('transfer')], place).toEqual([written, sold]);
      expect([figures.movement?.channels.writeOff, figures.movement?.channels.transfer].map(Number), place).toEqual([written, sold]);
      expect(Number(report.yearToDate.writeOff.principal), place).toBe(written);
      expect(Number(report.sinceLock?.total.principal), place).toBe(written + lost);
      expect(Number(figures.writeOffs?.yearToDate.principal), place).toBe(written + lost);
      expect(Number(report.disposals.find(({ kind }) => kind === 'transfer')?.principal ?? 0n), place).toBe(sold);
      expect(
        report.grounds.reduce((sum, one) => sum + Number(one.yearToDate.principal), 0),
        place,
      ).toBe(written + lost);
      // Split, the parts make the whole: loans as well as principal.
      for (const [period, whole] of [
        ['month', report.month],
        ['yearToDate', report.yearToDate],
        ['sinceLock', report.sinceLock],
      ] as const) {
        const parts = report.by.flatMap((row) => row[period] ?? []);
        const sum = {
          count: parts.reduce((all, { count }) => all + count, 0),
          principal: parts.reduce((all, { principal }) => all + principal, 0n),
        };
        expect(sum, `${place} ${period}`).toEqual(whole?.total);
      }
      const { opening, writtenOff, recovered, closing, interest } = report.claims;
      expect([opening, writtenOff, recovered, closing, interest].map(Number), place).toEqual([
        0,
        written,
        after,
        written - after,
        interestAfter,
      ]);
      expect(Number(figures.writeOffs?.recovered.principal), place).toBe(after);
      seen.written += written;
      seen.lost += lost;
      seen.after += after;
      seen.mistakes += background.reversals.events.length;
    }
    // None is tested by zeros alone.
    for (const amount of Object.values(seen)) expect(amount).toBeGreaterThan(BOOKS);
  });
});
