import type { BaseLock } from '../model/base-lock.js';
import type { DayNumber } from '../model/civil-date.js';
import { NO_DAY } from '../model/civil-date.js';
import type { LoanEvent } from '../model/events.js';
import { groupBy } from '../model/groups.js';
import { type ClassCode, isNpl, NORMAL } from '../model/loan-class.js';
import { borrowerOf, loanDate } from '../model/loan-facts.js';
import { lockColumns, lockedKeys, textIn } from '../model/lock-columns.js';
import { type Cents, sumOf } from '../model/money.js';
import { KEY_SEPARATOR, type Month, type Portfolio, type Tally } from '../model/portfolio.js';
import { findText, textAt } from '../model/text-index.js';
import { homeOf, type LoanPlace } from './line-home.js';
import type { Entry, MonthLine, MonthMovement, SegmentedMonth } from './month-movement.js';

/** How a new NPL's loan came about: it stood at the lock (or the first date), was issued after, or does not say. */
export type Origin = 'formed' | 'originated' | 'origin-unknown';

/** A line that turned NPL in the period: a loan, or some that took each other's place. */
export interface NewNpl {
  readonly loan: string;
  /** Its NPLs at the end of the month in which it turned; 0 where it left again within it. */
  readonly loans: number;
  readonly entry: Entry;
  readonly segment?: 'old' | 'new';
  readonly origin: Origin;
  /** 老户新增: its borrower has a locked loan, or without a lock an NPL at the first date. Not for a loan of the old stock. */
  readonly ofOldBorrower: boolean;
  /** Date of the ledger that shows it first. */
  readonly month: DayNumber;
  /** Gross: what entered, whatever left again. */
  readonly entered: Cents;
  readonly balance: Cents;
  /** Balance and class at the last date; absent where it is not on the ledger. */
  readonly now?: { readonly balance: Cents; readonly class: ClassCode };
  /** Class at each date of the period; undefined where the loan is not on the ledger. */
  readonly path: readonly (ClassCode | undefined)[];
  /** First day of the month on which an event says that it turned; absent where none does. */
  readonly on?: DayNumber;
  /** Where it stands in the month that shows it, or the last before that holds it where it left within; absent where none does. */
  readonly place?: LoanPlace;
  /** Earliest unpaid due date, as stated or as the days past due give it; absent where neither says. */
  readonly overdueSince?: DayNumber;
}

/** A loan that is special-mention at the last date and was normal, or not there, at the first. */
export interface SpecialMentionNewcomer {
  /** Of the last month. */
  readonly loan: number;
  readonly key: string;
  readonly balance: Cents;
  /** False for a loan that the first date does not have. */
  readonly stood: boolean;
}

export interface NewNplFigures {
  readonly from: DayNumber;
  readonly to: DayNumber;
  /** Largest entry first, equal ones by loan and date. */
  readonly rows: readonly NewNpl[];
  readonly sums: NewNplSums;
  readonly specialMention: readonly SpecialMentionNewcomer[];
  readonly specialMentionSum: Tally;
}

/** Count and gross amount. `formation` is the sum of its three origins. */
export interface NewNplSums {
  readonly formation: Tally;
  readonly formed: Tally;
  readonly originated: Tally;
  readonly originUnknown: Tally;
  readonly relapse: Tally;
  readonly return: Tally;
  readonly ofOldBorrowers: Tally;
  /** Of all that entered: not NPL at the last date any more. */
  readonly leftAgain: Tally;
}

/** What turned NPL between the first and the last month; `events` give its day. The sums tie to the movement's channels. */
export function measureNewNpl(
  months: readonly SegmentedMonth[],
  movements: readonly MonthMovement[],
  events: readonly LoanEvent[] = [],
): NewNplFigures {
  const [first, last] = [months[0], months.at(-1)] as [SegmentedMonth, SegmentedMonth];
  const known = { oldBorrowers: borrowersOf(first, last), isLocked: lockSearch(), entries: entriesOf(events) };
  const rows = movements.flatMap(({ lines }, i) =>
    lines.filter((line) => line.entry !== undefined && enteredBy(line) > 0n).map((line) => newNpl(line, months, i + 1, known)),
  );
  rows.sort((a, b) =>
    a.entered === b.entered ? (a.loan === b.loan ? a.month - b.month : a.loan < b.loan ? -1 : 1) : a.entered > b.entered ? -1 : 1,
  );
  const specialMention = newcomers(first, last);
  return {
    from: first.month.portfolio.asOf,
    to: last.month.portfolio.asOf,
    rows,
    sums: sumsOf(rows),
    specialMention,
    specialMentionSum: { count: specialMention.length, balance: sumOf(specialMention, (one) => one.balance) },
  };
}

