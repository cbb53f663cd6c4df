import type { BaseLock } from '../../model/base-lock.js';
import type { DayNumber } from '../../model/civil-date.js';
import type { LoanEvent, WriteOff } from '../../model/events.js';
import { groupBy } from '../../model/groups.js';
import { type ClassCode, isNpl } from '../../model/loan-class.js';
import { type Cents, sumOf } from '../../model/money.js';
import { nplLoans } from '../../model/npl-loans.js';
import { once } from '../../model/once.js';
import type { PlanTarget } from '../../model/plans.js';
import { institutionPrefix, type Month, type Portfolio, type Tally } from '../../model/portfolio.js';
import type { Families } from '../../model/segmented.js';
import { findText, textAt } from '../../model/text-index.js';
import { latestFirst } from '../last-held.js';
import { entriesWithin } from '../reversals.js';
import type { Reversals } from '../settle-reversals.js';
import { tallyLoans } from '../tallies.js';
import { claimsLeft } from '../written-off-claims.js';
import { borrowerKey, debtorFinder, lockedBorrowers } from './debtors.js';
import { type Homes, homesOf } from './homes.js';
import { checkPlans, type OwnedTarget, ownersOf, renamed } from './plan-borrowers.js';

export interface PlanBooks {
  readonly current: Month;
  readonly earlier: readonly Month[];
  /** Others that say whose loans that are gone were. */
  readonly behind?: readonly Month[];
  readonly locks: readonly BaseLock[];
  readonly families: Families;
  readonly events: readonly LoanEvent[];
  readonly writeOffs: readonly WriteOff[];
  readonly reversals: Reversals;
  readonly plans: readonly PlanTarget[];
  /** True for cash that a similar new loan seems to have paid: refinancing is not collecting. */
  readonly isSuspected?: (event: LoanEvent) => boolean;
  /** True where rows were selected: plans of borrowers that are not among them are left out, and counted. */
  readonly isSelection: boolean;
  /** True for a loan that a book knew in a month that is not opened. */
  readonly knownOnce?: (loan: string) => boolean;
}

/** Principal that came in: on NPLs on the book, and on those written off before. */
export interface Collected {
  readonly cash: Cents;
  readonly afterWriteOff: Cents;
}

export interface Member {
  /** As debtors are named: behind the institution where keys have one. */
  readonly key: string;
  readonly name?: string;
}

export interface OpenClaim {
  readonly loan: string;
  readonly left: Cents;
}

/** A household or group with its members, or a borrower alone: what one plan is for. */
export interface PlanUnit {
  /** The household, or the borrower where it is of none; both behind the institution. */
  readonly key: string;
  readonly isHousehold: boolean;
  /** By key. */
  readonly members: readonly Member[];
  /** All its loans on the ledger: NPL first, the largest first, equal ones by key. */
  readonly loans: readonly number[];
  readonly npl: Tally;
  readonly all: Tally;
  /** The worst class of its loans; absent where none is on the ledger. */
  readonly worst?: ClassCode;
  /** Loans written off with something left to collect, by key, and how much. */
  readonly claims: { readonly each: readonly OpenClaim[]; readonly left: Cents };
  readonly collected: Collected;
  /** Its rows of the plans register; none: it has no plan. */
  readonly targets: readonly PlanTarget[];
}

export interface UnitsFound {
  /** Everyone with an NPL, something written off and not collected, or a plan. In no order. */
  readonly units: readonly PlanUnit[];
  /** Collected from anyone since the reference: the units' sums are a part of it. */
  readonly collected: Collected;
  /** Cash left out because a similar new loan seems to have paid it. */
  readonly suspected: Cents;
  /** Collected from the loans of each unit, event by event. */
  readonly eventsOf: ReadonlyMap<string, readonly LoanEvent[]>;
  readonly renamed: readonly PlanTarget[];
  readonly notSelected: number;
}

