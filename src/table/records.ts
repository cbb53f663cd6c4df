import { CsvError, parse } from 'csv-parse/sync';
import { type Param, UserError } from '../diagnostics/diagnostic.js';
import { locateQuoteFault } from './quote-fault.js';

export interface RecordRules {
  readonly file: string;
  readonly delimiter: string;
  /** Physical lines before the first record. */
  readonly skipLines: number;
  /** True for a column (from 0) whose text may hold line breaks; refused elsewhere. Undefined: nowhere. */
  readonly freeText?: (column: number) => boolean;
}

/**
 * Called with each record and the line it begins on; false stops the reading. `mayHoldControls` is false when no control
 * character stands in it or near it, so that hardly any cell has to be looked at again.
 */
export type RecordVisitor = (fields: readonly string[], line: number, mayHoldControls: boolean) => boolean;

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const MEGABYTE = 1 << 20;
export const MOST_RECORD_BYTES = 16 * MEGABYTE;

/** Control characters that no cell may hold; a tab is text in files that other characters separate. */
export const CONTROL_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

export interface Position {
  /** Line of the next record, from 1. */
  line: number;
}

/**
 * The careful lane: every record of UTF-8 chunks, as csv-parse reads it. Chunks are cut behind a line end that has an
 * even number of quotes before it; that is a record end in every file that csv-parse accepts, and a file with an odd
 * quote is refused in the piece that holds it. Errors: E_QUOTE, E_NEWLINE_IN_FIELD, E_ROW_TOO_LONG.
 */
export function readRecords(chunks: Iterable<Buffer>, rules: RecordRules, visit: RecordVisitor): void {
  const position: Position = { line: 1 + rules.skipLines };
  let held: Buffer = Buffer.alloc(0);
  for (const chunk of dropLines(chunks, rules.skipLines)) {
    const piece = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    const cut = lastRecordEnd(piece);
    if (cut > 0 && !readPiece(piece.subarray(0, cut), rules, position, visit)) return;
    held = Buffer.from(piece.subarray(cut));
    if (held.length > MOST_RECORD_BYTES) refuseLongRow(held, rules, position.line);
  }
  if (held.length > 0) readPiece(held, rules, position, visit);
}

/**
 * Up to `most` records from the head of a file, each read by itself, so that a fault further down is left to readRecords
 * to report. Undefined when the first is malformed.
 */
export function firstRecords(head: Buffer, rules: RecordRules, most: number): string[][] | undefined {
  const bytes = Buffer.concat([...dropLines([head], rules.skipLines)]);
  const records: string[][] = [];
  for (let start = 0; start < bytes.length && records.length < most; ) {
    const end = firstRecordEnd(bytes, start);
    try {
      records.push(...parsePiece(bytes.subarray(start, end), rules, 1));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return records.length === 0 ? undefined : records;
    }
    start = end;
  }
  return records;
}

/** The chunks behind the first `count` lines. A CRLF may be cut between two chunks. */
export function* dropLines(chunks: Iterable<Buffer>, count: number): Generator<Buffer> {
  let left = count;
  let afterCr = false;
  for (const chunk of chunks) {
    let at = 0;
    for (; at < chunk.length && (left > 0 || afterCr); at++) {
      const byte = chunk[at];
      if (afterCr && byte !== LF && left === 0) break;
      if (byte === CR || (byte === LF && !afterCr)) left--;
      afterCr = byte === CR;
    }
    if (at < chunk.length) {
      afterCr = false;
      yield at === 0 ? chunk : chunk.subarray(at);
    }
  }
}

/** Position behind the last line end outside quotes, or 0. A CR at the very end may be half of a CRLF and is left. */
function lastRecordEnd(bytes: Buffer): number {
  let quotes = 0;
  for (let at = bytes.indexOf(QUOTE); at >= 0; at = bytes.indexOf(QUOTE, at + 1)) quotes++;
  // One cursor for all lines: sought anew per line, a quote that is never closed would take quadratic time.
  let quote = bytes.lastIndexOf(QUOTE);
  let mayHoldLf = true;
  for (let end = bytes.length; end > 0; ) {
    const lf: number = mayHoldLf ? bytes.lastIndexOf(LF, end - 1) : -1;
    mayHoldLf = lf >= 0;
    const last = Math.min(end - 1, bytes.length - 2);
    const at = lf >= 0 || last < 0 ? lf : bytes.lastIndexOf(CR, last);
    if (at < 0) return 0;
    for (; quote > at; quote = bytes.lastIndexOf(QUOTE, quote - 1)) quotes--;
    if (quotes % 2 === 0) return at + 1;
    end = at;
  }
  return 0;
}

