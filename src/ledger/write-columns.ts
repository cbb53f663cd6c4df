import type { RowBatch } from '../table/row-batch.js';
import type { StoreColumn } from './loan-store.js';

/** Writes the values of a batch's loans behind `at`; `values` is absent where the file lacks the column. */
export function writeColumn({ data, blank }: StoreColumn, at: number, batch: RowBatch, values: Float64Array | undefined): void {
  const { packing, loans, loanCount } = batch;
  if (values === undefined) data.fill(blank, at, at + loanCount);
  else if (data instanceof Float64Array) data.set(packing.floats(values, loans, loanCount), at);
  else if (data instanceof Uint8Array) data.set(packing.bytes(values, loans, loanCount, blank), at);
  // Bits are the same whether codes are taken for signed numbers or not.
  else signed(data).set(packing.ints(values, loans, loanCount, blank), at);
}

function signed(data: StoreColumn['data']): Int32Array {
  return data instanceof Int32Array ? data : new Int32Array(data.buffer, data.byteOffset, data.length);
}
