import type { OpenEvent } from '../model/events.js';
import type { RollForwardLine } from './follow-line.js';

/** What the registers and ledgers of several months leave open. */
export interface Unknowns {
  /** Events that hit a loan when it was not NPL: in no movement. */
  readonly ignored: readonly OpenEvent[];
  /** Events of loans that no ledger, lock or register knows. */
  readonly unknown: readonly OpenEvent[];
  /** Lines with a channel that no event states and the ledgers themselves show. */
  readonly inferred: number;
  /** These lines, month by month; absent where no loan was read. */
  readonly inferredLines?: readonly Pick<RollForwardLine, 'family' | 'inferred'>[];
}
