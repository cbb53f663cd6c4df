import { assertInvariant } from '../diagnostics/diagnostic.js';
import type { DayNumber } from '../model/civil-date.js';
import type { LoanEvent } from '../model/events.js';
import { type ClassCode, isNpl } from '../model/loan-class.js';
import { lockedKeys } from '../model/lock-columns.js';
import { addCents, type Cents, newSums, sumAt, sumOf } from '../model/money.js';
import type { Movement, OldAndNew } from '../model/month-figures.js';
import { nplLoans } from '../model/npl-loans.js';
import type { Month } from '../model/portfolio.js';
import { type Families, OLD, type Segmented } from '../model/segmented.js';
import { RENEWAL_DAYS, type SuspectedRenewal } from '../model/suspected-renewal.js';
import { findText, textAt } from '../model/text-index.js';
import { CHANNEL_OF, type Channel, type ChannelAmounts, EXITS } from './channels.js';
import { followStock } from './follow-stock.js';
import { joinMovements, movementOf } from './movement.js';
import { stockOfLedger } from './npl-stock.js';
import type { RollForwardLine } from './roll-forward.js';
import type { Reversals } from './settle-reversals.js';
import { suspectedCash, suspectRenewals } from './suspected-renewals.js';

/** A month with its segments; these are absent before the first lock. */
export interface SegmentedMonth {
  readonly month: Month;
  readonly segmented?: Segmented;
}

export interface MovementInput {
  readonly before: SegmentedMonth;
  readonly after: SegmentedMonth;
  readonly families: Families;
  readonly events: readonly LoanEvent[];
  readonly reversals: Reversals;
  /** Whether a loan that is not NPL in the month before was NPL at an earlier date. */
  readonly wasNpl: (loan: string) => boolean;
  /** Days within which a new loan makes a payment suspicious; RENEWAL_DAYS where absent. */
  readonly renewalDays?: number;
}

/** How a line that was not NPL became it: for the first time, again after an upgrade, or back on the book after it had left. */
export type Entry = 'formation' | 'relapse' | 'return';

/** One line's way through a month. */
export interface MonthLine extends RollForwardLine {
  /** Absent where no lock cuts the month before. */
  readonly segment?: 'old' | 'new';
  /** Absent for a line that was NPL in the month before. */
  readonly entry?: Entry;
}

export interface MonthMovement {
  readonly from: DayNumber;
  readonly to: DayNumber;
  readonly total: Movement;
  /** Absent where no lock cuts the month before. */
  readonly segments?: OldAndNew;
  /** The month before was classified by other rules: all is reclassified, and no line is told apart. */
  readonly acrossRules?: true;
  /** By name. Loans in which nothing moved are in the sums and have no line. */
  readonly lines: readonly MonthLine[];
  /** Events that hit a loan when it was not NPL. */
  readonly ignored: readonly LoanEvent[];
  /** Loans that a new one seems to have paid off. */
  readonly suspected: readonly SuspectedRenewal[];
}

/**
 * The NPLs' way from one month to the next, old and new apart. What a follower of one month alone would call formation is a
 * relapse where the loan was NPL before and performed since, or is in the locked stock; a loan that had left the book and is
 * back without a stated reason is an unexplained rise, neither relapse nor formation.
 */
export function moveMonth(input: MovementInput): MonthMovement {
  const { before, after, families } = input;
  const [from, to] = [before.month.portfolio.asOf, after.month.portfolio.asOf];
  const { portfolio } = after.month;
  const stock = stockOfLedger(before.month, portfolio);
  const becameNew = new Map([...(after.segmented?.becameNew ?? [])].filter(([, fresh]) => fresh.from > from));
  const { kept, left } = withoutLeft(input);
  const days = input.renewalDays ?? RENEWAL_DAYS;
  const suspected = suspectRenewals({
    before: before.month,
    after: after.month,
    ...(before.segmented === undefined || after.segmented === undefined ? {} : { segmented: after.segmented }),
    sinceBefore: true,
    from,
    families,
    events: kept,
    days,
  });
  const reversals = input.reversals.events;
  const period = { from, to, families, events: kept, reversals, becameNew, isSuspected: suspectedCash(suspected, days) };
  const { opened, fresh, ignored } = followStock(stock, after.month, nplLoans(after.month.classified.used), period);
  const membersOf = membersFinder(families, before.month);
  const segmentOf = before.segmented === undefined ? undefined : segmentFinder(input, before.segmented);
  const lines = [...opened.lines, ...fresh.lines].map((line): MonthLine => {
    const members = membersOf(line.family);
    const segment = segmentOf?.(line, members);
    return { ...entered(line, members, segment, input), members, ...(segment === undefined ? {} : { segment }) };
  });
  const segments = before.segmented === undefined ? undefined : movedSegments(lines, before, after);
  const total =
    segments === undefined
      ? movementOf(lines, opened.opening + fresh.opening, opened.closing + fresh.closing)
      : joinMovements(segments.old, segments.new);
  assertInvariant(total.reclassified === 0n, 'the movement of a month does not tie');
  return { from, to, total, lines, ignored: [...ignored, ...left], suspected, ...(segments === undefined ? {} : { segments }) };
}

function membersFinder(families: Families, { portfolio, classified }: Month): (family: string) => readonly string[] {
  if (!families.areAny) return (family) => [family];
  const stock = families.linesFrom(nplLoans(classified.used).map((loan) => textAt(portfolio.keys, loan)));
  return (family) => stock.members(family);
}

