import type { Keep } from '../../ledger/kept-fields.js';
import { ROLL_MONTHS } from '../../measure/roll-estimate.js';
import type { DayNumber } from '../../model/civil-date.js';
import { LISTED_AHEAD_DAYS } from '../../model/limitation.js';
import { RENEWAL_DAYS } from '../../model/suspected-renewal.js';
import { UNIT_KINDS } from '../../model/tasks.js';
import type { Policy } from '../../policy/policy.js';
import { registerFilesOf } from '../book/carried-registers.js';
import type { Book, StoredMonth } from '../book/open-book.js';
import type { Io } from '../io.js';
import type { OutputOptions } from '../output/deliver.js';
import { listColumns } from '../reading/needed-columns.js';

/** A report of the month's full set: the name of its files, and what makes it. */
export interface BundleReport {
  readonly name: string;
  readonly run: (options: OutputOptions, io: Io) => Promise<unknown>;
}

/** What the reports of the set need of the columns: what is listed, compared or split by in any of them. */
export const bundleColumns = (policy: Policy): Keep => listColumns(policy, [...UNIT_KINDS, 'industry', 'debtorIdentity']);

/** Rows of a list in the files that people read; json holds what its report holds. */
const LISTED = 200;

/**
 * The month's full set: `months` are those in force up to it, the month last. What compares two dates is there from the second month on,
 * what rests on a register where the book has it.
 */
export function bundleReports(book: Book, months: readonly StoredMonth[]): BundleReport[] {
  const { asOf } = months.at(-1) as StoredMonth;
  const from = (count: number): DayNumber => (months.at(-count) ?? (months[0] as StoredMonth)).asOf;
  const reading = { where: [], skipLines: 0, allowNegative: false, allowEmpty: false };
  const history = {
    basis: book.config.basis,
    overrides: [],
    since: [],
    base: [],
    events: [],
    writeOffs: [],
    recoveries: [],
    disposals: [],
    idMap: [],
  };
  const common = {
    ...reading,
    ...history,
    ledgers: [],
    book: book.dir,
    shared: book,
    strict: false,
    failOnBreach: false,
    renewalDays: RENEWAL_DAYS,
    by: [],
    limit: LISTED,
  };
  const month = { ...common, asOf };
  const period = (count: number) => ({ ...common, from: from(count), to: asOf });
  const has = (register: string) => months.some((one) => registerFilesOf(one, register).length > 0);
  const all: (BundleReport & { readonly when?: boolean })[] = [
    { name: 'report', run: async (output, io) => (await import('../book/book-report.js')).runBookReport({ ...month, ...output }, io) },
    {
      name: 'series',
      run: async (output, io) => (await import('../book/book-series.js')).runBookSeries({ ...period(months.length), ...output }, io),
    },
    {
      name: 'roll-forward',
      when: months.length > 1,
      run: async (output, io) => (await import('../monitoring/roll-forward.js')).runRollForward({ ...period(2), ...output }, io),
    },
    {
      name: 'migration',
      when: months.length > 1,
      run: async (output, io) =>
        (await import('../monitoring/migration.js')).runMigration({ ...period(2), openingBalance: false, ...output }, io),
    },
    {
      name: 'new-npl',
      when: months.length > 1,
      run: async (output, io) => (await import('../monitoring/new-npl.js')).runNewNpl({ ...period(2), ...output }, io),
    },
    {
      name: 'watch',
      run: async (output, io) => (await import('../monitoring/watch.js')).runWatch({ ...period(ROLL_MONTHS + 1), ...output }, io),
    },
    {
      name: 'write-off',
      run: async (output, io) => (await import('../recovery/write-off.js')).runWriteOff({ ...month, evidence: [], ...output }, io),
    },
    {
      name: 'provision',
      run: async (output, io) => (await import('../recovery/provision.js')).runProvision({ ...month, evidence: [], ...output }, io),
    },
    {
      name: 'plan',
      when: has('plans'),
      run: async (output, io) => (await import('../recovery/plan.js')).runPlan({ ...month, plans: [], ...output }, io),
    },
    {
      name: 'litigation',
      when: has('litigation'),
      run: async (output, io) =>
        (await import('../recovery/litigation.js')).runLitigation({ ...month, litigation: [], within: LISTED_AHEAD_DAYS, ...output }, io),
    },
  ];
  return all.filter(({ when = true }) => when);
}
