import { assertInvariant } from '../diagnostics/diagnostic.js';
import type { LoanEvent, WriteOff } from '../model/events.js';
import type { MonthFigures, MonthSegments, OldAndNew } from '../model/month-figures.js';
import { nplLoans } from '../model/npl-loans.js';
import { type Rules, sameRules } from '../model/rules.js';
import type { Families, Segmented } from '../model/segmented.js';
import { RENEWAL_DAYS } from '../model/suspected-renewal.js';
import type { Policy } from '../policy/policy.js';
import { moveAcrossRules } from './across-rules.js';
import { impossibleExits, withoutExits } from './impossible-exits.js';
import { type MonthMovement, moveMonth, type SegmentedMonth } from './month-movement.js';
import { chainMovements, movementOf, ties } from './movement.js';
import { compareOverdue } from './overdue-comparison.js';
import { sumAllowance } from './provision.js';
import type { RollForward } from './roll-forward.js';
import { measureSegments } from './segment-figures.js';
import type { Reversals } from './settle-reversals.js';
import { suspectedCash, suspectRenewals } from './suspected-renewals.js';
import { addTallies, nplOf, tallyClasses } from './tallies.js';
import { measureWriteOffs } from './write-offs.js';

export type { MonthFigures, MonthSegments, Movement, OldAndNew } from '../model/month-figures.js';

/** A month, what went before it, and what both are measured with. */
export interface MonthInput extends SegmentedMonth {
  /** The month before, segmented by the same locks as far as they are not later than it; and its figures where they are known. */
  readonly before?: SegmentedMonth & { readonly figures?: MonthFigures };
  /** Whether a loan was NPL at a date before the month before. */
  readonly wasNpl: (loan: string) => boolean;
  readonly families: Families;
  readonly policy: Policy;
  readonly events: readonly LoanEvent[];
  readonly writeOffs: readonly WriteOff[];
  readonly reversals: Reversals;
  /** True when an events or write-offs register was given: without, nothing is known of write-offs. */
  readonly registersGiven: boolean;
  /** As in MovementInput. */
  readonly renewalDays?: number;
}

export interface MeasuredMonth {
  readonly figures: MonthFigures;
  /** Line by line; absent without a month before. */
  readonly movement?: MonthMovement;
  /** Exits of loans that were never NPL and are still there: in no figure, and to be left out of those of later months. */
  readonly leftOut: readonly LoanEvent[];
}

/** One month's figures. Errors: E_RECOVERY_EXCEEDS. */
export function measureMonth(given: MonthInput): MeasuredMonth {
  const leftOut = exitsLeftOut(given);
  const input = withoutExits({ ...given, current: given.month, earlier: [] }, leftOut);
  const { month, before, policy } = input;
  const { portfolio, classified } = month;
  const classes = tallyClasses(portfolio, classified.used);
  const npl = nplOf(classes);
  const allowance = sumAllowance(portfolio, classified.used);
  const rules = { basis: classified.basis, policy: { id: policy.id, hash: policy.hash } };
  const movement = before === undefined ? undefined : moveByRules(input, before, rules);
  const segments = input.segmented === undefined ? undefined : measureMonthSegments(input, input.segmented, movement);
  const isKnown = portfolio.count === 0 || classified.notes.daysNotStated < portfolio.count;
  const overdue = isKnown ? compareOverdue(portfolio, classified, npl.balance, policy.overdueComparisonDays) : [];
  const figures: MonthFigures = {
    asOf: portfolio.asOf,
    currency: portfolio.currency,
    ...rules,
    loans: addTallies(classes),
    classes,
    npl,
    overdue: overdue.map(({ days, overdue: found, notNpl }) => ({ days, overdue: found, notNpl })),
    ...(allowance === undefined
      ? {}
      : { allowance: { held: allowance.held, notStated: allowance.notStated, nplNotStated: allowance.nplNotStated } }),
    ...(segments === undefined ? {} : { segments }),
    ...(movement === undefined ? {} : { movement: sumsOf(movement) }),
    ...(input.registersGiven ? { writeOffs: measureWriteOffs(input, portfolio.asOf, segments?.lock.date) } : {}),
  };
  checkIdentities(figures);
  return { figures, leftOut, ...(movement === undefined ? {} : { movement }) };
}

