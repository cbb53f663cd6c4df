import type { DayNumber } from './civil-date.js';
import type { RegisterPlace } from './events.js';
import type { Cents } from './money.js';

/**
 * What a target can be set for. All but the last two are what a period's entries sum to; `reduction` is the fall of the NPL
 * balance over the period, and `npl-ceiling` a balance that is not to be passed.
 */
export const TARGET_MEASURES = ['cash-principal', 'cash-interest', 'written-off', 'disposal', 'reduction', 'npl-ceiling'] as const;
export type TargetMeasure = (typeof TARGET_MEASURES)[number];

/** Who a target is set for: a branch, or an officer. */
export const UNIT_KINDS = ['branch', 'officer'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** A year, a quarter or a month; periods of one unit and measure may stand within each other, never across. */
export interface TargetPeriod {
  /** As it is shown: 2019, 2019-Q2, 2019-06. */
  readonly name: string;
  /** First and last day. */
  readonly from: DayNumber;
  readonly to: DayNumber;
}

/** One row of a targets register. */
export interface Target extends RegisterPlace {
  readonly unitKind: UnitKind;
  readonly unit: string;
  readonly period: TargetPeriod;
  readonly measure: TargetMeasure;
  readonly amount: Cents;
}

/** One row of a register of who answers for a loan, from a day on. An officer that is not stated stays who it was. */
export interface Assignment extends RegisterPlace {
  readonly loan: string;
  /** The first day. */
  readonly date: DayNumber;
  readonly managing?: string;
  readonly collecting?: string;
}

/** One row of a register of loans that went from one branch to another: from that day on it is the other's. */
export interface InternalTransfer extends RegisterPlace {
  readonly date: DayNumber;
  readonly loan: string;
  readonly from: string;
  readonly to: string;
}

/** Who has what was collected: whoever collects the loan if that is assigned, else whoever manages it; or always the latter. */
export const OFFICER_ROLES = ['collecting', 'managing'] as const;
export type OfficerRole = (typeof OFFICER_ROLES)[number];
