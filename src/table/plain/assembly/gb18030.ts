import { byteAt, CR, LF } from './bytes';

// What a scan of a GB18030 file has met so far: the same as the three scans of encoding-faults.ts in one.
let seen: i32 = 0;
let good: i64 = 0;
let bad: i64 = 0;
let isActive = false;
let isUtf8 = true;
let ideographs: i32 = 0;
let lead: u32 = 0;
let left: i32 = 0;
/** Of the first line whose encoding is known: 1 UTF-8, 2 GB18030; 0 while there is none. */
let firstKind: i32 = 0;

export function beginScan(): void {
  seen = 0;
  good = 0;
  bad = 0;
  firstKind = 0;
  newLine();
}

function newLine(): void {
  isActive = false;
  isUtf8 = true;
  ideographs = 0;
  left = 0;
}

/**
 * Goes on with a chunk, of which `beforeBad` bytes stand before the first that is not UTF-8. False where the file may be
 * something else, or holds a NUL or a rare character.
 */
export function scanGb18030(bytes: usize, length: i32, beforeBad: i32): bool {
  let triple = 0;
  for (let i = 0; i < length; i++) {
    if (seen === 0 && (left === 0 || !isUtf8) && triple === 0 && i + 16 <= length) {
      const block = v128.load(bytes + i);
      const ends = v128.or(i8x16.eq(block, i8x16.splat(LF as i8)), i8x16.eq(block, i8x16.splat(CR as i8)));
      if (i8x16.all_true(block) && i8x16.bitmask(isActive ? v128.or(block, ends) : block) === 0) {
        i += 15;
        continue;
      }
    }
    const byte = byteAt(bytes + i);
    // Every pair is a character. Those of four bytes are rare, some are none, and the decoder has to say.
    if (seen === 1) {
      if (byte < 0x40 || byte === 0x7f || byte > 0xfe) return false;
      seen = 0;
    } else if (byte >= 0x80) {
      if (byte < 0x81 || byte > 0xfe) return false;
      seen = 1;
    } else if (byte === 0) return false;
    if (byte === LF || byte === CR) {
      if (isActive && !endLine()) return false;
      continue;
    }
    followLine(byte);
    if (byte < 0x80) continue;
    if (triple > 0) triple--;
    else if (byte - 0xe3 <= 6 && i + 2 < length && isContinuation(byteAt(bytes + i + 1)) && isContinuation(byteAt(bytes + i + 2))) {
      good++;
      triple = 2;
      if (good >= 3 && i + 2 < beforeBad) return false;
    } else if (i >= beforeBad) bad++;
  }
  return true;
}

/** Whether all that was scanned is GB18030 and nothing else. */
export function endScan(): bool {
  return seen === 0 && (!isActive || endLine()) && (good < 3 || good <= bad);
}

function isContinuation(byte: u32): bool {
  return byte - 0x80 <= 0x3f;
}

/** False where a line is of another encoding than the first. */
function endLine(): bool {
  const isKnown = !isUtf8 || left > 0 || ideographs >= 2;
  const kind = isUtf8 && left === 0 ? 1 : 2;
  newLine();
  if (!isKnown) return true;
  if (firstKind === 0) firstKind = kind;
  return firstKind === kind;
}

function followLine(byte: u32): void {
  if (byte < 0x80 && left === 0) return;
  isActive = true;
  if (!isUtf8) return;
  if (left === 0) {
    lead = byte;
    left = 2;
    isUtf8 = byte - 0xe3 <= 6 || byte === 0xef;
    if (byte - 0xe4 <= 5) ideographs++;
  } else {
    isUtf8 = isContinuation(byte) && (left === 1 || isCommon(byte));
    left--;
  }
}

function isCommon(second: u32): bool {
  if (lead === 0xe3) return second === 0x80;
  if (lead === 0xe4) return second >= 0xb8;
  return lead !== 0xef || second >= 0xbc;
}
