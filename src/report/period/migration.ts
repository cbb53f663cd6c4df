import type { Matrix, Migration } from '../../measure/migration.js';
import type { DimensionMigration } from '../../measure/migration-by.js';
import type { Disposals, MigrationRate } from '../../measure/migration-rates.js';
import { isoDate } from '../../model/civil-date.js';
import { type ClassCode, className, isNpl, LOAN_CLASSES } from '../../model/loan-class.js';
import type { Dimension } from '../../model/loan-fields.js';
import { type Cents, sumOf, yuan } from '../../model/money.js';
import type { Tally } from '../../model/portfolio.js';
import { ABSENT, columnsOf, count, label, money, ratio, table, tallyWords, text, withChart } from '../cells.js';
import { migrationChart } from '../charts/migration-chart.js';
import type { Block, Cell, Column, Document, Lang, MoneyUnit, Row, Section } from '../document.js';
import { ratioJson, tallyJson } from '../npl-report-json.js';
import { byHeading, dimensionColumns, splitRows } from '../sections/dimensions.js';
import { sentence } from '../sentence.js';
import type { Words } from '../words/words.js';
import { migrationCover } from './covers.js';
import { type PeriodFrame, periodDocument, periodJson } from './frame.js';

/** How loans went from class to class, or state to state, and what is shown of it. */
export interface MigrationReport {
  readonly frame: PeriodFrame;
  /** From the first date to the last. */
  readonly migration: Migration;
  /** Between dates that follow each other, where there are more than two. */
  readonly periods: readonly Migration[];
  /** Names of the states of a --states file; absent for the five classes. */
  readonly states?: readonly string[];
  /** Of the five classes alone. */
  readonly disposals?: Disposals;
  readonly rates: readonly MigrationRate[];
  readonly by?: readonly DimensionMigration[];
  readonly dimensions: readonly Dimension[];
  readonly withOpeningBalance: boolean;
  readonly limit: number;
}

/** `npl migration`: the matrix of classes or states, and the rates of 2005 and 2022. */
export function migrationDocument(report: MigrationReport, lang: Lang, unit: MoneyUnit): Document {
  return periodDocument(
    report.frame,
    lang,
    unit,
    (words) => words.period.migrationTitle,
    (words) => [
      closingSection(words, report),
      countSection(words, report),
      openingSection(words, report),
      disposalSection(words, report),
      ratesSection(words, report, '2005'),
      ratesSection(words, report, '2022'),
      bySection(words, report),
    ],
    (words) => migrationCover(words, report.frame, report.rates),
  );
}

interface State {
  readonly id: string;
  readonly name: Cell;
  readonly header: string;
}

function statesOf(words: Words, { states }: MigrationReport): readonly State[] {
  if (states !== undefined) return states.map((name) => ({ id: name, name: text(name), header: name }));
  return LOAN_CLASSES.map((name) => ({ id: name, name: label(words.class[name]), header: words.classShort[name] }));
}

function stateColumns(states: readonly State[]): Column[] {
  return states.map(({ id, header }) => ({ id, header, align: 'right' }));
}

