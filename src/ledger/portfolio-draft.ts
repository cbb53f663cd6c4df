import type { DayNumber } from '../model/civil-date.js';
import type { LoanField, TextField } from '../model/loan-fields.js';
import { KEY_SEPARATOR } from '../model/portfolio.js';
import { risesAt } from '../model/rising-texts.js';
import { hashBytes, newTextIndex, type TextIndex, textAt } from '../model/text-index.js';
import { appendBytes, appendPacked, listEnd, type TextList } from '../model/text-list.js';
import type { BatchColumn } from '../table/batch-column.js';
import type { CellValue } from '../table/cells.js';
import type { BoundField, Place } from '../table/header.js';
import { parseKey } from '../table/key-values.js';
import { type BatchHome, newRowBatch, OWN_HOME, putBytes, type RowBatch, type TextUse, valueAt } from '../table/row-batch.js';
import type { BatchSink, RowFate, RowProblem } from '../table/table-rules.js';
import { isRefusal, type Refusal } from '../table/values.js';
import { appendText, type DraftTally, type IdSigns, noteId, SPREADSHEET_DIGITS, tellApart } from './draft-tally.js';
import { isTextField } from './kept-fields.js';
import { isOffBook, loanProblem, markRemarkable, type Places, placesOf, SETTLED, statusOf } from './loan-checks.js';
import type { LoanStore, StoreColumn } from './loan-store.js';
import { makeRoom } from './loan-store.js';
import type { RepeatedRows } from './settle-keys.js';
import { writeColumn } from './write-columns.js';

/** What the rows of a ledger cannot say themselves. */
export interface DraftRules {
  /** The data date asked for: rows of other dates are not selected. */
  readonly asOf?: DayNumber;
  /** Currency of a ledger without a currency column; CNY where not given. */
  readonly currency?: string;
}

export const DEFAULT_CURRENCY = 'CNY';

/** Dictionaries of the texts kept as codes, and of those that rules look at; by field. */
export type Dictionaries = Map<LoanField, TextIndex>;

/** Loans and counts while ranges of ledgers are read. */
export interface PortfolioDraft {
  readonly rules: DraftRules;
  readonly store: LoanStore;
  readonly dictionaries: Dictionaries;
  readonly tally: DraftTally;
  /** Rows that an earlier reading has found to be of a loan that stands before, by source. */
  readonly repeated: RepeatedRows;
}

/** One file of a draft. */
export interface DraftFile {
  readonly index: number;
  /** The data date of a file without a date column. */
  readonly asOf: DayNumber | undefined;
}

/** What taking a row of one file needs to know. */
interface RowTaker {
  readonly draft: PortfolioDraft;
  readonly file: DraftFile;
  readonly places: Places;
  readonly institutions: Map<number, Buffer | Refusal>;
  readonly currencyCounts: number[];
  /** For each column of the store, the bound field that fills it; -1 where this file lacks it. */
  readonly sources: readonly number[];
  readonly lists: readonly { readonly list: TextList; readonly index: number }[];
  /** Of the row taken last. */
  lastDate: DayNumber | undefined;
  lastCurrency: number | undefined;
  /** Of all rows that markSingle has not marked. */
  runCurrency: number | undefined;
  unstatedCurrency: number;
}

/** Takes the rows of one file into the draft. Errors of `begin`: E_FIELD_MISSING. */
export function draftSink(draft: PortfolioDraft, file: DraftFile): BatchSink & { finish(): void } {
  let taker: RowTaker;
  let uses: readonly (TextUse | undefined)[] = [];
  let one: RowBatch;
  const newBatch = (rows: number, home: BatchHome) => newRowBatch(uses, rows, home);
  return {
    get uses() {
      return uses;
    },
    begin: (fields, place) => {
      uses = fields.map((bound) => useOf(draft, bound));
      taker = newRowTaker(draft, file, fields, place);
      one = newBatch(1, OWN_HOME);
    },
    newBatch,
    take: (values, line) => {
      putRow(one, uses, values);
      const fate = takeRow(taker, one, 0, line);
      writeLoans(taker, one);
      return fate;
    },
    markSingle: (batch, rows, marks) => markSingle(taker, batch, rows, marks),
    takeRows: (batch, from, to, line) => takeRows(taker, batch, from, to, line),
    takeRow: (batch, row, line) => takeRow(taker, batch, row, line),
    writeLoans: (batch) => writeLoans(taker, batch),
    finish: () => countCurrencies(taker),
  };
}

