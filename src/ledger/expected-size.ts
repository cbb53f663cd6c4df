import type { LoanField } from '../model/loan-fields.js';
import { byteKinds, lexRows, newLexed } from '../table/plain/lexer.js';
import type { ByteRange } from '../table/plain/read-range.js';
import type { TableForm } from '../table/read-table.js';
import { readAt, type Source } from '../table/source.js';
import type { KeptFields } from './kept-fields.js';
import type { StoreSize } from './loan-store.js';
import type { LedgerPlan, PlannedFile } from './plan-ledgers.js';

/** Looked at are pieces from all over a range: what its records are like may change on the way. */
const PIECES = 8;
const PIECE_BYTES = 1 << 12;
/** Of a file with so long lines that none is whole in any. */
const LONG_PIECE_BYTES = 1 << 16;
/** So much of each is looked at field by field, and at least a line. */
const LEXED_BYTES = 1 << 11;
const LF = 0x0a;
/** Room beyond what the pieces say. What is moved together leaves memory behind that it has stood in: room is not free. */
const MARGIN = 1.08;
/** How many standard errors longer than in the pieces texts may be on the average. */
const ERRORS = 4;
const LEAST = 256;
const TEXT_BYTES = 16;

/** How many loans the files seem to hold. */
export function expectedSize(files: readonly PlannedFile[], kept: KeptFields): StoreSize {
  const loans = files.reduce((total, { source }) => total + loansIn(source.bytes, piecesOf(source, 0, source.bytes)), LEAST);
  return { loans, keyBytes: loans * TEXT_BYTES, listBytes: new Map(listed(kept).map((field) => [field, loans * TEXT_BYTES])) };
}

/** The same for a range of a file, whose room cannot grow. */
export function sizeOfRange({ files, kept }: LedgerPlan, { file, start, limit }: ByteRange & { readonly file: number }): StoreSize {
  const { source, form } = files[file] as PlannedFile;
  const { binding } = form.dialect;
  const pieces = piecesOf(source, start, limit);
  const loans = loansIn(limit - start, pieces) + LEAST;
  const lengths = fieldLengths(pieces, form);
  const bytesOf = (names: readonly string[]): number => {
    const columns = binding.fields.flatMap(({ field, columns: own }) => (names.includes(field.name) ? own : []));
    // None are of a file that lacks the field, or of one whose value is the same for every row.
    const one = columns.reduce((sum, column) => sum + (lengths[column] as number), Math.max(0, columns.length - 1));
    return Math.ceil(one * loans) + LEAST * TEXT_BYTES;
  };
  return {
    loans,
    keyBytes: bytesOf(['loanId', 'institution']),
    listBytes: new Map(listed(kept).map((field) => [field, bytesOf([field])])),
  };
}

/** The most bytes that the fields of a record seem to have on the average, by column, as UTF-8. */
function fieldLengths(pieces: readonly Buffer[], { probe, dialect }: TableForm): readonly number[] {
  const { width } = dialect.binding;
  const lexed = newLexed(width, dialect.delimiter);
  const kinds = byteKinds(dialect.delimiter);
  const [sums, squares] = [new Float64Array(width), new Float64Array(width)];
  let records = 0;
  for (const piece of pieces) {
    const bytes = Buffer.concat([piece.subarray(0, Math.max(LEXED_BYTES, piece.indexOf(LF) + 1)), Buffer.alloc(1)]);
    const to = bytes.length - 1;
    lexRows({ bytes, from: 0, to, limit: to, isLast: false }, kinds, lexed);
    for (let row = 0; row < lexed.rows; row++) {
      if (lexed.odd[row] === 1) continue;
      records++;
      for (let column = 0, k = row * width; column < width; column++, k++) {
        const length = (lexed.ends[k] as number) - (lexed.starts[k] as number);
        sums[column] = (sums[column] as number) + length;
        squares[column] = (squares[column] as number) + length * length;
      }
    }
  }
  // Two bytes of GB18030 are three of UTF-8.
  const growth = probe.encoding === 'gb18030' ? 1.5 : 1;
  const most = (sum: number, square: number) => {
    const mean = sum / records;
    return mean + ERRORS * Math.sqrt(Math.max(0, square / records - mean * mean) / records);
  };
  return Array.from(sums, (sum, column) => (records === 0 ? TEXT_BYTES : growth * most(sum, squares[column] as number)));
}

function listed(kept: KeptFields): readonly LoanField[] {
  return [...kept].filter(([, kind]) => kind === 'listed').map(([field]) => field);
}

/** Whole lines from places all over a range; the first line of a file is none, as it is the header or a title. */
function piecesOf(source: Source, start: number, limit: number): readonly Buffer[] {
  const ofLength = (length: number) =>
    Array.from({ length: PIECES }, (_, i) => {
      const at = start + Math.floor(((limit - start) * i) / PIECES);
      const piece = Buffer.alloc(Math.max(0, Math.min(length, source.bytes - at)));
      readAt(source, piece, at);
      return piece.subarray(piece.indexOf(LF) + 1, piece.lastIndexOf(LF) + 1);
    });
  const pieces = ofLength(PIECE_BYTES);
  return pieces.some((piece) => piece.length > 0) ? pieces : ofLength(LONG_PIECE_BYTES);
}

/** By the length of the lines in the pieces; of lines so long that none is whole in any, more than there can be. */
function loansIn(bytes: number, pieces: readonly Buffer[]): number {
  let [lines, length] = [0, 0];
  for (const piece of pieces) {
    length += piece.length;
    for (let at = piece.indexOf(LF); at >= 0; at = piece.indexOf(LF, at + 1)) lines++;
  }
  return Math.ceil((lines === 0 ? bytes / PIECE_BYTES : (bytes / length) * lines) * MARGIN);
}
