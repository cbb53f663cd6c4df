import { findAllRising, findRising, type RisingTexts } from './rising-texts.js';
import { appendBytes, grown, newTextList, sameBytes, type TextList } from './text-list.js';

/**
 * A list of different texts that finds the code of a text: keys of loans, and dictionaries of repeated texts. Open
 * addressing, because a JavaScript Map ends at 2^24 entries.
 */
export interface TextIndex extends TextList {
  /** By code. */
  hashes: Uint32Array;
  /** Slot to code + 1; 0 is an empty slot. The length is a power of two; a text's first slot are the highest bits of its hash. */
  slots: Uint32Array;
}

/** Different texts of which one is found by its text: the keys of loans. */
export type KeyTexts = TextIndex | RisingTexts;

export const NO_TEXT = 0xffffffff;

const FIRST_TEXTS = 256;

/** With slots for so many texts; it grows where there are more. */
export function newTextIndex(expected = FIRST_TEXTS): TextIndex {
  const texts = Math.max(expected, FIRST_TEXTS);
  return { ...newTextList(), hashes: new Uint32Array(texts), slots: new Uint32Array(2 ** Math.ceil(Math.log2(texts) + 1)) };
}

/** The code of `text`; a text not seen before is added and gets the next code (compare `size` to see which). */
export function internText(index: TextIndex, text: string): number {
  const bytes = Buffer.from(text, 'utf8');
  return internBytes(index, bytes, 0, bytes.length);
}

/** The same for UTF-8 bytes. */
export function internBytes(index: TextIndex, bytes: Uint8Array, start: number, end: number): number {
  const hash = hashBytes(bytes, start, end);
  const slot = findSlot(index, bytes, start, end, hash);
  const held = index.slots[slot] as number;
  if (held !== 0) return held - 1;
  const code = appendBytes(index, bytes, start, end);
  if (code >= index.hashes.length) index.hashes = grown(index.hashes, index.hashes.length * 2);
  index.hashes[code] = hash;
  index.slots[slot] = code + 1;
  if (index.size * 2 > index.slots.length) fillSlots(index, index.slots.length * 4);
  return code;
}

/** The code of `text`, or -1 when the index does not hold it. */
export function findText(index: KeyTexts, text: string): number {
  const bytes = Buffer.from(text, 'utf8');
  return findBytes(index, bytes, 0, bytes.length);
}

export function findBytes(index: KeyTexts, bytes: Uint8Array, start: number, end: number): number {
  if ('rises' in index) return findRising(index, bytes, start, end);
  return findHashed(index, bytes, start, end, hashBytes(bytes, start, end));
}

/**
 * The codes of many texts that stand in one memory, text i from from[i] up to to[i]; -1 where the index does not hold one. Each
 * step is made for all of them before the next, so that the processor fetches from many places at once.
 */
export function findAllBytes(index: KeyTexts, bytes: Uint8Array, from: Uint32Array, to: Uint32Array, count: number): Int32Array {
  if ('rises' in index) return findAllRising(index, bytes, from, to, count);
  const { slots, hashes } = index;
  const wanted = new Uint32Array(count);
  for (let i = 0; i < count; i++) wanted[i] = hashBytes(bytes, from[i] as number, to[i] as number);
  const shift = shiftOf(slots.length);
  const found = new Int32Array(count);
  for (let i = 0; i < count; i++) found[i] = (slots[(wanted[i] as number) >>> shift] as number) - 1;
  for (let i = 0; i < count; i++) {
    const code = found[i] as number;
    const [start, end] = [from[i] as number, to[i] as number];
    if (code >= 0 && !(hashes[code] === wanted[i] && sameBytes(index, code, bytes, start, end))) {
      found[i] = (slots[findSlot(index, bytes, start, end, wanted[i] as number)] as number) - 1;
    }
  }
  return found;
}

