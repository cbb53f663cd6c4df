import type { DayNumber } from './civil-date.js';
import type { RegisterPlace } from './events.js';
import type { Cents } from './money.js';

export const ADJUSTMENT_KINDS = ['increase', 'decrease'] as const;

/** One row of a register of base adjustments (基数调整登记簿): what a restated base changes of one loan, and who answers for it. */
export interface BaseAdjustment extends RegisterPlace {
  readonly date: DayNumber;
  readonly loan: string;
  readonly kind: (typeof ADJUSTMENT_KINDS)[number];
  /** Not negative. */
  readonly amount: Cents;
  /** Of a branch merger. */
  readonly from?: string;
  readonly to?: string;
  readonly reason: string;
  readonly approver: string;
}
