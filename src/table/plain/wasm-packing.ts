import type { ColumnLoops } from '../column-loops.js';
import { newPacking, type PackedArrays, type Packing } from '../packing.js';
import type { IsHere, LaneCode } from './wasm-code.js';

/** Packing by the compiled code, into arrays in its memory. */
export function packHere(code: LaneCode, into: PackedArrays, isHere: IsHere): Packing {
  const plain = newPacking(into);
  const { ints, bytes: small, ends, hashes, text } = into;
  return {
    floats: plain.floats,
    ints: (values, rows, count, blank) => {
      code.packInts(values.byteOffset, rows.byteOffset, count, ints.byteOffset, blank);
      return ints.subarray(0, count);
    },
    bytes: (values, rows, count, blank) => {
      code.packBytes(values.byteOffset, rows.byteOffset, count, small.byteOffset, blank);
      return small.subarray(0, count);
    },
    mayBeNumbers: (bytes, { from, to }, rows, count, digits) =>
      !isHere(bytes) || code.mayBeNumbers(bytes.byteOffset, from.byteOffset, to.byteOffset, rows.byteOffset, count, digits) !== 0,
    texts: (bytes, column, rows, count, begin, hashed) => {
      if (!isHere(bytes) || !isHere(column.values)) return plain.texts(bytes, column, rows, count, begin, hashed);
      const { from, to, values } = column;
      const length = code.packTexts(
        bytes.byteOffset,
        from.byteOffset,
        to.byteOffset,
        values.byteOffset,
        rows.byteOffset,
        count,
        text.byteOffset,
        text.length,
        ends.byteOffset,
        begin,
        hashed ? hashes.byteOffset : 0,
      );
      if (length < 0) return plain.texts(bytes, column, rows, count, begin, hashed);
      return { bytes: text.subarray(0, length), ends, hashes, rise: code.textsRise() !== 0 };
    },
  };
}

/** Loops over columns in the memory of the compiled code. */
export function loopsOf(code: LaneCode): ColumnLoops {
  return {
    markOutside: (values, rows, least, most, marks) => code.markOutside(values.byteOffset, rows, least, most, marks.byteOffset),
    mergeMarks: (some, more, rows, marks) => code.mergeMarks(some.byteOffset, more.byteOffset, rows, marks.byteOffset),
    countFrom: (first, count, numbers, at) => code.countFrom(first, count, numbers.byteOffset + at * 4),
    sum: (values, from, to) => code.sum(values.byteOffset, from, to),
  };
}