/** The stock that a line belongs to: old where any of its loans is in the lock, or took the place of one that is. */
function segmentFinder({ families, after }: MovementInput, segmented: Segmented) {
  const locked = new Set(lockedKeys(segmented.lock));
  const lines = families.areAny ? families.linesFrom(locked) : undefined;
  return (line: RollForwardLine, members: readonly string[]): 'old' | 'new' => {
    const becameNew = (line.opened ? segmented : (after.segmented ?? segmented)).becameNew;
    const isOld = members.some((key) => (lines?.isOld(key) ?? locked.has(key)) && !becameNew.has(key));
    return isOld ? 'old' : 'new';
  };
}

/**
 * Sales and other disposals of a claim that was written off before the month: the claim is sold, and no NPL with it. A second
 * write-off stays, because the loan must have come back for it.
 */
function withoutLeft({ before, after, events }: MovementInput): { kept: readonly LoanEvent[]; left: readonly LoanEvent[] } {
  const [from, to] = [before.month.portfolio.asOf, after.month.portfolio.asOf];
  const writtenOff = new Set<string>();
  for (const { kind, date, loan } of events) if (kind === 'write-off' && date <= from) writtenOff.add(loan);
  if (writtenOff.size === 0) return { kept: events, left: [] };
  const isOn = ({ month }: SegmentedMonth, loan: string) => findText(month.portfolio.keys, loan) >= 0;
  const isGone = ({ kind, date, loan }: LoanEvent) =>
    date > from &&
    date <= to &&
    kind !== 'write-off' &&
    EXITS.has(CHANNEL_OF[kind] as Channel) &&
    writtenOff.has(loan) &&
    !isOn(before, loan) &&
    !isOn(after, loan);
  return { kept: events.filter((event) => !isGone(event)), left: events.filter(isGone) };
}

/** The line with what it came in by under its right name. */
function entered(
  line: RollForwardLine,
  members: readonly string[],
  segment: 'old' | 'new' | undefined,
  { before, wasNpl }: MovementInput,
): RollForwardLine & { readonly entry?: Entry } {
  const { formation } = line.channels;
  // What was merged into the locked stock did not form in it.
  if (line.opened) return segment === 'old' ? renamed(line, 'increase') : line;
  if (segment !== 'old' && !members.some(wasNpl)) {
    return { ...line, entry: formation === 0n && line.channels.relapse > 0n ? 'relapse' : 'formation' };
  }
  const isOnBook = members.some((key) => findText(before.month.portfolio.keys, key) >= 0);
  if (isOnBook || line.channels.relapse > 0n) return { ...renamed(line, 'relapse'), entry: 'relapse' };
  if (!line.inferred.includes('formation')) return { ...renamed(line, 'increase'), entry: 'return' };
  const channels = { ...line.channels, formation: 0n };
  const inferred = line.inferred.filter((channel) => channel !== 'formation');
  const steps = line.steps.filter(({ channel }) => channel !== 'formation');
  return { ...line, channels, inferred, steps, unexplained: line.unexplained - formation, entry: 'return' };
}

/** What the line holds as formation, in another channel. */
function renamed(line: RollForwardLine, channel: 'increase' | 'relapse'): RollForwardLine {
  const { formation } = line.channels;
  if (formation === 0n) return line;
  const channels: ChannelAmounts = { ...line.channels, formation: 0n, [channel]: line.channels[channel] + formation };
  const named = (one: Channel): Channel => (one === 'formation' ? channel : one);
  const steps = line.steps.map((step) => ({ ...step, channel: named(step.channel) }));
  return { ...line, channels, steps, inferred: [...new Set(line.inferred.map(named))] };
}

function movedSegments(lines: readonly MonthLine[], before: SegmentedMonth, after: SegmentedMonth): OldAndNew {
  const [opening, closing] = [nplBySegment(before), nplBySegment(after)];
  const of = (segment: 'old' | 'new') =>
    movementOf(
      lines.filter((line) => line.segment === segment),
      opening[segment],
      closing[segment],
    );
  const moved = { old: of('old'), new: of('new') };
  assertInvariant(
    moved.old.reclassified === crossed(lines, before, after),
    'what went over between old and new NPLs is not what their lines show',
  );
  return moved;
}

/** What lines of the old stock hold of the new one in the month before, less what they do now; and the reverse. */
function crossed(lines: readonly MonthLine[], before: SegmentedMonth, after: SegmentedMonth): Cents {
  return sumOf(lines, ({ segment, members }) => {
    const other = segment === 'old' ? 'new' : 'old';
    const strange = (at: SegmentedMonth) => sumOf(members, (key) => (segmentIn(at, key) === other ? balanceIn(at, key) : 0n));
    const over = strange(before) - strange(after);
    return segment === 'old' ? over : -over;
  });
}

/** Balances of the NPLs of a month; all are new where no lock cuts it. */
export function nplBySegment({ month: { portfolio, classified }, segmented }: SegmentedMonth): Readonly<Record<'old' | 'new', Cents>> {
  const sums = newSums(2);
  for (const loan of nplLoans(classified.used)) addCents(sums, segmented?.segment[loan] === OLD ? 0 : 1, portfolio.balance[loan] as number);
  return { old: sumAt(sums, 0), new: sumAt(sums, 1) };
}

/** Undefined for a loan that is not NPL, or not on the ledger. */
function segmentIn({ month: { portfolio, classified }, segmented }: SegmentedMonth, key: string): 'old' | 'new' | undefined {
  const loan = findText(portfolio.keys, key);
  if (loan < 0 || !isNpl(classified.used[loan] as ClassCode)) return undefined;
  return segmented?.segment[loan] === OLD ? 'old' : 'new';
}

function balanceIn({ month: { portfolio } }: SegmentedMonth, key: string): Cents {
  return BigInt(portfolio.balance[findText(portfolio.keys, key)] as number);
}
