import type { PlanReference } from '../../measure/plan/plan-report.js';
import type { TargetState } from '../../measure/plan/plan-targets.js';
import type { PlanMeasure, PlanTier } from '../../model/plans.js';

/** Words of the report on plans (一户一策). */
export interface PlanWords {
  readonly title: string;
  readonly reference: (is: PlanReference['is'], date: string) => string;
  readonly heading: Readonly<
    Record<
      | 'coverage'
      | 'units'
      | 'owed'
      | 'loans'
      | 'plans'
      | 'targets'
      | 'without'
      | 'overdue'
      | 'months'
      | 'tiers'
      | 'measures'
      | 'responsible'
      | 'settled',
      string
    >
  >;
  readonly column: Readonly<Record<PlanColumn, string>>;
  readonly tier: Readonly<Record<PlanTier, string>>;
  readonly measure: Readonly<Record<PlanMeasure, string>>;
  readonly state: Readonly<Record<TargetState, string>>;
  readonly noPlan: string;
  readonly withPlan: string;
  readonly withoutPlan: string;
  readonly writtenOff: string;
  readonly say: {
    readonly without: string;
    readonly borrower: string;
    readonly borrowers: string;
    /** Around a share of NPL. */
    readonly ofNpl: readonly [string, string];
    readonly everyOne: string;
    readonly nobody: string;
    readonly noPlans: string;
    readonly noOverdue: string;
    readonly overdue: string;
    readonly targets: string;
    readonly collected: string;
    readonly cash: string;
    readonly afterWriteOff: string;
    readonly noRegisters: string;
    readonly afterNote: string;
    readonly metNote: string;
    readonly monthNote: string;
    readonly suspected: string;
    readonly before: string;
    readonly notSelected: string;
  };
}

export type PlanColumn =
  | 'item'
  | 'borrower'
  | 'name'
  | 'units'
  | 'loans'
  | 'loan'
  | 'class'
  | 'balance'
  | 'npl'
  | 'others'
  | 'owed'
  | 'claims'
  | 'share'
  | 'worst'
  | 'tier'
  | 'measure'
  | 'note'
  | 'responsible'
  | 'leader'
  | 'team'
  | 'targetDate'
  | 'target'
  | 'met'
  | 'rest'
  | 'state'
  | 'days'
  | 'branch'
  | 'officer'
  | 'month'
  | 'promised'
  | 'collected'
  | 'promisedSoFar'
  | 'collectedSoFar'
  | 'gap'
  | 'overdue'
  | 'withPlan'
  | 'withoutPlan';
