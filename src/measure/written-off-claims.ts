import { assertInvariant } from '../diagnostics/diagnostic.js';
import { civilDate, type DayNumber } from '../model/civil-date.js';
import type { LoanEvent, WriteOff } from '../model/events.js';
import { groupBy } from '../model/groups.js';
import { type Cents, sumOf } from '../model/money.js';
import { type Ratio, ratioOf } from '../model/ratio.js';
import { entriesWithin } from './reversals.js';
import type { Reversals } from './settle-reversals.js';

/** Everything booked up to the data date. */
export interface BookedClaims {
  readonly writeOffs: readonly WriteOff[];
  readonly events: readonly LoanEvent[];
  readonly reversals: Reversals;
}

/**
 * The book of claims that were written off and are still collected (账销案存), over a period:
 * opening + writtenOff - writtenBack - recovered + recoveredBack = closing. Principal only; what is collected beyond it is apart.
 */
export interface ClaimsBook {
  readonly from: DayNumber;
  readonly opening: Cents;
  readonly writtenOff: Cents;
  /** Written off before the period and taken back in it. */
  readonly writtenBack: Cents;
  readonly recovered: Cents;
  /** Collected before the period and taken back in it. */
  readonly recoveredBack: Cents;
  readonly closing: Cents;
  /** Loans with something left to collect. */
  readonly openingCount: number;
  readonly closingCount: number;
  /** Collected in the period beyond principal. */
  readonly interest: Cents;
  readonly fees: Cents;
  /** By the year of the write-off, over all time; latest first. Money goes to a loan's earliest write-off first. */
  readonly vintages: readonly Vintage[];
  /** Principal collected in the period on loans whose write-off no register states: in none of the above. */
  readonly withoutClaim: Cents;
}

export interface Vintage {
  readonly year: number;
  readonly loans: number;
  readonly writtenOff: Cents;
  readonly recovered: Cents;
  readonly left: Cents;
  /** recovered / writtenOff. */
  readonly rate?: Ratio;
}

const ALWAYS = Number.NEGATIVE_INFINITY;

/** What is left of the principal of each loan that was written off, up to a day; 0 where all was collected. */
export function claimsLeft(booked: BookedClaims, asOf: DayNumber): ReadonlyMap<string, Cents> {
  return new Map(claimsAt(booked, asOf).map(({ loan, left }) => [loan, left]));
}

export function measureClaims(booked: BookedClaims, from: DayNumber, to: DayNumber): ClaimsBook {
  const entries = entriesOf(booked);
  const { recoveries, writeOffs, known } = entries;
  const [atStart, atEnd] = [standingAt(entries, from), standingAt(entries, to)];
  const period = { from, to };
  const written = entriesWithin(period, writeOffs.booked, writeOffs.reversals);
  const collected = entriesWithin(period, recoveries.booked, recoveries.reversals);
  const ofClaims = (events: readonly LoanEvent[]) => events.filter(({ loan }) => known.has(loan));
  const book = {
    opening: leftOf(atStart),
    writtenOff: principalOf(written.booked),
    writtenBack: principalOf(written.takenBack),
    recovered: principalOf(ofClaims(collected.booked)),
    recoveredBack: principalOf(ofClaims(collected.takenBack)),
    closing: leftOf(atEnd),
  };
  const rolled = book.opening + book.writtenOff - book.writtenBack - book.recovered + book.recoveredBack;
  assertInvariant(rolled === book.closing, 'the written-off claims do not tie');
  return {
    from,
    ...book,
    openingCount: atStart.filter(({ left }) => left > 0n).length,
    closingCount: atEnd.filter(({ left }) => left > 0n).length,
    interest: interestOf(collected.booked) - interestOf(collected.takenBack),
    fees: feesOf(collected.booked) - feesOf(collected.takenBack),
    vintages: vintagesOf(atEnd),
    withoutClaim: principalOf(collected.booked) - book.recovered,
  };
}

