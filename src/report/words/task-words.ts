import type { OfficerRole, TargetMeasure, UnitKind } from '../../model/tasks.js';

/** Words of the task table: what branches and officers were to do, and did. */
export interface TaskWords {
  readonly title: string;
  readonly by: Readonly<Record<UnitKind, string>>;
  readonly measure: Readonly<Record<TargetMeasure, string>>;
  readonly heading: {
    /** "Task: principal collected, 2019". */
    readonly task: (measure: string, period: string) => string;
    readonly ceilings: string;
    readonly month: string;
    readonly year: string;
    readonly disposal: string;
    readonly bridge: string;
    readonly moves: string;
    readonly roles: string;
  };
  readonly item: {
    readonly withTask: string;
    readonly total: string;
    readonly kept: string;
    readonly passed: string;
    readonly firstResponsible: string;
    readonly managing: string;
    readonly collecting: string;
    readonly allOne: string;
  };
  readonly column: Readonly<Record<TaskColumn, string>>;
  readonly say: {
    /** Before the pace as a percentage: "365 of 365 days have passed:". */
    readonly pace: (elapsed: number, days: number) => string;
    readonly gap: string;
    readonly disposal: string;
    readonly reduction: string;
    readonly reductionUnknown: string;
    readonly ceiling: string;
    readonly officer: Readonly<Record<OfficerRole, string>>;
    readonly noTargets: string;
    readonly noneNow: string;
    readonly otherPeriods: string;
    readonly fees: string;
    readonly suspected: string;
    readonly moves: string;
    readonly roles: string;
  };
}

export type TaskColumn =
  | 'unit'
  | 'task'
  | 'month'
  | 'toDate'
  | 'completion'
  | 'gap'
  | 'rank'
  | 'rankChange'
  | 'balance'
  | 'period'
  | 'ceiling'
  | 'npl'
  | 'room'
  | 'used'
  | 'state'
  | 'principal'
  | 'interestOnBook'
  | 'interestOffBook'
  | 'writtenOffPrincipal'
  | 'writtenOffInterest'
  | 'formation'
  | 'cash'
  | 'otherDisposal'
  | 'disposal'
  | 'cashShare'
  | 'ofFormation'
  | 'base'
  | 'in'
  | 'out'
  | 'transferredIn'
  | 'transferredOut'
  | 'unexplained'
  | 'moved'
  | 'now'
  | 'date'
  | 'loan'
  | 'from'
  | 'to'
  | 'role'
  | 'loans'
  | 'changed'
  | 'changedBalance';
