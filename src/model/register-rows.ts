import { entryColumns } from './entry-columns.js';
import type { Disposal, LoanEvent, Override, Recovery, RegisterPlace, Succession, WriteOff } from './events.js';

/** What the registers given for a month say, row by row. */
export interface RegisterRows {
  readonly events: readonly LoanEvent[];
  readonly writeOffs: readonly WriteOff[];
  readonly recoveries: readonly Recovery[];
  readonly disposals: readonly Disposal[];
  readonly idMap: readonly Succession[];
  readonly overrides: readonly Override[];
  /** Prints of exits that cannot have been: in no figure of any month. */
  readonly leftOut: readonly string[];
}

/** What a row says, without where it stands: two rows of one print are one row given twice. */
export function eventPrint(event: LoanEvent): string {
  const { date, loan, kind, principal, interestOnBook, interestOffBook, newLoan, reason, reverses, price } = event;
  return print([date, loan, kind, principal, interestOnBook, interestOffBook, newLoan, reason, reverses], price);
}

export function writeOffPrint({ date, loan, channel, principal, interest, ground, reverses }: WriteOff): string {
  return [date, loan, channel, principal, interest, ground, reverses].join('\u001f');
}

export function successionPrint({ oldLoan, newLoan, share, kind }: Succession): string {
  return [oldLoan, newLoan, share, kind].join('\u001f');
}

export function recoveryPrint(recovery: Recovery): string {
  const { date, loan, principal, interestOnBook, interestOffBook, fees, means, reverses, claim } = recovery;
  return print([date, loan, principal, interestOnBook, interestOffBook, fees, means, reverses], claim);
}

/** What is not stated is no part of a print: a book keeps prints of rows that do without. */
function print(parts: readonly unknown[], last: unknown): string {
  return [...parts, ...(last === undefined ? [] : [last])].join('\u001f');
}

export function disposalPrint({ date, loan, kind, principal, price, counterparty, reverses }: Disposal): string {
  return [date, loan, kind, principal, price, counterparty, reverses].join('\u001f');
}

/** Where an earlier row stands, as a message about `row` names it: its line, behind its file where that is another. */
export function placeBeside(earlier: RegisterPlace, { file }: RegisterPlace): string {
  return earlier.file === file ? String(earlier.line) : `${earlier.file}:${earlier.line}`;
}

/** An entry that says what an earlier one says. */
export interface Twice<T> {
  readonly entry: T;
  readonly first: T;
}

/** The first entry that is given a second time; undefined where none is. */
export function givenTwice<T extends { readonly loan: string; readonly date: number }>(
  entries: readonly T[],
  print: (entry: T) => string,
): Twice<T> | undefined {
  // Prints are dear, and are made only of those that can be the same: of one loan and day.
  const seen = new Map<string, T>();
  for (const entry of ofOneDay(entries)) {
    const said = print(entry);
    const first = seen.get(said);
    if (first !== undefined) return { entry, first };
    seen.set(said, entry);
  }
  return undefined;
}

/** The entries of whose loan and day there are several, in their order. */
function ofOneDay<T extends { readonly loan: string; readonly date: number }>(entries: readonly T[]): readonly T[] {
  const { numbers, dates } = entryColumns(entries);
  // By a hash of loan and day the first entry of them, counted from 1: open addressing, because a Set a loan takes a hundred times that.
  const bits = Math.max(1, Math.ceil(Math.log2(entries.length + 1)) + 1);
  // Filled at once: see ARCHITECTURE, fresh memory.
  const slots = new Int32Array(2 ** bits).fill(0);
  const marks = new Uint8Array(entries.length);
  for (let i = 0; i < entries.length; i++) {
    const number = numbers[i] as number;
    const date = dates[i] as number;
    let slot = (Math.imul(number, 0x9e3779b1) + Math.imul(date, 0x85ebca6b)) >>> (32 - bits);
    for (; slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
      const first = (slots[slot] as number) - 1;
      if (numbers[first] !== number || dates[first] !== date) continue;
      marks[first] = 1;
      marks[i] = 1;
      break;
    }
    if (slots[slot] === 0) slots[slot] = i + 1;
  }
  return marks.includes(1) ? entries.filter((_, i) => marks[i] === 1) : [];
}
