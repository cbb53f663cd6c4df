import { sameBytes, type TextList } from './text-list.js';

/**
 * Texts each of which stands behind the one before it by their bytes: none stands there twice, and one is found without slots. Most
 * ledgers are written in the order of their loans, so that nothing has to be built to find any of them.
 */
export interface RisingTexts extends TextList {
  readonly rises: true;
  /** By code. */
  readonly hashes: Uint32Array;
}

/** True where a text stands behind another by their bytes, which is no order that anybody sees. */
export function isBehind(
  bytes: Uint8Array,
  start: number,
  end: number,
  before: Uint8Array,
  beforeStart: number,
  beforeEnd: number,
): boolean {
  const both = Math.min(end - start, beforeEnd - beforeStart);
  for (let i = 0; i < both; i++) {
    const own = bytes[start + i] as number;
    const other = before[beforeStart + i] as number;
    if (own !== other) return own > other;
  }
  return end - start > beforeEnd - beforeStart;
}

/** True where text `code` of a list stands behind the one before it. */
export function risesAt({ arena, starts }: TextList, code: number): boolean {
  const start = starts[code] as number;
  return isBehind(arena, start, starts[code + 1] as number, arena, starts[code - 1] as number, start);
}

/** The code of a text, or -1 where the list does not hold it. */
export function findRising(list: TextList, bytes: Uint8Array, start: number, end: number): number {
  const at = placeOf(list, bytes, start, end, 0);
  return holds(list, at, bytes, start, end) ? at : -1;
}

/** The same, whatever `place` is; at a look where the list does not hold it and it belongs between codes `place` - 1 and `place`. */
export function findNear(list: TextList, bytes: Uint8Array, start: number, end: number, place: number): number {
  const isBehindLast = place === 0 || isCodeBefore(list, place - 1, bytes, start, end);
  if (isBehindLast && (place >= list.size || isCodeBehind(list, place, bytes, start, end))) return -1;
  return findRising(list, bytes, start, end);
}

/** The codes of many texts, text i from from[i] up to to[i]; quickest where they rise too. */
export function findAllRising(list: TextList, bytes: Uint8Array, from: Uint32Array, to: Uint32Array, count: number): Int32Array {
  const found = new Int32Array(count);
  let next = 0;
  for (let i = 0; i < count; i++) {
    const start = from[i] as number;
    const end = to[i] as number;
    if (next > 0 && !isCodeBefore(list, next - 1, bytes, start, end)) next = 0;
    next = placeOf(list, bytes, start, end, next);
    found[i] = holds(list, next, bytes, start, end) ? next : -1;
  }
  return found;
}

/** The first code whose text does not stand before this one; those below `from` are known to: steps that double, and then by halves. */
function placeOf(list: TextList, bytes: Uint8Array, start: number, end: number, from: number): number {
  let low = from;
  let high = from;
  for (let step = 1; high < list.size && isCodeBefore(list, high, bytes, start, end); step *= 2) {
    low = high + 1;
    high += step;
  }
  high = Math.min(high, list.size);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isCodeBefore(list, middle, bytes, start, end)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isCodeBefore({ arena, starts }: TextList, code: number, bytes: Uint8Array, start: number, end: number): boolean {
  return isBehind(bytes, start, end, arena, starts[code] as number, starts[code + 1] as number);
}

function isCodeBehind({ arena, starts }: TextList, code: number, bytes: Uint8Array, start: number, end: number): boolean {
  return isBehind(arena, starts[code] as number, starts[code + 1] as number, bytes, start, end);
}

function holds(list: TextList, code: number, bytes: Uint8Array, start: number, end: number): boolean {
  return code < list.size && sameBytes(list, code, bytes, start, end);
}
