import type { LoanField } from '../model/loan-fields.js';
import { readAt } from '../table/source.js';
import type { KeptFields } from './kept-fields.js';
import type { StoreSize } from './loan-store.js';
import type { PlannedFile } from './plan-ledgers.js';

const SAMPLE_BYTES = 1 << 16;
const LF = 0x0a;
/** Room beyond what the sample says: memory that is not written to costs nothing. */
const MARGIN = 1.1;
const TEXT_BYTES = 16;

/** How many loans the files seem to hold, by the length of the lines at the head of each. */
export function expectedSize(files: readonly PlannedFile[], kept: KeptFields): StoreSize {
  const loans = files.reduce((total, { source }) => {
    const sample = Buffer.alloc(Math.min(SAMPLE_BYTES, source.bytes));
    readAt(source, sample, 0);
    let lines = 1;
    for (let at = sample.indexOf(LF); at >= 0; at = sample.indexOf(LF, at + 1)) lines++;
    return total + Math.ceil((source.bytes / sample.length) * lines * MARGIN);
  }, 64);
  const listed = [...kept].filter(([, kind]) => kind === 'listed').map(([field]): [LoanField, number] => [field, loans * TEXT_BYTES]);
  return { loans, keyBytes: loans * TEXT_BYTES, listBytes: new Map(listed) };
}
