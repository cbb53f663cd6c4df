import { assertInvariant } from '../diagnostics/diagnostic.js';
import type { BaseLock, LockedClaim, OffBookBase } from '../model/base-lock.js';
import type { DayNumber } from '../model/civil-date.js';
import type { LoanEvent, WriteOff } from '../model/events.js';
import { groupBy } from '../model/groups.js';
import { type Cents, sumOf } from '../model/money.js';
import { type Ratio, ratioOf } from '../model/ratio.js';
import { stated } from '../model/stated.js';
import { sumsOf } from './locked-claims.js';
import { entriesWithin } from './reversals.js';
import { type BookedClaims, type Claim, claimsAt, entriesOf, feesOf, interestOf, principalOf } from './written-off-claims.js';

/** A locked claim since the lock: left = locked.left - writtenBack - collected. */
export interface ClaimSince {
  readonly locked: LockedClaim;
  /** Principal, less what was collected before the lock and taken back since. */
  readonly collected: Cents;
  /** Interest and fees, of whatever kind. */
  readonly interest: Cents;
  /** Written off before the lock, taken back since and not booked again. */
  readonly writtenBack: Cents;
  readonly left: Cents;
}

/** A claim of which the registers say something else at the lock date than the lock does; one side is absent where it lacks the loan. */
export interface ClaimDifference {
  readonly loan: string;
  readonly locked?: Pick<LockedClaim, 'principal' | 'collected' | 'left'>;
  readonly stated?: Pick<LockedClaim, 'principal' | 'collected' | 'left'>;
}

/**
 * The off-book section of a lock up to now. The sums tie to the book of claims: left + fresh.left + other + difference = closing.
 */
export interface ClaimsSinceLock {
  readonly collected: Cents;
  readonly interest: Cents;
  readonly writtenBack: Cents;
  readonly left: Cents;
  /** Locked loans with something left to collect. */
  readonly leftCount: number;
  /** Collected on locked claims over the target: principal alone, our own definition. Absent without a target. */
  readonly completion?: Ratio;
  /** target - collected: negative where more came in. */
  readonly toCollect?: Cents;
  /** Largest left first, then by key. */
  readonly claims: readonly ClaimSince[];
  /** Written off since the lock, of whatever loan: left = writtenOff - collected. On a loan that has both, money goes to the locked claim first. */
  readonly fresh: { readonly count: number; readonly writtenOff: Cents; readonly collected: Cents; readonly left: Cents };
  /** What moved on claims that were written off before the lock and are not in it: a recovery taken back opens one again. */
  readonly other: Cents;
  readonly differences: readonly ClaimDifference[];
  /** What the registers have left at the lock date less what the lock has. */
  readonly difference: Cents;
  /** All claims now, as the after-write-off book closes. */
  readonly closing: Cents;
}

/** A lock that has an off-book section. */
export type OffBookLock = BaseLock & { readonly offBook: OffBookBase };

/** A lock with what became of its off-book section. */
export interface MeasuredOffBook {
  readonly lock: OffBookLock;
  readonly since: ClaimsSinceLock;
}

export function hasOffBook(lock: BaseLock): lock is OffBookLock {
  return lock.offBook !== undefined;
}

/** What became of the claims that a lock holds, and of those that came after it. */
export function claimsSinceLock({ lockDate, offBook }: OffBookLock, booked: BookedClaims, asOf: DayNumber): ClaimsSinceLock {
  const moved = movesBetween(booked, lockDate, asOf, new Set(offBook.claims.map(({ key }) => key)));
  const then = new Map(claimsAt(booked, lockDate).map((claim) => [claim.loan, claim]));
  const now = new Map(claimsAt(booked, asOf).map((claim) => [claim.loan, claim]));
  const locked = new Map(offBook.claims.map((claim) => [claim.key, claim]));
  const isGone = (claim: LockedClaim) => isTakenBack(claim, then.get(claim.key), now.get(claim.key));
  const claims = offBook.claims.map((claim) => (isGone(claim) ? takenBack(claim) : claimSince(claim, moved(claim.key))));
  const collectedOf = new Map(claims.map(({ locked: { key }, collected }) => [key, collected]));
  const loans = [...new Set([...now.keys(), ...then.keys()])];
  const fresh = loans.map(moved).flatMap(({ loan, writtenOff, collected }) => {
    if (writtenOff === 0n) return [];
    const own = collected - (collectedOf.get(loan) ?? 0n);
    return [{ loan, writtenOff, collected: own, left: writtenOff - own }];
  });
  const isOther = ({ loan }: { readonly loan: string }) => !locked.has(loan);
  const moves = sumOf(loans.map((loan) => ({ loan })).filter(isOther), ({ loan }) => leftOf(now, loan) - leftOf(then, loan));
  const differences = differencesAt(locked, then).filter(({ loan }) => {
    const claim = locked.get(loan);
    return claim === undefined || !isGone(claim);
  });
  const collected = sumOf(claims, (claim) => claim.collected);
  const { target } = offBook;
  const found: ClaimsSinceLock = {
    collected,
    interest: sumOf(claims, (claim) => claim.interest),
    writtenBack: sumOf(claims, (claim) => claim.writtenBack),
    left: sumOf(claims, (claim) => claim.left),
    leftCount: claims.filter(({ left }) => left > 0n).length,
    ...(target === undefined ? {} : stated({ completion: ratioOf(collected, target), toCollect: target - collected })),
    claims: claims.sort(byLeftThenKey),
    fresh: {
      count: fresh.length,
      writtenOff: sumOf(fresh, (one) => one.writtenOff),
      collected: sumOf(fresh, (one) => one.collected),
      left: sumOf(fresh, (one) => one.left),
    },
    other: moves - sumOf(fresh.filter(isOther), (one) => one.left),
    differences,
    difference: sumOf(differences, (one) => (one.stated?.left ?? 0n) - (one.locked?.left ?? 0n)),
    closing: sumOf([...now.values()], ({ left }) => left),
  };
  const tied = found.left + found.fresh.left + found.other + found.difference;
  assertInvariant(tied === found.closing, 'the locked claims do not tie to the book of claims');
  return found;
}

