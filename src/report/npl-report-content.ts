import type { ReportFigures } from '../measure/npl-report.js';
import type { Quality } from '../measure/quality.js';
import type { UnitBridge } from '../measure/unit-bridge.js';
import type { Dimension } from '../model/loan-fields.js';
import type { Classified, Portfolio } from '../model/portfolio.js';
import type { Incomplete } from './document.js';
import type { Provenance } from './provenance.js';

/** What the main report is made from. */
export interface NplReport {
  readonly figures: ReportFigures;
  readonly quality: Quality;
  readonly portfolio: Portfolio;
  readonly classified: Classified;
  readonly provenance: Provenance;
  readonly dimensions: readonly Dimension[];
  readonly renewalDays: number;
  /** Where the ledger is of one. */
  readonly institution?: string;
  /** The NPLs' way since the lock by branch; absent without a register of internal transfers. */
  readonly branches?: readonly UnitBridge[];
  /** Set when rows of this or an earlier ledger were left out. */
  readonly incomplete?: Incomplete;
}
