import { type DayNumber, isoDate, NO_DAY } from '../model/civil-date.js';
import { type ClassCode, LOAN_CLASSES, NORMAL } from '../model/loan-class.js';
import {
  AMOUNT_FIELDS,
  CHOICE_FIELDS,
  type ChoiceField,
  DATE_FIELDS,
  DAYS_FIELDS,
  FLAG_FIELDS,
  TEXT_FIELDS,
} from '../model/loan-fields.js';
import { KEY_SEPARATOR, type Month, type Portfolio, type TextColumn } from '../model/portfolio.js';
import { NO_TEXT, textAt } from '../model/text-index.js';
import { addBytes, addComma, addPiece, addWhole, addYuan, type CsvBytes, newCsvBytes, takeBytes } from './csv-bytes.js';
import { quotedField } from './csv-field.js';

/** Columns that a book adds to what the ledger held: no field of a ledger bears such a name. */
export const STORED_CLASS = 'used_class';
const [STORED_COMPUTED, STORED_DAYS, STORED_RULES, STORED_LINE] = ['computed_class', 'used_days_past_due', 'rules_fired', 'source_line'];

const CHUNK_BYTES = 1 << 20;

/**
 * A month's loans as a ledger: a column for every field that the ledger held, under the program's own names, and behind them
 * what the loan was found to be. Read again, it gives the same loans in the same order. `loans` picks some of them; `rules`
 * names those that fired. A chunk is good until the next is asked for.
 */
export function* storedLoanChunks(
  { portfolio, classified }: Month,
  rules: (fired: number) => string,
  loans?: readonly number[],
): Generator<Uint8Array> {
  const columns = columnsOf(portfolio);
  const rulesOf = keptPieces((fired) => `,${quotedField(rules(fired))}`);
  const withSource = portfolio.sources.length > 1;
  const out = newCsvBytes();
  const added = [STORED_COMPUTED, STORED_CLASS, STORED_DAYS, STORED_RULES, STORED_LINE] as string[];
  addPiece(out, piece(`${[...columns.map(({ name }) => name), ...added].join(',')}\n`));
  const { computed, used, daysPastDue, fired } = classified;
  const usual = Buffer.concat([classPiece(NORMAL), classPiece(NORMAL), piece(',0'), rulesOf(0), COMMA]);
  const count = loans?.length ?? portfolio.count;
  for (let i = 0; i < count; i++) {
    const loan = loans === undefined ? i : (loans[i] as number);
    for (let c = 0; c < columns.length; c++) {
      if (c > 0) addComma(out);
      (columns[c] as StoredColumn).add(out, loan);
    }
    const [computedClass, usedClass] = [computed[loan] as ClassCode, used[loan] as ClassCode];
    const [days, bits] = [daysPastDue[loan] as number, fired[loan] as number];
    // Nearly all loans are normal by all: what is said of these stands ready.
    if (bits === 0 && days === 0 && computedClass === NORMAL && usedClass === NORMAL) addPiece(out, usual);
    else {
      addPiece(out, classPiece(computedClass));
      addPiece(out, classPiece(usedClass));
      addComma(out);
      if (days !== NO_DAY) addWhole(out, days);
      addPiece(out, rulesOf(bits));
      addComma(out);
    }
    if (withSource) {
      addWhole(out, (portfolio.sourceOf[loan] as number) + 1);
      addPiece(out, COLON);
    }
    addWhole(out, portfolio.lineOf[loan] as number);
    addPiece(out, LINE_END);
    if (out.length >= CHUNK_BYTES) yield takeBytes(out);
  }
  yield takeBytes(out);
}

interface StoredColumn {
  readonly name: string;
  readonly add: (out: CsvBytes, loan: number) => void;
}

function piece(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}

const [COLON, LINE_END, COMMA] = [piece(':'), piece('\n'), piece(',')];
const CLASS_WORDS = LOAN_CLASSES.map((name) => piece(name));
const CLASS_PIECES = LOAN_CLASSES.map((name) => piece(`,${name}`));

function classPiece(code: ClassCode): Uint8Array {
  return CLASS_PIECES[code] ?? COMMA;
}

