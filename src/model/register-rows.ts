import type { Disposal, LoanEvent, Override, Recovery, Succession, WriteOff } from './events.js';

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
export function eventPrint({ date, loan, kind, principal, interestOnBook, interestOffBook, newLoan, reason, reverses }: LoanEvent): string {
  return [date, loan, kind, principal, interestOnBook, interestOffBook, newLoan, reason, reverses].join('\u001f');
}

export function writeOffPrint({ date, loan, channel, principal, interest, ground, reverses }: WriteOff): string {
  return [date, loan, channel, principal, interest, ground, reverses].join('\u001f');
}

export function successionPrint({ oldLoan, newLoan, share, kind }: Succession): string {
  return [oldLoan, newLoan, share, kind].join('\u001f');
}

export function recoveryPrint({ date, loan, principal, interestOnBook, interestOffBook, fees, means, reverses }: Recovery): string {
  return [date, loan, principal, interestOnBook, interestOffBook, fees, means, reverses].join('\u001f');
}

export function disposalPrint({ date, loan, kind, principal, price, counterparty, reverses }: Disposal): string {
  return [date, loan, kind, principal, price, counterparty, reverses].join('\u001f');
}
