import type { LoanField } from '../model/loan-fields.js';
import { type ByteRange, lineStartFrom } from '../table/plain/read-range.js';
import { firstRecords } from '../table/records.js';
import { readAt, type Source } from '../table/source.js';
import type { KeptFields } from './kept-fields.js';
import type { StoreSize } from './loan-store.js';
import type { LedgerPlan, PlannedFile } from './plan-ledgers.js';

const SAMPLE_BYTES = 1 << 16;
const SAMPLE_ROWS = 64;
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

/** The same for a range of a file, whose room cannot grow: texts by their lengths in the sample. */
export function sizeOfRange({ files, kept }: LedgerPlan, { file, start, limit }: ByteRange & { readonly file: number }): StoreSize {
  const { source, form } = files[file] as PlannedFile;
  const { dialect, probe } = form;
  const sample = sampleAt(source, start === 0 ? 0 : lineStartFrom(source, start));
  const loans = loansIn(limit - start, sample) + LEAST;
  const text = Buffer.from(new TextDecoder(probe.encoding).decode(sample), 'utf8');
  const rows = firstRecords(text, { file: source.shownAs, delimiter: dialect.delimiter, skipLines: 0 }, SAMPLE_ROWS) ?? [];
  const bytesOf = (names: readonly string[]): number => {
    const columns = dialect.binding.fields.flatMap(({ field, columns: own }) => (names.includes(field.name) ? own : []));
    const total = rows.reduce(
      (sum, cells) => sum + columns.reduce((one, column) => one + Buffer.byteLength(cells[column] ?? '') + 1, 0),
      0,
    );
    return Math.ceil((total / Math.max(1, rows.length)) * loans * MARGIN) + LEAST * TEXT_BYTES;
  };
  return {
    loans,
    keyBytes: bytesOf(['loanId', 'institution']),
    listBytes: new Map(listed(kept).map((field) => [field, bytesOf([field])])),
  };
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