function moveByRules(input: MonthInput, before: NonNullable<MonthInput['before']>, rules: Rules): MonthMovement {
  if (before.figures !== undefined && !sameRules(before.figures, rules)) return moveAcrossRules(before, input);
  return moveMonth({ ...input, before, after: input });
}

function sumsOf({ from, total, segments, acrossRules }: MonthMovement): NonNullable<MonthFigures['movement']> {
  return { from, total, ...segments, ...(acrossRules === undefined ? {} : { acrossRules }) };
}

/** Those of the month alone: earlier ones were judged by earlier months. */
function exitsLeftOut({ month, before, segmented, families, events, writeOffs, wasNpl }: MonthInput): LoanEvent[] {
  const from = before?.month.portfolio.asOf ?? Number.NEGATIVE_INFINITY;
  const exits = impossibleExits({
    current: month,
    earlier: before === undefined ? [] : [before.month],
    ...(segmented === undefined ? {} : { segmented }),
    families,
    events: events.filter(({ date }) => date > from),
    writeOffs,
  });
  return exits.filter(({ loan }) => !wasNpl(loan));
}

function measureMonthSegments(input: MonthInput, segmented: Segmented, movement: MonthMovement | undefined): MonthSegments {
  const { month, before } = input;
  const carried = carriedSince(before, segmented.lock.hash);
  const isSuspected = carried === undefined ? suspectedSinceLock(input, segmented) : undefined;
  const { lock, ...found } = measureSegments(month, nplLoans(month.classified.used), segmented, input, isSuspected);
  const { lockDate: date, hash, total } = lock;
  const inOneGo =
    movement?.acrossRules === true
      ? { old: movementOf([], total.balance, found.old.balance), new: movementOf([], 0n, found.new.balance) }
      : { old: asMovement(found.bridge), new: asMovement(found.newBridge) };
  const sinceLock =
    carried !== undefined && movement?.segments !== undefined
      ? { old: chainMovements(carried.old, movement.segments.old), new: chainMovements(carried.new, movement.segments.new) }
      : inOneGo;
  return {
    lock: { date, hash, count: total.count, balance: total.balance },
    old: found.old,
    new: found.new,
    formed: found.formed,
    originated: found.originated,
    originUnknown: found.originUnknown,
    newOfLockedBorrowers: found.newOfLockedBorrowers,
    sinceLock,
  };
}

/** Where nothing is carried, the way since the lock is followed in one go: so are the loans that left. */
function suspectedSinceLock({ month, families, events, renewalDays: days = RENEWAL_DAYS }: MonthInput, segmented: Segmented) {
  const from = segmented.lock.lockDate;
  return suspectedCash(suspectRenewals({ after: month, segmented, sinceBefore: false, from, families, events, days }), days);
}

/** What the month before has added up since the same lock; undefined where it is not known, or another lock's. */
function carriedSince(before: MonthInput['before'], lock: string): OldAndNew | undefined {
  const segments = before?.figures?.segments;
  return segments?.lock.hash === lock ? segments.sinceLock : undefined;
}

function asMovement(sum: RollForward): OldAndNew['old'] {
  return { ...movementOf([], sum.opening, sum.closing), ...withoutLines(sum), reclassified: 0n };
}

function withoutLines({ lines: _, ...sums }: RollForward): Omit<RollForward, 'lines'> {
  return sums;
}

function checkIdentities({ npl, segments, movement }: MonthFigures): void {
  if (segments !== undefined) {
    const { old, new: fresh, sinceLock, formed, originated, originUnknown, lock } = segments;
    assertInvariant(old.balance + fresh.balance === npl.balance, 'old and new NPLs are not all NPLs');
    assertInvariant(addTallies([formed, originated, originUnknown]).balance === fresh.balance, 'new NPLs are not the sum of their origins');
    assertInvariant(ties(sinceLock.old) && ties(sinceLock.new), 'the way since the lock does not tie');
    assertInvariant(
      sinceLock.old.opening === lock.balance && sinceLock.old.closing === old.balance && sinceLock.new.closing === fresh.balance,
      'the way since the lock does not lead from the lock to this month',
    );
  }
  if (movement === undefined) return;
  assertInvariant(ties(movement.total) && movement.total.closing === npl.balance, 'the movement of the month does not tie');
  for (const one of [movement.old, movement.new]) assertInvariant(one === undefined || ties(one), 'old or new do not tie');
}
