import type { BaseLock } from '../model/base-lock.js';
import { type DayNumber, previousYearEnd } from '../model/civil-date.js';
import type { Cents } from '../model/money.js';
import type { MonthFigures } from '../model/month-figures.js';
import { type Decimal, type Ratio, ratioOf } from '../model/ratio.js';
import { sameRules } from '../model/rules.js';
import { stated } from '../model/stated.js';
import { compareStandings, endsYear, monthsBefore, type ReductionVerdict, type Standing } from './reduction.js';

/** A month's change against an earlier date. */
export interface SeriesChange {
  readonly against: DayNumber;
  readonly npl: Cents;
  /** Absent where the loans of either date are not known, or are none. */
  readonly ratio?: Decimal;
  readonly verdict: ReductionVerdict;
  /** Of the old NPLs; absent where no lock cuts either date. */
  readonly old?: Cents;
}

/** Which fall a streak counts. */
export type Falling = 'balance' | 'ratio' | 'both' | 'old';
const FALLINGS: readonly Falling[] = ['balance', 'ratio', 'both', 'old'];

export interface SeriesMonth {
  readonly figures: MonthFigures;
  readonly nplRatio?: Ratio;
  readonly specialMentionRatio?: Ratio;
  /** Allowance / NPL; absent where an NPL states no allowance. */
  readonly coverage?: Ratio;
  /** The date listed before this one. */
  readonly previous?: SeriesChange;
  readonly yearStart?: SeriesChange;
  readonly sameMonthLastYear?: SeriesChange;
  /** The lock's date: of the balance alone where the series has no such month, for a lock does not say what was lent. */
  readonly sinceLock?: SeriesChange;
  /** Months running, this one the last; absent where the month before it is not in the series. */
  readonly monthsDown?: Readonly<Partial<Record<Falling, number>>>;
}

/** Consecutive periods of one fall, seen from the last month. */
export interface Streak {
  readonly falling: Falling;
  readonly period: 'month' | 'year';
  /** Whole periods; 0 where the last period had no fall. A year to date is none. */
  readonly running: number;
  /** Of years: whether the present one fell so far; absent where the last date ends one. */
  readonly soFar?: boolean;
  /** The date that the run counts from; absent where there is none. */
  readonly since?: DayNumber;
  /** The latest period that ended a run of two or more, and how long that was. */
  readonly broken?: { readonly at: DayNumber; readonly after: number };
}

export interface Series {
  /** By date. */
  readonly months: readonly SeriesMonth[];
  /** Only of falls and periods that the dates allow to be told. */
  readonly streaks: readonly Streak[];
}

/**
 * The series of some months' figures, by date and one of each. Months of other rules (policy, basis) are not compared: no
 * change, verdict or streak goes across. `locks` tell the rules of a base whose month is not among the figures.
 */
export function measureSeries(
  figures: readonly MonthFigures[],
  locks: readonly Pick<BaseLock, 'hash' | 'basis' | 'policy'>[] = [],
): Series {
  const byDate = new Map(figures.map((one) => [one.asOf, one]));
  const runs = FALLINGS.map((falling) => ({ falling, lengths: runsOf(figures, falling, previousMonth, byDate) }));
  const months = figures.map((one, i): SeriesMonth => {
    const monthsDown = Object.fromEntries(
      runs.flatMap(({ falling, lengths }) => (lengths[i] === undefined ? [] : [[falling, lengths[i]]])),
    );
    const previous = figures[i - 1];
    return {
      figures: one,
      ...stated({
        nplRatio: ratioOf(one.npl.balance, one.loans.balance),
        specialMentionRatio: ratioOf(one.classes[1]?.balance ?? 0n, one.loans.balance),
        coverage: coverageOf(one),
        previous: changeFrom(previous, one),
        yearStart: changeFrom(byDate.get(previousYearEnd(one.asOf)), one),
        sameMonthLastYear: changeFrom(byDate.get(monthsBefore(one.asOf, 12)), one),
        sinceLock: changeSinceLock(byDate, one, locks),
        monthsDown: Object.keys(monthsDown).length === 0 ? undefined : monthsDown,
      }),
    };
  });
  return { months, streaks: streaksOf(figures, byDate) };
}

/** Allowance held / NPL; absent where the ledger has none, where an NPL states none, and without NPLs. */
export function coverageOf({ allowance, npl }: MonthFigures): Ratio | undefined {
  return allowance === undefined || allowance.nplNotStated > 0 ? undefined : ratioOf(allowance.held, npl.balance);
}

function standing({ asOf, npl, loans }: MonthFigures): Standing {
  return { asOf, npl: npl.balance, loans: loans.balance };
}

function changeFrom(before: MonthFigures | undefined, after: MonthFigures): SeriesChange | undefined {
  return before === undefined || !sameRules(before, after) ? undefined : changeBetween(before, after);
}