/**
 * For each text of one index its code in another, -1 where that does not hold it; both hold every text once. Ledgers of two dates are
 * mostly in one order, and are then gone through side by side: only who comes or leaves is looked up.
 */
export function codesIn(other: KeyTexts, { arena, starts, hashes, size }: KeyTexts): Int32Array {
  const found = new Int32Array(size);
  let next = 0;
  for (let code = 0; code < size; code++) {
    const [start, end, hash] = [starts[code] as number, starts[code + 1] as number, hashes[code] as number];
    const isNext = next < other.size && other.hashes[next] === hash && sameBytes(other, next, arena, start, end);
    const at = isNext ? next : findHashed(other, arena, start, end, hash);
    found[code] = at;
    if (at >= 0) next = at + 1;
  }
  return found;
}

function findHashed(index: KeyTexts, bytes: Uint8Array, start: number, end: number, hash: number): number {
  if ('rises' in index) return findRising(index, bytes, start, end);
  return (index.slots[findSlot(index, bytes, start, end, hash)] as number) - 1;
}

/** The hashes of all texts of a list. */
export function hashTexts({ arena, starts, size }: TextList): Uint32Array {
  const hashes = new Uint32Array(size);
  for (let code = 0; code < size; code++) hashes[code] = hashBytes(arena, starts[code] as number, starts[code + 1] as number);
  return hashes;
}

export function textAt(list: TextList, code: number): string {
  if (code >= list.size) throw new RangeError(`no text has the code ${code}`);
  return list.arena.toString('utf8', list.starts[code] as number, list.starts[code + 1] as number);
}

/** A text that is in a list for the second time: its code, and that of the first. */
export interface Repeat {
  readonly code: number;
  readonly first: number;
}

const BUCKET_BITS = 9;
/** So many texts, or the whole buckets nearest to that, are put in order at once: all of a large ledger's would take as much memory as a column. */
const TEXTS_AT_ONCE = 1 << 21;

/**
 * Makes an index of a list and the hashes of its texts. Texts are taken bucket by bucket (the highest bits of the hash),
 * so that the slots in hand stay in the processor's cache: in order of arrival nearly every one of ten million probes
 * would miss it. Of texts that repeat the first is found; the others are returned.
 */
export function indexTexts(
  list: TextList,
  hashes: Uint32Array,
  newSlots: (length: number) => Uint32Array = (length) => new Uint32Array(length),
  textsAtOnce = TEXTS_AT_ONCE,
): { readonly index: TextIndex; readonly repeats: readonly Repeat[] } {
  const { size } = list;
  let bits = 10;
  while (2 ** bits < size * 1.5) bits++;
  // Written before they are read: a page that is read first is fetched twice.
  const index: TextIndex = { ...list, hashes, slots: newSlots(2 ** bits).fill(0) };
  /** The end of the hash by slot: the whole of another text's would have to be fetched from afar. */
  const tags = new Uint8Array(index.slots.length).fill(0);
  const repeats: Repeat[] = [];
  const firsts = bucketFirsts(hashes, size);
  const buckets = firsts.length - 1;
  const each = Math.max(1, Math.floor((buckets * textsAtOnce) / Math.max(1, size)));
  let room: Ordered | undefined;
  for (let bucket = 0; bucket < buckets; bucket += each) {
    const behind = Math.min(bucket + each, buckets);
    room = inBuckets(hashes, size, firsts, bucket, behind, room);
    fillFrom(index, tags, room, (firsts[behind] as number) - (firsts[bucket] as number), repeats);
  }
  return { index, repeats: repeats.sort((a, b) => a.code - b.code) };
}

/** Codes and their hashes by the highest bits of these; within a bucket in order. */
interface Ordered {
  readonly codes: Uint32Array;
  readonly hashes: Uint32Array;
}

