const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/** Where a malformed quote opened: lines before it, and its field from 1. */
export interface QuoteFault {
  readonly lines: number;
  readonly column: number;
}

/** The first malformed quote in bytes that csv-parse has refused. Follows the same grammar, for the message only. */
export function locateQuoteFault(bytes: Buffer, delimiter: number): QuoteFault {
  let lines = 0;
  let column = 1;
  let fieldStart = true;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) {
      const open = { lines, column };
      const field = fieldStart ? quotedField(bytes, i) : undefined;
      if (field === undefined || !endsField(bytes[field.end], delimiter)) return open;
      lines += field.lines;
      i = field.end - 1;
    }
    const endsLine = isLineEnd(bytes, i);
    if (endsLine) {
      lines++;
      column = 1;
    } else if (byte === delimiter) {
      column++;
    }
    fieldStart = endsLine || byte === delimiter || (byte === CR && bytes[i + 1] === LF);
  }
  return { lines, column };
}

/** The byte behind the closing quote of the field that opens at `open`, and the lines inside; undefined when it never closes. */
function quotedField(bytes: Buffer, open: number): { end: number; lines: number } | undefined {
  let lines = 0;
  for (let i = open + 1; i < bytes.length; i++) {
    if (isLineEnd(bytes, i)) lines++;
    if (bytes[i] !== QUOTE) continue;
    if (bytes[i + 1] !== QUOTE) return { end: i + 1, lines };
    i++;
  }
  return undefined;
}

/** True at LF, and at a CR that no LF follows: each line is counted once. */
function isLineEnd(bytes: Buffer, at: number): boolean {
  return bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] !== LF);
}

function endsField(byte: number | undefined, delimiter: number): boolean {
  return byte === undefined || byte === delimiter || byte === LF || byte === CR;
}
