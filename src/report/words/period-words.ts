import type { DifferenceKind } from '../../measure/difference.js';
import type { Entry } from '../../measure/month-movement.js';
import type { Streak } from '../../measure/series.js';
import type { SIMILAR_PERCENT } from '../../model/suspected-renewal.js';

/** Words of the reports over several months: series, roll-forward, migration, new NPLs, watch list, differences. */
export interface PeriodWords {
  readonly seriesTitle: string;
  readonly period: (from: string, to: string) => string;
  readonly heading: {
    readonly months: string;
    readonly segments: string;
    readonly movement: string;
    readonly quality: string;
    readonly writeOffs: string;
    readonly changes: string;
    readonly rollForward: string;
    readonly byClass: string;
    readonly byMonth: string;
    readonly closingMatrix: string;
    readonly countMatrix: string;
    readonly openingMatrix: string;
    readonly disposals: string;
    readonly rates: (formula: string) => string;
    readonly newNpl: string;
    readonly formation: string;
    readonly relapse: string;
    readonly return: string;
    readonly specialMention: string;
    readonly potential: string;
    readonly watchSums: string;
    readonly matterMost: string;
    readonly watch: string;
    readonly maturity: string;
    readonly difference: string;
    readonly kinds: string;
    readonly loans: string;
    readonly suspected: string;
  };
  /** Said where channels that nothing went through are left out. */
  readonly unmoved: string;
  readonly acrossRules: (months: string) => string;
  readonly staleMovement: (months: string) => string;
  readonly streak: (
    streak: Pick<Streak, 'period' | 'falling' | 'running'> & { readonly soFar: boolean | undefined },
    since: string,
  ) => string;
  readonly broken: (at: string, after: number, period: Streak['period']) => string;
  readonly verdict: Readonly<Record<'double' | 'balance-only' | 'ratio-only' | 'none', string>>;
  readonly against: Readonly<Record<'previous' | 'yearStart' | 'sameMonthLastYear' | 'sinceLock', string>>;
  readonly rollForwardTitle: string;
  readonly reclassified: string;
  readonly opening: string;
  readonly closing: string;
  readonly fromOthers: string;
  readonly toOthers: string;
  readonly classAttribution: string;
  readonly migrationTitle: string;
  readonly entries: string;
  readonly closingBalanceNote: string;
  readonly stateNotStated: string;
  readonly disposalNote: string;
  readonly combined: string;
  readonly formula: {
    readonly '2005': () => string;
    readonly '2022': (months: number | undefined) => string;
  };
  readonly byRateNote: string;
  readonly newNplTitle: string;
  readonly newNpl: string;
  readonly entry: Readonly<Record<Entry, string>>;
  readonly ofOldBorrowers: string;
  readonly ofOldBorrower: string;
  readonly leftAgain: string;
  readonly left: string;
  readonly notThere: string;
  /** Reasons that are no rule of the policy. */
  readonly reason: Readonly<Record<string, string>>;
  readonly watchTitle: string;
  readonly today: string;
  readonly upperBound: string;
  readonly estimated: string;
  readonly noEstimate: string;
  readonly inArrears: string;
  readonly flagged: string;
  readonly maturing: (days: number) => string;
  readonly matured: string;
  readonly maturedMark: string;
  readonly maturedNote: string;
  readonly watchedAll: string;
  readonly watchOverlap: string;
  readonly maturity: Readonly<Record<'due' | 'collected' | 'renewed' | 'extended' | 'disposed' | 'owed' | 'rate', string>>;
  readonly differenceTitle: (left: string, right: string) => string;
  readonly difference: Readonly<Record<DifferenceKind, string>>;
  readonly unchanged: string;
  readonly event: Readonly<Record<string, string>>;
  readonly renewedBy: Readonly<Record<'borrower' | 'household', string>>;
  readonly suspectedNote: (days: number, percent: typeof SIMILAR_PERCENT) => string;
  readonly trend: (npl: string, ratio: string) => string;
}

export type PeriodColumn =
  | 'date'
  | 'against'
  | 'formed'
  | 'originated'
  | 'originUnknown'
  | 'ofLocked'
  | 'formation'
  | 'otherIn'
  | 'cash'
  | 'upgrade'
  | 'writeOff'
  | 'otherOut'
  | 'suspectedRenewal'
  | 'specialMention'
  | 'coverage'
  | 'overdueGap'
  | 'month'
  | 'yearToDate'
  | 'sinceLock'
  | 'recovered'
  | 'nplChange'
  | 'ratioChange'
  | 'oldChange'
  | 'verdict'
  | 'monthsDown'
  | 'total'
  | 'inflow'
  | 'outflow'
  | 'reclassified'
  | 'state'
  | 'decrease'
  | 'left'
  | 'migrated'
  | 'disposed'
  | 'base'
  | 'rate'
  | 'becameNpl'
  | 'combinedRate'
  | 'entered'
  | 'overdueSince'
  | 'path'
  | 'reason'
  | 'marks'
  | 'before'
  | 'officer'
  | 'branch'
  | 'relapses'
  | 'relapse'
  | 'atMost'
  | 'added'
  | 'estimate'
  | 'nplOn'
  | 'due'
  | 'becoming'
  | 'loansChange'
  | 'leftOn'
  | 'newLoan'
  | 'newBalance'
  | 'issuedOn'
  | 'sameAs'
  | 'keptOut';
