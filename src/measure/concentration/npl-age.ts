import type { BaseLock } from '../../model/base-lock.js';
import { addMonths, type DayNumber } from '../../model/civil-date.js';
import type { LoanEvent } from '../../model/events.js';
import { groupBy } from '../../model/groups.js';
import { type ClassCode, isNpl } from '../../model/loan-class.js';
import { lockedKeys } from '../../model/lock-columns.js';
import type { Month, Tally } from '../../model/portfolio.js';
import type { Remembered, Standing } from '../../model/remembered.js';
import type { Families } from '../../model/segmented.js';
import { findText, textAt } from '../../model/text-index.js';
import { addLoan, newGroups, talliesOf } from '../tallies.js';

/**
 * What says since when a loan is NPL: the event by which it became one; the earliest ledger or lock that shows it as one, so that it is
 * no later; the day on which its days past due, as they stand, crossed the policy's limit.
 */
const AGE_SOURCES = ['event', 'ledger', 'lock', 'days'] as const;
export type AgeSource = (typeof AGE_SOURCES)[number];

export interface KnownNpls {
  readonly current: Month;
  readonly earlier: readonly Month[];
  readonly locks: readonly BaseLock[];
  readonly families: Families;
  readonly events: readonly LoanEvent[];
  /** What a book remembers of the NPLs of its months. */
  readonly remembered?: Remembered;
  /** By the days that the loan states. */
  readonly sinceDays: (loan: number) => DayNumber | undefined;
}

export interface NplSince {
  readonly on: DayNumber;
  readonly by: AgeSource;
}

/** NPLs by age; bands and notKnown add up to all, and so do sources and notKnown. */
export interface NplAges {
  /** From so many months on, to below so many; the last has no end. */
  readonly bands: readonly { readonly from: number; readonly to?: number; readonly tally: Tally }[];
  readonly sources: readonly { readonly by: AgeSource; readonly tally: Tally }[];
  readonly notKnown: Tally;
}

export function measureAges(known: KnownNpls, loans: readonly number[], ends: readonly number[]): NplAges {
  const { portfolio } = known.current;
  const since = nplSinceFinder(known);
  const bands = newGroups(ends.length + 1);
  const sources = newGroups(AGE_SOURCES.length + 1);
  for (const loan of loans) {
    const [found, cents] = [since(loan), portfolio.balance[loan] as number];
    addLoan(sources, found === undefined ? AGE_SOURCES.length : AGE_SOURCES.indexOf(found.by), cents);
    if (found !== undefined) addLoan(bands, ageBand(found.on, portfolio.asOf, ends), cents);
  }
  const tallies = talliesOf(sources);
  return {
    bands: bandsOf(ends, talliesOf(bands)),
    sources: AGE_SOURCES.map((by, i) => ({ by, tally: tallies[i] as Tally })),
    notKnown: tallies[AGE_SOURCES.length] as Tally,
  };
}

/** Which band an age is in: the number of ends that it has come to. */
export function ageBand(since: DayNumber, asOf: DayNumber, ends: readonly number[]): number {
  return ends.filter((months) => asOf >= addMonths(since, months)).length;
}

/** Bands with their ends. */
export function bandsOf<T>(ends: readonly number[], tallies: readonly T[]): { from: number; to?: number; tally: T }[] {
  return tallies.map((tally, i) => ({
    from: i === 0 ? 0 : (ends[i - 1] as number),
    ...(ends[i] === undefined ? {} : { to: ends[i] }),
    tally,
  }));
}

/** Since when a loan is NPL without a break, and what says so; a loan that took another's place is asked about with it. */
function nplSinceFinder({
  current,
  earlier,
  locks,
  families,
  events,
  sinceDays,
  remembered,
}: KnownNpls): (loan: number) => NplSince | undefined {
  const { asOf, keys } = current.portfolio;
  const turns = groupBy(
    events.filter(({ kind, date }) => (kind === 'formation' || kind === 'relapse' || kind === 'upgrade') && date <= asOf),
    ({ loan }) => loan,
  );
  const held = locks.map((lock) => ({ on: lock.lockDate, loans: new Set(lockedKeys(lock)) }));
  return (loan) => {
    const line = lineOf(textAt(keys, loan), families);
    let [entered, performing] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const key of line)
      for (const { kind, date } of turns.get(key) ?? [])
        if (kind === 'upgrade') performing = Math.max(performing, date);
        else entered = Math.max(entered, date);
    const shown: Standing[] = [];
    for (const month of earlier) {
      const standing = standingIn(month, line);
      if (standing !== undefined) shown.push(standing);
    }
    if (remembered !== undefined) shown.push(...remembered(line));
    for (const { isNpl: was, on } of shown) if (!was) performing = Math.max(performing, on);
    if (entered >= performing && Number.isFinite(entered)) return { on: entered, by: 'event' };
    // The first of them since it performed; where several say the same day, the ledger before the lock before the days.
    let first: NplSince | undefined;
    const offer = (on: DayNumber, by: AgeSource) => {
      if (on > performing && (first === undefined || on < first.on)) first = { on, by };
    };
    for (const { isNpl: was, on } of shown) if (was) offer(on, 'ledger');
    for (const { on, loans } of held) if (line.some((key) => loans.has(key))) offer(on, 'lock');
    const days = sinceDays(loan);
    if (days !== undefined) offer(days, 'days');
    return first;
  };
}

/** A loan and those whose place it took, at any remove. */
function lineOf(key: string, families: Families): string[] {
  if (!families.isLinked(key)) return [key];
  const line = new Set([key]);
  // A set that grows while it is walked: parents of parents are met too.
  for (const one of line) for (const parent of families.parentsOf(one)) line.add(parent);
  return [...line];
}

/** What a ledger shows of a line: NPL where any loan of it is; nothing where it has none. */
function standingIn({ portfolio, classified }: Month, line: readonly string[]): Standing | undefined {
  let isNplThere: boolean | undefined;
  for (const key of line) {
    const loan = findText(portfolio.keys, key);
    if (loan >= 0) isNplThere = isNplThere === true || isNpl(classified.used[loan] as ClassCode);
  }
  return isNplThere === undefined ? undefined : { on: portfolio.asOf, isNpl: isNplThere };
}
