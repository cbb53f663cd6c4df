import type { Cause, ResponsibilityState, Role } from '../../model/responsibility.js';

/** Words of the responsibility report. They say who answers for what; they judge nobody. */
export interface ResponsibilityWords {
  readonly title: string;
  /** "new since 2018-12-31". */
  readonly since: string;
  readonly heading: {
    readonly states: string;
    readonly overdue: string;
    readonly loans: string;
    readonly parts: string;
    readonly persons: string;
    readonly firstResponsible: string;
    readonly managing: string;
    readonly causes: string;
  };
  readonly item: {
    readonly total: string;
    readonly noName: string;
    readonly notThere: string;
    readonly noCause: string;
  };
  readonly column: Readonly<Record<ResponsibilityColumn, string>>;
  readonly state: Readonly<Record<ResponsibilityState | 'none', string>>;
  readonly role: Readonly<Record<Role, string>>;
  readonly cause: Readonly<Record<Cause, string>>;
  readonly say: {
    readonly noRegister: string;
    readonly noNew: string;
    readonly days: (days: number) => string;
    readonly noDays: string;
    readonly noneOverdue: string;
    readonly noneDetermined: string;
    readonly gross: string;
    readonly rounding: string;
    readonly formedByLedger: string;
    readonly startNotHeld: string;
    readonly noColumn: string;
    readonly others: string;
  };
}

export type ResponsibilityColumn =
  | 'state'
  | 'count'
  | 'gross'
  | 'now'
  | 'loan'
  | 'formed'
  | 'due'
  | 'overdueDays'
  | 'officer'
  | 'cause'
  | 'causeText'
  | 'person'
  | 'role'
  | 'share'
  | 'name'
  | 'startCount'
  | 'startGross'
  | 'settledCount'
  | 'settled'
  | 'overdue';
