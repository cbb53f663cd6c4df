import { NO_DAY } from '../model/civil-date.js';
import type { Portfolio } from '../model/portfolio.js';

/** Days past due of every loan, of principal and interest apart and together; NO_DAY where the ledger does not say. */
export interface DaysPastDue {
  readonly all: Int32Array;
  readonly principal: Int32Array;
  readonly interest: Int32Array;
  /** Loans whose stated days and overdue-since dates disagree: the larger counts. */
  readonly disagree: number;
  readonly notStated: number;
  readonly pastDueWithoutDays: number;
}

/** True when the ledger has any column that says how long a loan is overdue. */
export function statesDays(portfolio: Portfolio): boolean {
  return (
    Object.keys(portfolio.days).length > 0 ||
    portfolio.dates.principalOverdueSince !== undefined ||
    portfolio.dates.interestOverdueSince !== undefined
  );
}

/**
 * Days from the earliest unpaid due date to the data date; the due day itself counts as `dueDayCountsAs`. Stated day
 * counts and overdue-since dates are both used, the larger wins. A blank overdue-since date means not overdue.
 * Maturity alone makes no days.
 */
export function measureDaysPastDue(portfolio: Portfolio, dueDayCountsAs: 0 | 1): DaysPastDue {
  const { asOf, count, days, dates } = portfolio;
  const all = new Int32Array(count);
  const principal = new Int32Array(count);
  const interest = new Int32Array(count);
  let disagree = 0;
  let notStated = 0;
  let pastDueWithoutDays = 0;
  const since = (column: Int32Array | undefined, loan: number): number => {
    if (column === undefined) return NO_DAY;
    const day = column[loan] as number;
    return day === NO_DAY ? 0 : asOf - day + dueDayCountsAs;
  };
  const stated = (column: Int32Array | undefined, loan: number): number => (column === undefined ? NO_DAY : (column[loan] as number));
  for (let i = 0; i < count; i++) {
    const sincePrincipal = since(dates.principalOverdueSince, i);
    const sinceInterest = since(dates.interestOverdueSince, i);
    const statedAll = stated(days.daysPastDue, i);
    const statedPrincipal = stated(days.principalDaysPastDue, i);
    const statedInterest = stated(days.interestDaysPastDue, i);
    const p = Math.max(statedPrincipal, sincePrincipal);
    const n = Math.max(statedInterest, sinceInterest);
    const bySince = Math.max(sincePrincipal, sinceInterest);
    const byParts = Math.max(p, n);
    const d = Math.max(statedAll, byParts);
    if (differ(statedAll, bySince) || differ(statedPrincipal, sincePrincipal) || differ(statedInterest, sinceInterest)) disagree++;
    if (d === NO_DAY) notStated++;
    const due = Math.max(stated(dates.dueDate, i), stated(dates.extendedDueDate, i));
    if (due !== NO_DAY && due < asOf && d <= 0) pastDueWithoutDays++;
    principal[i] = p;
    interest[i] = n;
    all[i] = d;
  }
  return { all, principal, interest, disagree, notStated, pastDueWithoutDays };
}

function differ(stated: number, reckoned: number): boolean {
  return stated !== NO_DAY && reckoned !== NO_DAY && stated !== reckoned;
}