function changeBetween(before: MonthFigures, after: MonthFigures): SeriesChange {
  const { balance, ratio, verdict } = compareStandings(standing(before), standing(after));
  const old = sameLock(before, after) ? oldOf(after) - oldOf(before) : undefined;
  return {
    against: before.asOf,
    npl: balance.change,
    verdict,
    ...(ratio === undefined ? {} : { ratio: ratio.change }),
    ...(old === undefined ? {} : { old }),
  };
}

function sameLock(before: MonthFigures, after: MonthFigures): boolean {
  return before.segments !== undefined && before.segments.lock.hash === after.segments?.lock.hash;
}

function oldOf({ segments }: MonthFigures): Cents {
  return segments?.old.balance ?? 0n;
}

function changeSinceLock(
  byDate: ReadonlyMap<DayNumber, MonthFigures>,
  one: MonthFigures,
  locks: readonly Pick<BaseLock, 'hash' | 'basis' | 'policy'>[],
): SeriesChange | undefined {
  const { segments } = one;
  if (segments === undefined || segments.lock.date === one.asOf) return undefined;
  const { date, balance, hash } = segments.lock;
  const locked = byDate.get(date);
  if (locked !== undefined) return changeFrom(locked, one);
  const lock = locks.find((known) => known.hash === hash);
  if (lock !== undefined && !sameRules(lock, one)) return undefined;
  const { verdict, balance: leg } = compareStandings({ asOf: date, npl: balance }, { asOf: one.asOf, npl: one.npl.balance });
  return { against: date, npl: leg.change, verdict, old: segments.old.balance - balance };
}

const previousMonth = (asOf: DayNumber) => monthsBefore(asOf, 1);

/** Undefined where it cannot be told. */
function fell(before: MonthFigures, after: MonthFigures, falling: Falling): boolean | undefined {
  if (!sameRules(before, after)) return undefined;
  if (falling === 'old') return sameLock(before, after) ? oldOf(after) < oldOf(before) : undefined;
  const { balance, ratio, verdict } = compareStandings(standing(before), standing(after));
  if (falling === 'balance') return balance.down;
  return falling === 'ratio' ? ratio?.down : ratio === undefined ? undefined : verdict === 'double';
}

/** By month, how many periods running it fell, that month the last; undefined where the period before is not known. */
function runsOf(
  figures: readonly MonthFigures[],
  falling: Falling,
  step: (asOf: DayNumber) => DayNumber,
  byDate: ReadonlyMap<DayNumber, MonthFigures>,
): (number | undefined)[] {
  const lengths = new Map<DayNumber, number>();
  return figures.map((one) => {
    const before = byDate.get(step(one.asOf));
    const isDown = before === undefined ? undefined : fell(before, one, falling);
    if (before === undefined || isDown === undefined) return undefined;
    const length = isDown ? (lengths.get(before.asOf) ?? 0) + 1 : 0;
    lengths.set(one.asOf, length);
    return length;
  });
}

/** A year counts from its start, so that the present one is counted to date. */
function streaksOf(figures: readonly MonthFigures[], byDate: ReadonlyMap<DayNumber, MonthFigures>): Streak[] {
  const periods = [
    { period: 'month', step: previousMonth },
    { period: 'year', step: previousYearEnd },
  ] as const;
  return periods.flatMap(({ period, step }) =>
    FALLINGS.flatMap((falling) => streakOf(figures, runsOf(figures, falling, step, byDate), { falling, period, step }) ?? []),
  );
}

function streakOf(
  figures: readonly MonthFigures[],
  lengths: readonly (number | undefined)[],
  { falling, period, step }: Pick<Streak, 'falling' | 'period'> & { step: (asOf: DayNumber) => DayNumber },
): Streak | undefined {
  const last = figures.at(-1);
  const running = lengths.at(-1);
  if (last === undefined || running === undefined) return undefined;
  let since = last.asOf;
  for (let n = 0; n < running; n++) since = step(since);
  const broken = brokenBefore(figures, lengths, last.asOf, step);
  const isToDate = period === 'year' && !endsYear(last.asOf);
  const soFar = isToDate ? { soFar: running > 0 } : {};
  const whole = isToDate && running > 0 ? running - 1 : running;
  return { falling, period, running: whole, ...soFar, ...(running === 0 ? {} : { since }), ...(broken === undefined ? {} : { broken }) };
}

/** Goes back over the periods from the last month until one that ended a run. */
function brokenBefore(
  figures: readonly MonthFigures[],
  lengths: readonly (number | undefined)[],
  last: DayNumber,
  step: (asOf: DayNumber) => DayNumber,
): Streak['broken'] {
  const byDate = new Map(figures.map(({ asOf }, i) => [asOf, lengths[i]]));
  for (let at = last; byDate.has(at); at = step(at)) {
    const before = byDate.get(step(at)) ?? 0;
    if (byDate.get(at) === 0 && before >= 2) return { at, after: before };
  }
  return undefined;
}
