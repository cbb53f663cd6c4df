import { UserError } from '../../diagnostics/diagnostic.js';
import type { ExitCode } from '../../diagnostics/exit-codes.js';
import { listed } from '../../diagnostics/wording.js';
import type { States } from '../../documents/states.js';
import type { Keep } from '../../ledger/kept-fields.js';
import { checkMigration, type Migration, measureMigration, NO_STATE, type StatesOf } from '../../measure/migration.js';
import { measureMigrationBy } from '../../measure/migration-by.js';
import { measureDisposals, measureMigrationRates } from '../../measure/migration-rates.js';
import { LOAN_CLASSES } from '../../model/loan-class.js';
import { codedTexts } from '../../model/loan-facts.js';
import type { Dimension } from '../../model/loan-fields.js';
import type { Month } from '../../model/portfolio.js';
import { NO_TEXT, textAt } from '../../model/text-index.js';
import { migrationDocument, migrationJson } from '../../report/period/migration.js';
import { foldWord } from '../../table/fold.js';
import type { Io } from '../io.js';
import { reportColumns } from '../reading/needed-columns.js';
import { type PeriodRun, type PeriodRunOptions, runPeriod } from './run-period.js';

export interface MigrationOptions extends PeriodRunOptions {
  readonly by: readonly Dimension[];
  readonly limit: number;
  /** Shows the matrix at opening balance too. */
  readonly openingBalance: boolean;
  /** A file of states to follow instead of the five classes. */
  readonly states?: string;
}

/** How loans went from class to class, or from state to state, and the official rates. */
export async function runMigration(options: MigrationOptions, io: Io): Promise<ExitCode> {
  const states = options.states === undefined ? undefined : (await import('../../documents/states.js')).readStates(options.states);
  if (states !== undefined && options.by.length > 0) throw noSplit();
  const fields = states === undefined ? {} : { fields: { migrationState: { columns: [states.column] } } };
  return runPeriod({ ...options, ...fields }, io, {
    leastDates: 2,
    columns: (policy) => keepStates(reportColumns(policy, options.by), states),
    report: (run) => {
      const report = migrationReport(run, options, states);
      return { document: (lang, unit) => migrationDocument(report, lang, unit), json: () => migrationJson(report) };
    },
  });
}

function keepStates(keep: Keep, states: States | undefined): Keep {
  return (field, held) => (field === 'migrationState' && states !== undefined ? 'yes' : keep(field, held));
}

function migrationReport({ period, frame }: PeriodRun, options: MigrationOptions, states: States | undefined) {
  const months = period.months.map(({ month }) => month);
  const [first, last] = [months[0], months.at(-1)] as [Month, Month];
  const { families } = period.lineage;
  const seen = months.map((month) => statesIn(month, states));
  const between = (from: number, to: number): Migration => {
    const migration = measureMigration({
      states: states?.names.length ?? LOAN_CLASSES.length,
      opening: seen[from] as StatesOf,
      closing: seen[to] as StatesOf,
      families,
    });
    checkMigration(migration);
    return migration;
  };
  const migration = between(0, months.length - 1);
  const periods = months.length < 3 ? [] : months.slice(1).map((_, i) => between(i, i + 1));
  const disposals = states === undefined ? measureDisposals(months, families, period.background.events) : undefined;
  return {
    frame,
    migration,
    periods,
    rates: disposals === undefined ? [] : measureMigrationRates(migration, disposals),
    dimensions: options.by,
    withOpeningBalance: options.openingBalance,
    limit: options.limit,
    ...(disposals === undefined ? {} : { disposals }),
    ...(states === undefined ? {} : { states: states.names }),
    ...(options.by.length === 0 ? {} : { by: measureMigrationBy(first, last, migration, options.by) }),
  };
}

/** Errors: E_STATE for a value that the file of states does not name. */
function statesIn({ portfolio, classified }: Month, states: States | undefined): StatesOf {
  if (states === undefined) return { portfolio, stateOf: (loan) => classified.used[loan] as number };
  const column = codedTexts(portfolio, 'migrationState');
  if (column === undefined) return { portfolio, stateOf: () => NO_STATE };
  const { codes, dictionary } = column;
  const file = portfolio.sources.map(({ name }) => name).join(', ');
  const meant = Array.from({ length: dictionary.size }, (_, code) => {
    const value = textAt(dictionary, code);
    const state = states.byValue.get(foldWord(value));
    if (state === undefined)
      throw new UserError({ code: 'E_STATE', file, value, params: { column: states.column, names: listed(states.names) } });
    return state;
  });
  return { portfolio, stateOf: (loan) => (codes[loan] === NO_TEXT ? NO_STATE : (meant[codes[loan] as number] as number)) };
}

function noSplit(): UserError {
  const params = {
    reason: { en: '--by splits the five classes, not --states', zh: '--by 只用于五级分类，不能与 --states 同用' },
    advice: { en: 'leave one of them out', zh: '请去掉其中一个' },
  };
  return new UserError({ code: 'E_USAGE', params });
}
