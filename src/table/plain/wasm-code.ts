/**
 * The lexer and the commonest kernels as WebAssembly, made from assembly/lane.ts: the same results from the same bytes, with
 * sixteen bytes looked at in a step. What it does not know, it leaves to the TypeScript beside it.
 */
export interface LaneCode {
  scratchEnd(): number;
  beginScan(): void;
  scanGb18030(bytes: number, length: number, beforeBad: number): number;
  goodScanned(): number;
  badScanned(): number;
  kindScanned(): number;
  lexRows(
    bytes: number,
    from: number,
    to: number,
    limit: number,
    isLast: boolean,
    scratch: number,
    capacity: number,
    delimiter: number,
    width: number,
    most: number,
    rowStarts: number,
    starts: number,
    ends: number,
    odd: number,
  ): number;
  readColumns(
    records: number,
    count: number,
    bytes: number,
    starts: number,
    ends: number,
    width: number,
    rows: number,
    slow: number,
    scratch: number,
    capacity: number,
  ): number;
  packInts(values: number, rows: number, count: number, out: number, blank: number): void;
  packBytes(values: number, rows: number, count: number, out: number, blank: number): void;
  packTexts(
    bytes: number,
    from: number,
    to: number,
    values: number,
    rows: number,
    count: number,
    out: number,
    capacity: number,
    ends: number,
    begin: number,
    hashes: number,
  ): number;
  /** Whether those that packTexts has hashed last rise. */
  textsRise(): number;
  mayBeNumbers(bytes: number, from: number, to: number, rows: number, count: number, digits: number): number;
  mergeMarks(some: number, more: number, rows: number, marks: number): void;
  countFrom(first: number, count: number, numbers: number): void;
  markOutside(values: number, rows: number, least: number, most: number, marks: number): void;
  sum(values: number, from: number, to: number): number;
  learnSpelling(table: number, at: number, length: number, value: number): void;
}

/** Whether something is in the memory of the compiled code. */
export type IsHere = (view: ArrayBufferView) => boolean;
