import { isBehind } from '../model/rising-texts.js';
import { hashBytes } from '../model/text-index.js';
import type { BatchColumn } from './batch-column.js';
import { type LaneMemory, takeBytes, takeFloats, takeInts, takeUnsigned } from './lane-memory.js';

/** Texts one behind another; text i ends at ends[i], counted from where the first was said to begin. */
export interface PackedTexts {
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;
  readonly hashes: Uint32Array;
  /** Each stands behind the one before it by its bytes; known where hashes were asked for. */
  readonly rise: boolean;
}

/** The values of chosen rows of a batch, made ready to be copied into columns. What is given is good until the next call. */
export interface Packing {
  readonly floats: (values: Float64Array, rows: Int32Array, count: number) => Float64Array;
  /** `blank` stands where a row has no value. Codes above 2^31 come as negative numbers. */
  readonly ints: (values: Float64Array, rows: Int32Array, count: number, blank: number) => Int32Array;
  readonly bytes: (values: Float64Array, rows: Int32Array, count: number, blank: number) => Uint8Array;
  /** Of a column kept as bytes; a row without a text gets an empty one. Hashes, and whether they rise, where they are asked for. */
  readonly texts: (bytes: Uint8Array, column: BatchColumn, rows: Int32Array, count: number, begin: number, hashes: boolean) => PackedTexts;
  /** False where no text is longer than `digits` or ends in ".0". */
  readonly mayBeNumbers: (bytes: Uint8Array, column: BatchColumn, rows: Int32Array, count: number, digits: number) => boolean;
}

/** Where a packing puts its results. */
export interface PackedArrays {
  readonly floats: Float64Array;
  readonly ints: Int32Array;
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;
  readonly hashes: Uint32Array;
  text: Uint8Array;
}

const TEXT_BYTES = 64;

export function newPackedArrays(rows: number, memory: LaneMemory): PackedArrays {
  return {
    floats: takeFloats(memory, rows),
    ints: takeInts(memory, rows),
    bytes: takeBytes(memory, rows),
    ends: takeUnsigned(memory, rows),
    hashes: takeUnsigned(memory, rows),
    text: takeBytes(memory, rows * TEXT_BYTES + TEXT_BYTES),
  };
}

/** Bytes that the arrays take. */
export function packedBytes(rows: number): number {
  return rows * (8 + 4 + 1 + 4 + 4 + TEXT_BYTES) + TEXT_BYTES * 8;
}

export function newPacking(into: PackedArrays): Packing {
  return {
    floats: (values, rows, count) => {
      const [first, last] = [rows[0] as number, rows[count - 1] as number];
      // Mostly all rows of a batch are loans.
      if (last - first === count - 1) return values.subarray(first, first + count);
      for (let i = 0; i < count; i++) into.floats[i] = values[rows[i] as number] as number;
      return into.floats.subarray(0, count);
    },
    ints: (values, rows, count, blank) => {
      for (let i = 0; i < count; i++) {
        const value = values[rows[i] as number] as number;
        into.ints[i] = Number.isNaN(value) ? blank : value;
      }
      return into.ints.subarray(0, count);
    },
    bytes: (values, rows, count, blank) => {
      for (let i = 0; i < count; i++) {
        const value = values[rows[i] as number] as number;
        into.bytes[i] = Number.isNaN(value) ? blank : value;
      }
      return into.bytes.subarray(0, count);
    },
    texts: (bytes, column, rows, count, begin, hashes) => packTexts(into, bytes, column, rows, count, begin, hashes),
    mayBeNumbers: () => true,
  };
}

function packTexts(
  into: PackedArrays,
  bytes: Uint8Array,
  { values, from, to }: BatchColumn,
  rows: Int32Array,
  count: number,
  begin: number,
  hashes: boolean,
): PackedTexts {
  let length = 0;
  let before = 0;
  let rise = hashes;
  for (let i = 0; i < count; i++) {
    const row = rows[i] as number;
    const at = length;
    if (values[row] === 0) {
      const [start, end] = [from[row] as number, to[row] as number];
      if (length + end - start > into.text.length) into.text = longer(into.text, length + end - start);
      for (let j = start; j < end; j++) into.text[length + j - start] = bytes[j] as number;
      if (hashes) into.hashes[i] = hashBytes(bytes, start, end);
      length += end - start;
    }
    rise = rise && (i === 0 || isBehind(into.text, at, length, into.text, before, at));
    before = at;
    into.ends[i] = begin + length;
  }
  return { bytes: into.text.subarray(0, length), ends: into.ends, hashes: into.hashes, rise };
}

function longer(bytes: Uint8Array, needed: number): Uint8Array {
  const grown = new Uint8Array(Math.max(needed, bytes.length * 2));
  grown.set(bytes);
  return grown;
}
