import { byteAt, CR, LF, twice } from './bytes';

// What a scan of a GB18030 file has met so far: the same as the scans of encoding-faults.ts in one.
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

/** Characters that would be ideographs of UTF-8 too. */
export function goodScanned(): f64 {
  return good as f64;
}

/** Bytes that would not. */
export function badScanned(): f64 {
  return bad as f64;
}

export function kindScanned(): i32 {
  return firstKind;
}

function newLine(): void {
  isActive = false;
  isUtf8 = true;
  ideographs = 0;
  left = 0;
}

/**
 * Goes on with whole lines, of which `beforeBad` bytes stand before the first that is not UTF-8. False where the file may be
 * something else, or holds a NUL or a rare character.
 */
export function scanGb18030(bytes: usize, length: i32, beforeBad: i32): bool {
  if (beforeBad === 0 && scanBlocks(bytes, length)) return true;
  return scanBytes(bytes, length, beforeBad) && seen === 0 && (!isActive || endLine());
}

const ODD_BITS: u64 = twice(0xaaaaaaaa);

/**
 * The same, 64 bytes in a step. False, and nothing is changed, where a line has to be looked at byte by byte.
 *
 * Bytes from 0x80 on stand in runs of two a character, so a run of odd length ends in half a character, and the byte behind it
 * has to be the other half (0x40 to 0x7e). Odd runs are found by carries: a start added to its run sets the bit behind it.
 */
function scanBlocks(bytes: usize, length: i32): bool {
  let newGood = good;
  let newBad = bad;
  /** How many bytes of the run that the block before ended in, of two; whether it ended in one. */
  let half: u64 = 0;
  let inRun: u64 = 0;
  /** Bytes of characters of three that reach into this block. */
  let reach: u64 = 0;
  let reachOther: u64 = 0;
  let lineHigh: u64 = 0;
  let lineFree: u64 = 0;
  let isKnown = false;
  for (let i = 0; i < length; i += 64) {
    const at = bytes + i;
    const known = firstBits(length - i);
    const high = signs(at) & known;
    if (unusual(at) & known) return false;
    const lines = lineEnds(at) & known;
    const starts = high & ~((high << 1) | inRun);
    let even = starts & ~ODD_BITS;
    let odd = starts & ODD_BITS;
    let ends: u64 = 0;
    if (inRun !== 0) {
      if ((high & 1) === 0) ends = half;
      else if (half !== 0) odd |= 1;
      else even |= 1;
    }
    ends |= ((high + even) & ~high & ODD_BITS) | ((high + odd) & ~high & ~ODD_BITS);
    if (ends !== 0 && (ends & ~(secondHalves(at) & known)) !== 0) return false;
    const run = clz(~high);
    half = run === 64 ? half & inRun : run & 1;
    inRun = high >> 63;
    if (high !== 0) {
      const conts = continuations(at + 1) & continuations(at + 2) & firstBits(length - i - 2);
      const triples = leads(at) & conts;
      const others = fullWidths(at) & conts;
      const cover = triples | (triples << 1) | (triples << 2) | reach;
      newGood += popcnt(triples);
      newBad += popcnt(high & ~cover);
      const free = high & ~(cover | others | (others << 1) | (others << 2) | reachOther);
      reach = (triples >> 63) | (triples >> 62);
      reachOther = (others >> 63) | (others >> 62);
      let from: u64 = -1;
      for (let ending = lines; ending !== 0; ending &= ending - 1) {
        const below = (ending & -ending) - 1;
        lineHigh |= high & below & from;
        lineFree |= free & below & from;
        // Every byte of the line may be UTF-8.
        if (lineHigh !== 0 && lineFree === 0) return false;
        if (lineFree !== 0) isKnown = true;
        lineHigh = lineFree = 0;
        from = ~below;
      }
      lineHigh |= high & from;
      lineFree |= free & from;
    } else {
      reach = reachOther = 0;
      if (lines !== 0) {
        if (lineHigh !== 0 && lineFree === 0) return false;
        if (lineFree !== 0) isKnown = true;
        lineHigh = lineFree = 0;
      }
    }
  }
  if ((inRun !== 0 && half !== 0) || (lineHigh !== 0 && lineFree === 0)) return false;
  if (lineFree !== 0) isKnown = true;
  if (isKnown) {
    if (firstKind === 1) return false;
    firstKind = 2;
  }
  good = newGood;
  bad = newBad;
  return true;
}

function firstBits(count: i32): u64 {
  if (count >= 64) return -1;
  return count <= 0 ? 0 : ((1 as u64) << (count as u64)) - 1;
}

/** Bit i for byte i of the next 64. */
function signs(at: usize): u64 {
  return joined(v128.load(at), v128.load(at, 16), v128.load(at, 32), v128.load(at, 48));
}

function joined(a: v128, b: v128, c: v128, d: v128): u64 {
  return (
    (i8x16.bitmask(a) as u64) | ((i8x16.bitmask(b) as u64) << 16) | ((i8x16.bitmask(c) as u64) << 32) | ((i8x16.bitmask(d) as u64) << 48)
  );
}

/** NUL, and what begins or ends no usual character: 0x80 and 0xff. */
function unusual(at: usize): u64 {
  return joined(isUnusual(v128.load(at)), isUnusual(v128.load(at, 16)), isUnusual(v128.load(at, 32)), isUnusual(v128.load(at, 48)));
}

function isUnusual(bytes: v128): v128 {
  const ends = v128.or(i8x16.eq(bytes, i8x16.splat(-128)), i8x16.eq(bytes, i8x16.splat(-1)));
  return v128.or(ends, i8x16.eq(bytes, i8x16.splat(0)));
}

function lineEnds(at: usize): u64 {
  return joined(isLineEnd(v128.load(at)), isLineEnd(v128.load(at, 16)), isLineEnd(v128.load(at, 32)), isLineEnd(v128.load(at, 48)));
}

function isLineEnd(bytes: v128): v128 {
  return v128.or(i8x16.eq(bytes, i8x16.splat(LF as i8)), i8x16.eq(bytes, i8x16.splat(CR as i8)));
}

/** From `least` on, `count` bytes more. */
function within(at: usize, least: i8, count: i8): u64 {
  return joined(
    isWithin(v128.load(at), least, count),
    isWithin(v128.load(at, 16), least, count),
    isWithin(v128.load(at, 32), least, count),
    isWithin(v128.load(at, 48), least, count),
  );
}

function isWithin(bytes: v128, least: i8, count: i8): v128 {
  return i8x16.le_u(i8x16.sub(bytes, i8x16.splat(least)), i8x16.splat(count));
}

function secondHalves(at: usize): u64 {
  return within(at, 0x40, 0x3e);
}

function continuations(at: usize): u64 {
  return within(at, -128, 0x3f);
}

function leads(at: usize): u64 {
  return within(at, 0xe3 as i8, 6);
}

function fullWidths(at: usize): u64 {
  return within(at, 0xef as i8, 0);
}

function scanBytes(bytes: usize, length: i32, beforeBad: i32): bool {
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
