import type { Bilingual } from '../../diagnostics/catalogue.js';
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
  /** Why this month has none. */
  readonly without?: Bilingual;
  /** Whether there is anything to make it of is known when it is made: E_USAGE then says why not. */
  readonly isOptional?: true;
}

/** What the reports of the set need of the columns: what is listed, compared or split by in any of them. */
export const bundleColumns = (policy: Policy): Keep => listColumns(policy, [...UNIT_KINDS, 'industry', 'debtorIdentity']);

/** Rows of a list in the files that people read; json holds what its report holds. */
const LISTED = 200;

const TASKS = { targets: [], assignments: [], internalTransfers: [], officerRole: 'collecting' } as const;

const ONE_MONTH: Bilingual = {
  en: 'it compares two months, and this is the first of the book',
  zh: '该报表比较两个月份，而这是台账簿的首月',
};
const noRegister = (id: string): Bilingual => ({ en: `the book was given no register “${id}”`, zh: `台账簿中没有登记簿“${id}”` });

/**
 * The month's full set: `months` are those in force up to it, the month last. What compares two dates is there from the second month on,
 * what is made of a register where the book has it.
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
  const fromSecond = months.length > 1 ? {} : { without: ONE_MONTH };
  const having = (register: string) =>
    months.some((one) => registerFilesOf(one, register).length > 0) ? {} : { without: noRegister(register) };
  return [
    { name: 'report', run: async (output, io) => (await import('../book/book-report.js')).runBookReport({ ...month, ...output }, io) },
    {
      name: 'series',
      run: async (output, io) => (await import('../book/book-series.js')).runBookSeries({ ...period(months.length), ...output }, io),
    },
    {
      name: 'roll-forward',
      ...fromSecond,
      run: async (output, io) => (await import('../monitoring/roll-forward.js')).runRollForward({ ...period(2), ...output }, io),
    },
    {
      name: 'migration',
      ...fromSecond,
      run: async (output, io) =>
        (await import('../monitoring/migration.js')).runMigration({ ...period(2), openingBalance: false, ...output }, io),
    },
    {
      name: 'new-npl',
      ...fromSecond,
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
      name: 'quality',
      run: async (output, io) => (await import('../recovery/quality.js')).runQuality({ ...month, ...output }, io),
    },
    {
      name: 'concentration',
      run: async (output, io) =>
        (await import('../recovery/concentration.js')).runConcentration({ ...month, foreclosed: [], responsibility: [], ...output }, io),
    },
    {
      name: 'tasks',
      isOptional: true,
      run: async (output, io) => (await import('../recovery/tasks.js')).runTasks({ ...month, ...TASKS, ...output }, io),
    },
    {
      name: 'responsibility',
      ...having('responsibility'),
      isOptional: true,
      run: async (output, io) =>
        (await import('../recovery/responsibility.js')).runResponsibility({ ...month, responsibility: [], ...output }, io),
    },
    {
      name: 'plan',
      ...having('plans'),
      run: async (output, io) => (await import('../recovery/plan.js')).runPlan({ ...month, plans: [], ...output }, io),
    },
    {
      name: 'litigation',
      ...having('litigation'),
      run: async (output, io) =>
        (await import('../recovery/litigation.js')).runLitigation({ ...month, litigation: [], within: LISTED_AHEAD_DAYS, ...output }, io),
    },
  ];
}
