import { type DayNumber, NO_DAY } from '../model/civil-date.js';
import { type ClassCode, isNpl } from '../model/loan-class.js';
import type { Month } from '../model/portfolio.js';
import type { Policy } from '../policy/policy.js';
import { daySteps, isFor } from './next-class.js';

/**
 * The day on which a loan's days past due, as they stand, first made it NPL by the policy; undefined where its days alone do not.
 * What was paid in part since moved that day: it is the latest that it can have been.
 */
export function nplSinceDays({ portfolio, classified }: Month, policy: Policy): (loan: number) => DayNumber | undefined {
  const steps = daySteps(portfolio, policy).filter((step) => isNpl(step.class as ClassCode));
  return (loan) => {
    const days = classified.daysPastDue[loan] as number;
    if (days === NO_DAY) return undefined;
    const met = steps.filter((step) => step.fromDays <= days && isFor(step, portfolio, loan));
    return met.length === 0 ? undefined : portfolio.asOf - days + Math.min(...met.map(({ fromDays }) => fromDays));
  };
}