/** In the order of model/loan-fields.ts, behind the loan's id. */
function columnsOf(portfolio: Portfolio): StoredColumn[] {
  const { amounts, dates, days, flags, choices, texts, declaredClass, balance } = portfolio;
  const columns: StoredColumn[] = [idColumn(portfolio)];
  const add = (field: string, write: StoredColumn['add']) => columns.push({ name: headerOf(field), add: write });
  for (const field of TEXT_FIELDS) if (texts[field] !== undefined) add(field, textWriter(texts[field]));
  for (const field of Object.keys(CHOICE_FIELDS) as ChoiceField[]) {
    const column = choices[field];
    if (column !== undefined) add(field, wordWriter(column, CHOICE_FIELDS[field].map(piece)));
  }
  add('balance', (out, loan) => addYuan(out, balance[loan] as number));
  for (const field of AMOUNT_FIELDS) {
    const column = amounts[field];
    if (column !== undefined && field !== 'balance') add(field, amountWriter(column));
  }
  for (const field of DATE_FIELDS) if (dates[field] !== undefined) add(field, dateWriter(dates[field]));
  for (const field of DAYS_FIELDS) if (days[field] !== undefined) add(field, daysWriter(days[field]));
  if (declaredClass !== undefined) add('declaredClass', wordWriter(declaredClass, CLASS_WORDS));
  for (const field of FLAG_FIELDS) if (flags[field] !== undefined) add(field, wordWriter(flags[field], FLAG_WORDS));
  return columns;
}

const FLAG_WORDS = [piece('0'), piece('1')];

/** `daysPastDue` as `days_past_due`: header names are compared without the dashes. */
export function headerOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The id behind the institution, which has a column of its own. */
function idColumn({ keys, keyParts }: Portfolio): StoredColumn {
  const { arena, starts } = keys;
  const separator = KEY_SEPARATOR.charCodeAt(0);
  const isComposite = keyParts === 'institution+loan';
  return {
    name: headerOf('loanId'),
    add: (out, loan) => {
      let start = starts[loan] as number;
      const end = starts[loan + 1] as number;
      if (isComposite) while (arena[start++] !== separator);
      addBytes(out, arena, start, end, exactField);
    },
  };
}

function textWriter(column: TextColumn): StoredColumn['add'] {
  if ('list' in column) {
    const { list } = column;
    return (out, loan) => addBytes(out, list.arena, list.starts[loan] as number, list.starts[loan + 1] as number, exactField);
  }
  const { codes, dictionary } = column;
  if (dictionary.size <= MOST_PIECES) {
    const pieces = Array.from({ length: dictionary.size }, (_, code) => piece(exactField(textAt(dictionary, code))));
    return (out, loan) => {
      const code = codes[loan] as number;
      if (code !== NO_TEXT) addPiece(out, pieces[code] as Uint8Array);
    };
  }
  return (out, loan) => {
    const code = codes[loan] as number;
    if (code !== NO_TEXT)
      addBytes(out, dictionary.arena, dictionary.starts[code] as number, dictionary.starts[code + 1] as number, exactField);
  };
}

/** Of a dictionary, made ready before the first row. */
const MOST_PIECES = 4096;

/**
 * A text so that reading it gives it back. What begins with a sign that spreadsheets write before text (=, ', `) would be
 * unwrapped, so it is wrapped once more.
 */
function exactField(text: string): string {
  return quotedField(/^[='`]/.test(text) && !text.includes('"') ? `="${text}"` : text);
}

function wordWriter(column: Uint8Array, words: readonly Uint8Array[]): StoredColumn['add'] {
  return (out, loan) => {
    const word = words[column[loan] as number];
    if (word !== undefined) addPiece(out, word);
  };
}

function amountWriter(column: Float64Array): StoredColumn['add'] {
  return (out, loan) => {
    const cents = column[loan] as number;
    if (!Number.isNaN(cents)) addYuan(out, cents);
  };
}

function dateWriter(column: Int32Array): StoredColumn['add'] {
  const pieceOf = keptPieces((day: DayNumber) => isoDate(day));
  return (out, loan) => {
    const day = column[loan] as number;
    if (day !== NO_DAY) addPiece(out, pieceOf(day));
  };
}

function daysWriter(column: Int32Array): StoredColumn['add'] {
  return (out, loan) => {
    const days = column[loan] as number;
    if (days !== NO_DAY) addWhole(out, days);
  };
}

/** Days of some three centuries around 1970: their pieces stand in an array, where looking one up costs next to nothing. */
const [FIRST_NEAR, NEAR] = [-40_000, 1 << 17];

/** Pieces of numbers that repeat, put together once for each. */
function keptPieces(text: (value: number) => string): (value: number) => Uint8Array {
  const near: (Uint8Array | undefined)[] = new Array(NEAR);
  const far = new Map<number, Uint8Array>();
  return (value) => {
    const at = value - FIRST_NEAR;
    const isNear = at >= 0 && at < NEAR;
    const held = isNear ? near[at] : far.get(value);
    if (held !== undefined) return held;
    const fresh = piece(text(value));
    if (isNear) near[at] = fresh;
    else far.set(value, fresh);
    return fresh;
  };
}