/** What had been written off by the end of a day and stood, and what had come back on it: loan by loan, of all that were ever written off. */
function claimsAt(booked: BookedClaims, day: DayNumber): Claim[] {
  return standingAt(entriesOf(booked), day);
}

function entriesOf({ events, writeOffs, reversals }: BookedClaims) {
  const written = { booked: writeOffs.filter(isClaim), reversals: reversals.writeOffs.filter(({ entry }) => isClaim(entry)) };
  return {
    recoveries: { booked: events.filter(isRecovery), reversals: reversals.events.filter(({ entry }) => isRecovery(entry)) },
    writeOffs: written,
    known: new Set([...written.booked, ...written.reversals.map(({ entry }) => entry)].map(({ loan }) => loan)),
  };
}

function standingAt({ known, writeOffs, recoveries }: ReturnType<typeof entriesOf>, day: DayNumber): Claim[] {
  const until = { from: ALWAYS, to: day };
  return claimsOf(
    known,
    entriesWithin(until, writeOffs.booked, writeOffs.reversals).booked,
    entriesWithin(until, recoveries.booked, recoveries.reversals).booked,
  );
}

function isRecovery({ kind }: LoanEvent): boolean {
  return kind === 'recovery-after-write-off';
}

/** What a sale lost is no claim that could still be collected. */
function isClaim({ channel }: WriteOff): boolean {
  return channel === 'write-off';
}

interface Claim {
  readonly loan: string;
  readonly writeOffs: readonly WriteOff[];
  readonly recovered: Cents;
  readonly left: Cents;
}

/** By loan, of all that were ever written off: one whose write-off was taken back and is not booked again yet may be below zero. */
function claimsOf(known: ReadonlySet<string>, writeOffs: readonly WriteOff[], recoveries: readonly LoanEvent[]): Claim[] {
  const collected = groupBy(recoveries, ({ loan }) => loan);
  const written = groupBy(writeOffs, ({ loan }) => loan);
  return [...known].map((loan) => {
    const own = written.get(loan) ?? [];
    const recovered = principalOf(collected.get(loan) ?? []);
    return { loan, writeOffs: own.toSorted((a, b) => a.date - b.date), recovered, left: principalOf(own) - recovered };
  });
}

function vintagesOf(claims: readonly Claim[]): Vintage[] {
  const years = new Map<number, { loans: number; writtenOff: Cents; recovered: Cents }>();
  for (const { writeOffs, recovered } of claims) {
    let rest = recovered;
    const own = groupBy(writeOffs, ({ date }) => String(civilDate(date).year));
    for (const [name, rows] of own) {
      const year = Number(name);
      const held = years.get(year) ?? { loans: 0, writtenOff: 0n, recovered: 0n };
      const principal = principalOf(rows);
      const paid = rest < principal ? rest : principal;
      rest -= paid;
      years.set(year, { loans: held.loans + 1, writtenOff: held.writtenOff + principal, recovered: held.recovered + paid });
    }
  }
  return [...years]
    .sort(([a], [b]) => b - a)
    .map(([year, { loans, writtenOff, recovered }]) => {
      const rate = ratioOf(recovered, writtenOff);
      return { year, loans, writtenOff, recovered, left: writtenOff - recovered, ...(rate === undefined ? {} : { rate }) };
    });
}

function principalOf(entries: readonly { readonly principal: Cents }[]): Cents {
  return sumOf(entries, ({ principal }) => principal);
}

function leftOf(claims: readonly Claim[]): Cents {
  return sumOf(claims, ({ left }) => left);
}

function interestOf(events: readonly LoanEvent[]): Cents {
  return sumOf(events, ({ interestOnBook, interestOffBook }) => interestOnBook + interestOffBook);
}

function feesOf(events: readonly LoanEvent[]): Cents {
  return sumOf(events, ({ fees }) => fees ?? 0n);
}
