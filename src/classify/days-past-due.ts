import { NO_DAY } from '../model/civil-date.js';
import { once } from '../model/once.js';
import type { Portfolio } from '../model/portfolio.js';

/** Days past due of every loan, of principal and interest apart and together; NO_DAY where the ledger does not say. */
export interface DaysPastDue {
  readonly all: Int32Array;
  /** The loans that are overdue by a day or more, in order: a few of all. */
  readonly overdue: Uint32Array;
  /** Those of a part are reckoned where a rule asks for them: few do, and each is a column of the whole ledger. */
  readonly principal: () => Int32Array;
  readonly interest: () => Int32Array;
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
  const dayZero = asOf + dueDayCountsAs;
  const longest = (stated: readonly (Int32Array | undefined)[], since: Since | undefined): Int32Array => {
    const most = new Int32Array(count);
    if (since === undefined) most.fill(NO_DAY);
    else reckon(most, since);
    for (const column of stated) if (column !== undefined) raiseToStated(most, column);
    return most;
  };
  const sinceOf = (columns: readonly (Int32Array | undefined)[]): Since | undefined => {
    const [first, other = first] = columns.filter((column) => column !== undefined);
    return first === undefined || other === undefined ? undefined : { first, other, dayZero };
  };
  const since = sinceOf([dates.principalOverdueSince, dates.interestOverdueSince]);
  const stated = [days.daysPastDue, days.principalDaysPastDue, days.interestDaysPastDue];
  const isReckoned = since !== undefined && stated.every((column) => column === undefined);
  const all = isReckoned ? new Int32Array(count) : longest(stated, since);
  const { overdue, pastDue } = sortedOut(portfolio, all, isReckoned ? since : undefined);
  return {
    all,
    overdue,
    principal: once(() => longest([days.principalDaysPastDue], sinceOf([dates.principalOverdueSince]))),
    interest: once(() => longest([days.interestDaysPastDue], sinceOf([dates.interestOverdueSince]))),
    disagree: countDisagreeing(portfolio, dayZero),
    // An overdue-since date that is blank says so: not overdue.
    notStated: dates.principalOverdueSince === undefined && dates.interestOverdueSince === undefined ? countNotStated(all) : 0,
    pastDueWithoutDays: pastDue,
  };
}

function raiseToStated(most: Int32Array, column: Int32Array): void {
  for (let i = 0; i < most.length; i++) if ((column[i] as number) > (most[i] as number)) most[i] = column[i] as number;
}

/** Two dates by loan, which may be the same column, and the day that days are counted to. */
interface Since {
  readonly first: Int32Array;
  readonly other: Int32Array;
  readonly dayZero: number;
}

/** The longer of the days since two dates. */
function reckon(most: Int32Array, since: Since): void {
  for (let i = 0; i < most.length; i++) most[i] = longestSince(since, i);
}

function longestSince({ first, other, dayZero }: Since, loan: number): number {
  const days = reckoned(first[loan] as number, dayZero);
  const others = reckoned(other[loan] as number, dayZero);
  return days > others ? days : others;
}

function reckoned(since: number, dayZero: number): number {
  return since === NO_DAY ? 0 : dayZero - since;
}

/**
 * The loans that are overdue; and how many others fell due, on the later of their due dates, before the data date. Where no days are stated,
 * they are reckoned here and put into `all`, which is new: most loans are not overdue, and there is nothing to put.
 */
function sortedOut(
  { asOf, dates }: Portfolio,
  all: Int32Array,
  since: Since | undefined,
): { readonly overdue: Uint32Array; readonly pastDue: number } {
  const { dueDate, extendedDueDate } = dates;
  const due = dueDate ?? extendedDueDate;
  const extended = extendedDueDate ?? due;
  const overdue = new Uint32Array(all.length);
  let count = 0;
  let pastDue = 0;
  for (let i = 0; i < all.length; i++) {
    const days = since === undefined ? (all[i] as number) : longestSince(since, i);
    if (days !== 0 && since !== undefined) all[i] = days;
    if (days > 0) overdue[count++] = i;
    else if (due !== undefined && extended !== undefined) {
      const stated = due[i] as number;
      const longer = extended[i] as number;
      const last = stated > longer ? stated : longer;
      if (last < asOf && last !== NO_DAY) pastDue++;
    }
  }
  return { overdue: overdue.slice(0, count), pastDue };
}

function countNotStated(all: Int32Array): number {
  let count = 0;
  for (let i = 0; i < all.length; i++) if (all[i] === NO_DAY) count++;
  return count;
}

/** Only a ledger that states days and overdue-since dates can disagree with itself. */
function countDisagreeing({ count, days, dates }: Portfolio, dayZero: number): number {
  const { principalOverdueSince, interestOverdueSince } = dates;
  if (Object.keys(days).length === 0 || (principalOverdueSince === undefined && interestOverdueSince === undefined)) return 0;
  const since = (column: Int32Array | undefined, loan: number) =>
    column === undefined ? NO_DAY : reckoned(column[loan] as number, dayZero);
  const stated = (column: Int32Array | undefined, loan: number) => (column === undefined ? NO_DAY : (column[loan] as number));
  let disagree = 0;
  for (let i = 0; i < count; i++) {
    const principal = since(principalOverdueSince, i);
    const interest = since(interestOverdueSince, i);
    const isOdd =
      differ(stated(days.daysPastDue, i), Math.max(principal, interest)) ||
      differ(stated(days.principalDaysPastDue, i), principal) ||
      differ(stated(days.interestDaysPastDue, i), interest);
    if (isOdd) disagree++;
  }
  return disagree;
}

function differ(stated: number, reckoned: number): boolean {
  return stated !== NO_DAY && reckoned !== NO_DAY && stated !== reckoned;
}
