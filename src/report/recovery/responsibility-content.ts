import type { ResponsibilityFigures } from '../../measure/responsibility-report.js';
import type { Dimension } from '../../model/loan-fields.js';
import type { RecoveryFrame } from './frame.js';

/** What the responsibility report is made from. */
export interface ResponsibilityContent extends RecoveryFrame {
  readonly figures: ResponsibilityFigures;
  /** False where no responsibility register was given: then nothing is known of who answers. */
  readonly registerGiven: boolean;
  /** Days from formation to determination; absent where nobody said. */
  readonly determineWithin?: number;
  readonly dimensions: readonly Dimension[];
  /** Rows of a list on a screen or page; csv and json hold all. */
  readonly limit: number;
}
