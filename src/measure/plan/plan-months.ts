import { civilDate, type DayNumber } from '../../model/civil-date.js';
import type { LoanEvent } from '../../model/events.js';
import { type Cents, sumOf } from '../../model/money.js';
import type { PlanTarget } from '../../model/plans.js';

/** What was promised for a month and what came in. Only months with either. */
export interface PlanMonth {
  readonly year: number;
  readonly month: number;
  /** Targets due in it, done ones too. */
  readonly promised: Cents;
  /** Absent after the data date's month. */
  readonly collected?: Cents;
  /** From the reference to this month's end. */
  readonly promisedSoFar: Cents;
  readonly collectedSoFar?: Cents;
  /** Collected less promised so far: negative where less came in. */
  readonly gap?: Cents;
}

/** Months after the reference, first to last; targets due before it are in none. `events` are what was collected. */
export function planMonths(targets: readonly PlanTarget[], events: readonly LoanEvent[], since: DayNumber, asOf: DayNumber): PlanMonth[] {
  const due = targets.filter(({ targetDate }) => targetDate > since);
  const last = monthNumber(asOf);
  const numbers = [...due.map(({ targetDate }) => targetDate), ...events.map(({ date }) => date)].map(monthNumber);
  let [promisedSoFar, collectedSoFar] = [0n, 0n];
  return [...new Set(numbers)]
    .sort((a, b) => a - b)
    .map((number): PlanMonth => {
      const promised = sumOf(due, ({ targetDate, targetAmount }) => (monthNumber(targetDate) === number ? targetAmount : 0n));
      const collected = sumOf(events, ({ date, principal }) => (monthNumber(date) === number ? principal : 0n));
      promisedSoFar += promised;
      collectedSoFar += collected;
      const month = { year: Math.floor(number / 12), month: (number % 12) + 1, promised, promisedSoFar };
      return number > last ? month : { ...month, collected, collectedSoFar, gap: collectedSoFar - promisedSoFar };
    });
}

function monthNumber(day: DayNumber): number {
  const { year, month } = civilDate(day);
  return year * 12 + month - 1;
}
