import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runPublish } from '../../src/run/bundle/publish.js';
import { ensureBuilt } from '../cli/program.js';
import { nplHere } from '../cli/run-here.js';
import { day } from '../support/ledger.js';
import { closeMonth, type Done, initBook, ledgerSeries, lockMonth, newFolder, run, series, verify } from './journeys.js';

/** A year of a book: every expected figure stands, worked by hand, in fixtures/year-2024/README.md (thousands of yuan there). */
const FOLDER = join(import.meta.dirname, '../../fixtures/year-2024');
const LEDGERS = readdirSync(FOLDER)
  .filter((name) => name.startsWith('ledger-'))
  .sort()
  .map((name) => join(FOLDER, name));
/** loans, old, new, NPL by month-end, from 2023-12-31. */
const BY_HAND = [
  [100_000, 2_800, 0, 2_800],
  [100_000, 2_800, 0, 2_800],
  [100_000, 2_800, 0, 2_800],
  [100_100, 2_700, 0, 2_700],
  [105_500, 2_100, 0, 2_100],
  [105_500, 2_100, 500, 2_600],
  [104_400, 1_000, 500, 1_500],
  [104_400, 1_000, 500, 1_500],
  [104_350, 1_000, 450, 1_450],
  [107_250, 900, 450, 1_350],
  [107_250, 500, 750, 1_250],
  [107_250, 500, 950, 1_450],
  [106_850, 400, 650, 1_050],
];
const RATIOS = ['2.80', '2.80', '2.80', '2.70', '1.99', '2.46', '1.44', '1.44', '1.39', '1.26', '1.17', '1.35', '0.98'];

const folder = newFolder();
const book = join(folder, 'book');
const registers = (month: string, kind: 'events' | 'write-offs') => {
  const file = join(FOLDER, `${kind}-2024-${month}.csv`);
  return existsSync(file) ? [file] : [];
};
const MONTHS = LEDGERS.slice(1).map((path) => path.slice(-'MM-DD.csv'.length, -'-DD.csv'.length));
const closed: Done[] = [];

beforeAll(async () => {
  await initBook(book);
  closed.push(await closeMonth(book, LEDGERS.slice(0, 1)));
  await lockMonth(book, day('2023-12-31'));
  for (const [i, month] of MONTHS.entries()) {
    const given = { events: registers(month, 'events'), writeOffs: registers(month, 'write-offs') };
    closed.push(await closeMonth(book, [LEDGERS[i + 1] as string], given));
  }
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const thousands = (yuan: string | undefined) => (yuan === undefined ? undefined : Number(yuan) / 1000);

interface Month {
  readonly loans: { readonly balance: string };
  readonly npl: { readonly balance: string };
  readonly nplRatio: { readonly value: string };
  readonly old?: { readonly balance: string };
  readonly new?: { readonly balance: string };
}

const figuresIn = ({ out }: Done) =>
  (JSON.parse(out).months as Month[]).map((month) => [
    thousands(month.loans.balance),
    thousands(month.old?.balance),
    thousands(month.new?.balance),
    thousands(month.npl.balance),
  ]);

test('thirteen months closed without a warning, and the book is well', async () => {
  expect(closed.map(({ exit, codes }) => [exit, codes.filter((code) => code.startsWith('W_'))])).toEqual(closed.map(() => [0, []]));
  expect((await verify(book, { strict: true })).exit).toBe(0);
});

test('the series of the book is the table', async () => {
  const printed = await series(book);
  expect(figuresIn(printed)).toEqual(BY_HAND);
  expect((JSON.parse(printed.out).months as Month[]).map(({ nplRatio }) => (Number(nplRatio.value) * 100).toFixed(2))).toEqual(RATIOS);
});

test('the year since the lock: 2 800 − 1 000 cash − 400 upgraded − 1 000 written off = 400; 1 000 formed − 350 cash = 650', async () => {
  const { old, new: fresh } = JSON.parse((await series(book)).out).months.at(-1).sinceLock;
  const of = (movement: Record<string, string>, ...names: string[]) => names.map((name) => thousands(movement[name]));
  expect(of(old, 'opening', 'cash', 'upgrade', 'writeOff', 'unexplained', 'closing')).toEqual([2_800, 1_000, 400, 1_000, 0, 400]);
  expect(of(fresh, 'opening', 'formation', 'cash', 'unexplained', 'closing')).toEqual([0, 1_000, 350, 0, 650]);
});

test('the same from all ledgers at once, with the whole year in one go of registers', async () => {
  const all = (kind: 'events' | 'write-offs') => MONTHS.flatMap((month) => registers(month, kind));
  const fromLedgers = await ledgerSeries(LEDGERS, {
    base: [join(book, 'locks/2023-12-31.lock.json')],
    events: all('events'),
    writeOffs: all('write-offs'),
  });
  expect(figuresIn(fromLedgers)).toEqual(BY_HAND);
});

// Of thirteen months the reports open two, seven or those that last saw a loan, and share them.
test('the set of a month is what the commands print of it', async () => {
  await ensureBuilt();
  const out = join(folder, 'out');
  const { exit } = await run((io) => runPublish({ book, out, formats: ['json'], lang: 'en', unit: 'yuan' }, io));
  expect(exit).toBe(0);
  const published = (name: string) => readFileSync(join(out, '2024-12-31', name), 'utf8');
  const left = ['responsibility', 'plan', 'litigation'];
  expect(JSON.parse(published('manifest.json')).leftOut.map(({ report }: { report: string }) => report)).toEqual(left);
  const reports = readdirSync(join(out, '2024-12-31')).filter((name) => !['manifest.json', 'report.json'].includes(name));
  expect(reports).toHaveLength(10);
  for (const name of reports) {
    const { stdout } = await nplHere([name.replace('.json', ''), '--book', book, '-O', 'json']);
    expect(stdout).toBe(published(name));
  }
}, 60_000);