/** Institution and currency are looked at by code whether they are kept or not. */
function useOf(draft: PortfolioDraft, { field }: BoundField): TextUse | undefined {
  const name = field.name as LoanField;
  if (name === 'loanId') return 'bytes';
  if (!isTextField(name)) return undefined;
  if (draft.store.lists.has(name)) return 'bytes';
  return isCoded(draft, name) || name === 'institution' || name === 'currency' ? { dictionary: dictionaryOf(draft, name) } : 'checked';
}

function isCoded({ store }: PortfolioDraft, name: LoanField): boolean {
  return store.columns.some(({ field }) => field === name);
}

function dictionaryOf({ dictionaries }: PortfolioDraft, name: TextField): TextIndex {
  const known = dictionaries.get(name) ?? newTextIndex();
  dictionaries.set(name, known);
  return known;
}

/** A row that came as values, as a batch of one. */
function putRow(one: RowBatch, uses: readonly (TextUse | undefined)[], values: readonly CellValue[]): void {
  const texts = values.map((value) => (typeof value === 'string' ? Buffer.from(value, 'utf8') : undefined));
  const room = texts.reduce((total, text) => total + (text?.length ?? 0), 0);
  if (room > one.bytes.length) one.bytes = Buffer.alloc(room * 2);
  let at = 0;
  values.forEach((value, index) => {
    const text = texts[index];
    if (text === undefined) (one.columns[index] as BatchColumn).values[0] = (value as number | undefined) ?? Number.NaN;
    else {
      putBytes(one, { index, row: 0, use: uses[index], at }, text);
      at += text.length;
    }
  });
}

function newRowTaker(draft: PortfolioDraft, file: DraftFile, fields: readonly BoundField[], place: Place): RowTaker {
  const at = (name: string) => fields.findIndex(({ field }) => field.name === name);
  // Also of a file without rows: its date is stated all the same.
  if (file.asOf !== undefined) draft.tally.dates.add(file.asOf);
  return {
    draft,
    file,
    places: placesOf(fields, place),
    institutions: new Map(),
    currencyCounts: [],
    sources: draft.store.columns.map(({ field }) => at(field)),
    lists: [...draft.store.lists].map(([field, list]) => ({ list, index: at(field) })),
    lastDate: undefined,
    lastCurrency: undefined,
    runCurrency: undefined,
    unstatedCurrency: 0,
  };
}

function takeRow(taker: RowTaker, batch: RowBatch, row: number, line: number): RowFate | RowProblem {
  const { places, draft, file } = taker;
  const asOf = file.asOf ?? valueAt(batch, places.asOf, row);
  if (asOf !== taker.lastDate) {
    taker.lastDate = asOf;
    draft.tally.dates.add(asOf);
  }
  if (draft.rules.asOf !== undefined && asOf !== draft.rules.asOf) return 'notSelected';
  const problem = loanProblem(batch, row, places, asOf) ?? keyProblem(taker, batch, row) ?? repeatedRow(taker, line);
  if (problem !== undefined) return problem;
  if (places.currency < 0) taker.unstatedCurrency++;
  else {
    const code = valueAt(batch, places.currency, row);
    taker.currencyCounts[code] = (taker.currencyCounts[code] ?? 0) + 1;
    taker.lastCurrency = code;
  }
  if (isOffBook(batch, row, places)) {
    addOffBook(taker, batch, row, line);
    return 'offBook';
  }
  const at = batch.loanCount++;
  batch.loans[at] = row;
  batch.lines[at] = line;
  const balance = valueAt(batch, places.balance, row);
  if (balance < 0) tellApart(draft.tally, 'negative', balance);
  return 'loans';
}

