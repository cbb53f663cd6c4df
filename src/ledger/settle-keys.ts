import { findNear } from '../model/rising-texts.js';
import { findAllBytes, hashTexts, indexTexts, type KeyTexts, type Repeat, type TextIndex, textAt } from '../model/text-index.js';
import type { OffBookRows } from './draft-tally.js';
import type { LoanStore } from './loan-store.js';

/** A row: index of its file, its name, and the line. */
export interface RowPlace {
  readonly source: number;
  readonly file: string;
  readonly line: number;
}

/** Rows of a loan that stands before, by source and line: where it stands first. */
export type RepeatedRows = ReadonlyMap<number, ReadonlyMap<number, RowPlace>>;

export const NONE_REPEATED: RepeatedRows = new Map();

/** The keys of a run, found by their text; `repeated` are the rows that must not be there. */
export interface SettledKeys {
  readonly keys: KeyTexts;
  readonly offBookKeys: TextIndex;
  readonly repeated: RepeatedRows;
}

/** What indexing the keys of a store gives, where another thread has done it. */
export interface IndexedKeys {
  readonly slots: Uint32Array;
  readonly repeats: readonly Repeat[];
}

/**
 * Makes the keys of all loans and off-book rows ready to be found. A loan stands once, on the book or off it: the first row in the
 * order of the files holds the key, and the others are told.
 */
export function settleKeys(store: LoanStore, offBook: OffBookRows, files: readonly string[], indexed?: IndexedKeys): SettledKeys {
  const { keys, repeats } = readyKeys(store, indexed);
  const off = indexTexts(offBook.keys, hashTexts(offBook.keys));
  const twice = new Map<string, RowPlace[]>();
  const place = (source: number, line: number): RowPlace => ({ source, line, file: files[source] as string });
  const loanPlace = (loan: number) => place(store.sourceOf[loan] as number, store.lineOf[loan] as number);
  const offBookPlace = (row: number) => place(offBook.sources[row] as number, offBook.lines[row] as number);
  const add = (key: string, first: RowPlace, row: RowPlace) => {
    const rows = twice.get(key);
    if (rows === undefined) twice.set(key, [first, row]);
    else rows.push(row);
  };
  for (const { code, first } of repeats) add(textAt(store.keys, code), loanPlace(first), loanPlace(code));
  loansOffBook(keys, offBook).forEach((loan, row) => {
    if (loan >= 0) add(textAt(offBook.keys, row), loanPlace(loan), offBookPlace(row));
  });
  for (const { code, first } of off.repeats) add(textAt(offBook.keys, code), offBookPlace(first), offBookPlace(code));
  return { keys, offBookKeys: off.index, repeated: repeatedRows(twice) };
}

/**
 * The loan of each off-book row, -1 where there is none. In a ledger whose keys rise such a row is mostly in order too: its key belongs
 * between those of the loans beside it.
 */
function loansOffBook(keys: KeyTexts, { keys: { arena, starts, size }, loansBefore }: OffBookRows): Int32Array {
  if (!('rises' in keys)) return findAllBytes(keys, arena, starts, starts.subarray(1), size);
  const near = (row: number) => findNear(keys, arena, starts[row] as number, starts[row + 1] as number, loansBefore[row] as number);
  return Int32Array.from({ length: size }, (_, row) => near(row));
}

/** Keys that rise are ready as they stand, and none of them repeats; others are found by an index. */
function readyKeys(store: LoanStore, indexed: IndexedKeys | undefined): { readonly keys: KeyTexts; readonly repeats: readonly Repeat[] } {
  const known = { ...store.keys, hashes: store.keyHashes };
  if (store.keysRise) return { keys: { ...known, rises: true }, repeats: [] };
  if (indexed !== undefined) return { keys: { ...known, slots: indexed.slots }, repeats: indexed.repeats };
  const { index, repeats } = indexTexts(store.keys, store.keyHashes);
  return { keys: index, repeats };
}

function repeatedRows(twice: ReadonlyMap<string, readonly RowPlace[]>): RepeatedRows {
  const repeated = new Map<number, Map<number, RowPlace>>();
  for (const rows of twice.values()) {
    const [first, ...others] = rows.toSorted((a, b) => a.source - b.source || a.line - b.line);
    for (const row of others) {
      const lines = repeated.get(row.source) ?? new Map<number, RowPlace>();
      lines.set(row.line, first as RowPlace);
      repeated.set(row.source, lines);
    }
  }
  return repeated;
}
