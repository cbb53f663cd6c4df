import type { BaseLock, LockedClaim } from '../model/base-lock.js';
import type { DayNumber } from '../model/civil-date.js';
import { institutionPrefix, type Month } from '../model/portfolio.js';
import type { Families } from '../model/segmented.js';
import { stated } from '../model/stated.js';
import { latestFirst } from './last-held.js';
import { dimensionFinder } from './loan-origins.js';
import { debtorFinder } from './plan/debtors.js';
import { type BookedClaims, type Claim, claimsAt, principalOf } from './written-off-claims.js';

/** Whatever says whose a loan was that may be gone. */
export interface ClaimOrigins {
  readonly months: readonly Month[];
  readonly locks: readonly BaseLock[];
  readonly families: Families;
}

/** What is left to collect at a day of what was written off until then: in key order, with whose it was as far as anything says. */
export function claimsToLock(booked: BookedClaims, asOf: DayNumber, { months, locks, families }: ClaimOrigins): LockedClaim[] {
  const open = claimsAt(booked, asOf).filter(({ left }) => left > 0n);
  const unitsOf = dimensionFinder(months, locks, ['branch', 'officer'], families);
  const portfolios = latestFirst(months).map(({ portfolio }) => portfolio);
  const debtorOf = debtorFinder({ portfolios, locks, families, stated: new Map() });
  const earlier = lockedClaims(locks);
  const claims = open.map((claim): LockedClaim => {
    const { loan } = claim;
    const before = earlier.get(loan);
    const { branch, officer } = unitsOf(loan);
    const debtor = debtorOf(loan);
    // A loan that no ledger gives a borrower stands for its own, which says nothing here.
    const borrower = debtor === undefined || debtor === loan ? undefined : debtor.slice(institutionPrefix(loan).length);
    return {
      key: loan,
      ...stated({
        borrower: borrower ?? before?.borrower,
        branch: textOf(branch) ?? before?.branch,
        officer: textOf(officer) ?? before?.officer,
      }),
      writtenOffOn: Math.min(...claim.writeOffs.map(({ date }) => date)),
      ...sumsOf(claim),
    };
  });
  return claims.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** What the later lock says of a claim goes before what the earlier says. */
function lockedClaims(locks: readonly BaseLock[]): Map<string, LockedClaim> {
  const byDate = locks.toSorted((a, b) => a.lockDate - b.lockDate);
  return new Map(byDate.flatMap(({ offBook }) => offBook?.claims ?? []).map((claim) => [claim.key, claim]));
}

/** Written off, collected and left of one loan. */
export function sumsOf({ writeOffs, recovered, left }: Claim): Pick<LockedClaim, 'principal' | 'collected' | 'left'> {
  return { principal: principalOf(writeOffs), collected: recovered, left };
}

function textOf(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value;
}

/**
 * Registers completed by what locks of the period's start or before say of claims: where they state no write-off of a loan by the lock
 * date, the lock's word stands, so that the registers since the lock are enough. Where they state one, theirs does, and is compared.
 */
export function withLockedClaims<T extends BookedClaims>(booked: T, locks: readonly BaseLock[], from: DayNumber): T {
  let [writeOffs, events] = [booked.writeOffs, booked.events];
  for (const { lockDate, offBook } of locks.toSorted((a, b) => a.lockDate - b.lockDate)) {
    if (offBook === undefined || lockDate > from) continue;
    const known = new Map(claimsAt({ ...booked, writeOffs, events }, lockDate).map((claim) => [claim.loan, claim]));
    const silent = offBook.claims.filter(({ key }) => (known.get(key)?.writeOffs.length ?? 0) === 0);
    const collected = new Set(
      events.filter(({ kind, date }) => kind === 'recovery-after-write-off' && date <= lockDate).map(({ loan }) => loan),
    );
    const place = { file: `lock ${offBook.registers[0]?.name ?? ''}`.trim(), line: 0 };
    const written = silent.map(({ key, writtenOffOn, principal }) => ({
      ...place,
      ...{ date: writtenOffOn, loan: key, principal, interest: 0n, channel: 'write-off' as const },
    }));
    const paid = silent
      .filter(({ key, collected: sum }) => sum > 0n && !collected.has(key))
      .map(({ key, collected: principal }) => ({
        ...place,
        ...{ date: lockDate, loan: key, kind: 'recovery-after-write-off' as const, principal, interestOnBook: 0n, interestOffBook: 0n },
      }));
    if (written.length > 0)
      [writeOffs, events] = [
        [...writeOffs, ...written],
        [...events, ...paid],
      ];
  }
  return writeOffs === booked.writeOffs ? booked : { ...booked, writeOffs, events };
}