/** Who owes NPLs, what was written off, and has plans, together as households; errors: those of checkPlans. */
export function findUnits(books: PlanBooks, since: DayNumber): UnitsFound {
  const { current, earlier, behind, locks, families, plans } = books;
  const { portfolio, classified } = current;
  const { asOf } = portfolio;
  const portfolios = latestFirst(current, earlier, behind).map((month) => month.portfolio);
  const stated = ownersOf(plans, portfolio);
  const known = { portfolios, locks, families };
  const debtorOf = debtorFinder({ ...known, stated: namedBeside(stated) });
  const claims = [...claimsLeft(books, asOf)].map(([loan, left]) => ({ loan, left })).filter(({ left }) => left > 0n);
  const claimsOf = groupBy(claims, ({ loan }) => debtorOf(loan) ?? loan);
  const npl = nplLoans(classified.used).map((loan) => borrowerKey(portfolio, loan));
  const wanted = new Set([...npl, ...claimsOf.keys(), ...stated.map(({ borrower }) => borrower)]);
  const homes = homesOf(portfolios, wanted);
  const unitOf = (borrower: string) => homes.householdOf.get(borrower) ?? borrower;
  const isKnown = knownBorrowers(books, portfolios, homes);
  const owned = books.isSelection ? stated.filter(isKnown) : stated;
  checkPlans(owned, { isKnown, ownerOf: debtorFinder({ ...known, stated: new Map() }) }, unitOf);
  const came = collectedWithin(books, since, asOf);
  const isSuspected = books.isSuspected ?? (() => false);
  const collected = came.filter((event) => !isSuspected(event));
  const eventsOf = groupBy(collected, ({ loan }) => unitOf(debtorOf(loan) ?? loan));
  const targetsOf = groupBy(owned, ({ borrower }) => unitOf(borrower));
  const claimsOfUnit = groupBy(
    [...claimsOf].flatMap(([borrower, own]) => own.map((claim) => ({ unit: unitOf(borrower), ...claim }))),
    ({ unit }) => unit,
  );
  const units = [...groupBy(homes.members, unitOf)].map(([key, members]): PlanUnit => {
    const written = claimsOfUnit.get(key) ?? [];
    const names = (targetsOf.get(key) ?? []).map(({ target, borrower }) => [borrower, target.borrowerName] as const);
    return {
      key,
      isHousehold: members.some((member) => homes.householdOf.has(member)),
      members: members.toSorted().map((member) => memberOf(member, homes, new Map(names).get(member))),
      ...onLedger(
        current,
        members.flatMap((member) => homes.loansOf.get(member) ?? []),
      ),
      claims: {
        each: written.map(({ loan, left }) => ({ loan, left })).sort((a, b) => (a.loan < b.loan ? -1 : 1)),
        left: sumOf(written, ({ left }) => left),
      },
      collected: sumCollected(eventsOf.get(key) ?? []),
      targets: (targetsOf.get(key) ?? []).map(({ target }) => target),
    };
  });
  return {
    units,
    collected: sumCollected(collected),
    suspected: sumOf(came.filter(isSuspected), ({ principal }) => principal),
    eventsOf,
    renamed: renamed(owned, portfolio, (borrower) => homes.loansOf.get(borrower) ?? []),
    notSelected: stated.length - owned.length,
  };
}

/** Borrowers by the loan that a row of the register names beside them. */
function namedBeside(owned: readonly OwnedTarget[]): Map<string, string> {
  return new Map(owned.flatMap(({ target, borrower }) => (target.loan === undefined ? [] : [[target.loan, borrower] as const])));
}

/** A borrower of a plan is known by a loan on a ledger or in a lock, or by the loan that the row names beside it. */
function knownBorrowers(
  { locks, writeOffs, knownOnce }: PlanBooks,
  portfolios: readonly Portfolio[],
  homes: Homes,
): (owned: OwnedTarget) => boolean {
  const locked = once(() => lockedBorrowers(locks));
  const lockedOwners = once(() => new Set(locked().values()));
  const written = new Set(writeOffs.map(({ loan }) => loan));
  const isLoan = (key: string) =>
    written.has(key) ||
    knownOnce?.(key) === true ||
    locked().has(key) ||
    portfolios.some(({ keys, offBookKeys }) => findText(keys, key) >= 0 || (offBookKeys !== undefined && findText(offBookKeys, key) >= 0));
  return ({ borrower, target }) =>
    homes.isOnLedger(borrower) || lockedOwners().has(borrower) || (target.loan !== undefined && isLoan(target.loan));
}

function memberOf(key: string, homes: Homes, stated: string | undefined): Member {
  const name = homes.nameOf.get(key) ?? stated?.slice(institutionPrefix(stated).length);
  return name === undefined ? { key } : { key, name };
}

function onLedger({ portfolio, classified }: Month, loans: readonly number[]): Pick<PlanUnit, 'loans' | 'npl' | 'all' | 'worst'> {
  const { balance, keys } = portfolio;
  const classOf = (loan: number) => classified.used[loan] as ClassCode;
  const isBad = (loan: number) => isNpl(classOf(loan));
  const order = (a: number, b: number) =>
    Number(isBad(b)) - Number(isBad(a)) || (balance[b] as number) - (balance[a] as number) || (textAt(keys, a) < textAt(keys, b) ? -1 : 1);
  return {
    loans: loans.toSorted(order),
    npl: tallyLoans(portfolio, loans.filter(isBad)),
    all: tallyLoans(portfolio, loans),
    ...(loans.length === 0 ? {} : { worst: Math.max(...loans.map(classOf)) }),
  };
}

/** As the registers state it, whatever class the loan was in on the day; what was taken back by the data date is none. */
function collectedWithin({ events, reversals }: PlanBooks, since: DayNumber, asOf: DayNumber): LoanEvent[] {
  const { booked } = entriesWithin({ from: since, to: asOf }, events, reversals.events);
  return booked.filter(({ kind, principal }) => principal > 0n && (kind === 'cash' || kind === 'recovery-after-write-off'));
}

function sumCollected(events: readonly LoanEvent[]): Collected {
  const of = (wanted: LoanEvent['kind']) => sumOf(events, ({ kind, principal }) => (kind === wanted ? principal : 0n));
  return { cash: of('cash'), afterWriteOff: of('recovery-after-write-off') };
}
