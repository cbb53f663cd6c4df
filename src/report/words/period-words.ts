import type { Falling, Streak } from '../../measure/series.js';

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
    readonly streaks: string;
    readonly rollForward: string;
    readonly byClass: string;
    readonly byMonth: string;
    readonly byDate: (date: string) => string;
  };
  readonly streak: (streak: Streak['period'], falling: Falling, running: number, since: string | undefined) => string;
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
  | 'reclassified';
