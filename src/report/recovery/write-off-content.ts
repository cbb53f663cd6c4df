import type { Backlog } from '../../measure/backlog.js';
import type { WriteOffReport } from '../../measure/write-off-report.js';
import type { LoanEvent } from '../../model/events.js';
import type { Dimension } from '../../model/loan-fields.js';
import type { RecoveryFrame } from './frame.js';

/** What the write-off report is made from. */
export interface WriteOffContent extends RecoveryFrame {
  /** Absent where no register was given: nothing is known of what was written off. */
  readonly figures?: WriteOffReport;
  readonly backlog: Backlog;
  readonly dimensions: readonly Dimension[];
  readonly unknownEvents: readonly LoanEvent[];
  /** Rows of a list on a screen or page; csv and json hold all. */
  readonly limit: number;
}