/** Position behind the first line end outside quotes from `start`, or the length. */
function firstRecordEnd(bytes: Buffer, start: number): number {
  let quoted = false;
  for (let i = start; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) quoted = !quoted;
    else if (!quoted && byte === LF) return i + 1;
    else if (!quoted && byte === CR) return bytes[i + 1] === LF ? i + 2 : i + 1;
  }
  return bytes.length;
}

/** Reads bytes that begin and end with a record. False when the visitor stopped. Errors: E_QUOTE, E_NEWLINE_IN_FIELD. */
export function readPiece(bytes: Buffer, rules: RecordRules, position: Position, visit: RecordVisitor): boolean {
  let records: Iterable<string[]>;
  try {
    records = parsePiece(bytes, rules, position.line);
  } catch (error) {
    // What stops the reading in the records before is told first, wherever the pieces were cut.
    readBeforeFault(bytes, rules, position, visit);
    throw error;
  }
  return visitRecords(records, bytes, rules, position, visit);
}

function readBeforeFault(bytes: Buffer, rules: RecordRules, position: Position, visit: RecordVisitor): void {
  for (let start = 0; start < bytes.length; ) {
    const end = firstRecordEnd(bytes, start);
    const record = bytes.subarray(start, end);
    if (!visitRecords(parsePiece(record, rules, position.line), record, rules, position, visit)) return;
    start = end;
  }
}

function visitRecords(records: Iterable<string[]>, bytes: Buffer, rules: RecordRules, position: Position, visit: RecordVisitor): boolean {
  const mayHoldBreaks = bytes.includes(QUOTE);
  const mayHoldControls = CONTROL_CHARACTER.test(bytes.toString('latin1'));
  for (const fields of records) {
    const { line } = position;
    position.line += 1 + (mayHoldBreaks ? breaksInFields(fields, rules, line) : 0);
    if (!visit(fields, line, mayHoldControls)) return false;
  }
  return true;
}

/** How many line breaks stand inside the fields of a record; refused where the map does not allow them. */
function breaksInFields(fields: readonly string[], rules: RecordRules, line: number): number {
  let breaks = 0;
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i] as string;
    if (!field.includes('\n') && !field.includes('\r')) continue;
    if (rules.freeText?.(i) !== true) {
      throw new UserError({ code: 'E_NEWLINE_IN_FIELD', file: rules.file, line, column: i + 1, value: field });
    }
    breaks += field.split(/\r\n|\r|\n/).length - 1;
  }
  return breaks;
}

function parsePiece(bytes: Buffer, rules: RecordRules, firstLine: number): Iterable<string[]> {
  try {
    // relax_column_count only: the width is checked row by row, so that one bad row can be named and set aside.
    return parse(bytes, {
      delimiter: rules.delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: false,
      bom: false,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines, column } = locateQuoteFault(bytes, rules.delimiter.charCodeAt(0));
    throw new UserError({ code: 'E_QUOTE', file: rules.file, line: firstLine + lines, column, params: { reason: quoteReason(error) } });
  }
}

function quoteReason({ code }: CsvError): Param {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return { en: 'a quote is opened and never closed', zh: '引号打开后未关闭' };
  if (code === 'CSV_INVALID_CLOSING_QUOTE') return { en: 'text follows a closing quote', zh: '关闭引号之后还有文字' };
  return { en: 'a quote stands inside a field that is not quoted', zh: '未加引号的字段中出现引号' };
}

/** Most often a quote that was never closed: that is said where it is so. */
export function refuseLongRow(held: Buffer, rules: RecordRules, line: number): never {
  parsePiece(held, rules, line);
  throw new UserError({
    code: 'E_ROW_TOO_LONG',
    file: rules.file,
    line,
    column: 1,
    params: { megabytes: MOST_RECORD_BYTES / MEGABYTE },
  });
}
