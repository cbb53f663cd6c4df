import { assertInvariant, type Diagnostic, UserError } from '../diagnostics/diagnostic.js';
import { type DayNumber, isoDate } from '../model/civil-date.js';
import { sumAt, yuan } from '../model/money.js';
import type { Portfolio, RowCounts, SourceFile, Tally } from '../model/portfolio.js';
import { textAt } from '../model/text-index.js';
import { DELIMITER_NAMES } from '../table/dialect.js';
import { finishTable, type TableFacts } from '../table/read-table.js';
import { checkRejects } from '../table/rejects.js';
import type { RowTally } from '../table/row-reader.js';
import { hashSource } from '../table/source.js';
import { APART, type Apart, type DraftTally } from './draft-tally.js';
import { finishedColumns } from './finished-columns.js';
import type { LedgerPlan } from './plan-ledgers.js';
import { DEFAULT_CURRENCY } from './portfolio-draft.js';
import { type LedgerRows, readAll } from './read-rows.js';
import { type IndexedKeys, NONE_REPEATED, type SettledKeys, settleKeys } from './settle-keys.js';

export interface LedgerReading {
  readonly portfolio: Portfolio;
  readonly tables: readonly TableFacts[];
  /** Warnings and notes, in file order. */
  readonly notes: readonly Diagnostic[];
  /** Rows left out under --max-rejects. */
  readonly rejected: readonly Diagnostic[];
  /** The loans whose keys are texts that were asked for beside the reading, in their order; -1 where it is none. Absent: nobody looked. */
  readonly found?: Promise<Int32Array>;
}

/** Ledgers of one date, read one after another on this thread. */
export function readLedgers(plan: LedgerPlan): LedgerReading {
  const hashes = plan.files.map(({ source }) => {
    const sha256 = hashSource(source);
    return () => sha256;
  });
  return finishLedgers(plan, readAll(plan, NONE_REPEATED), hashes);
}

/**
 * Makes one portfolio of the rows that were read; `hashes` gives the files', when they are looked at; `indexed` are its keys, where
 * a thread has indexed them. Every row is a loan, off-book, rejected, not selected, blank, a repeated
 * header or a totals row. Errors: those of the table, E_DUP_ID (over all files), E_AS_OF_*, E_CURRENCY_MIXED, E_NOTHING_SELECTED.
 */
export function finishLedgers(plan: LedgerPlan, read: LedgerRows, hashes: readonly (() => string)[], indexed?: IndexedKeys): LedgerReading {
  const { files, rules } = plan;
  const tables = files.map(({ source, form }, i) =>
    finishTable(source, form, rules, read.tallies[i] as RowTally, hashes[i] as () => string),
  );
  const rows = addRows(tables.map((table) => table.rows));
  const names = files.map(({ source }) => source.shownAs);
  const known: Known = { plan, tally: read.tally, file: names[0] as string };
  // Before the rejects: in a file of several months every loan stands twice, and that is not what is wrong with it.
  refuseSeveralDates(known);
  const settled = settleKeys(read.store, read.tally.offBook, names, indexed);
  // The rows that must not be there are told by their cells, which nobody has kept: they are read again.
  if (settled.repeated.size > 0) return refuseRepeated(plan, settled);
  checkRejects(read.rejects, rules.rejectLimit, rows.read);
  const portfolio = finishPortfolio(known, read, settled, tables.map(sourceFile), rows);
  const notes = [...tables.flatMap((table) => table.notes), ...plan.notes, ...portfolioNotes(known, portfolio.count)];
  return { portfolio, tables, notes, rejected: read.rejects.diagnostics };
}

function refuseRepeated(plan: LedgerPlan, { repeated }: SettledKeys): never {
  const { rejects, tallies } = readAll(plan, repeated);
  plan.files.forEach(({ source, form }, i) => {
    finishTable(source, form, plan.rules, tallies[i] as RowTally, () => '');
  });
  checkRejects(rejects, plan.rules.rejectLimit, 0);
  throw new Error('a loan stood twice in the first reading and not in the second');
}

/** What a report says of a file that was read. */
export function sourceFile(table: TableFacts): SourceFile {
  const { name, bytes, rows } = table;
  const { delimiter } = table.dialect;
  return {
    name,
    get sha256() {
      return table.sha256;
    },
    bytes,
    rows,
    encoding: table.probe.encoding,
    delimiter: DELIMITER_NAMES[delimiter] ?? delimiter,
  };
}

export function addRows(parts: readonly RowCounts[]): RowCounts {
  const total: RowCounts = { read: 0, loans: 0, offBook: 0, rejected: 0, notSelected: 0, blank: 0, repeatedHeader: 0, totals: 0 };
  for (const part of parts) for (const name of Object.keys(total) as (keyof RowCounts)[]) total[name] += part[name];
  return total;
}

