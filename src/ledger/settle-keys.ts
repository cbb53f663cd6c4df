import { findText, indexTexts, internText, newTextIndex, type Repeat, type TextIndex, textAt } from '../model/text-index.js';
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
  readonly keys: TextIndex;
  readonly offBookKeys: TextIndex;
  readonly repeated: RepeatedRows;
}

/** What indexing the keys of a store gives, where another thread has done it. */
export interface IndexedKeys {
  readonly slots: Uint32Array;
  readonly repeats: readonly Repeat[];
}

/**
 * Indexes the keys of all loans and off-book rows. A loan stands once, on the book or off it: the first row in the order of
 * the files holds the key, and the others are told.
 */
export function settleKeys(store: LoanStore, offBook: OffBookRows, files: readonly string[], indexed?: IndexedKeys): SettledKeys {
  const { index: keys, repeats } =
    indexed === undefined
      ? indexTexts(store.keys, store.keyHashes)
      : { index: { ...store.keys, hashes: store.keyHashes, slots: indexed.slots }, repeats: indexed.repeats };
  const offBookKeys = newTextIndex();
  const twice = new Map<string, RowPlace[]>();
  const place = (source: number, line: number): RowPlace => ({ source, line, file: files[source] as string });
  const add = (key: string, first: () => RowPlace, row: RowPlace) => {
    const rows = twice.get(key);
    if (rows === undefined) twice.set(key, [first(), row]);
    else rows.push(row);
  };
  const loanPlace = (loan: number) => place(store.sourceOf[loan] as number, store.lineOf[loan] as number);
  for (const { code, first } of repeats) {
    add(textAt(store.keys, code), () => loanPlace(first), loanPlace(code));
  }
  const firstOffBook: RowPlace[] = [];
  offBook.lines.forEach((line, i) => {
    const key = textAt(offBook.keys, i);
    const row = place(offBook.sources[i] as number, line);
    const code = internText(offBookKeys, key);
    const loan = findText(keys, key);
    if (code < firstOffBook.length) add(key, () => firstOffBook[code] as RowPlace, row);
    else {
      firstOffBook.push(row);
      if (loan >= 0) add(key, () => loanPlace(loan), row);
    }
  });
  return { keys, offBookKeys, repeated: repeatedRows(twice) };
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
