import type { Chunk } from '../output/publish.js';

const [LINE_END, COMMA] = [10, 44];

/**
 * True where stored rows are the ones made again, but for the last column, the line of the source that a loan was read from:
 * that source is not in the book. Each chunk ends with a row.
 */
export function sameRows(stored: Buffer, made: Iterable<Chunk>): boolean {
  let at = 0;
  for (const chunk of made) {
    const bytes = Buffer.from(chunk);
    for (let from = 0; from < bytes.length; ) {
      const [end, storedEnd] = [lineEnd(bytes, from), lineEnd(stored, at)];
      const [last, storedLast] = [lastComma(bytes, from, end), lastComma(stored, at, storedEnd)];
      if (bytes.compare(stored, at, storedLast, from, last) !== 0) return false;
      from = end + 1;
      at = storedEnd + 1;
    }
  }
  return at >= stored.length;
}

function lineEnd(bytes: Buffer, from: number): number {
  const end = from > bytes.length ? -1 : bytes.indexOf(LINE_END, from);
  return end < 0 ? bytes.length : end;
}

/** The end of the line where it has no comma. */
function lastComma(bytes: Buffer, from: number, end: number): number {
  for (let i = end - 1; i >= from; i--) if (bytes[i] === COMMA) return i;
  return Math.max(from, end);
}
