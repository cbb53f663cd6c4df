import { describe, expect, it } from 'vitest';
import { measureWriteOffReport } from '../../src/measure/write-off-report.js';
import { type Book, backgroundOf, measureBook } from '../support/book.js';
import { CN_2023, monthOf } from '../support/ledger.js';
import { newRandom, type RandomBook, writeRandomBook, yuanOf } from './random-book.js';

/**
 * The random books' movements, handed over in the registers that they belong to, with entries that were booked by mistake and
 * taken back, and money that came in after write-offs. What each sum must be is kept here, as the rows are written.
 */
interface Registers {
  readonly book: Book;
  /** What was written off, lost by selling, and collected after: of the year, in cents. */
  readonly written: number;
  readonly lost: number;
  readonly after: number;
  readonly interestAfter: number;
}

const DISPOSALS: Readonly<Record<string, string>> = {
  transfer: '转让',
  foreclosure: '抵债',
  'debt-to-equity': '债转股',
  securitisation: '证券化',
};

function registersOf(random: RandomBook, seed: number): Registers {
  const pick = newRandom(seed * 7919 + 1);
  const rows: Record<'events' | 'writeOffs' | 'recoveries' | 'disposals', string[]> = {
    events: [],
    writeOffs: [],
    recoveries: [],
    disposals: [],
  };
  const sums = { written: 0, lost: 0, after: 0, interestAfter: 0 };
  for (const { row, loan, kind, cents } of random.events) {
    const [date = '', , , , newLoan = ''] = row.split(',');
    const amount = yuanOf(cents);
    if (kind === 'write-off') {
      sums.written += cents;
      // In the write-offs register, or in the events, or in both; a loan's always in the same.
      const where = loan.charCodeAt(loan.length - 1) % 3;
      if (where !== 1) rows.writeOffs.push(`${date},${loan},${amount},`);
      if (where !== 0) rows.events.push(`${date},${loan},write-off,${amount},,`);
      if (pick(2) === 0 && cents > 0) {
        const back = pick(cents + 1);
        const interest = pick(10_000);
        sums.after += back;
        sums.interestAfter += interest;
        rows.recoveries.push(`2019-12-31,${loan},${yuanOf(back)},${yuanOf(interest)},已核销,`);
      }
    } else if (kind === 'cash' && pick(2) === 0) {
      rows.recoveries.push(`${date},${loan},${amount},,表内,`);
    } else if (kind in DISPOSALS) {
      const loss = kind === 'transfer' ? pick(cents + 1) : 0;
      sums.lost += loss;
      rows.disposals.push(`${date},${loan},${DISPOSALS[kind]},${amount},${kind === 'transfer' ? yuanOf(cents - loss) : ''},`);
    } else {
      rows.events.push(`${date},${loan},${kind},${amount},${newLoan},`);
    }
  }
  addMistakes(random, rows, pick);
  const register = (header: string, own: readonly string[]) => [header, ...own, ''].join('\n');
  const base = { date: '2018-12-31', csv: random.lockLedger };
  return {
    ...sums,
    book: {
      now: { date: '2019-12-31', csv: random.finalLedger },
      since: [base],
      locks: [base],
      events: register('date,loan_id,kind,principal,new_loan_id,reverses', rows.events),
      writeOffs: register('date,loan_id,principal,reverses', rows.writeOffs),
      recoveries: register('date,loan_id,principal,interest_off_book,claim,reverses', rows.recoveries),
      disposals: register('date,loan_id,kind,principal,price,reverses', rows.disposals),
    },
  };
}

/** Entries on locked loans that were never so, each taken back on its day or later. Amounts no real entry has. */
function addMistakes(random: RandomBook, rows: Record<string, string[]>, pick: (below: number) => number): void {
  const locked = [...random.lineOf].filter(([loan, line]) => loan === line).map(([loan]) => loan);
  for (let n = pick(4); n > 0; n--) {
    const loan = locked[pick(locked.length)] as string;
    const amount = yuanOf(900_000_000_000 + pick(1_000_000));
    const month = 1 + pick(11);
    const dated = (day: number) => `2019-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    const [first, second] = [dated(1 + pick(14)), dated(15 + pick(14))];
    const kinds = [
      ['events', (date: string, back: string) => `${date},${loan},upgrade,${amount},,${back}`],
      ['writeOffs', (date: string, back: string) => `${date},${loan},${amount},${back}`],
      ['recoveries', (date: string, back: string) => `${date},${loan},${amount},,表内,${back}`],
      ['disposals', (date: string, back: string) => `${date},${loan},转让,${amount},1.00,${back}`],
    ] as const;
    const [name, row] = kinds[pick(kinds.length)] as (typeof kinds)[number];
    // Write-offs of one loan that only one register states, on days of their own, are refused where the other states some too.
    if (name === 'writeOffs' && rows.events?.some((one) => one.includes(`${loan},write-off`))) continue;
    rows[name]?.push(row(first, ''), row(second, first));
  }
}

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
        dimensions: [],
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
