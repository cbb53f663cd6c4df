import { internBytes, type TextIndex } from '../model/text-index.js';

/** What becomes of a field's text: nothing beyond the checks, a code of a dictionary, or the bytes themselves. */
export type TextUse = 'checked' | 'bytes' | { readonly dictionary: TextIndex };

/** The cells of one field, by row of the batch. */
export interface BatchColumn {
  /** Cents, day number, days, choice or dictionary code; NaN where blank. Of other texts: 0 where there is one. */
  readonly values: Float64Array;
  /** Where the texts kept as bytes stand in the batch's bytes. */
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** Rows on their way from a file into a ledger, in columns: whichever lane has read them, the same rules take them. */
export interface RowBatch {
  bytes: Buffer;
  /** By bound field. */
  readonly columns: readonly BatchColumn[];
  /** Rows that count as loans and wait to be written, and their lines. */
  readonly loans: Int32Array;
  readonly lines: Uint32Array;
  loanCount: number;
}

export function newRowBatch(uses: readonly (TextUse | undefined)[], rows: number): RowBatch {
  const none = new Int32Array(0);
  return {
    bytes: Buffer.alloc(0),
    columns: uses.map((use) => ({
      values: new Float64Array(rows),
      from: use === 'bytes' ? new Int32Array(rows) : none,
      to: use === 'bytes' ? new Int32Array(rows) : none,
    })),
    loans: new Int32Array(rows),
    lines: new Uint32Array(rows),
    loanCount: 0,
  };
}

/** The value of a bound field in a row; NaN where blank. */
export function valueAt(batch: RowBatch, index: number, row: number): number {
  return (batch.columns[index] as BatchColumn).values[row] as number;
}

/** Where a text goes in a batch, and where it may stand in the batch's bytes. */
interface TextPlace {
  readonly index: number;
  readonly row: number;
  readonly use: TextUse | undefined;
  readonly at: number;
}

/** Puts a text that is not in the batch's bytes into a batch. */
export function putBytes(batch: RowBatch, { index, row, use, at }: TextPlace, text: Buffer): void {
  const { values, from, to } = batch.columns[index] as BatchColumn;
  values[row] = typeof use === 'object' ? internBytes(use.dictionary, text, 0, text.length) : 0;
  if (use !== 'bytes') return;
  text.copy(batch.bytes, at);
  from[row] = at;
  to[row] = at + text.length;
}
