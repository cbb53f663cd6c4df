import type { BaseLock } from '../model/base-lock.js';
import { type DayNumber, previousMonthEnd, previousYearEnd } from '../model/civil-date.js';
import type { Disposal, LoanEvent, WriteOff } from '../model/events.js';
import { groupBy } from '../model/groups.js';
import type { Dimension } from '../model/loan-fields.js';
import { type Cents, sumOf } from '../model/money.js';
import type { Month } from '../model/portfolio.js';
import { type Ratio, ratioOf } from '../model/ratio.js';
import type { Families } from '../model/segmented.js';
import { dimensionFinder } from './loan-origins.js';
import { standingOf } from './npl-report.js';
import { refuseExcess } from './recovered-excess.js';
import { lossOf } from './register-checks.js';
import { entriesWithin } from './reversals.js';
import type { Reversals } from './settle-reversals.js';
import { type ClaimsBook, measureClaims } from './written-off-claims.js';

export interface WriteOffInput {
  readonly current: Month;
  readonly earlier: readonly Month[];
  /** Others that say where loans that are gone belonged. */
  readonly behind?: readonly Month[];
  readonly families: Pick<Families, 'parentsOf' | 'descendantsOf'>;
  readonly locks: readonly BaseLock[];
  readonly events: readonly LoanEvent[];
  readonly writeOffs: readonly WriteOff[];
  readonly reversals: Reversals;
  readonly entrusted: readonly Disposal[];
  readonly dimensions: readonly Dimension[];
}

/** Loans and principal. */
export interface Amount {
  readonly count: number;
  readonly principal: Cents;
}

/** What was written off in one period, and stands. */
export interface PeriodWriteOffs {
  readonly writeOff: Amount;
  /** The loss part of sales: it counts inside. */
  readonly transferLoss: Amount;
  readonly total: Amount;
  readonly interest: Cents;
  /** Written off before the period and taken back in it: not in the total. */
  readonly takenBack: Amount;
}

export interface DisposalSum extends Amount {
  readonly kind: 'transfer' | 'foreclosure' | 'debt-to-equity' | 'securitisation' | 'other-exit' | 'entrusted';
  /** What was paid, or booked for the asset; absent where no row states it. */
  readonly price?: Cents;
  readonly loss: Cents;
}

export interface WriteOffSplit {
  readonly month: Amount;
  readonly yearToDate: Amount;
  readonly sinceLock?: Amount;
}

export interface WriteOffReport {
  readonly month: PeriodWriteOffs;
  readonly yearToDate: PeriodWriteOffs;
  readonly sinceLock?: PeriodWriteOffs;
  readonly lockDate?: DayNumber;
  /** Written off in the year (losses of sales with it) over loans and over NPL at the year's start; absent without that ledger. */
  readonly rates?: { readonly ofLoans?: Ratio; readonly ofNpl?: Ratio };
  /** By ground, the largest of the year first; "" where none is stated. */
  readonly grounds: readonly (WriteOffSplit & { readonly ground: string })[];
  readonly by: readonly (WriteOffSplit & { readonly key: Readonly<Partial<Record<Dimension, string>>> })[];
  /** Other ways out in the year, and what is no way out. */
  readonly disposals: readonly DisposalSum[];
  readonly claims: ClaimsBook;
}

