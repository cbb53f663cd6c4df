import { isoDate } from '../model/civil-date.js';
import { type ClassCode, className } from '../model/loan-class.js';
import { yuan } from '../model/money.js';
import type { ClassifyList, LoanRow } from '../report/classify.js';
import { provenanceJson } from '../report/npl-report-json.js';
import { harmlessField, quotedField } from './csv.js';

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
const CHUNK_ROWS = 2000;

/**
 * One CSV line a loan; amounts in yuan, dates ISO, absent values empty. Where rows of the ledger were left out, a last
 * column says so on every line: a file is read without the screen it was made on.
 */
export function* classifyCsvChunks(list: ClassifyList): Generator<string> {
  const { incomplete } = list;
  const mark = incomplete === undefined ? [] : [`INCOMPLETE: ${incomplete.rejected} of ${incomplete.read} rows`];
  let lines = [`${[...CSV_HEADER, ...mark.map(() => 'incomplete')].join(',')}\n`];
  for (const row of list.rows()) {
    lines.push(`${[...csvCells(row), ...mark].map(quotedField).join(',')}\n`);
    if (lines.length < CHUNK_ROWS) continue;
    yield lines.join('');
    lines = [];
  }
  yield lines.join('');
}

function csvCells(row: LoanRow): string[] {
  const named = (code: ClassCode | undefined) => (code === undefined ? '' : className(code));
  return [
    harmlessField(row.loan),
    harmlessField(row.borrower ?? ''),
    yuan(row.balance),
    row.days === undefined ? '' : String(row.days),
    named(row.declared),
    named(row.computed),
    named(row.used),
    row.floors.map((floor) => floor.rule).join(' '),
    named(row.inherited),
    row.overridden ? 'yes' : '',
    named(row.next?.class),
    row.next === undefined ? '' : isoDate(row.next.on),
    harmlessField(row.source),
    String(row.line),
  ];
}

/** npl.classify/1: one JSON document, written a loan a line. */
export function* classifyJsonChunks(list: ClassifyList): Generator<string> {
  const head = {
    schema: 'npl.classify/1',
    incomplete: list.incomplete,
    asOf: isoDate(list.portfolio.asOf),
    currency: list.portfolio.currency,
    rows: list.portfolio.rows,
    provenance: provenanceJson(list.provenance),
  };
  yield `${JSON.stringify(head, undefined, 2).replace(/\n}$/, '')},\n  "loans": [`;
  let separator = '\n';
  let lines: string[] = [];
  for (const row of list.rows()) {
    lines.push(`${separator}    ${JSON.stringify(loanJson(row))}`);
    separator = ',\n';
    if (lines.length < CHUNK_ROWS) continue;
    yield lines.join('');
    lines = [];
  }
  yield `${lines.join('')}\n  ]\n}\n`;
}

function loanJson(row: LoanRow): object {
  const named = (code: ClassCode | undefined) => (code === undefined ? undefined : className(code));
  return {
    loan: row.loan,
    borrower: row.borrower,
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