/** As return G12 has it: opening, decrease, and what is left by class of the closing, at closing balance. */
function closingSection(words: Words, report: MigrationReport): Section {
  const { migration } = report;
  const states = statesOf(words, report);
  const total = sumTally(migration.openingTotal);
  const left = sumOf(migration.closing.flat(), (cents) => cents);
  const row = (id: string, name: Cell, opening: Cell, decrease: Cell, cells: readonly Cell[], tone?: Row['tone']): Row => ({
    id,
    cells: [name, opening, decrease, ...cells],
    ...(tone === undefined ? {} : { tone }),
  });
  const rows = [
    row(
      'closing',
      label(words.period.closing),
      ABSENT,
      ABSENT,
      migration.closingTotal.map((tally) => money(tally.balance)),
      'total',
    ),
    row(
      'new',
      label(words.period.entries),
      ABSENT,
      ABSENT,
      migration.entries.map((tally) => money(tally.balance)),
    ),
    ...states.map(({ id, name }, from) => {
      const opening = migration.openingTotal[from]?.balance ?? 0n;
      const cells = migration.closing[from] as readonly Cents[];
      return row(id, name, money(opening), money(opening - sumOf(cells, (cents) => cents)), cells.map(money));
    }),
    row(
      'total',
      label(words.item.total),
      money(total.balance),
      money(total.balance - left),
      states.map((_, to) => money(sumOf(migration.closing, (cells) => cells[to] as Cents))),
      'total',
    ),
  ];
  const columns = [...columnsOf(words, ['state', 'opening', 'decrease']), ...stateColumns(states)];
  const chart = migrationChart(
    words,
    states.map(({ header }) => header),
    migration.closing,
  );
  const blocks: Block[] = [withChart(table('closing-balance', columns, rows), chart), sentence('note', words.period.closingBalanceNote)];
  if (migration.notStated.count > 0)
    blocks.push(sentence('warning', words.period.stateNotStated + words.colon, ...tallyWords(words, migration.notStated)));
  return { id: 'closing-balance', heading: words.period.heading.closingMatrix, blocks };
}

function sumTally(tallies: readonly Tally[]): Tally {
  return { count: tallies.reduce((sum, one) => sum + one.count, 0), balance: sumOf(tallies, (one) => one.balance) };
}

function countSection(words: Words, report: MigrationReport): Section {
  const { migration } = report;
  const rows = [
    ...matrixRows(statesOf(words, report), migration.counts, count, (from) => count(migration.exits[from]?.count ?? 0)),
    { id: 'new', cells: [label(words.period.entries), ...migration.entries.map((tally) => count(tally.count)), ABSENT] },
  ];
  return {
    id: 'counts',
    heading: words.period.heading.countMatrix,
    blocks: [
      table('counts', [...columnsOf(words, ['state']), ...stateColumns(statesOf(words, report)), ...columnsOf(words, ['left'])], rows),
    ],
  };
}

function openingSection(words: Words, report: MigrationReport): Section | undefined {
  if (!report.withOpeningBalance) return undefined;
  const { migration } = report;
  const states = statesOf(words, report);
  const rows = matrixRows(states, migration.opening, money, (from) => money(migration.exits[from]?.balance));
  return {
    id: 'opening-balance',
    heading: words.period.heading.openingMatrix,
    blocks: [table('opening-balance', [...columnsOf(words, ['state']), ...stateColumns(states), ...columnsOf(words, ['left'])], rows)],
  };
}

function matrixRows<T>(states: readonly State[], matrix: Matrix<T>, cell: (value: T) => Cell, left: (from: number) => Cell): Row[] {
  return states.map(({ id, name }, from) => ({ id, cells: [name, ...(matrix[from] as readonly T[]).map(cell), left(from)] }));
}

/** By class of the opening and class at disposal; only where something was disposed of. */
function disposalSection(words: Words, { disposals }: MigrationReport): Section | undefined {
  if (disposals === undefined) return undefined;
  const nplCodes = LOAN_CLASSES.map((_, code) => code).filter(isNpl);
  const moves = (cells: readonly Cents[]) => cells.some((cents) => cents !== 0n);
  if (![...disposals.byClass, disposals.ofEntries].some(moves)) return undefined;
  const cells = (row: readonly Cents[]) => nplCodes.map((code) => money(row[code]));
  const rows: Row[] = [
    { id: 'new', cells: [label(words.period.entries), ...cells(disposals.ofEntries)] },
    ...disposals.byClass.map((row, from) => ({ id: className(from), cells: [label(words.class[className(from)]), ...cells(row)] })),
  ];
  const columns: Column[] = nplCodes.map((code) => ({ id: className(code), header: words.class[className(code)], align: 'right' }));
  return {
    id: 'disposals',
    heading: words.period.heading.disposals,
    blocks: [table('disposals', [...columnsOf(words, ['state']), ...columns], rows), sentence('note', words.period.disposalNote)],
  };
}

