import type { LoanEvent, Override, Succession, WriteOff } from './events.js';

/** What the registers given for a month say, row by row. */
export interface RegisterRows {
  readonly events: readonly LoanEvent[];
  readonly writeOffs: readonly WriteOff[];
  readonly idMap: readonly Succession[];
  readonly overrides: readonly Override[];
  /** Prints of exits that cannot have been: in no figure of any month. */
  readonly leftOut: readonly string[];
}

/** What a row says, without where it stands: two rows of one print are one row given twice. */
export function eventPrint({ date, loan, kind, principal, interestOnBook, interestOffBook, newLoan, reason }: LoanEvent): string {
  return [date, loan, kind, principal, interestOnBook, interestOffBook, newLoan, reason].join('\u001f');
}

export function writeOffPrint({ date, loan, channel, principal, interest, ground }: WriteOff): string {
  return [date, loan, channel, principal, interest, ground].join('\u001f');
}

export function successionPrint({ oldLoan, newLoan, share, kind }: Succession): string {
  return [oldLoan, newLoan, share, kind].join('\u001f');
}
