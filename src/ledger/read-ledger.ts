import { assertInvariant, type Diagnostic, UserError } from '../diagnostics/diagnostic.js';
import { type DayNumber, isoDate } from '../model/civil-date.js';
import { sumAt, yuan } from '../model/money.js';
import type { Portfolio, RowCounts, SourceFile, Tally } from '../model/portfolio.js';
import { DELIMITER_NAMES } from '../table/dialect.js';
import { readTable, type TableFacts, type TableRules } from '../table/read-table.js';
import { newRejectLog, type RejectLimit } from '../table/rejects.js';
import type { Source } from '../table/source.js';
import { finishedColumns } from './portfolio-columns.js';
import { type Apart, DEFAULT_CURRENCY, type DraftRules, draftSink, newPortfolioDraft, type PortfolioDraft } from './portfolio-draft.js';
import { LEDGER_SCHEMA } from './schema.js';

export interface LedgerRules extends TableRules, DraftRules {
  readonly rejectLimit?: RejectLimit;
  /** Keep every problem of every refused row, for a rejects file. */
  readonly keepAllRejects: boolean;
}

export interface LedgerReading {
  readonly portfolio: Portfolio;
  readonly tables: readonly TableFacts[];
  /** Warnings and notes, in file order. */
  readonly notes: readonly Diagnostic[];
  /** Rows left out under --max-rejects. */
  readonly rejected: readonly Diagnostic[];
}

/**
 * Reads ledgers of one date into one portfolio. Every row is a loan, off-book, rejected, not selected, blank, a repeated
 * header or a totals row. Errors: those of the table, E_DUP_ID (over all files), E_AS_OF_*, E_CURRENCY_MIXED, E_COLUMNS_DIFFER,
 * E_NOTHING_SELECTED.
 */
export function readLedgers(sources: readonly Source[], rules: LedgerRules): LedgerReading {
  const draft = newPortfolioDraft(rules);
  const rejects = newRejectLog(rules.keepAllRejects);
  const tables = sources.map((source) => readTable(source, LEDGER_SCHEMA, rules, draftSink(draft, source), rejects));
  const rows = addRows(tables.map((table) => table.rows));
  // Before the rejects: in a file of several months every loan stands twice, and that is not what is wrong with it.
  refuseSeveralDates(draft);
  rejects.check(rules.rejectLimit, rows.read);
  const portfolio = finishPortfolio(draft, tables.map(sourceFile), rows);
  const notes = [...tables.flatMap((table) => table.notes), ...draft.notes, ...portfolioNotes(draft)];
  return { portfolio, tables, notes, rejected: rejects.diagnostics };
}

/** What a report says of a file that was read. */
export function sourceFile(table: TableFacts): SourceFile {
  const { name, sha256, bytes, rows } = table;
  const { delimiter } = table.dialect;
  return { name, sha256, bytes, rows, encoding: table.probe.encoding, delimiter: DELIMITER_NAMES[delimiter] ?? delimiter };
}

export function addRows(parts: readonly RowCounts[]): RowCounts {
  const total: RowCounts = { read: 0, loans: 0, offBook: 0, rejected: 0, notSelected: 0, blank: 0, repeatedHeader: 0, totals: 0 };
  for (const part of parts) for (const name of Object.keys(total) as (keyof RowCounts)[]) total[name] += part[name];
  return total;
}

function finishPortfolio(draft: PortfolioDraft, sources: readonly SourceFile[], rows: RowCounts): Portfolio {
  const asOf = settledDate(draft, rows);
  const currency = settledCurrency(draft);
  const [offBook, negative] = [tallyApart(draft, 'offBook'), tallyApart(draft, 'negative')];
  assertInvariant(draft.count === rows.loans, `${rows.loans} rows are loans, the portfolio holds ${draft.count}`);
  assertInvariant(offBook.count === rows.offBook, `${rows.offBook} rows are off-book, ${offBook.count} are summed`);
  return {
    ...finishedColumns(draft.columns, draft.count),
    asOf,
    currency,
    count: draft.count,
    keys: draft.keys,
    keyParts: draft.keyParts ?? 'loan',
    sources,
    offBook,
    offBookKeys: draft.offBookKeys,
    offBookReplaces: draft.offBookReplaces,
    negative,
    rows,
  };
}

function tallyApart({ apart, apartCounts, apartSums }: PortfolioDraft, which: Apart): Tally {
  return { count: apartCounts[apart[which]] as number, balance: sumAt(apartSums, apart[which]) };
}

function refuseSeveralDates({ dates, rules, files }: PortfolioDraft): void {
  if (rules.asOf !== undefined || dates.size < 2) return;
  throw new UserError({ code: 'E_AS_OF_SEVERAL', file: files[0] as string, params: { dates: shownDates(dates) } });
}

function settledDate({ dates, rules, files }: PortfolioDraft, rows: RowCounts): DayNumber {
  const file = files[0] as string;
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

function settledCurrency({ currencies, files, rules }: PortfolioDraft): string {
  if (currencies.size > 1) {
    const listed = [...currencies].map(([code, count]) => `${code} (${count})`).sort();
    throw new UserError({ code: 'E_CURRENCY_MIXED', file: files[0] as string, params: { currencies: listed.join(', ') } });
  }
  const [only] = currencies.keys();
  return only ?? rules.currency ?? DEFAULT_CURRENCY;
}

/** What only all files together show. */
function portfolioNotes(draft: PortfolioDraft): readonly Diagnostic[] {
  const { ids, count, writeOffDates } = draft;
  const settled = tallyApart(draft, 'settledWithBalance');
  const file = draft.files[0] as string;
  const notes: Diagnostic[] = [];
  if (ids.long > 0 && ids.long === ids.longRounded) notes.push({ code: 'W_ID_EXCEL_15_DIGITS', file, params: { count: ids.long } });
  if (ids.decimal > 0 && ids.decimal === count) notes.push({ code: 'W_ID_DECIMAL', file, params: { count } });
  if (settled.count > 0) {
    notes.push({ code: 'W_OFF_BOOK_BALANCE', file, params: { count: settled.count, balance: yuan(settled.balance) } });
  }
  if (writeOffDates > 0) notes.push({ code: 'W_WRITE_OFF_DATE', file, params: { count: writeOffDates } });
  return notes;
}
