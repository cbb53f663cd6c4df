import { isoDate, NO_DAY } from '../model/civil-date.js';
import { type ClassCode, className, LOAN_CLASSES, NO_CLASS } from '../model/loan-class.js';
import { borrowerOf } from '../model/loan-facts.js';
import { yuan } from '../model/money.js';
import type { TextColumn } from '../model/portfolio.js';
import { type ClassifyList, type LoanRow, loansOf } from '../report/classify.js';
import { provenanceJson } from '../report/npl-report-json.js';
import { addComma, addKey, addPiece, addText, addWhole, addYuan, type CsvBytes, newCsvBytes, readyField, takeBytes } from './csv-bytes.js';
import { quotedField } from './csv-field.js';

const CSV_HEADER = [
  'loan_id',
  'borrower_id',
  'balance',
  'days_past_due',
  'declared',
  'computed',
  'class',
  'rules',
  'inherited',
  'overridden',
  'next_class',
  'next_on',
  'source',
  'line',
];
/** Of CSV, before they are written; the memory that the list takes. */
const CHUNK_BYTES = 1 << 20;
const CHUNK_ROWS = 2000;

/**
 * One CSV line a loan; amounts in yuan, dates ISO, absent values empty. Where rows of the ledger were left out, a last
 * column says so on every line: a file is read without the screen it was made on. A chunk is good until the next is asked for.
 */
export function* classifyCsvChunks(list: ClassifyList): Generator<Uint8Array> {
  const { portfolio, classified, incomplete, mask } = list;
  const mark = incomplete === undefined ? [] : [`INCOMPLETE: ${incomplete.rejected} of ${incomplete.read} rows`];
  const borrowers = [portfolio.texts.borrowerId, portfolio.texts.borrowerName].filter((column) => column !== undefined);
  const sources = portfolio.sources.map(({ name }) => Buffer.concat([COMMA, readyField(name), COMMA]));
  const end = piece(`${mark.map((text) => `,${quotedField(text)}`).join('')}\n`);
  const rulesOf = rulePieces(list);
  const nextOf = nextPieces();
  const out = newCsvBytes();
  addPiece(out, piece(`${[...CSV_HEADER, ...mark.map(() => 'incomplete')].join(',')}\n`));
  for (const loan of loansOf(list)) {
    addKey(out, portfolio.keys, loan);
    addComma(out);
    if (mask === undefined) {
      for (const column of borrowers) if (addStated(out, column, loan)) break;
    } else {
      const borrower = borrowerOf(portfolio, loan);
      if (borrower !== undefined) addPiece(out, piece(mask(borrower)));
    }
    addComma(out);
    addYuan(out, portfolio.balance[loan] as number);
    addComma(out);
    const days = classified.daysPastDue[loan] as number;
    if (days !== NO_DAY) addWhole(out, days);
    addPiece(out, classPiece(portfolio.declaredClass, loan));
    addPiece(out, classPiece(classified.computed, loan));
    addPiece(out, classPiece(classified.used, loan));
    addPiece(out, rulesOf(loan));
    addPiece(out, classPiece(classified.inherited, loan));
    addPiece(out, (classified.overridden?.[loan] ?? 0) > 0 ? OVERRIDDEN : COMMA);
    addPiece(out, nextOf(list.next(loan)));
    addPiece(out, sources[portfolio.sourceOf[loan] as number] as Uint8Array);
    addWhole(out, portfolio.lineOf[loan] as number);
    addPiece(out, end);
    if (out.length >= CHUNK_BYTES) yield takeBytes(out);
  }
  yield takeBytes(out);
}

/** False where loan i's cell is blank. */
function addStated(out: CsvBytes, column: TextColumn, loan: number): boolean {
  if ('list' in column) {
    const { list } = column;
    if (list.starts[loan] === list.starts[loan + 1]) return false;
    addText(out, list, loan);
    return true;
  }
  const code = column.codes[loan] as number;
  if (code >= column.dictionary.size) return false;
  addText(out, column.dictionary, code);
  return true;
}

function piece(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}

const COMMA = piece(',');
const OVERRIDDEN = piece(',yes');
const CLASSES = LOAN_CLASSES.map((name) => piece(`,${name}`));

/** The comma and the class; the comma alone where a loan, or the ledger, has none. */
function classPiece(column: Uint8Array | undefined, loan: number): Uint8Array {
  return CLASSES[column?.[loan] ?? NO_CLASS] ?? COMMA;
}

/** The comma and the rules that fired, put together once for each set of them: few occur in a ledger. */
function rulePieces({ classified, rules }: ClassifyList): (loan: number) => Uint8Array {
  const made = new Map<number, Uint8Array>();
  return (loan) => {
    const fired = classified.fired[loan] as number;
    return made.get(fired) ?? keep(made, fired, `,${quotedField(rules(loan).join(' '))}`);
  };
}

/** The comma, the next class and its day, put together once for each: days of a ledger repeat. */
function nextPieces(): (next: LoanRow['next']) => Uint8Array {
  const none = piece(',,');
  const made = LOAN_CLASSES.map(() => new Map<number, Uint8Array>());
  return (next) => {
    if (next === undefined) return none;
    const byDay = made[next.class] as Map<number, Uint8Array>;
    return byDay.get(next.on) ?? keep(byDay, next.on, `,${className(next.class)},${isoDate(next.on)}`);
  };
}

function keep(made: Map<number, Uint8Array>, key: number, text: string): Uint8Array {
  const held = piece(text);
  made.set(key, held);
  return held;
}

/** npl.classify/1: one JSON document, written a loan a line. */
export function* classifyJsonChunks(list: ClassifyList): Generator<string> {
  const head = {
    schema: 'npl.classify/1',
    ...(list.mask === undefined ? {} : { masked: true }),
    incomplete: list.incomplete,
    asOf: isoDate(list.portfolio.asOf),
    currency: list.portfolio.currency,
    rows: list.portfolio.rows,
    provenance: provenanceJson(list.provenance),
  };
  yield `${JSON.stringify(head, undefined, 2).replace(/\n}$/, '')},\n  "loans": [`;
  let separator = '\n';
  let lines: string[] = [];
  for (const loan of loansOf(list)) {
    lines.push(`${separator}    ${JSON.stringify(loanJson(list.row(loan), list.mask))}`);
    separator = ',\n';
    if (lines.length < CHUNK_ROWS) continue;
    yield lines.join('');
    lines = [];
  }
  yield `${lines.join('')}\n  ]\n}\n`;
}

function loanJson(row: LoanRow, mask: ClassifyList['mask']): object {
  const named = (code: ClassCode | undefined) => (code === undefined ? undefined : className(code));
  return {
    loan: row.loan,
    borrower: row.borrower === undefined || mask === undefined ? row.borrower : mask(row.borrower),
    balance: yuan(row.balance),
    daysPastDue: row.days,
    declared: named(row.declared),
    computed: named(row.computed),
    class: className(row.used),
    rules: row.floors.map((floor) => floor.rule),
    inherited: named(row.inherited),
    ...(row.overridden ? { overridden: true } : {}),
    next: row.next && { class: className(row.next.class), on: isoDate(row.next.on) },
    source: row.source,
    line: row.line,
  };
}