/** What came in by formation and relapse; of a loan that is back on the book, what is back. */
function enteredBy({ channels, entry, unexplained }: MonthLine): Cents {
  if (entry === 'return') return channels.increase + (unexplained < 0n ? -unexplained : 0n);
  return channels.formation + channels.relapse;
}

interface Known {
  readonly oldBorrowers: OldBorrowers;
  readonly isLocked: LockSearch;
  readonly entries: ReturnType<typeof entriesOf>;
}

/** Stated formations and relapses, by loan. */
export function entriesOf(events: readonly LoanEvent[]): ReadonlyMap<string, readonly LoanEvent[]> {
  return groupBy(
    events.filter(({ kind }) => kind === 'formation' || kind === 'relapse'),
    ({ loan }) => loan,
  );
}

function newNpl(line: MonthLine, months: readonly SegmentedMonth[], at: number, { oldBorrowers, isLocked, entries }: Known): NewNpl {
  const { month, segmented } = months[at] as SegmentedMonth;
  const { portfolio, classified } = month;
  const own = line.members
    .map((key) => findText(portfolio.keys, key))
    .filter((loan) => loan >= 0 && isNpl(classified.used[loan] as ClassCode));
  const ledgers = months.map((one) => one.month);
  const place = homeOf(line, ledgers, at);
  const home = place === undefined ? undefined : (ledgers[place.month] as Month).portfolio;
  // What the ledger of the month shows as NPL; what left within it is known by the line's name.
  const loan = own.length > 0 && place?.month === at ? place.loan : undefined;
  const key = loan === undefined ? line.family : textAt(portfolio.keys, loan);
  const since = loan === undefined ? undefined : overdueSince(month, loan);
  const now = nowOf(key, months.at(-1) as SegmentedMonth);
  const on = turnedOn(line.members, entries, (ledgers[at - 1] as Month).portfolio.asOf, portfolio.asOf);
  return {
    loan: key,
    loans: own.length,
    entry: line.entry as Entry,
    ...(line.segment === undefined ? {} : { segment: line.segment }),
    origin: originOf(key, loan, portfolio, segmented, months, isLocked),
    ofOldBorrower: line.segment !== 'old' && home !== undefined && isOfOldBorrower(key, place?.loan, home, oldBorrowers),
    month: portfolio.asOf,
    entered: enteredBy(line),
    balance: line.closing,
    ...(now === undefined ? {} : { now }),
    path: months.map(({ month: { portfolio: ledger, classified: classes } }) => {
      const there = findText(ledger.keys, key);
      return there < 0 ? undefined : (classes.used[there] as ClassCode);
    }),
    ...(on === undefined ? {} : { on }),
    ...(place === undefined ? {} : { place }),
    ...(since === undefined ? {} : { overdueSince: since }),
  };
}

/** First day after `from` and up to `to` on which an event says that one of some loans turned NPL; undefined where none does. */
export function turnedOn(
  members: readonly string[],
  entries: ReadonlyMap<string, readonly LoanEvent[]>,
  from: DayNumber,
  to: DayNumber,
): DayNumber | undefined {
  const days = members.flatMap((key) => entries.get(key) ?? []).map(({ date }) => date);
  const own = days.filter((day) => day > from && day <= to);
  return own.length === 0 ? undefined : Math.min(...own);
}

function nowOf(key: string, { month: { portfolio, classified } }: SegmentedMonth): NewNpl['now'] {
  const loan = findText(portfolio.keys, key);
  return loan < 0 ? undefined : { balance: BigInt(portfolio.balance[loan] as number), class: classified.used[loan] as ClassCode };
}

/** Whether a lock holds a loan. */
type LockSearch = (lock: BaseLock | undefined, key: string) => boolean;

/** Each lock's keys are looked through once, whatever is asked of it. */
function lockSearch(): LockSearch {
  const byLock = new Map<BaseLock, ReadonlySet<string>>();
  return (lock, key) => {
    if (lock === undefined) return false;
    const keys = byLock.get(lock) ?? new Set(lockedKeys(lock));
    byLock.set(lock, keys);
    return keys.has(key);
  };
}