/** What is asked about the rows of all files together. */
interface Known {
  readonly plan: LedgerPlan;
  readonly tally: DraftTally;
  /** The first. */
  readonly file: string;
}

function finishPortfolio(
  known: Known,
  { store, dictionaries, tally }: LedgerRows,
  { keys, offBookKeys }: SettledKeys,
  sources: readonly SourceFile[],
  rows: RowCounts,
): Portfolio {
  const asOf = settledDate(known, rows);
  const currency = settledCurrency(known);
  const [offBook, negative] = [tallyApart(tally, 'offBook'), tallyApart(tally, 'negative')];
  assertInvariant(store.count === rows.loans, `${rows.loans} rows are loans, the portfolio holds ${store.count}`);
  assertInvariant(keys.size === store.count, `${store.count} loans have ${keys.size} keys`);
  assertInvariant(offBook.count === rows.offBook, `${rows.offBook} rows are off-book, ${offBook.count} are summed`);
  return {
    ...finishedColumns(store, dictionaries, known.plan.held),
    asOf,
    currency,
    count: store.count,
    keys,
    keyParts: known.plan.keyParts,
    sources,
    offBook,
    offBookKeys,
    offBookReplaces: replacedBy(tally.offBook),
    negative,
    rows,
  };
}

/** Few rows off the book have replaced any. */
function replacedBy({ keys, replaces }: DraftTally['offBook']): NonNullable<Portfolio['offBookReplaces']> {
  const found: { key: string; replaces: string }[] = [];
  for (let row = 0; row < replaces.size; row++) {
    if (replaces.starts[row] !== replaces.starts[row + 1]) found.push({ key: textAt(keys, row), replaces: textAt(replaces, row) });
  }
  return found;
}

function tallyApart({ apartCounts, apartSums }: DraftTally, which: Apart): Tally {
  const index = APART.indexOf(which);
  return { count: apartCounts[index] as number, balance: sumAt(apartSums, index) };
}

function refuseSeveralDates({ tally: { dates }, plan, file }: Known): void {
  if (plan.rules.asOf !== undefined || dates.size < 2) return;
  throw new UserError({ code: 'E_AS_OF_SEVERAL', file, params: { dates: shownDates(dates) } });
}

function settledDate({ tally: { dates }, plan: { rules }, file }: Known, rows: RowCounts): DayNumber {
  const [found] = dates;
  if (rules.asOf !== undefined) {
    if (dates.size > 0 && !dates.has(rules.asOf)) {
      throw new UserError({ code: 'E_AS_OF_CONFLICT', file, params: { stated: shownDates(dates), asked: isoDate(rules.asOf) } });
    }
    refuseNothingSelected(file, rows);
    return rules.asOf;
  }
  refuseNothingSelected(file, rows);
  if (found !== undefined) return found;
  throw new UserError({ code: 'E_AS_OF_MISSING', file });
}

/** By what became of the rows: a ledger without a date column has a date, whatever is selected of it. */
function refuseNothingSelected(file: string, { notSelected, loans, offBook }: RowCounts): void {
  if (notSelected === 0 || loans + offBook > 0) return;
  const advice = { en: `${notSelected} rows were read`, zh: `共读取 ${notSelected} 行` };
  throw new UserError({ code: 'E_NOTHING_SELECTED', file, params: { advice } });
}

function shownDates(dates: ReadonlySet<DayNumber>): string {
  const shown = [...dates].sort((a, b) => a - b).map(isoDate);
  return shown.length > 12 ? `${shown.slice(0, 12).join(', ')} … (${shown.length})` : shown.join(', ');
}

function settledCurrency({ tally: { currencies }, plan: { rules }, file }: Known): string {
  if (currencies.size > 1) {
    const listed = [...currencies].map(([code, count]) => `${code} (${count})`).sort();
    throw new UserError({ code: 'E_CURRENCY_MIXED', file, params: { currencies: listed.join(', ') } });
  }
  const [only] = currencies.keys();
  return only ?? rules.currency ?? DEFAULT_CURRENCY;
}

/** What only all files together show. */
function portfolioNotes({ tally, file }: Known, count: number): readonly Diagnostic[] {
  const { ids, writeOffDates } = tally;
  const settled = tallyApart(tally, 'settledWithBalance');
  const notes: Diagnostic[] = [];
  if (ids.long > 0 && ids.long === ids.longRounded) notes.push({ code: 'W_ID_EXCEL_15_DIGITS', file, params: { count: ids.long } });
  if (ids.decimal > 0 && ids.decimal === count) notes.push({ code: 'W_ID_DECIMAL', file, params: { count } });
  if (settled.count > 0) {
    notes.push({ code: 'W_OFF_BOOK_BALANCE', file, params: { count: settled.count, balance: yuan(settled.balance) } });
  }
  if (writeOffDates > 0) notes.push({ code: 'W_WRITE_OFF_DATE', file, params: { count: writeOffDates } });
  return notes;
}
