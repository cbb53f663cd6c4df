import type { Quality, QualityRow } from '../../measure/quality.js';
import type { NplReport } from '../npl-report-content.js';

export interface QualityReport extends NplReport {
  readonly quality: Quality;
  readonly by: readonly QualityRow[];
}
