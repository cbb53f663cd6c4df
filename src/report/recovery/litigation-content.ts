import type { LitigationFigures } from '../../measure/litigation-report.js';
import type { LimitationTable } from '../../model/limitation.js';
import type { Dimension } from '../../model/loan-fields.js';
import type { RecoveryFrame } from './frame.js';

/** What the litigation report is made from. */
export interface LitigationContent extends RecoveryFrame {
  readonly figures: LitigationFigures;
  readonly table: LimitationTable;
  /** False where no litigation register was given: then nothing is known of cases. */
  readonly registerGiven: boolean;
  readonly within: number;
  readonly dimensions: readonly Dimension[];
  /** Rows of a list on a screen or page; csv and json hold all. */
  readonly limit: number;
}