/** Errors: E_RECOVERY_EXCEEDS. */
export function measureWriteOffReport(input: WriteOffInput): WriteOffReport {
  refuseExcess(input, input.current.portfolio.asOf);
  const { current, earlier, locks, writeOffs, reversals } = input;
  const { asOf } = current.portfolio;
  const lockDate = locks.length === 0 ? undefined : Math.min(...locks.map((lock) => lock.lockDate));
  const starts = { month: previousMonthEnd(asOf), yearToDate: previousYearEnd(asOf) };
  const within = (from: DayNumber) => entriesWithin({ from, to: asOf }, writeOffs, reversals.writeOffs);
  const [month, yearToDate] = [within(starts.month), within(starts.yearToDate)];
  const sinceLock = lockDate === undefined ? undefined : within(lockDate);
  const after = (own: readonly WriteOff[], from: DayNumber) => amountOf(own.filter(({ date }) => date > from));
  const split = (own: readonly WriteOff[]): WriteOffSplit => ({
    month: after(own, starts.month),
    yearToDate: after(own, starts.yearToDate),
    ...(lockDate === undefined ? {} : { sinceLock: after(own, lockDate) }),
  });
  const all = [...new Set([...yearToDate.booked, ...(sinceLock?.booked ?? [])])];
  const findKey = dimensionFinder([current, ...earlier, ...(input.behind ?? [])], locks, input.dimensions, input.families);
  const rates = ratesOf(yearToDate.booked, earlier, starts.yearToDate);
  return {
    month: periodOf(month),
    yearToDate: periodOf(yearToDate),
    ...(sinceLock === undefined ? {} : { sinceLock: periodOf(sinceLock) }),
    ...(lockDate === undefined ? {} : { lockDate }),
    ...(rates === undefined ? {} : { rates }),
    grounds: splitBy(all, ({ ground }) => ground ?? '', split).map(([ground, sums]) => ({ ground, ...sums })),
    by:
      input.dimensions.length === 0
        ? []
        : splitBy(all, ({ loan }) => Object.values(findKey(loan)).join('\u001f'), split).map(([, sums, first]) => ({
            key: findKey(first.loan),
            ...sums,
          })),
    disposals: disposalsOf(input, starts.yearToDate),
    claims: measureClaims(input, starts.yearToDate, asOf),
  };
}

function periodOf({
  booked,
  takenBack,
}: {
  readonly booked: readonly WriteOff[];
  readonly takenBack: readonly WriteOff[];
}): PeriodWriteOffs {
  return {
    writeOff: amountOf(booked.filter(({ channel }) => channel === 'write-off')),
    transferLoss: amountOf(booked.filter(({ channel }) => channel === 'transfer')),
    total: amountOf(booked),
    interest: sumOf(booked, ({ interest }) => interest),
    takenBack: amountOf(takenBack),
  };
}

/** A loan written off in parts is one loan. */
function amountOf(entries: readonly { readonly loan: string; readonly principal: Cents }[]): Amount {
  return { count: new Set(entries.map(({ loan }) => loan)).size, principal: sumOf(entries, ({ principal }) => principal) };
}

/** Groups with their sums, the largest of the year first, then by name. */
function splitBy(
  writeOffs: readonly WriteOff[],
  nameOf: (one: WriteOff) => string,
  split: (own: readonly WriteOff[]) => WriteOffSplit,
): (readonly [string, WriteOffSplit, WriteOff])[] {
  return [...groupBy(writeOffs, nameOf)]
    .map(([name, own]) => [name, split(own), own[0] as WriteOff] as const)
    .sort(([a, left], [b, right]) => {
      const [x, y] = [left.yearToDate.principal, right.yearToDate.principal];
      if (x !== y) return x > y ? -1 : 1;
      return a < b ? -1 : a > b ? 1 : 0;
    });
}

function ratesOf(booked: readonly WriteOff[], earlier: readonly Month[], yearStart: DayNumber): WriteOffReport['rates'] {
  const start = earlier.find(({ portfolio }) => portfolio.asOf === yearStart);
  if (start === undefined) return undefined;
  const { loans, npl } = standingOf(start);
  const written = sumOf(booked, ({ principal }) => principal);
  const [ofLoans, ofNpl] = [ratioOf(written, loans), ratioOf(written, npl)];
  return { ...(ofLoans === undefined ? {} : { ofLoans }), ...(ofNpl === undefined ? {} : { ofNpl }) };
}

const KINDS = ['transfer', 'foreclosure', 'debt-to-equity', 'securitisation', 'other-exit'] as const;

function disposalsOf({ events, reversals, entrusted, current }: WriteOffInput, from: DayNumber): DisposalSum[] {
  const to = current.portfolio.asOf;
  const { booked } = entriesWithin({ from, to }, events, reversals.events);
  const exits = KINDS.map((kind): DisposalSum => {
    const own = booked.filter((event) => event.kind === kind);
    return { kind, ...amountOf(own), ...priceOf(own), loss: sumOf(own, (event) => (kind === 'transfer' ? lossOf(event) : 0n)) };
  });
  const given = entrusted.filter(({ date }) => date > from && date <= to);
  return [...exits, { kind: 'entrusted' as const, ...amountOf(given), ...priceOf(given), loss: 0n }].filter(({ count }) => count > 0);
}

function priceOf(entries: readonly { readonly price?: Cents }[]): { readonly price?: Cents } {
  const priced = entries.filter(({ price }) => price !== undefined);
  return priced.length === 0 ? {} : { price: sumOf(priced, ({ price }) => price ?? 0n) };
}
