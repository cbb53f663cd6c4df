import type { Backlog } from '../../measure/backlog.js';
import type { WriteOffReport } from '../../measure/write-off-report.js';
import type { LoanEvent } from '../../model/events.js';
import type { Dimension } from '../../model/loan-fields.js';
import type { Classified, Month } from '../../model/portfolio.js';
import type { Incomplete } from '../document.js';
import type { Provenance } from '../provenance.js';

/** What the write-off report is made from. */
export interface WriteOffContent extends Month {
  /** Absent where no register was given: nothing is known of what was written off. */
  readonly figures?: WriteOffReport;
  readonly backlog: Backlog;
  readonly provenance: Provenance;
  readonly dimensions: readonly Dimension[];
  readonly unknownEvents: readonly LoanEvent[];
  readonly classified: Classified;
  /** Rows of a list on a screen or page; csv and json hold all. */
  readonly limit: number;
  readonly incomplete?: Incomplete;
}