/** Against the lock's date where there is a lock, else against the first date. */
function originOf(
  key: string,
  loan: number | undefined,
  portfolio: Portfolio,
  segmented: SegmentedMonth['segmented'],
  months: readonly SegmentedMonth[],
  isLocked: LockSearch,
): Origin {
  const start = segmented?.lock.lockDate ?? (months[0] as SegmentedMonth).month.portfolio.asOf;
  const stood = months.some(({ month }) => month.portfolio.asOf <= start && findText(month.portfolio.keys, key) >= 0);
  if (isLocked(segmented?.lock, key) || stood) return 'formed';
  const issued = loan === undefined ? issuedIn(key, months) : loanDate(portfolio, 'issueDate', loan);
  return issued === undefined ? 'origin-unknown' : issued <= start ? 'formed' : 'originated';
}

/** What any of the ledgers says, for a loan that left within the month. */
function issuedIn(key: string, months: readonly SegmentedMonth[]): DayNumber | undefined {
  for (const { month } of months) {
    const loan = findText(month.portfolio.keys, key);
    const issued = loan < 0 ? undefined : loanDate(month.portfolio, 'issueDate', loan);
    if (issued !== undefined) return issued;
  }
  return undefined;
}

interface OldBorrowers {
  readonly ids: ReadonlySet<string>;
}

/** Borrowers of the locked loans, or without a lock of the NPLs of the first date; behind their institution. */
function borrowersOf(first: SegmentedMonth, { segmented }: SegmentedMonth): OldBorrowers {
  const ids = new Set<string>();
  if (segmented !== undefined) {
    const { keys, borrowers, count } = lockColumns(segmented.lock);
    for (let i = 0; i < count; i++) {
      const borrower = textIn(borrowers, i);
      if (borrower !== '') ids.add(withInstitution(textIn(keys, i), borrower));
    }
    return { ids };
  }
  const { portfolio, classified } = first.month;
  for (let loan = 0; loan < portfolio.count; loan++) {
    if (!isNpl(classified.used[loan] as ClassCode)) continue;
    const borrower = borrowerOf(portfolio, loan);
    if (borrower !== undefined) ids.add(withInstitution(textAt(portfolio.keys, loan), borrower));
  }
  return { ids };
}

/** Borrower ids are unique within an institution only. */
function withInstitution(key: string, borrower: string): string {
  return key.slice(0, key.indexOf(KEY_SEPARATOR) + 1) + borrower;
}

function isOfOldBorrower(key: string, loan: number | undefined, portfolio: Portfolio, { ids }: OldBorrowers): boolean {
  const borrower = loan === undefined ? undefined : borrowerOf(portfolio, loan);
  return borrower !== undefined && ids.has(withInstitution(key, borrower));
}

function overdueSince({ portfolio, classified }: SegmentedMonth['month'], loan: number): DayNumber | undefined {
  const stated = (['principalOverdueSince', 'interestOverdueSince'] as const).flatMap((name) => loanDate(portfolio, name, loan) ?? []);
  if (stated.length > 0) return Math.min(...stated);
  const days = classified.daysPastDue[loan] as number;
  return days === NO_DAY || days === 0 ? undefined : portfolio.asOf - days;
}

function newcomers(first: SegmentedMonth, last: SegmentedMonth): SpecialMentionNewcomer[] {
  const { portfolio, classified } = last.month;
  const before = first.month;
  const found: SpecialMentionNewcomer[] = [];
  for (let loan = 0; loan < portfolio.count; loan++) {
    const code = classified.used[loan] as ClassCode;
    if (code <= NORMAL || isNpl(code)) continue;
    const key = textAt(portfolio.keys, loan);
    const then = findText(before.portfolio.keys, key);
    if (then >= 0 && before.classified.used[then] !== NORMAL) continue;
    found.push({ loan, key, balance: BigInt(portfolio.balance[loan] as number), stood: then >= 0 });
  }
  return found.sort((a, b) => (a.balance === b.balance ? (a.key < b.key ? -1 : 1) : a.balance > b.balance ? -1 : 1));
}

function sumsOf(rows: readonly NewNpl[]): NewNplSums {
  const of = (chosen: (row: NewNpl) => boolean): Tally => {
    const own = rows.filter(chosen);
    return { count: own.length, balance: sumOf(own, (row) => row.entered) };
  };
  const isFormation = (row: NewNpl) => row.entry === 'formation';
  return {
    formation: of(isFormation),
    formed: of((row) => isFormation(row) && row.origin === 'formed'),
    originated: of((row) => isFormation(row) && row.origin === 'originated'),
    originUnknown: of((row) => isFormation(row) && row.origin === 'origin-unknown'),
    relapse: of((row) => row.entry === 'relapse'),
    return: of((row) => row.entry === 'return'),
    ofOldBorrowers: of((row) => row.ofOldBorrower),
    leftAgain: of((row) => row.now === undefined || !isNpl(row.now.class)),
  };
}
