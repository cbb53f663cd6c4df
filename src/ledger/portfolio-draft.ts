import { type Diagnostic, UserError } from '../diagnostics/diagnostic.js';
import { type DayNumber, dayNumber, isoDate } from '../model/civil-date.js';
import { addCents, type CentSums, newSums } from '../model/money.js';
import { KEY_SEPARATOR, type OffBookReplacement, type Portfolio } from '../model/portfolio.js';
import { findText, internText, newTextIndex, type TextIndex } from '../model/text-index.js';
import type { CellValue } from '../table/cells.js';
import type { BoundField, Place } from '../table/header.js';
import { parseKey } from '../table/key-values.js';
import type { RowFate, RowProblem, RowSink } from '../table/read-table.js';
import type { Source } from '../table/source.js';
import { isRefusal, type Refusal } from '../table/values.js';
import { isOffBook, loanProblem, type Places, placesOf, SETTLED, statusOf } from './loan-checks.js';
import { type CellWriter, columnWriter, type GrowingColumns, growColumns, newColumns } from './portfolio-columns.js';
import { type DecisiveColumns, decisiveColumns, refuseOtherColumns } from './same-columns.js';

/** What the rows of a ledger cannot say themselves. */
export interface DraftRules {
  /** The data date asked for: rows of other dates are not selected. */
  readonly asOf?: DayNumber;
  /** Currency of a ledger without a currency column; CNY where not given. */
  readonly currency?: string;
}

/** A portfolio while its ledgers are read. */
export interface PortfolioDraft {
  readonly rules: DraftRules;
  readonly columns: GrowingColumns;
  readonly keys: TextIndex;
  count: number;
  keyParts?: Portfolio['keyParts'];
  /** Of the first file; the others must have the same. */
  decisive?: DecisiveColumns;
  /** Keys of off-book rows, and where each stands: a loan is either on the book or off it. */
  readonly offBookKeys: TextIndex;
  readonly offBookReplaces: OffBookReplacement[];
  readonly offBookPlaces: { readonly sourceIndex: number; readonly line: number }[];
  readonly dates: Set<DayNumber>;
  /** Rows by currency, on and off the book. */
  readonly currencies: Map<string, number>;
  readonly apart: Readonly<Record<Apart, number>>;
  readonly apartCounts: number[];
  readonly apartSums: CentSums;
  writeOffDates: number;
  readonly ids: IdSigns;
  readonly files: string[];
  readonly notes: Diagnostic[];
}

/** Rows counted and summed apart. */
export type Apart = 'offBook' | 'negative' | 'settledWithBalance';

/** What ids look like that were numbers on the way. */
interface IdSigns {
  long: number;
  longRounded: number;
  decimal: number;
}

export const DEFAULT_CURRENCY = 'CNY';

export function newPortfolioDraft(rules: DraftRules): PortfolioDraft {
  return {
    rules,
    columns: newColumns(),
    keys: newTextIndex(),
    count: 0,
    offBookKeys: newTextIndex(),
    offBookReplaces: [],
    offBookPlaces: [],
    dates: new Set(),
    currencies: new Map(),
    apart: { offBook: 0, negative: 1, settledWithBalance: 2 },
    apartCounts: [0, 0, 0],
    apartSums: newSums(3),
    writeOffDates: 0,
    ids: { long: 0, longRounded: 0, decimal: 0 },
    files: [],
    notes: [],
  };
}

/** One file of a draft: where its values stand, and what its rows leave unsaid. */
interface DraftFile {
  readonly sourceIndex: number;
  readonly places: Places;
  readonly writers: readonly (CellWriter | undefined)[];
  /** The data date of a file without a date column. */
  readonly asOf: DayNumber | undefined;
  /** Institution as written to its part of the key. */
  readonly institutions: Map<string, string | Refusal>;
}

