import type { DayNumber } from '../model/civil-date.js';
import { addCents, addSums, type CentSums, newSums } from '../model/money.js';
import { appendBytes, appendList, newTextList, type TextList } from '../model/text-list.js';

/** What rows of ledgers came to beside the columns of their loans: of a range, a file or a run. */
export interface DraftTally {
  readonly dates: Set<DayNumber>;
  /** Rows by currency, on and off the book. */
  readonly currencies: Map<string, number>;
  readonly apartCounts: number[];
  readonly apartSums: CentSums;
  writeOffDates: number;
  readonly ids: IdSigns;
  readonly offBook: OffBookRows;
}

/** Off-book rows: row i's key is text i, what it replaced text i (empty where it replaced nothing). */
export interface OffBookRows {
  readonly keys: TextList;
  readonly replaces: TextList;
  readonly sources: number[];
  readonly lines: number[];
  /** How many loans of the same store stand before each. */
  readonly loansBefore: number[];
}

/** Rows counted and summed apart. */
export const APART = ['offBook', 'negative', 'settledWithBalance'] as const;
export type Apart = (typeof APART)[number];

/** What ids look like that were numbers on the way. */
export interface IdSigns {
  long: number;
  longRounded: number;
  decimal: number;
}

export function newDraftTally(): DraftTally {
  return {
    dates: new Set(),
    currencies: new Map(),
    apartCounts: APART.map(() => 0),
    apartSums: newSums(APART.length),
    writeOffDates: 0,
    ids: { long: 0, longRounded: 0, decimal: 0 },
    offBook: { keys: newTextList(), replaces: newTextList(), sources: [], lines: [], loansBefore: [] },
  };
}

/** Adds those of the range behind, whose lines were counted from 1 and loans from 0. */
export function addDraftTally(tally: DraftTally, part: DraftTally, linesBefore: number, loansBefore: number): void {
  for (const date of part.dates) tally.dates.add(date);
  for (const [code, count] of part.currencies) tally.currencies.set(code, (tally.currencies.get(code) ?? 0) + count);
  for (let i = 0; i < APART.length; i++) tally.apartCounts[i] = (tally.apartCounts[i] as number) + (part.apartCounts[i] as number);
  addSums(tally.apartSums, part.apartSums);
  tally.writeOffDates += part.writeOffDates;
  for (const name of Object.keys(tally.ids) as (keyof IdSigns)[]) tally.ids[name] += part.ids[name];
  const { offBook } = tally;
  appendList(offBook.keys, part.offBook.keys);
  appendList(offBook.replaces, part.offBook.replaces);
  for (const source of part.offBook.sources) offBook.sources.push(source);
  for (const line of part.offBook.lines) offBook.lines.push(line + linesBefore);
  for (const loans of part.offBook.loansBefore) offBook.loansBefore.push(loans + loansBefore);
}

export function tellApart({ apartCounts, apartSums }: DraftTally, which: Apart, balance: number): void {
  const index = APART.indexOf(which);
  apartCounts[index] = (apartCounts[index] as number) + 1;
  addCents(apartSums, index, balance);
}

const ZERO = 0x30;
const POINT = 0x2e;
/** A spreadsheet keeps 15 digits and writes zeros behind them. */
export const SPREADSHEET_DIGITS = 15;

/** Counts an id that looks as if it had been a number on the way. */
export function noteId(ids: IdSigns, bytes: Uint8Array, start: number, end: number): void {
  const length = end - start;
  const isDecimal = bytes[end - 1] === ZERO && bytes[end - 2] === POINT && length > 2;
  if (!isDecimal && length <= SPREADSHEET_DIGITS) return;
  for (let i = start; i < (isDecimal ? end - 2 : end); i++) if (((bytes[i] as number) ^ ZERO) > 9) return;
  if (isDecimal) {
    ids.decimal++;
    return;
  }
  ids.long++;
  let zeros = 0;
  while (zeros < length && bytes[end - 1 - zeros] === ZERO) zeros++;
  if (zeros >= 3 || zeros >= length - SPREADSHEET_DIGITS) ids.longRounded++;
}

export function appendText(list: TextList, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  appendBytes(list, bytes, 0, bytes.length);
}
