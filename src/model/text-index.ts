/**
 * A set of texts numbered in order of arrival: keys of loans, and dictionaries of repeated texts.
 * Bytes live in one arena and are found by open addressing, because a JavaScript Map ends at 2^24 entries and costs
 * several times the memory.
 */
export interface TextIndex {
  /** How many different texts it holds; codes are 0 to size - 1. */
  size: number;
  arena: Buffer;
  /** starts[code] is where a text begins in the arena, starts[code + 1] where it ends. */
  starts: Float64Array;
  /** Slot to code + 1; 0 is an empty slot. The length is a power of two. */
  slots: Uint32Array;
  hashes: Uint32Array;
}

export const NO_TEXT = 0xffffffff;

export function newTextIndex(): TextIndex {
  return {
    size: 0,
    arena: Buffer.allocUnsafe(1 << 12),
    starts: new Float64Array(257),
    slots: new Uint32Array(1024),
    hashes: new Uint32Array(256),
  };
}

/** The code of `text`; a text not seen before is added and gets the next code (compare `size` to see which). */
export function internText(index: TextIndex, text: string): number {
  const start = index.starts[index.size] as number;
  // UTF-8 takes at most three bytes per UTF-16 unit.
  const room = start + text.length * 3;
  if (room > index.arena.length) growArena(index, room);
  const end = start + index.arena.write(text, start, 'utf8');
  const hash = hashBytes(index.arena, start, end);
  const slot = findSlot(index, index.arena, start, end, hash);
  const held = index.slots[slot] as number;
  if (held !== 0) return held - 1;
  const code = index.size;
  if (code + 2 > index.starts.length) growCodes(index);
  index.starts[code + 1] = end;
  index.hashes[code] = hash;
  index.slots[slot] = code + 1;
  index.size = code + 1;
  if (index.size * 2 > index.slots.length) rehash(index);
  return code;
}

/** The code of `text`, or -1 when the index does not hold it. */
export function findText(index: TextIndex, text: string): number {
  const bytes = Buffer.from(text, 'utf8');
  const slot = findSlot(index, bytes, 0, bytes.length, hashBytes(bytes, 0, bytes.length));
  return (index.slots[slot] as number) - 1;
}

export function textAt(index: TextIndex, code: number): string {
  if (code >= index.size) throw new RangeError(`no text has the code ${code}`);
  return index.arena.toString('utf8', index.starts[code] as number, index.starts[code + 1] as number);
}

function findSlot(index: TextIndex, bytes: Buffer, start: number, end: number, hash: number): number {
  const mask = index.slots.length - 1;
  let slot = hash & mask;
  for (;;) {
    const held = index.slots[slot] as number;
    if (held === 0) return slot;
    const code = held - 1;
    if (index.hashes[code] === hash && sameBytes(index, code, bytes, start, end)) return slot;
    slot = (slot + 1) & mask;
  }
}

function sameBytes(index: TextIndex, code: number, bytes: Buffer, start: number, end: number): boolean {
  const heldStart = index.starts[code] as number;
  const length = end - start;
  if ((index.starts[code + 1] as number) - heldStart !== length) return false;
  for (let i = 0; i < length; i++) if (index.arena[heldStart + i] !== bytes[start + i]) return false;
  return true;
}

/** FNV-1a with a final mix, so that ids that differ in the last digits spread over the table. */
function hashBytes(bytes: Buffer, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 12)) >>> 0;
}

function growArena(index: TextIndex, room: number): void {
  const arena = Buffer.allocUnsafe(Math.max(room, index.arena.length * 2));
  index.arena.copy(arena, 0, 0, index.starts[index.size] as number);
  index.arena = arena;
}

function growCodes(index: TextIndex): void {
  const starts = new Float64Array(index.starts.length * 2);
  starts.set(index.starts);
  index.starts = starts;
  const hashes = new Uint32Array(index.hashes.length * 2);
  hashes.set(index.hashes);
  index.hashes = hashes;
}

function rehash(index: TextIndex): void {
  const slots = new Uint32Array(index.slots.length * 4);
  const mask = slots.length - 1;
  for (let code = 0; code < index.size; code++) {
    let slot = (index.hashes[code] as number) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = code + 1;
  }
  index.slots = slots;
}