/** What takeRow would find in a row, found in columns. Rows are compared with the row taken last, so the first ones are taken one by one. */
function markSingle(taker: RowTaker, batch: RowBatch, rows: number, marks: Uint8Array): void {
  const { places, draft, file, lastDate, lastCurrency } = taker;
  const asked = draft.rules.asOf ?? lastDate;
  const isAlone = draft.repeated.has(file.index) || places.institution >= 0 || (places.currency >= 0 && lastCurrency === undefined);
  if (isAlone || asked === undefined || asked !== lastDate) {
    marks.fill(1, 0, rows);
    return;
  }
  const mark = (index: number, least: number, most: number): void => {
    if (index >= 0) batch.loops.markOutside((batch.columns[index] as BatchColumn).values, rows, least, most, marks);
  };
  taker.runCurrency = lastCurrency;
  mark(places.asOf, asked, asked);
  if (lastCurrency !== undefined) mark(places.currency, lastCurrency, lastCurrency);
  markRemarkable(batch, rows, places, asked, mark, marks);
}

function takeRows(taker: RowTaker, batch: RowBatch, from: number, to: number, line: number): void {
  const { runCurrency, currencyCounts } = taker;
  if (runCurrency === undefined) taker.unstatedCurrency += to - from;
  else currencyCounts[runCurrency] = (currencyCounts[runCurrency] as number) + to - from;
  const { loans, lines } = batch;
  batch.loops.countFrom(from, to - from, loans, batch.loanCount);
  batch.loops.countFrom(line, to - from, lines, batch.loanCount);
  batch.loanCount += to - from;
}

/** Writes the rows that wait behind the loans of the store. */
function writeLoans(taker: RowTaker, batch: RowBatch): void {
  const { draft, file, sources, lists } = taker;
  const { store } = draft;
  const { lines, loanCount } = batch;
  if (loanCount === 0) return;
  makeRoom(store, loanCount);
  const at = store.count;
  for (let i = 0; i < store.columns.length; i++) {
    writeColumn(store.columns[i] as StoreColumn, at, batch, batch.columns[sources[i] as number]?.values);
  }
  if (file.index > 0) store.sourceOf.fill(file.index, at, at + loanCount);
  store.lineOf.set(lines.subarray(0, loanCount), at);
  writeKeys(taker, batch);
  for (const { list, index } of lists) writeTexts(list, batch, index);
  store.count += loanCount;
  batch.loanCount = 0;
}

function writeKeys(taker: RowTaker, batch: RowBatch): void {
  const { draft, places, institutions } = taker;
  const { store } = draft;
  const { keys, keyHashes } = store;
  const first = keys.size;
  const ids = batch.columns[places.loanId] as BatchColumn;
  noteIds(draft.tally.ids, batch, ids);
  if (places.institution < 0) {
    const packed = batch.packing.texts(batch.bytes, ids, batch.loans, batch.loanCount, listEnd(keys), true);
    keyHashes.set(packed.hashes.subarray(0, batch.loanCount), keys.size);
    appendPacked(keys, packed, batch.loanCount);
    store.keysRise &&= packed.rise && (first === 0 || risesAt(keys, first));
    return;
  }
  for (let i = 0; i < batch.loanCount; i++) {
    const row = batch.loans[i] as number;
    const institution = institutions.get(valueAt(batch, places.institution, row)) as Buffer;
    const whole = wholeKey(institution, batch.bytes, ids.from[row] as number, ids.to[row] as number);
    keyHashes[keys.size] = hashBytes(whole, 0, whole.length);
    const code = appendBytes(keys, whole, 0, whole.length);
    store.keysRise &&= code === 0 || risesAt(keys, code);
  }
}

function noteIds(signs: IdSigns, { bytes, loans, loanCount, packing }: RowBatch, column: BatchColumn): void {
  if (!packing.mayBeNumbers(bytes, column, loans, loanCount, SPREADSHEET_DIGITS)) return;
  const { from, to } = column;
  for (let i = 0; i < loanCount; i++) {
    const row = loans[i] as number;
    noteId(signs, bytes, from[row] as number, to[row] as number);
  }
}

