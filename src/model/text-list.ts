/**
 * Texts numbered in order of arrival. Bytes live in one arena, because a JavaScript string costs several times the
 * memory and a look at it costs a decoding.
 */
export interface TextList {
  /** How many texts it holds; codes are 0 to size - 1. */
  size: number;
  /** UTF-8. */
  arena: Buffer;
  /** starts[code] is where a text begins in the arena, starts[code + 1] where it ends. */
  starts: Uint32Array;
  /** Set where its room is a part of what several threads write in: it does not grow, but throws NoRoom. */
  readonly isFixed?: boolean;
}

/** What has no room in a part of shared memory: it was sized by a sample that says too little of the whole. */
export class NoRoom extends Error {}

const FIRST_TEXTS = 256;
const FIRST_BYTES = 1 << 12;
/** Positions in an arena are 32 bits. */
const MOST_BYTES = 0xffffffff;

export function newTextList(): TextList {
  return { size: 0, arena: Buffer.allocUnsafe(FIRST_BYTES), starts: new Uint32Array(FIRST_TEXTS + 1) };
}

/** Adds a text whether or not it is there already, and gives its code. */
export function appendBytes(list: TextList, bytes: Uint8Array, start: number, end: number): number {
  const at = list.starts[list.size] as number;
  const room = at + end - start;
  if (room > list.arena.length) growArena(list, room);
  if (list.size + 2 > list.starts.length) growStarts(list);
  copyBytes(list.arena, at, bytes, start, end);
  list.size++;
  list.starts[list.size] = room;
  return list.size - 1;
}

function growStarts(list: TextList): void {
  if (list.isFixed === true) throw new NoRoom();
  list.starts = grown(list.starts, list.starts.length * 2);
}

/** Where the next text of a list will begin. */
export function listEnd({ starts, size }: TextList): number {
  return starts[size] as number;
}

/** Adds `count` texts that stand one behind another from listEnd on: text i will end at ends[i]. */
export function appendPacked(list: TextList, { bytes, ends }: { bytes: Uint8Array; ends: Uint32Array }, count: number): void {
  const { size } = list;
  const at = list.starts[size] as number;
  if (at + bytes.length > list.arena.length) growArena(list, at + bytes.length);
  while (size + count + 1 > list.starts.length) growStarts(list);
  list.arena.set(bytes, at);
  list.starts.set(ends.subarray(0, count), size + 1);
  list.size = size + count;
}

/** Adds the texts of another list behind its own. */
export function appendList(list: TextList, more: TextList): void {
  const begin = listEnd(list);
  const ends = more.starts.slice(1, more.size + 1);
  for (let i = 0; i < ends.length; i++) ends[i] = (ends[i] as number) + begin;
  appendPacked(list, { bytes: more.arena.subarray(0, listEnd(more)), ends }, more.size);
}

/** True where text `code` of a list is these bytes. */
export function sameBytes({ arena, starts }: TextList, code: number, bytes: Uint8Array, start: number, end: number): boolean {
  let at = starts[code] as number;
  if ((starts[code + 1] as number) - at !== end - start) return false;
  for (let i = start; i < end; i++, at++) if (arena[at] !== bytes[i]) return false;
  return true;
}

/** Short texts are copied faster by hand than by a call. */
export function copyBytes(to: Uint8Array, at: number, from: Uint8Array, start: number, end: number): void {
  for (let i = start, j = at; i < end; i++, j++) to[j] = from[i] as number;
}

function growArena(list: TextList, room: number): void {
  if (list.isFixed === true) throw new NoRoom();
  if (room > MOST_BYTES) throw new RangeError('more than 4 GiB of text in one column');
  const arena = Buffer.allocUnsafe(Math.min(MOST_BYTES, Math.max(room, list.arena.length * 2)));
  list.arena.copy(arena, 0, 0, list.starts[list.size] as number);
  list.arena = arena;
}

export function grown(values: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(length);
  larger.set(values);
  return larger;
}
