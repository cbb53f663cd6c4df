import { NO_DAY } from '../model/civil-date.js';
import { NO_CLASS } from '../model/loan-class.js';
import { type LoanField, NO_CHOICE } from '../model/loan-fields.js';
import { NO_AMOUNT } from '../model/money.js';
import { NO_TEXT } from '../model/text-index.js';
import { NoRoom, type TextList } from '../model/text-list.js';
import type { KeptFields } from './kept-fields.js';

export type Column = Float64Array | Int32Array | Uint8Array | Uint16Array | Uint32Array;

/** The kept values of one field, by loan. */
export interface StoreColumn {
  readonly field: LoanField;
  data: Column;
  /** What stands where the ledger states nothing. */
  readonly blank: number;
}

/** The loans of a range, a file or a run while they are read: columns with room for `capacity` loans. */
export interface LoanStore {
  /** False: its room is a part of what several threads write in, and cannot grow. */
  readonly grows: boolean;
  capacity: number;
  count: number;
  readonly columns: readonly StoreColumn[];
  /** Loan i's key is text i. */
  readonly keys: TextList;
  keyHashes: Uint32Array;
  /** Whether each key stands behind the one before it (model/rising-texts.ts); of a store of ranges, when they have been joined. */
  keysRise: boolean;
  /** Texts kept as they are: loan i's is text i, empty where blank. */
  readonly lists: ReadonlyMap<LoanField, TextList>;
  /** 0 for the first file, which is never written: memory that is not written to costs none. */
  sourceOf: Uint16Array;
  lineOf: Uint32Array;
}

/** Room for so many loans and bytes of text. */
export interface StoreSize {
  readonly loans: number;
  readonly keyBytes: number;
  readonly listBytes: ReadonlyMap<LoanField, number>;
}

type Allocate = (bytes: number) => ArrayBuffer | SharedArrayBuffer;

const OWN: Allocate = (bytes) => new ArrayBuffer(bytes);

export function newStore(kept: KeptFields, size: StoreSize, allocate: Allocate = OWN, grows = true): LoanStore {
  const { loans } = size;
  const list = (bytes: number): TextList => ({
    size: 0,
    arena: Buffer.from(allocate(bytes) as ArrayBuffer),
    starts: new Uint32Array(allocate((loans + 1) * 4) as ArrayBuffer),
  });
  const lists = [...kept].filter(([, kind]) => kind === 'listed').map(([field]) => field);
  return {
    grows,
    capacity: loans,
    count: 0,
    columns: [...kept].flatMap(([field, kind]) => (kind === 'listed' ? [] : [newColumn(field, kind, loans, allocate)])),
    keys: list(size.keyBytes),
    keyHashes: new Uint32Array(allocate(loans * 4) as ArrayBuffer),
    keysRise: true,
    lists: new Map(lists.map((field) => [field, list(size.listBytes.get(field) ?? loans)])),
    sourceOf: new Uint16Array(allocate(loans * 2) as ArrayBuffer),
    lineOf: new Uint32Array(allocate(loans * 4) as ArrayBuffer),
  };
}

function newColumn(field: LoanField, kind: 'cents' | 'day' | 'choice' | 'coded', loans: number, allocate: Allocate): StoreColumn {
  switch (kind) {
    case 'cents':
      return { field, blank: NO_AMOUNT, data: new Float64Array(allocate(loans * 8) as ArrayBuffer) };
    case 'day':
      return { field, blank: NO_DAY, data: new Int32Array(allocate(loans * 4) as ArrayBuffer) };
    case 'coded':
      return { field, blank: NO_TEXT, data: new Uint32Array(allocate(loans * 4) as ArrayBuffer) };
    case 'choice':
      return { field, blank: field === 'declaredClass' ? NO_CLASS : NO_CHOICE, data: new Uint8Array(allocate(loans) as ArrayBuffer) };
  }
}

/** Makes room for `loans` more. Errors: NoRoom. */
export function makeRoom(store: LoanStore, loans: number): void {
  const needed = store.count + loans;
  if (needed <= store.capacity) return;
  if (!store.grows) throw new NoRoom();
  const capacity = Math.max(needed, Math.ceil(store.capacity * 1.5));
  for (const column of store.columns) column.data = larger(column.data, capacity, store.count);
  store.keyHashes = larger(store.keyHashes, capacity, store.count);
  store.sourceOf = larger(store.sourceOf, capacity, store.count);
  store.lineOf = larger(store.lineOf, capacity, store.count);
  store.capacity = capacity;
}

function larger<A extends Column>(data: A, length: number, used: number): A {
  const grown = new (data.constructor as new (length: number) => A)(length);
  grown.set(data.subarray(0, used));
  return grown;
}