/** Takes the rows of one file into the draft. Errors of `begin`: E_FIELD_MISSING, E_KEY_PARTS, E_COLUMNS_DIFFER, E_AS_OF_MISSING. */
export function draftSink(draft: PortfolioDraft, source: Source): RowSink {
  const sourceIndex = draft.files.push(source.shownAs) - 1;
  let file: DraftFile;
  return {
    begin: (fields, place) => {
      file = newDraftFile(draft, source, sourceIndex, fields, place);
    },
    take: (values, line) => takeRow(draft, file, values, line),
  };
}

function newDraftFile(draft: PortfolioDraft, source: Source, sourceIndex: number, fields: readonly BoundField[], place: Place): DraftFile {
  const places = placesOf(fields, place);
  checkKeyParts(draft, places, source.shownAs);
  const decisive = decisiveColumns(fields, place, draft.rules.currency !== undefined);
  draft.decisive ??= decisive;
  refuseOtherColumns(draft.decisive, decisive);
  const asOf = places.asOf >= 0 ? undefined : statedDate(draft, source);
  // Also of a file without rows: its date is stated all the same.
  if (asOf !== undefined) draft.dates.add(asOf);
  return {
    sourceIndex,
    places,
    writers: fields.map(({ field }) => columnWriter(draft.columns, field.name)),
    asOf,
    institutions: new Map(),
  };
}

function takeRow(draft: PortfolioDraft, file: DraftFile, values: readonly CellValue[], line: number): RowFate | RowProblem {
  const { places } = file;
  const asOf = file.asOf ?? (values[places.asOf] as DayNumber);
  draft.dates.add(asOf);
  if (draft.rules.asOf !== undefined && asOf !== draft.rules.asOf) return 'notSelected';
  const problem = loanProblem(values, places, asOf);
  if (problem !== undefined) return problem;
  const key = keyOf(values, file);
  if (typeof key !== 'string') return { ...key, fieldIndex: places.institution };
  const currency = places.currency < 0 ? (draft.rules.currency ?? DEFAULT_CURRENCY) : (values[places.currency] as string);
  draft.currencies.set(currency, (draft.currencies.get(currency) ?? 0) + 1);
  return isOffBook(values, places) ? addOffBook(draft, file, key, values, line) : addLoan(draft, file, key, values, line);
}

function addLoan(draft: PortfolioDraft, file: DraftFile, key: string, values: readonly CellValue[], line: number): RowFate | RowProblem {
  const { columns, keys } = draft;
  const { places, sourceIndex, writers } = file;
  const offBook = draft.offBookKeys.size === 0 ? -1 : findText(draft.offBookKeys, key);
  if (offBook >= 0) return offBookTwice(draft, offBook, file);
  const loan = internText(keys, key);
  if (loan < draft.count) return duplicate(draft, columns.sourceOf.data[loan] as number, columns.lineOf.data[loan] as number, file);
  if (loan === columns.capacity) growColumns(columns);
  draft.count++;
  noteId(draft.ids, values[places.loanId] as string);
  for (let i = 0; i < writers.length; i++) {
    const value = values[i];
    if (value !== undefined) writers[i]?.(loan, value);
  }
  columns.sourceOf.data[loan] = sourceIndex;
  columns.lineOf.data[loan] = line;
  const balance = values[places.balance] as number;
  if (balance < 0) tellApart(draft, 'negative', balance);
  return 'loans';
}

function addOffBook(draft: PortfolioDraft, file: DraftFile, key: string, values: readonly CellValue[], line: number): RowFate | RowProblem {
  const { places, sourceIndex } = file;
  const loan = findText(draft.keys, key);
  if (loan >= 0) return duplicate(draft, draft.columns.sourceOf.data[loan] as number, draft.columns.lineOf.data[loan] as number, file);
  const code = internText(draft.offBookKeys, key);
  if (code < draft.offBookPlaces.length) return offBookTwice(draft, code, file);
  draft.offBookPlaces.push({ sourceIndex, line });
  const replaces = places.replaces < 0 ? undefined : (values[places.replaces] as string | undefined);
  if (replaces !== undefined) draft.offBookReplaces.push({ key, replaces });
  const balance = values[places.balance] as number;
  tellApart(draft, 'offBook', balance);
  const status = statusOf(values, places);
  if (status === undefined) draft.writeOffDates++;
  if (status === SETTLED && balance !== 0) tellApart(draft, 'settledWithBalance', balance);
  return 'offBook';
}