function writeTexts(list: TextList, batch: RowBatch, index: number): void {
  const column = batch.columns[index] ?? noTexts(batch);
  appendPacked(list, batch.packing.texts(batch.bytes, column, batch.loans, batch.loanCount, listEnd(list), false), batch.loanCount);
}

/** Of a field that this file lacks. */
function noTexts({ loans }: RowBatch): BatchColumn {
  return { values: new Float64Array(loans.length).fill(Number.NaN), from: loans, to: loans };
}

function addOffBook({ draft, file, places, institutions }: RowTaker, batch: RowBatch, row: number, line: number): void {
  const { tally } = draft;
  const { offBook } = tally;
  const { from, to } = batch.columns[places.loanId] as BatchColumn;
  const institution = places.institution < 0 ? undefined : (institutions.get(valueAt(batch, places.institution, row)) as Buffer);
  const [start, end] = [from[row] as number, to[row] as number];
  const key = institution === undefined ? Buffer.from(batch.bytes.subarray(start, end)) : wholeKey(institution, batch.bytes, start, end);
  appendBytes(offBook.keys, key, 0, key.length);
  const replaced = places.replaces < 0 ? Number.NaN : valueAt(batch, places.replaces, row);
  const dictionary = draft.dictionaries.get('replaces');
  appendText(offBook.replaces, dictionary === undefined || Number.isNaN(replaced) ? '' : textAt(dictionary, replaced));
  offBook.sources.push(file.index);
  offBook.lines.push(line);
  offBook.loansBefore.push(draft.store.count + batch.loanCount);
  const balance = valueAt(batch, places.balance, row);
  tellApart(tally, 'offBook', balance);
  const status = statusOf(batch, row, places);
  if (status === undefined) tally.writeOffDates++;
  if (status === SETTLED && balance !== 0) tellApart(tally, 'settledWithBalance', balance);
}

/** No limit tolerates it: which of the two rows is right cannot be known. */
function repeatedRow({ draft, file, places }: RowTaker, line: number): RowProblem | undefined {
  const first = draft.repeated.get(file.index)?.get(line);
  if (first === undefined) return undefined;
  const place = { en: `line ${first.line}`, zh: `第 ${first.line} 行` };
  const shown = first.source === file.index ? place : `${first.file}:${first.line}`;
  return { code: 'E_DUP_ID', fieldIndex: places.loanId, params: { first: shown }, fatal: true };
}

/** The institution's part of the key, folded as the id is, so that no two spellings of one key pass. */
function keyProblem(taker: RowTaker, batch: RowBatch, row: number): RowProblem | undefined {
  const { places, institutions, draft } = taker;
  if (places.institution < 0) return undefined;
  const code = valueAt(batch, places.institution, row);
  let folded = institutions.get(code);
  if (folded === undefined) {
    const key = parseKey(textAt(draft.dictionaries.get('institution') as TextIndex, code), () => undefined);
    folded = isRefusal(key) ? key : Buffer.from(key, 'utf8');
    institutions.set(code, folded);
  }
  return Buffer.isBuffer(folded) ? undefined : { ...folded, fieldIndex: places.institution };
}

const SEPARATOR = Buffer.from(KEY_SEPARATOR, 'utf8');

function wholeKey(institution: Buffer, bytes: Buffer, start: number, end: number): Buffer {
  return Buffer.concat([institution, SEPARATOR, bytes.subarray(start, end)]);
}

/** Not counted row by row: the same code stands in nearly all of them. */
function countCurrencies({ draft, currencyCounts, unstatedCurrency }: RowTaker): void {
  const { currencies } = draft.tally;
  const dictionary = draft.dictionaries.get('currency');
  const add = (code: string, count: number): void => {
    currencies.set(code, (currencies.get(code) ?? 0) + count);
  };
  currencyCounts.forEach((count, code) => {
    add(textAt(dictionary as TextIndex, code), count);
  });
  if (unstatedCurrency > 0) add(draft.rules.currency ?? DEFAULT_CURRENCY, unstatedCurrency);
}
