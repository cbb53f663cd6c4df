import type { Limitation, LimitationStart, Stage } from '../../model/limitation.js';

/** Words of the litigation report. */
export interface LitigationWords {
  readonly title: string;
  /** "limitation table cn-civil (…)": how long periods run by. */
  readonly table: string;
  readonly notVerified: string;
  readonly heading: {
    readonly cover: string;
    readonly stages: string;
    readonly runsOut: string;
    readonly dates: (within: number) => string;
    readonly unknown: string;
    readonly able: string;
    readonly without: string;
    readonly periods: string;
  };
  readonly item: {
    readonly withCase: string;
    readonly sued: string;
    readonly withoutCase: string;
    readonly npl: string;
    readonly total: string;
    readonly writtenOff: string;
    readonly offBook: string;
    readonly byTable: string;
  };
  readonly column: Readonly<Record<LitigationColumn, string>>;
  readonly stage: Readonly<Record<Stage, string>>;
  readonly limitation: Readonly<Record<Limitation, string>>;
  readonly missing: Readonly<Record<LimitationStart | 'guarantee', string>>;
  readonly say: {
    readonly noRegister: string;
    readonly unverified: string;
    readonly noDates: (within: number) => string;
    readonly noneUnknown: string;
    readonly noneAble: string;
    readonly noneWithout: string;
    readonly unknown: string;
    readonly without: string;
    readonly owed: string;
    readonly byTable: string;
    readonly left: string;
    readonly guaranteeNotHeld: string;
  };
}

export type LitigationColumn =
  | 'item'
  | 'stage'
  | 'count'
  | 'balance'
  | 'offBookCount'
  | 'offBook'
  | 'claimed'
  | 'limitation'
  | 'runOutCount'
  | 'runOut'
  | 'withinCount'
  | 'within'
  | 'unknownCount'
  | 'loan'
  | 'until'
  | 'daysLeft'
  | 'owed'
  | 'officer'
  | 'borrower'
  | 'note'
  | 'missing'
  | 'actionUntil'
  | 'guaranteeUntil'
  | 'withoutCount'
  | 'without'
  | 'months'
  | 'source'
  | 'verified';
