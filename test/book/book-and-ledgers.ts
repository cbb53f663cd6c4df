import { join } from 'node:path';
import { RENEWAL_DAYS } from '../../src/model/suspected-renewal.js';
import type { Io } from '../../src/run/io.js';
import { type DifferenceOptions, runDifference } from '../../src/run/monitoring/difference.js';
import { runMigration } from '../../src/run/monitoring/migration.js';
import { runNewNpl } from '../../src/run/monitoring/new-npl.js';
import { runRollForward } from '../../src/run/monitoring/roll-forward.js';
import type { PeriodRunOptions } from '../../src/run/monitoring/run-period.js';
import { runSeries } from '../../src/run/monitoring/series.js';
import { runWatch } from '../../src/run/monitoring/watch.js';
import { day } from '../support/ledger.js';
import { closeMonth, type Done, initBook, lockMonth, newFolder, OUTPUT, run, write } from './journeys.js';

/**
 * Four months worked by hand, locked at the end of January or never; balances in yuan, classes declared. A is renewed as A2 in February
 * and stays what it was; B is upgraded in February and NPL again in April (a relapse); C, performing in January and February,
 * is paid off in March, and its cash stands in the register of March; D forms in March; E leaves in April, and F of the same
 * household is lent as much two days before: a suspected renewal. G is special-mention from March on.
 *
 * | loan | 31 Jan (lock) | 29 Feb | 31 Mar | 30 Apr |
 * |---|---|---|---|---|
 * | A | 1000 次级 | renewed | | |
 * | A2 | | 1000 正常 → 次级 | 900 | 850 |
 * | B | 500 次级 | 500 正常 | 500 正常 | 500 次级 |
 * | C | 300 正常 | 300 正常 | paid | |
 * | D | 400 正常 | 400 正常 | 400 次级 | 400 可疑 |
 * | E | 600 可疑 | 600 可疑 | 600 可疑 | gone |
 * | F | | | | 600 正常 |
 * | G | 200 正常 | 200 正常 | 200 关注 | 200 关注 |
 */
const HEADER = 'loan_id,class,balance,issue_date,replaces,户号,branch';
const MONTHS: Readonly<Record<string, { readonly loans: readonly string[]; readonly events: readonly string[] }>> = {
  '2024-01-31': {
    loans: [
      ...['A,次级,1000,2020-01-01,,H1,X', 'B,次级,500,2020-01-01,,H2,X', 'C,正常,300,2020-01-01,,H3,Y'],
      ...['D,正常,400,2020-01-01,,H4,Y', 'E,可疑,600,2020-01-01,,H5,X', 'G,正常,200,2020-01-01,,H6,Y'],
    ],
    events: ['2024-01-10,A,cash,100'],
  },
  '2024-02-29': {
    loans: [
      ...['A2,正常,1000,2024-02-05,A,H1,X', 'B,正常,500,2020-01-01,,H2,X', 'C,正常,300,2020-01-01,,H3,Y'],
      ...['D,正常,400,2020-01-01,,H4,Y', 'E,可疑,600,2020-01-01,,H5,X', 'G,正常,200,2020-01-01,,H6,Y'],
    ],
    events: ['2024-02-20,B,upgrade,500'],
  },
  '2024-03-31': {
    loans: [
      ...['A2,正常,900,2024-02-05,A,H1,X', 'B,正常,500,2020-01-01,,H2,X', 'D,次级,400,2020-01-01,,H4,Y'],
      ...['E,可疑,600,2020-01-01,,H5,X', 'G,关注,200,2020-01-01,,H6,Y'],
    ],
    events: ['2024-03-10,A2,cash,100', '2024-03-12,C,cash,300'],
  },
  '2024-04-30': {
    loans: [
      ...['A2,正常,850,2024-02-05,A,H1,X', 'B,次级,500,2020-01-01,,H2,X', 'D,可疑,400,2020-01-01,,H4,Y'],
      ...['F,正常,600,2024-04-18,,H5,X', 'G,关注,200,2020-01-01,,H6,Y'],
    ],
    events: ['2024-04-10,A2,cash,50', '2024-04-20,E,cash,600'],
  },
};
export const LOCKED = '2024-01-31';

/** The same months twice: closed in a book, and as the files that they were closed from. */
export interface BookAndLedgers {
  readonly folder: string;
  readonly book: string;
  readonly ledgers: readonly string[];
  readonly events: readonly string[];
  readonly base: readonly string[];
  readonly closed: readonly Done[];
}

export async function bookAndLedgers(isLocked: boolean): Promise<BookAndLedgers> {
  const folder = newFolder();
  const book = join(folder, 'book');
  await initBook(book);
  const found = { ledgers: [] as string[], events: [] as string[], closed: [] as Done[] };
  for (const [date, { loans, events }] of Object.entries(MONTHS)) {
    const ledger = write(folder, `ledger-${date}.csv`, HEADER, ...loans);
    const registers = events.length === 0 ? [] : [write(folder, `events-${date}.csv`, 'date,loan_id,kind,principal', ...events)];
    found.ledgers.push(ledger);
    found.events.push(...registers);
    found.closed.push(await closeMonth(book, [ledger], { events: registers }));
    if (isLocked && date === LOCKED) await lockMonth(book, day(date), { reason: 'base' });
  }
  return { folder, book, base: isLocked ? [join(book, 'locks', `${LOCKED}.lock.json`)] : [], ...found };
}

const OPTIONS: PeriodRunOptions = {
  ...OUTPUT,
  ...{ ledgers: [], where: [], skipLines: 0, allowNegative: false, allowEmpty: false, basis: 'stricter' },
  ...{
    overrides: [],
    recoveries: [],
    disposals: [],
    base: [],
    events: [],
    writeOffs: [],
    idMap: [],
    strict: false,
    failOnBreach: false,
    renewalDays: RENEWAL_DAYS,
  },
};

type More = Partial<PeriodRunOptions> & Pick<DifferenceOptions, 'by'> & { readonly againstPolicy?: string };

const ALL = 1000;

/** Every command over several months, whole lists. */
export const PERIOD_COMMANDS: Readonly<Record<string, (more: More, io: Io) => Promise<number>>> = {
  series: (more, io) => runSeries({ ...OPTIONS, ...more }, io),
  'roll-forward': (more, io) => runRollForward({ ...OPTIONS, ...more, limit: ALL }, io),
  migration: (more, io) => runMigration({ ...OPTIONS, ...more, limit: ALL, openingBalance: true }, io),
  'new-npl': (more, io) => runNewNpl({ ...OPTIONS, ...more, limit: ALL }, io),
  watch: (more, io) => runWatch({ ...OPTIONS, ...more, limit: ALL }, io),
  diff: (more, io) => runDifference({ ...OPTIONS, ...more, limit: ALL }, io),
};

export function runPeriodCommand(name: string, more: Partial<More>): Promise<Done> {
  const command = PERIOD_COMMANDS[name];
  if (command === undefined) throw new Error(`no command ${name}`);
  return run((io) => command({ by: [], ...more }, io));
}
