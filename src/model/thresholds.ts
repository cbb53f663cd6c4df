import type { Cents } from './money.js';

/** Limits whose breach is told, and is exit 1 where asked for: that is how cron alerts. Absent ones are not looked at. */
export interface Thresholds {
  /** Most NPL ratio, a decimal as text. */
  readonly nplRatio?: string;
  /** Least allowance / NPL, a decimal as text. */
  readonly coverage?: string;
  /** Most balance overdue beyond the policy's days less NPL (剪刀差). */
  readonly overdueGap?: Cents;
  /** Most new NPL formed in a month, gross. */
  readonly newNplPerMonth?: Cents;
  /** Any rise of the old NPLs against the month before. */
  readonly oldRise?: boolean;
}
