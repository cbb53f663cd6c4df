import type { DayNumber } from '../model/civil-date.js';
import type { LedgerPlan } from './plan-ledgers.js';
import { readAll } from './read-rows.js';
import { NONE_REPEATED } from './settle-keys.js';

/** The data dates of a plan's rows, whatever else is wrong with these: who reads a date's rows is told. In order. */
export function datesHeld(plan: LedgerPlan): DayNumber[] {
  return [...readAll(plan, NONE_REPEATED).tally.dates].sort((a, b) => a - b);
}