/** Room for several ranges in one store, side by side: each has one more than its loans, for the end of its last text. */
export function sharedStore(kept: KeptFields, sizes: readonly StoreSize[]): LoanStore {
  const sum = (of: (size: StoreSize) => number) => sizes.reduce((total, size) => total + of(size), 0);
  const lists = [...kept].filter(([, kind]) => kind === 'listed').map(([field]) => field);
  const whole: StoreSize = {
    loans: sum(({ loans }) => loans + 1),
    keyBytes: sum(({ keyBytes }) => keyBytes),
    listBytes: new Map(lists.map((field) => [field, sum(({ listBytes }) => listBytes.get(field) ?? 0)])),
  };
  return newStore(kept, whole, (bytes) => new SharedArrayBuffer(bytes), false);
}

/** The part of a shared store that is range `index`'s. */
export function regionOf(whole: LoanStore, sizes: readonly StoreSize[], index: number): LoanStore {
  const before = sizes.slice(0, index);
  const size = sizes[index] as StoreSize;
  const first = before.reduce((total, { loans }) => total + loans + 1, 0);
  const behind = first + size.loans;
  const list = (of: TextList, bytes: (size: StoreSize) => number): TextList => {
    const at = before.reduce((total, one) => total + bytes(one), 0);
    // A thread receives bytes, not a Buffer.
    const arena = Buffer.from(of.arena.buffer, of.arena.byteOffset + at, bytes(size));
    return { size: 0, arena, starts: of.starts.subarray(first, behind + 1), isFixed: true };
  };
  return {
    grows: false,
    capacity: size.loans,
    count: 0,
    columns: whole.columns.map((column) => ({ ...column, data: column.data.subarray(first, behind) })),
    keys: list(whole.keys, ({ keyBytes }) => keyBytes),
    keyHashes: whole.keyHashes.subarray(first, behind),
    keysRise: true,
    lists: new Map([...whole.lists].map(([field, of]) => [field, list(of, ({ listBytes }) => listBytes.get(field) ?? 0)])),
    sourceOf: whole.sourceOf.subarray(first, behind),
    lineOf: whole.lineOf.subarray(first, behind),
  };
}

/** Where what a range has written belongs: behind so many loans, and lines of its file. */
export interface Behind {
  readonly loans: number;
  readonly lines: number;
}

/**
 * Moves the `count` loans of a region behind those of the regions before, which have been moved. Only then: it may write where
 * those were. No region further on is touched.
 */
export function moveRegion(whole: LoanStore, sizes: readonly StoreSize[], index: number, count: number, behind: Behind): void {
  // The first is where it belongs.
  if (index === 0) return;
  const region = regionOf(whole, sizes, index);
  const at = behind.loans;
  for (let i = 0; i < whole.columns.length; i++) {
    move((whole.columns[i] as StoreColumn).data, (region.columns[i] as StoreColumn).data, at, count);
  }
  moveAdding(whole.lineOf, region.lineOf, at, count, behind.lines);
  // Loans of the first file have 0, and only such stand before them: there is nothing to move.
  if (region.sourceOf[0] !== 0) move(whole.sourceOf, region.sourceOf, at, count);
  move(whole.keyHashes, region.keyHashes, at, count);
  moveList(whole.keys, region.keys, at, count);
  for (const [field, list] of whole.lists) moveList(list, region.lists.get(field) as TextList, at, count);
}

/** What a range has written. */
export interface Written {
  readonly count: number;
  /** Codes of this range to those of the run, by field. */
  readonly codes: ReadonlyMap<LoanField, Uint32Array>;
}

/** Once all regions have been moved: gives their loans the codes of the run. */
export function closeStore(whole: LoanStore, written: readonly Written[]): void {
  let count = 0;
  for (const part of written) {
    for (const { field, data } of whole.columns) {
      const codes = part.codes.get(field);
      if (codes?.some((code, own) => code !== own)) recode(data.subarray(count, count + part.count) as Uint32Array, codes);
    }
    count += part.count;
  }
  whole.count = count;
  whole.keys.size = count;
  for (const list of whole.lists.values()) list.size = count;
}

function recode(data: Uint32Array, codes: Uint32Array): void {
  for (let i = 0; i < data.length; i++) {
    const code = data[i] as number;
    if (code !== NO_TEXT) data[i] = codes[code] as number;
  }
}

/** Within one memory: `set` copies as if by way of a copy. */
function move(to: Column, from: Column, at: number, count: number): void {
  to.set(from.subarray(0, count), at);
}

/** What is written never stands behind what is still to be read. */
function moveAdding(to: Uint32Array, from: Uint32Array, at: number, count: number, more: number): void {
  for (let i = 0; i < count; i++) to[at + i] = (from[i] as number) + more;
}

function moveList(list: TextList, part: TextList, at: number, count: number): void {
  const begin = list.starts[at] as number;
  list.arena.set(part.arena.subarray(0, part.starts[count] as number), begin);
  moveAdding(list.starts, part.starts.subarray(1), at + 1, count, begin);
}
