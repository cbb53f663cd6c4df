import type { LoanEvent, WriteOff } from '../model/events.js';
import { type Selection, selectedLoans } from './selected-accounts.js';

/** Where a loan may be known from. */
export interface KnownFrom extends Selection {
  readonly events: readonly LoanEvent[];
  readonly writeOffs: readonly WriteOff[];
}

/** Tells whether a loan stands on any ledger, on the book or off it, in a lock, in a family of such a loan, or in a register of what moved. */
export function knownLoans(from: KnownFrom): (loan: string) => boolean {
  const isHeld = selectedLoans(from);
  const moved = new Set([...from.events, ...from.writeOffs].map(({ loan }) => loan));
  return (loan) => moved.has(loan) || isHeld(loan);
}
