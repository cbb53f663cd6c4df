import type { LoanField } from '../model/loan-fields.js';
import { byteKinds, lexRows, newLexed } from '../table/plain/lexer.js';
import { type ByteRange, lineStartFrom } from '../table/plain/read-range.js';
import type { TableForm } from '../table/read-table.js';
import { readAt, type Source } from '../table/source.js';
import type { KeptFields } from './kept-fields.js';
import type { StoreSize } from './loan-store.js';
import type { LedgerPlan, PlannedFile } from './plan-ledgers.js';

const SAMPLE_BYTES = 1 << 14;
/** So much of a sample is looked at field by field. */
const LEXED_BYTES = 1 << 12;
const LF = 0x0a;
/** Room beyond what a sample says: memory that is not written to costs nothing. */
const MARGIN = 1.15;
const LEAST = 256;
const TEXT_BYTES = 16;

/** How many loans the files seem to hold, by the length of the lines at the head of each. */
export function expectedSize(files: readonly PlannedFile[], kept: KeptFields): StoreSize {
  const loans = files.reduce((total, { source }) => total + loansIn(source.bytes, sampleAt(source, 0)), LEAST);
  return { loans, keyBytes: loans * TEXT_BYTES, listBytes: new Map(listed(kept).map((field) => [field, loans * TEXT_BYTES])) };
}

/**
 * The same for ranges of files, whose room cannot grow. Texts are as long as in the sample at the head of the range, or as in those of its
 * whole file where they are longer there: a column with few texts shows none in a short sample.
 */
export function sizesOfRanges({ files, kept }: LedgerPlan, ranges: readonly (ByteRange & { readonly file: number })[]): StoreSize[] {
  const samples = ranges.map(({ file, start, limit }) => {
    const { source, form } = files[file] as PlannedFile;
    const sample = sampleAt(source, start === 0 ? 0 : lineStartFrom(source, start));
    return { file, form, loans: loansIn(limit - start, sample) + LEAST, lengths: fieldLengths(sample, form) };
  });
  return samples.map(({ file, form, loans, lengths }) => {
    const inFile = samples.filter((other) => other.file === file);
    const lengthOf = (column: number) => {
      const mean = inFile.reduce((sum, other) => sum + (other.lengths[column] as number), 0) / inFile.length;
      return Math.max(mean, lengths[column] as number);
    };
    const bytesOf = (names: readonly string[]): number => {
      const columns = form.dialect.binding.fields.flatMap(({ field, columns: own }) => (names.includes(field.name) ? own : []));
      const one = columns.reduce((sum, column) => sum + lengthOf(column) + 1, 0);
      return Math.ceil(one * loans * MARGIN) + LEAST * TEXT_BYTES;
    };
    return {
      loans,
      keyBytes: bytesOf(['loanId', 'institution']),
      listBytes: new Map(listed(kept).map((field) => [field, bytesOf([field])])),
    };
  });
}

/** Bytes that the fields of a record have on the average, by column, as UTF-8. */
function fieldLengths(sample: Buffer, { probe, dialect }: TableForm): readonly number[] {
  const { width } = dialect.binding;
  const bytes = Buffer.concat([sample.subarray(0, LEXED_BYTES), Buffer.alloc(1)]);
  const to = bytes.length - 1;
  const lexed = newLexed(width, dialect.delimiter);
  lexRows({ bytes, from: 0, to, limit: to, isLast: false }, byteKinds(dialect.delimiter), lexed);
  const totals = new Array<number>(width).fill(0);
  let records = 0;
  for (let row = 0; row < lexed.rows; row++) {
    if (lexed.odd[row] === 1) continue;
    records++;
    for (let column = 0, k = row * width; column < width; column++, k++) {
      totals[column] = (totals[column] as number) + (lexed.ends[k] as number) - (lexed.starts[k] as number);
    }
  }
  // Two bytes of GB18030 are three of UTF-8.
  const growth = probe.encoding === 'gb18030' ? 1.5 : 1;
  return totals.map((total) => (total * growth) / Math.max(1, records));
}

function listed(kept: KeptFields): readonly LoanField[] {
  return [...kept].filter(([, kind]) => kind === 'listed').map(([field]) => field);
}

function sampleAt(source: Source, position: number): Buffer {
  const sample = Buffer.alloc(Math.max(0, Math.min(SAMPLE_BYTES, source.bytes - position)));
  readAt(source, sample, position);
  return sample;
}

function loansIn(bytes: number, sample: Buffer): number {
  let lines = 1;
  for (let at = sample.indexOf(LF); at >= 0; at = sample.indexOf(LF, at + 1)) lines++;
  return Math.ceil((bytes / Math.max(1, sample.length)) * lines * MARGIN);
}
