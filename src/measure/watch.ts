import { addMonths, type DayNumber, NO_DAY, previousMonthEnd } from '../model/civil-date.js';
import { type ClassCode, isNpl, NORMAL } from '../model/loan-class.js';
import { FLAG_FIELDS, type FlagField } from '../model/loan-fields.js';
import { type Cents, sumOf } from '../model/money.js';
import type { Month, Portfolio, Tally } from '../model/portfolio.js';
import { textAt } from '../model/text-index.js';
import type { RollEstimate } from './roll-estimate.js';
import { addLoan, newGroups, tallyAt } from './tallies.js';

/** A loan that is not NPL and asks for attention. */
export interface WatchedLoan {
  readonly loan: number;
  readonly key: string;
  readonly balance: Cents;
  readonly class: ClassCode;
  readonly inArrears: boolean;
  readonly flags: readonly FlagField[];
  /** Maturity, extended where it was; absent where it is not stated. */
  readonly due?: DayNumber;
  /** 30, 60 or 90: matures within so many days. */
  readonly maturesWithin?: (typeof MATURITIES)[number];
  /** Fell due on the data date or before it, and no day overdue is stated. */
  readonly matured: boolean;
  /** First day on which days past due alone make it NPL if nothing is paid; absent where they never do, or nobody knows. */
  readonly nplOn?: DayNumber;
}

/** NPL at a coming month-end. */
export interface PotentialNpl {
  readonly date: DayNumber;
  /** What is NPL, and all that days past due make so until then if nobody pays anything: an upper bound (拟下迁测算). */
  readonly atMost: Cents;
  /** Of that, the loans that are not NPL yet. */
  readonly added: Tally;
  /** At the pooled roll rates of the last six months; absent where these are not given. */
  readonly estimate?: Cents;
}

export interface WatchFigures {
  readonly npl: Tally;
  readonly inArrears: Tally;
  readonly specialMention: Tally;
  readonly flagged: Tally;
  readonly maturing: readonly { readonly days: (typeof MATURITIES)[number]; readonly tally: Tally }[];
  readonly matured: Tally;
  readonly all: Tally;
  readonly potential: readonly PotentialNpl[];
  /** By the day on which each becomes NPL, then largest first; those that never do by days alone at the end. */
  readonly loans: readonly WatchedLoan[];
  /** The largest of those that become NPL until the last of the month-ends. */
  readonly matterMost: readonly WatchedLoan[];
}

const MATURITIES = [30, 60, 90] as const;
const MONTH_ENDS = 3;
const MATTER_MOST = 10;
/** Flags that say nothing bad of a loan. */
const HARMLESS: ReadonlySet<FlagField> = new Set<FlagField>(['enhanced', 'renewalQualified']);

/** `nplOn` tells when days past due alone make a loan NPL. */
export function measureWatch(
  month: Month,
  nplOn: (loan: number) => DayNumber | undefined,
  estimate: RollEstimate | undefined,
): WatchFigures {
  const { portfolio, classified } = month;
  const ends = comingMonthEnds(portfolio.asOf);
  const groups = newGroups(SUMS);
  const lastEnd = ends.at(-1) as DayNumber;
  const columns = { dueOn: dueDateFinder(portfolio), flagsOf: flagFinder(portfolio) };
  const loans: WatchedLoan[] = [];
  for (let loan = 0; loan < portfolio.count; loan++) {
    const balance = portfolio.balance[loan] as number;
    const code = classified.used[loan] as ClassCode;
    if (isNpl(code)) {
      addLoan(groups, NPL, balance);
      continue;
    }
    const watched = watchedLoan(month, columns, loan, code, nplOn(loan), lastEnd);
    if (watched === undefined) continue;
    loans.push(watched);
    addLoan(groups, ALL, balance);
    if (watched.inArrears) addLoan(groups, ARREARS, balance);
    if (code > NORMAL) addLoan(groups, SPECIAL_MENTION, balance);
    if (watched.flags.length > 0) addLoan(groups, FLAGGED, balance);
    if (watched.matured) addLoan(groups, MATURED, balance);
    for (const [k, days] of MATURITIES.entries()) if ((watched.maturesWithin ?? NEVER) <= days) addLoan(groups, MATURING + k, balance);
  }
  const npl = tallyAt(groups, NPL);
  loans.sort(byDay);
  const becoming = (end: DayNumber) => loans.filter(({ nplOn: on }) => on !== undefined && on <= end);
  return {
    npl,
    inArrears: tallyAt(groups, ARREARS),
    specialMention: tallyAt(groups, SPECIAL_MENTION),
    flagged: tallyAt(groups, FLAGGED),
    maturing: MATURITIES.map((days, k) => ({ days, tally: tallyAt(groups, MATURING + k) })),
    matured: tallyAt(groups, MATURED),
    all: tallyAt(groups, ALL),
    potential: ends.map((date, k): PotentialNpl => {
      const more = watchedTally(becoming(date));
      const estimated = estimate?.npl[k];
      return { date, atMost: npl.balance + more.balance, added: more, ...(estimated === undefined ? {} : { estimate: estimated }) };
    }),
    loans,
    matterMost: becoming(lastEnd).sort(bySize).slice(0, MATTER_MOST),
  };
}