/** Where each bucket begins among all; one more, for the end of the last. */
function bucketFirsts(hashes: Uint32Array, size: number): Uint32Array {
  const shift = 32 - BUCKET_BITS;
  const firsts = new Uint32Array(2 ** BUCKET_BITS + 1);
  for (let code = 0; code < size; code++) {
    const bucket = ((hashes[code] as number) >>> shift) + 1;
    firsts[bucket] = (firsts[bucket] as number) + 1;
  }
  for (let bucket = 1; bucket < firsts.length; bucket++) firsts[bucket] = (firsts[bucket] as number) + (firsts[bucket - 1] as number);
  return firsts;
}

/** The texts of buckets `from` up to `to`, in `room` where that suffices. */
function inBuckets(hashes: Uint32Array, size: number, firsts: Uint32Array, from: number, to: number, room: Ordered | undefined): Ordered {
  const shift = 32 - BUCKET_BITS;
  const first = firsts[from] as number;
  const count = (firsts[to] as number) - first;
  const ordered =
    room !== undefined && room.codes.length >= count ? room : { codes: new Uint32Array(count), hashes: new Uint32Array(count) };
  const { codes, hashes: own } = ordered;
  const next = firsts.slice();
  for (let code = 0; code < size; code++) {
    const hash = hashes[code] as number;
    const bucket = hash >>> shift;
    if (bucket < from || bucket >= to) continue;
    const at = next[bucket] as number;
    codes[at - first] = code;
    own[at - first] = hash;
    next[bucket] = at + 1;
  }
  return ordered;
}

/** Gives `count` texts their slots. */
function fillFrom(index: TextIndex, tags: Uint8Array, ordered: Ordered, count: number, repeats: Repeat[]): void {
  const { slots, hashes, starts, arena } = index;
  const mask = slots.length - 1;
  const shift = shiftOf(slots.length);
  for (let i = 0; i < count; i++) {
    const code = ordered.codes[i] as number;
    const hash = ordered.hashes[i] as number;
    let slot = hash >>> shift;
    for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
      if (tags[slot] !== (hash & 0xff)) continue;
      const first = (slots[slot] as number) - 1;
      if (hashes[first] === hash && sameBytes(index, first, arena, starts[code] as number, starts[code + 1] as number)) {
        repeats.push({ code, first });
        break;
      }
    }
    if (slots[slot] !== 0) continue;
    slots[slot] = code + 1;
    tags[slot] = hash;
  }
}

function findSlot(index: TextIndex, bytes: Uint8Array, start: number, end: number, hash: number): number {
  const { slots, hashes } = index;
  const mask = slots.length - 1;
  for (let slot = hash >>> shiftOf(slots.length); ; slot = (slot + 1) & mask) {
    const held = slots[slot] as number;
    if (held === 0 || (hashes[held - 1] === hash && sameBytes(index, held - 1, bytes, start, end))) return slot;
  }
}

/** How far a hash is shifted to give a slot. */
function shiftOf(slots: number): number {
  return Math.clz32(slots) + 1;
}

/** MurmurHash3 (32 bits, Austin Appleby, public domain): four bytes a step. */
export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0;
  let i = start;
  for (; i + 4 <= end; i += 4) {
    const word =
      (bytes[i] as number) | ((bytes[i + 1] as number) << 8) | ((bytes[i + 2] as number) << 16) | ((bytes[i + 3] as number) << 24);
    hash ^= scrambled(word);
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  let rest = 0;
  for (let shift = 0; i < end; i++, shift += 8) rest |= (bytes[i] as number) << shift;
  hash ^= scrambled(rest) ^ (end - start);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function scrambled(word: number): number {
  const mixed = Math.imul(word, 0xcc9e2d51);
  return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
}

function fillSlots(index: TextIndex, length: number): void {
  index.slots = new Uint32Array(length);
  const { slots, hashes } = index;
  const mask = length - 1;
  for (let code = 0; code < index.size; code++) {
    let slot = (hashes[code] as number) >>> shiftOf(length);
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = code + 1;
  }
}