interface Moves {
  readonly loan: string;
  readonly writtenOff: Cents;
  readonly writtenBack: Cents;
  readonly collected: Cents;
  readonly interest: Cents;
}

/** What a period did to each loan's claim. What was taken back of a locked one and booked again is a correction, and no new claim. */
function movesBetween(booked: BookedClaims, from: DayNumber, to: DayNumber, locked: ReadonlySet<string>): (loan: string) => Moves {
  const { writeOffs, recoveries } = entriesOf(booked);
  const written = entriesWithin({ from, to }, writeOffs.booked, writeOffs.reversals);
  const paid = entriesWithin({ from, to }, recoveries.booked, recoveries.reversals);
  const byLoan = <T extends LoanEvent | WriteOff>(entries: readonly T[]) => {
    const groups = groupBy(entries, ({ loan }) => loan);
    return (loan: string): readonly T[] => groups.get(loan) ?? [];
  };
  const [off, back] = [byLoan(written.booked), byLoan(written.takenBack)];
  const [got, returned] = [byLoan(paid.booked), byLoan(paid.takenBack)];
  const beyond = (events: readonly LoanEvent[]) => interestOf(events) + feesOf(events);
  return (loan) => {
    const [writtenOff, writtenBack] = [principalOf(off(loan)), principalOf(back(loan))];
    const again = !locked.has(loan) ? 0n : writtenOff < writtenBack ? writtenOff : writtenBack;
    return {
      loan,
      writtenOff: writtenOff - again,
      writtenBack: writtenBack - again,
      collected: principalOf(got(loan)) - principalOf(returned(loan)),
      interest: beyond(got(loan)) - beyond(returned(loan)),
    };
  };
}

function leftOf(claims: ReadonlyMap<string, Claim>, loan: string): Cents {
  return claims.get(loan)?.left ?? 0n;
}

function claimSince(locked: LockedClaim, { writtenOff, writtenBack, collected, interest }: Moves): ClaimSince {
  const rest = locked.left - writtenBack;
  const most = rest > 0n ? rest : 0n;
  const own = writtenOff === 0n || collected < most ? collected : most;
  return { locked, collected: own, interest, writtenBack, left: rest - own };
}

/** True for a write-off that was taken back for good: what came in before is cash on the loan then, whatever the lock took it for. */
function isTakenBack({ principal }: LockedClaim, then: Claim | undefined, now: Claim | undefined): boolean {
  if (then === undefined || now === undefined || sumsOf(then).principal !== principal) return false;
  return now.writeOffs.length === 0 && now.recovered === 0n;
}

function takenBack(locked: LockedClaim): ClaimSince {
  return { locked, collected: 0n, interest: 0n, writtenBack: locked.left, left: 0n };
}

function differencesAt(locked: ReadonlyMap<string, LockedClaim>, then: ReadonlyMap<string, Claim>): ClaimDifference[] {
  const loans = [...new Set([...locked.keys(), ...then.keys()])].sort();
  return loans.flatMap((loan): ClaimDifference[] => {
    const [frozen, claim] = [locked.get(loan), then.get(loan)];
    const said = claim === undefined || claim.writeOffs.length === 0 ? undefined : sumsOf(claim);
    if (frozen === undefined) return claim === undefined || claim.left === 0n ? [] : [{ loan, stated: sumsOf(claim) }];
    const { principal, collected, left } = frozen;
    if (said !== undefined && said.principal === principal && said.collected === collected) return [];
    return [{ loan, locked: { principal, collected, left }, ...stated({ stated: claim === undefined ? undefined : sumsOf(claim) }) }];
  });
}

function byLeftThenKey(a: ClaimSince, b: ClaimSince): number {
  if (a.left !== b.left) return a.left > b.left ? -1 : 1;
  return a.locked.key < b.locked.key ? -1 : 1;
}