const NEVER = Number.POSITIVE_INFINITY;
const NPL = 0;
const ARREARS = 1;
const SPECIAL_MENTION = 2;
const FLAGGED = 3;
const ALL = 4;
const MATURED = 5;
const MATURING = 6;
const SUMS = MATURING + MATURITIES.length;

/** The ends of the months that come after a day. */
export function comingMonthEnds(asOf: DayNumber): DayNumber[] {
  const next = previousMonthEnd(asOf + 1) + 1;
  return Array.from({ length: MONTH_ENDS }, (_, k) => addMonths(next, k + 1) - 1);
}

/** Undefined for a loan that nothing is to be watched of. */
function watchedLoan(
  { portfolio, classified }: Month,
  { dueOn, flagsOf }: { readonly dueOn: ReturnType<typeof dueDateFinder>; readonly flagsOf: ReturnType<typeof flagFinder> },
  loan: number,
  code: ClassCode,
  nplOn: DayNumber | undefined,
  lastEnd: DayNumber,
): WatchedLoan | undefined {
  // Days that nobody states are none (NO_DAY is below 0).
  const inArrears = (classified.daysPastDue[loan] as number) > 0;
  const due = dueOn(loan);
  const left = due === undefined ? undefined : due - portfolio.asOf;
  const maturesWithin = left === undefined || left <= 0 ? undefined : MATURITIES.find((days) => left <= days);
  const matured = left !== undefined && left <= 0 && !inArrears;
  const becomes = nplOn !== undefined && nplOn <= lastEnd;
  const flags = flagsOf(loan);
  const isQuiet = !inArrears && code === NORMAL && flags.length === 0 && maturesWithin === undefined;
  if (isQuiet && !matured && !becomes) return undefined;
  const watched: { -readonly [K in keyof WatchedLoan]: WatchedLoan[K] } = {
    loan,
    key: textAt(portfolio.keys, loan),
    balance: BigInt(portfolio.balance[loan] as number),
    class: code,
    inArrears,
    matured,
    flags,
  };
  if (due !== undefined) watched.due = due;
  if (maturesWithin !== undefined) watched.maturesWithin = maturesWithin;
  if (nplOn !== undefined) watched.nplOn = nplOn;
  return watched;
}

/** When a loan is due: on its extended due date where it was extended. */
export function dueDateFinder({ dates: { extendedDueDate, dueDate } }: Portfolio): (loan: number) => DayNumber | undefined {
  return (loan) => {
    const extended = extendedDueDate?.[loan] ?? NO_DAY;
    const day = extended === NO_DAY ? (dueDate?.[loan] ?? NO_DAY) : extended;
    return day === NO_DAY ? undefined : day;
  };
}

const NO_FLAGS: readonly FlagField[] = [];

/** The flags that say something bad of a loan. */
function flagFinder({ flags }: Portfolio): (loan: number) => readonly FlagField[] {
  const columns = FLAG_FIELDS.flatMap((flag) => {
    const held = flags[flag];
    return HARMLESS.has(flag) || held === undefined ? [] : [{ flag, held }];
  });
  return (loan) => {
    let found = NO_FLAGS;
    for (const { flag, held } of columns) if (held[loan] === 1) found = [...found, flag];
    return found;
  };
}

function byDay(a: WatchedLoan, b: WatchedLoan): number {
  const [left, right] = [a.nplOn ?? Number.POSITIVE_INFINITY, b.nplOn ?? Number.POSITIVE_INFINITY];
  return left === right ? bySize(a, b) : left - right;
}

function bySize(a: WatchedLoan, b: WatchedLoan): number {
  if (a.balance !== b.balance) return a.balance > b.balance ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}

/** Count and balance of some watched loans. */
export function watchedTally(loans: readonly WatchedLoan[]): Tally {
  return { count: loans.length, balance: sumOf(loans, (one) => one.balance) };
}
