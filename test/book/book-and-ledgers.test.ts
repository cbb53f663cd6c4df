import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { day } from '../support/ledger.js';
import { type BookAndLedgers, bookAndLedgers, LOCKED, PERIOD_COMMANDS, runPeriodCommand } from './book-and-ledgers.js';
import { closeMonth, type Done, initBook, newFolder, said, write } from './journeys.js';

describe('the watch list of a book', () => {
  it('opens the seven months that the estimate at roll rates needs, where no date is said', async () => {
    const folder = newFolder();
    const book = join(folder, 'book');
    await initBook(book);
    // A is normal and B substandard throughout, so that at the rates of any month NPL stays 50.
    for (const date of ['01-31', '02-29', '03-31', '04-30', '05-31', '06-30', '07-31', '08-31']) {
      const ledger = write(folder, `ledger-2024-${date}.csv`, 'loan_id,class,balance', 'A,正常,100', 'B,次级,50');
      await closeMonth(book, [ledger]);
    }
    const { potential, from } = JSON.parse((await runPeriodCommand('watch', { book })).out);
    rmSync(folder, { recursive: true, force: true });
    expect(from).toBe('2024-02-29');
    expect(potential.map(({ estimate }: { estimate: string }) => estimate)).toEqual(['50.00', '50.00', '50.00']);
  });
});

/** The date of the month whose register of events holds a row, by the name of the file or of the folder. */
const PLACE = /[^" (]*(\d{4}-\d{2}-\d{2})[^" ]*\.csv/g;

/** Where months came from is told by each in its own way; everything else is the same. */
function figuresOf({ out }: Done) {
  // A book says by which rules each month was closed; ledgers are all read by one.
  const { provenance: _, rules: __, ...figures } = JSON.parse(out.replaceAll(PLACE, '$1'));
  return figures;
}

describe.each([
  ['locked in January', true],
  ['never locked', false],
])('a book %s', (_, isLocked) => {
  let both: BookAndLedgers;
  beforeAll(async () => {
    both = await bookAndLedgers(isLocked);
  });
  afterAll(() => rmSync(both.folder, { recursive: true, force: true }));

  it('closes without a loan that nobody knows', () => {
    const codes = both.closed.flatMap((done) => done.codes);
    expect(both.closed.map(({ exit }) => exit)).toEqual([0, 0, 0, 0]);
    expect(codes.filter((code) => code.includes('UNKNOWN') || code.includes('UNRESOLVED'))).toEqual([]);
  });

  describe.each(Object.keys(PERIOD_COMMANDS))('%s', (name) => {
    it.each([[[]], [['branch']]] as const)('is that of its ledgers over all months, by %j', async (by) => {
      const { book, ledgers, events, base } = both;
      const ofBook = await runPeriodCommand(name, { book, from: day(LOCKED), by });
      const ofLedgers = await runPeriodCommand(name, { ledgers, events, base, by });
      const [found, expected] = [figuresOf(ofBook), figuresOf(ofLedgers)];
      const isPublished = name === 'series' && by.length === 0;
      expect(found).toEqual(expected);
      expect([ofBook.exit, ofLedgers.exit]).toEqual([0, 0]);
      if (!isPublished) expect(ofBook.codes).toEqual(ofLedgers.codes);
    });
    it('says of no loan that the book knows that nobody knows it', async () => {
      // Of the last two months: A, which A2 replaced, and C, which March's register names, stand in earlier ones.
      const done = await runPeriodCommand(name, { book: both.book, from: day('2024-03-31') });
      expect(said(done)).not.toContain('found nowhere');
      expect(JSON.parse(done.out).notes.unknownEvents).toEqual([]);
    });
  });

  it('a month says by what a renewal is suspected', () => {
    const manifest = JSON.parse(readFileSync(join(both.book, 'months', '2024-04-30', 'manifest.json'), 'utf8'));
    expect(manifest.inputs.renewals).toEqual({ days: 30, leastPercent: 80, mostPercent: 120 });
  });

  it('its NPLs: 1000 + 500 + 600; 1000 + 600; 900 + 400 + 600; 850 + 500 + 400', async () => {
    const { out } = await runPeriodCommand('series', { book: both.book });
    const months: { npl: { balance: string } }[] = JSON.parse(out).months;
    expect(months.map(({ npl }) => npl.balance)).toEqual(['2100.00', '1600.00', '1900.00', '1750.00']);
  });

  it('the series shows suspected renewals in a column of their own: E, 600 in April', async () => {
    const { out } = await runPeriodCommand('series', { book: both.book, format: 'markdown' });
    const rows = out.split('\n').map((row) => row.split('|').map((cell) => cell.trim()));
    const column = rows.find((row) => row.includes('suspected renewal'))?.indexOf('suspected renewal') ?? -1;
    // No other NPL left in another way.
    expect(out).not.toContain('other exits');
    const shown = rows.filter((row) => row.length > column && /^2024-/.test(row[1] ?? '') && row[column] === '600.00');
    expect(shown.map(([, date]) => date)).toEqual(['2024-04-30']);
  });

  it('nothing moves in a month under its own policy, though A2 is NPL by what A was two months before', async () => {
    const done = await runPeriodCommand('diff', { book: both.book, againstPolicy: 'cn-2023' });
    const { differences, loans, npl } = JSON.parse(done.out);
    // April: A2 850, B 500, D 400; and F 600, G 200.
    expect([npl.left, npl.right]).toEqual(['1750.00', '1750.00']);
    expect([loans.left, loans.right]).toEqual(['2550.00', '2550.00']);
    expect(differences).toEqual([]);
  });
});
