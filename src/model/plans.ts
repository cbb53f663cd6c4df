import type { DayNumber } from './civil-date.js';
import type { RegisterPlace } from './events.js';
import type { Cents } from './money.js';

/** How long a plan is to take (短期、中期、长期). */
export const PLAN_TIERS = ['short', 'medium', 'long'] as const;
export type PlanTier = (typeof PLAN_TIERS)[number];

/** What a plan mainly rests on; what it does beside stands in its note. */
export const PLAN_MEASURES = ['cash', 'litigation', 'restructuring', 'write-off', 'transfer', 'foreclosure', 'other'] as const;
export type PlanMeasure = (typeof PLAN_MEASURES)[number];

/** One row of a plans register (一户一策): a dated target of a borrower's plan. The other columns say the same on each of its rows. */
export interface PlanTarget extends RegisterPlace {
  /** The borrower's id, behind the institution where the register has that column; absent where the row names the borrower alone. */
  readonly borrowerId?: string;
  readonly borrowerName?: string;
  /** A loan of a borrower that the ledgers do not hold any more. */
  readonly loan?: string;
  readonly tier: PlanTier;
  readonly measure: PlanMeasure;
  readonly note?: string;
  readonly responsible: string;
  /** Who leads the case (包案领导). */
  readonly leader?: string;
  /** The team set up for it (专班). */
  readonly team?: string;
  readonly targetDate: DayNumber;
  readonly targetAmount: Cents;
  readonly isDone: boolean;
  readonly doneOn?: DayNumber;
}
