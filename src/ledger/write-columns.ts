import type { StoreColumn } from './loan-store.js';

/**
 * Writes the values of some rows of a batch behind `at`; `values` is absent where the file lacks the column. One loop a type
 * of array, so that each store is compiled for one type only.
 */
export function writeColumn(
  { data, blank }: StoreColumn,
  at: number,
  values: Float64Array | undefined,
  rows: Int32Array,
  count: number,
): void {
  if (values === undefined) data.fill(blank, at, at + count);
  else if (data instanceof Float64Array) writeCents(data, at, values, rows, count);
  else if (data instanceof Int32Array) writeDays(data, at, values, rows, count, blank);
  else if (data instanceof Uint32Array) writeCodes(data, at, values, rows, count, blank);
  else writeChoices(data as Uint8Array, at, values, rows, count, blank);
}

function writeCents(data: Float64Array, at: number, values: Float64Array, rows: Int32Array, count: number): void {
  for (let i = 0; i < count; i++) data[at + i] = values[rows[i] as number] as number;
}

function writeDays(data: Int32Array, at: number, values: Float64Array, rows: Int32Array, count: number, blank: number): void {
  for (let i = 0; i < count; i++) {
    const value = values[rows[i] as number] as number;
    data[at + i] = Number.isNaN(value) ? blank : value;
  }
}

function writeCodes(data: Uint32Array, at: number, values: Float64Array, rows: Int32Array, count: number, blank: number): void {
  for (let i = 0; i < count; i++) {
    const value = values[rows[i] as number] as number;
    data[at + i] = Number.isNaN(value) ? blank : value;
  }
}

function writeChoices(data: Uint8Array, at: number, values: Float64Array, rows: Int32Array, count: number, blank: number): void {
  for (let i = 0; i < count; i++) {
    const value = values[rows[i] as number] as number;
    data[at + i] = Number.isNaN(value) ? blank : value;
  }
}
