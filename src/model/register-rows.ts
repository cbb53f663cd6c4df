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
function ofOneDay<T extends { readonly loan: string; readonly date: number }>(entries: readonly T[]): T[] {
  const days = new Map<string, Set<number>>();
  const several = new Map<string, Set<number>>();
  for (const { loan, date } of entries) {
    const own = days.get(loan);
    if (own === undefined) days.set(loan, new Set([date]));
    else if (own.has(date)) several.set(loan, (several.get(loan) ?? new Set()).add(date));
    else own.add(date);
  }
  return several.size === 0 ? [] : entries.filter(({ loan, date }) => several.get(loan)?.has(date) === true);
}
