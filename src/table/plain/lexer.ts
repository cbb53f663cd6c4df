import { type LaneMemory, OWN_MEMORY, takeBytes, takeInts } from '../lane-memory.js';

/** Rows of a batch: small enough for its columns to stay in the processor's cache. */
export const BATCH_ROWS = 2048;

/** Entries behind the last field that compiled code may write. */
export const SPARE_FIELDS = 64;

/** Where the records of a batch and their fields stand in the bytes. */
export interface Lexed {
  /** Fields a record of this file has. */
  readonly width: number;
  readonly delimiter: number;
  rows: number;
  /** Rows that the next batch has at the most. */
  most: number;
  /** By row: where it begins; one more than `rows`, the last is where the next batch begins. */
  readonly rowStarts: Int32Array;
  /** By row × width: the field's text without its quotes. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** 1 where the record needs the careful lane: malformed quotes, another width, line breaks or control characters inside. */
  readonly odd: Uint8Array;
  /** Where text without its doubled quotes is written: from here to the end of the buffer. */
  scratch: number;
}

export function newLexed(width: number, delimiter: string, memory: LaneMemory = OWN_MEMORY): Lexed {
  const fields = BATCH_ROWS * width + SPARE_FIELDS;
  return {
    width,
    delimiter: delimiter.charCodeAt(0),
    rows: 0,
    most: BATCH_ROWS,
    rowStarts: takeInts(memory, BATCH_ROWS + 1),
    starts: takeInts(memory, fields),
    ends: takeInts(memory, fields),
    odd: takeBytes(memory, BATCH_ROWS),
    scratch: 0,
  };
}

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

const TEXT = 0;
const DELIMITER = 1;
const LINE_END = 2;
const QUOTE_MARK = 3;
const CONTROL = 4;

/** What a byte is to the lexer, by byte. Above 0x7f all is text: in UTF-8, and in GB18030 whose second bytes are none of these. */
export function byteKinds(delimiter: string): Uint8Array {
  const kinds = new Uint8Array(256);
  kinds.fill(CONTROL, 0, 0x20);
  kinds[0x09] = TEXT;
  kinds[0x7f] = CONTROL;
  kinds[QUOTE] = QUOTE_MARK;
  kinds[LF] = LINE_END;
  kinds[CR] = LINE_END;
  kinds[delimiter.charCodeAt(0)] = DELIMITER;
  return kinds;
}

/** The stretch of a buffer to lex. */
export interface Stretch {
  readonly bytes: Buffer;
  readonly from: number;
  /** End of what is known. The byte behind it belongs to the buffer too and is overwritten. */
  readonly to: number;
  /** Records that begin here or later are another range's. */
  readonly limit: number;
  /** Nothing follows `to`: it ends the last record. */
  readonly isLast: boolean;
}

/**
 * Finds the fields of up to `most` whole records. A record whose end is not known yet is left for the next call.
 * Gives where the next record begins.
 */
export function lexRows(stretch: Stretch, kinds: Uint8Array, lexed: Lexed): number {
  const { bytes, from, to, limit, isLast } = stretch;
  const { width, rowStarts, starts, ends, odd, most } = lexed;
  // Every run of text ends here at the latest.
  bytes[to] = LF;
  let row = 0;
  let i = from;
  rowStarts[0] = i;
  while (row < most && i < limit && i < to) {
    let at = row * width;
    const behind = at + width;
    let isOdd = false;
    for (;;) {
      if (at === behind) {
        isOdd = true;
        break;
      }
      if (bytes[i] === QUOTE) {
        i = lexQuoted(bytes, i, to, kinds, lexed, at);
        if (i < 0) {
          isOdd = true;
          break;
        }
      } else {
        starts[at] = i;
        while (kinds[bytes[i] as number] === TEXT) i++;
        ends[at] = i;
      }
      at++;
      const kind = kinds[bytes[i] as number];
      if (kind === DELIMITER) i++;
      else {
        isOdd = kind !== LINE_END || at !== behind;
        break;
      }
    }
    const next = isOdd ? recordEnd(bytes, rowStarts[row] as number, to, isLast) : lineEnd(bytes, i, to, isLast);
    if (next < 0) break;
    odd[row] = 0;
    if (isOdd) setOdd(lexed, row);
    i = next;
    row++;
    rowStarts[row] = i;
  }
  lexed.rows = row;
  return rowStarts[row] as number;
}

/** Nobody reads the fields of an odd record, and what a batch before left in their place must not be read either. */
export function setOdd({ width, rowStarts, starts, ends, odd }: Lexed, row: number): void {
  odd[row] = 1;
  const start = rowStarts[row] as number;
  starts.fill(start, row * width, row * width + width);
  ends.fill(start, row * width, row * width + width);
}

/** Position behind the closing quote of a well-formed field that begins at `open`; -1 otherwise. */
function lexQuoted(bytes: Uint8Array, open: number, to: number, kinds: Uint8Array, lexed: Lexed, at: number): number {
  let doubled = false;
  let i = open + 1;
  for (;;) {
    const kind = kinds[bytes[i] as number] as number;
    if (kind === QUOTE_MARK) {
      if (bytes[i + 1] !== QUOTE || i + 1 >= to) break;
      doubled = true;
      i++;
    } else if (kind === LINE_END || kind === CONTROL) return -1;
    i++;
  }
  const behind = kinds[bytes[i + 1] as number];
  if (behind !== DELIMITER && behind !== LINE_END) return -1;
  if (!doubled) {
    lexed.starts[at] = open + 1;
    lexed.ends[at] = i;
  } else if (!undouble(bytes, open + 1, i, lexed, at)) return -1;
  return i + 1;
}

/** Writes a field with one quote for two into the scratch; false where there is no room. */
function undouble(bytes: Uint8Array, start: number, end: number, lexed: Lexed, at: number): boolean {
  let to = lexed.scratch;
  if (to + end - start > bytes.length) return false;
  lexed.starts[at] = to;
  for (let i = start; i < end; i++) {
    if (bytes[i] === QUOTE) i++;
    bytes[to++] = bytes[i] as number;
  }
  lexed.ends[at] = to;
  lexed.scratch = to;
  return true;
}

/** Behind the line end at `i`, or -1 while it is not known how it goes on. */
function lineEnd(bytes: Uint8Array, i: number, to: number, isLast: boolean): number {
  if (i >= to) return isLast ? to : -1;
  if (bytes[i] === LF) return i + 1;
  if (i + 1 >= to) return isLast ? to : -1;
  return bytes[i + 1] === LF ? i + 2 : i + 1;
}

/** Behind the first line end outside quotes; as in the careful lane, where a quote stands does not matter. -1 while not known. */
function recordEnd(bytes: Uint8Array, start: number, to: number, isLast: boolean): number {
  let quoted = false;
  for (let i = start; i < to; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) quoted = !quoted;
    else if (!quoted && (byte === LF || byte === CR)) return lineEnd(bytes, i, to, isLast);
  }
  return isLast ? to : -1;
}