function tellApart(draft: PortfolioDraft, which: Apart, balance: number): void {
  const index = draft.apart[which];
  draft.apartCounts[index] = (draft.apartCounts[index] as number) + 1;
  addCents(draft.apartSums, index, balance);
}

function offBookTwice(draft: PortfolioDraft, code: number, file: DraftFile): RowProblem {
  const first = draft.offBookPlaces[code] as { sourceIndex: number; line: number };
  return duplicate(draft, first.sourceIndex, first.line, file);
}

/** No limit tolerates it: which of the two rows is right cannot be known. */
function duplicate(draft: PortfolioDraft, sourceIndex: number, line: number, file: DraftFile): RowProblem {
  const place = { en: `line ${line}`, zh: `第 ${line} 行` };
  const first = sourceIndex === file.sourceIndex ? place : `${draft.files[sourceIndex]}:${line}`;
  return { code: 'E_DUP_ID', fieldIndex: file.places.loanId, params: { first }, fatal: true };
}

/** The loan id, behind the institution where the ledger names one; both folded, so that no two spellings of one key pass. */
function keyOf(values: readonly CellValue[], { places, institutions }: DraftFile): string | Refusal {
  const loanId = values[places.loanId] as string;
  if (places.institution < 0) return loanId;
  const written = values[places.institution] as string;
  let institution = institutions.get(written);
  if (institution === undefined) {
    institution = parseKey(written, () => undefined);
    institutions.set(written, institution);
  }
  return isRefusal(institution) ? institution : `${institution}${KEY_SEPARATOR}${loanId}`;
}

function noteId(ids: IdSigns, id: string): void {
  if (id.endsWith('.0') && /^\d+\.0$/.test(id)) ids.decimal++;
  if (id.length < 16 || !/^\d+$/.test(id)) return;
  ids.long++;
  // A spreadsheet keeps 15 digits and writes zeros behind them.
  if (id.endsWith('000') || /^\d{15}0+$/.test(id)) ids.longRounded++;
}

function checkKeyParts(draft: PortfolioDraft, places: Places, file: string): void {
  const parts = places.institution < 0 ? 'loan' : 'institution+loan';
  if (draft.keyParts !== undefined && draft.keyParts !== parts) {
    const left = draft.files[0] as string;
    throw new UserError({ code: 'E_KEY_PARTS', file, params: { left, leftParts: draft.keyParts, right: file, rightParts: parts } });
  }
  draft.keyParts = parts;
}

/** The date of a ledger without a date column: the option's, or the one in the file's name. */
function statedDate(draft: PortfolioDraft, source: Source): DayNumber {
  const file = source.shownAs;
  const named = dateInName(source.name);
  const asked = draft.rules.asOf;
  if (asked === undefined) {
    if (named === undefined) throw new UserError({ code: 'E_AS_OF_MISSING', file });
    draft.notes.push({ code: 'N_AS_OF_FROM_NAME', file, params: { asOf: isoDate(named) } });
    return named;
  }
  if (named !== undefined && named !== asked) {
    draft.notes.push({ code: 'W_AS_OF_NAME', file, params: { named: isoDate(named), asOf: isoDate(asked) } });
  }
  return asked;
}

/** The one date a file's name holds: 2018-06-30, 2018_06_30 or 20180630. Several different ones name none. */
function dateInName(name: string): DayNumber | undefined {
  const found = new Set<DayNumber>();
  for (const [, year, month, day] of name.matchAll(/(?<!\d)((?:19|20)\d{2})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)/g)) {
    const date = dayNumber(Number(year), Number(month), Number(day));
    if (date !== undefined) found.add(date);
  }
  return found.size === 1 ? [...found][0] : undefined;
}