function ratesSection(words: Words, { rates }: MigrationReport, formula: MigrationRate['formula']): Section | undefined {
  const own = rates.filter((rate) => rate.formula === formula);
  const [first] = own;
  if (first === undefined) return undefined;
  const isLater = formula === '2022';
  const rows = own.map(
    ({ of, migrated, disposed, base, rate }): Row => ({
      id: of === 'combined' ? of : className(of),
      cells: [
        label(of === 'combined' ? words.period.combined : words.class[className(of)]),
        money(migrated),
        ...(isLater ? [money(disposed)] : []),
        money(base),
        ratio(rate),
      ],
      ...(of === 'combined' ? { tone: 'total' as const } : {}),
    }),
  );
  const columns = columnsOf(words, ['state', 'migrated', ...(isLater ? (['disposed'] as const) : []), 'base', 'rate']);
  return {
    id: `rates-${formula}`,
    heading: words.period.heading.rates(formula),
    blocks: [table(`rates-${formula}`, columns, rows), sentence('note', words.period.formula[formula](first.annualised?.months))],
  };
}

function bySection(words: Words, { by, dimensions, limit, migration, rates }: MigrationReport): Section | undefined {
  if (by === undefined) return undefined;
  const columns = [...dimensionColumns(words, dimensions), ...columnsOf(words, ['opening', 'becameNpl', 'combinedRate'])];
  const combined = (own: readonly MigrationRate[]) => own.find(({ of, formula }) => of === 'combined' && formula === '2005');
  const cells = (opening: Cents, becameNpl: Cents, rate: Cell): Cell[] => [money(opening), money(becameNpl), rate];
  const performing = migration.openingTotal.filter((_, code) => !isNpl(code as ClassCode));
  const whole = combined(rates);
  const total = cells(sumTally(performing).balance, whole?.migrated ?? 0n, ratio(whole?.rate));
  const rows = splitRows(
    words,
    dimensions,
    { rows: by, limit, total },
    (row) => cells(row.opening, row.becameNpl, ratio(combined(row.rates)?.rate)),
    (rest) =>
      cells(
        sumOf(rest, (row) => row.opening),
        sumOf(rest, (row) => row.becameNpl),
        ABSENT,
      ),
  );
  return {
    id: 'by',
    heading: byHeading(words, dimensions),
    blocks: [table('by', columns, rows), sentence('note', words.period.byRateNote)],
  };
}

/** The npl.migration/1 contract: `cells[from][to]`, in the order of `states`. */
export function migrationJson(report: MigrationReport): object {
  const { frame, migration, periods, disposals, rates, by } = report;
  return periodJson('npl.migration/1', frame, {
    states: report.states ?? LOAN_CLASSES,
    ...matricesJson(migration),
    disposals: disposals && {
      byClass: disposals.byClass.map((row) => row.map(yuan)),
      ofEntries: disposals.ofEntries.map(yuan),
    },
    rates: rates.map(rateJson),
    periods: periods.map((one) => ({ from: isoDate(one.from), to: isoDate(one.to), ...matricesJson(one) })),
    by: by?.map(({ key, opening, becameNpl, rates: own }) => ({
      key,
      opening: yuan(opening),
      becameNpl: yuan(becameNpl),
      rates: own.map(rateJson),
    })),
  });
}

function matricesJson(migration: Migration): object {
  return {
    counts: migration.counts,
    openingBalance: migration.opening.map((row) => row.map(yuan)),
    closingBalance: migration.closing.map((row) => row.map(yuan)),
    entries: migration.entries.map(tallyJson),
    exits: migration.exits.map(tallyJson),
    openingTotal: migration.openingTotal.map(tallyJson),
    closingTotal: migration.closingTotal.map(tallyJson),
    notStated: tallyJson(migration.notStated),
  };
}

function rateJson({ of, formula, migrated, disposed, base, annualised, rate }: MigrationRate): object {
  return {
    of: of === 'combined' ? of : className(of),
    formula,
    migrated: yuan(migrated),
    disposed: formula === '2022' ? yuan(disposed) : undefined,
    base: yuan(base),
    months: annualised?.months,
    rate: ratioJson(rate),
  };
}
