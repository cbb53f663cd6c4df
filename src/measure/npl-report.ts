import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { previousYearEnd } from '../model/civil-date.js';
import type { LoanEvent, WriteOff } from '../model/events.js';
import { NO_CLASS } from '../model/loan-class.js';
import type { Dimension } from '../model/loan-fields.js';
import { type Cents, sumOf } from '../model/money.js';
import { nplLoans } from '../model/npl-loans.js';
import type { ClassTallies, Month, Tally } from '../model/portfolio.js';
import { type Ratio, ratioOf } from '../model/ratio.js';
import type { Families, Segmented } from '../model/segmented.js';
import { stated } from '../model/stated.js';
import { RENEWAL_DAYS } from '../model/suspected-renewal.js';
import type { Policy } from '../policy/policy.js';
import { type Attribution, measureAttribution, restoredRatio, takenOffBook } from './attribution.js';
import { type DimensionRow, measureByDimension, type Split } from './by-dimension.js';
import { type Deviation, measureDeviation } from './deviation.js';
import { followStock } from './follow-stock.js';
import { impossibleExits, withoutExits } from './impossible-exits.js';
import { largestNplBorrowers, type NplBorrower } from './largest-borrowers.js';
import { latestFirst } from './last-held.js';
import { stockOfLedger } from './npl-stock.js';
import { compareOverdue, type OverdueComparison } from './overdue-comparison.js';
import { measureProvision, type Provision, sumAllowance } from './provision.js';
import { type DoubleReduction, measureDoubleReduction, type Standing } from './reduction.js';
import { lockWarnings, registerWarnings, stillOnBook, unknownEvents } from './register-checks.js';
import { entriesWithin } from './reversals.js';
import { addMovements, type Period, type RollForward } from './roll-forward.js';
import { measureSegments, type SegmentFigures } from './segment-figures.js';
import type { Reversals } from './settle-reversals.js';
import { type SuspectedRenewal, suspectedCash, suspectRenewals } from './suspected-renewals.js';
import { addTallies, classesIn, nplOf, tallyClassCells, tallyClasses, tallyOf } from './tallies.js';
import { measureWriteOffs, type WriteOffFigures } from './write-offs.js';

export interface ReportInput {
  readonly current: Month;
  /** Earlier ledgers, in any order. */
  readonly earlier: readonly Month[];
  readonly segmented?: Segmented;
  readonly families: Families;
  readonly policy: Policy;
  readonly events: readonly LoanEvent[];
  readonly writeOffs: readonly WriteOff[];
  readonly reversals: Reversals;
  /** True when a register of what moved NPLs was given: without, channels are not known. */
  readonly registersGiven: boolean;
  readonly dimensions: readonly Dimension[];
  /** All loans of the institution, where the ledger holds NPLs alone. */
  readonly loansTotal?: Cents;
  /** Days within which a new loan makes a payment suspicious; RENEWAL_DAYS where absent. */
  readonly renewalDays?: number;
  /** True for a loan that was NPL once, where somebody knows more than the ledgers and registers here. */
  readonly knownOnce?: (loan: string) => boolean;
}

/** The NPL ratio as if nothing had been written off, sold, foreclosed, swapped or securitised since the reference date. */
export interface Restored {
  readonly ratio: Ratio;
  readonly takenOff: Cents;
  /** The events that make up `takenOff`, and others that take nothing off. */
  readonly counted: readonly LoanEvent[];
}

/** Every figure of the main report. Absent members are figures that the input does not allow. */
export interface ReportFigures {
  readonly loans: Tally;
  /** What ratios divide by: the ledger's loans, or --loans-total. */
  readonly ratioBase: Cents;
  readonly classes: ClassTallies;
  readonly classesBefore?: ClassTallies;
  readonly declared?: ClassTallies;
  readonly notDeclared: Tally;
  readonly computed?: ClassTallies;
  readonly withoutOverrides?: ClassTallies;
  readonly npl: Tally;
  readonly nplRatio?: Ratio;
  readonly specialMentionRatio?: Ratio;
  readonly deviation?: Deviation;
  readonly overdue: readonly OverdueComparison[];
  readonly provision?: Provision;
  readonly segments?: SegmentFigures;
  readonly doubleReduction?: DoubleReduction;
  readonly movement?: RollForward;
  readonly attribution?: Attribution;
  readonly restored?: Restored;
  readonly writeOffs?: WriteOffFigures;
  /** Loans that a new one seems to have paid off, since the lock or the ledger compared with. */
  readonly suspected: readonly SuspectedRenewal[];
  readonly largest: readonly NplBorrower[];
  readonly by?: readonly DimensionRow[];
  /** Events of loans that were not NPL on their date, and of loans found nowhere. */
  readonly ignoredEvents: readonly LoanEvent[];
  readonly unknownEvents: readonly LoanEvent[];
  /** What the registers say that does not add up, to be told beside the report. */
  readonly warnings: readonly Diagnostic[];
}

const LARGEST = 10;

export function measureNplReport(given: ReportInput): ReportFigures {
  const leftOut = impossibleExits(given);
  const input = withoutExits(given, leftOut);
  const { current, policy } = input;
  const { portfolio, classified } = current;
  const split = input.dimensions.length === 0 ? undefined : measureByDimension(portfolio, classified, input.segmented, input.dimensions);
  const cells = tallyClassCells(portfolio, classified, split?.classes);
  const classes = classesIn(cells, 'used');
  const loans = addTallies(classes);
  const npl = nplOf(classes);
  const ratioBase = input.loansTotal ?? loans.balance;
  // The ledger holds a part of the loans: what needs the others (their allowance, their branch) is absent, not a guess.
  const isPart = ratioBase !== loans.balance;
  const before = againstMonth(input);
  const nplList = nplLoans(classified.used);
  const suspected = suspectedSince(input, before);
  const isSuspected = suspectedCash(suspected, input.renewalDays ?? RENEWAL_DAYS);
  const segments = input.segmented === undefined ? undefined : measureSegments(current, nplList, input.segmented, input, isSuspected);
  const comparison =
    before === undefined
      ? undefined
      : measureChange(input, nplList, before, { asOf: portfolio.asOf, npl: npl.balance, loans: ratioBase }, isSuspected);
  const declared = portfolio.declaredClass === undefined ? undefined : classesIn(cells, 'declared');
  const computed = cells.length > 0 && cells.every((cell) => cell.computed === NO_CLASS) ? undefined : classesIn(cells, 'computed');
  const { ignored: _, ...change } = comparison ?? {};
  const figures = {
    classesBefore: before === undefined ? undefined : tallyClasses(before.portfolio, before.classified.used),
    declared,
    computed,
    withoutOverrides: classified.overridden === undefined ? undefined : tallyClasses(portfolio, classified.withoutOverrides),
    nplRatio: ratioOf(npl.balance, ratioBase),
    specialMentionRatio: isPart ? undefined : ratioOf(classes[1]?.balance ?? 0n, ratioBase),
    deviation: measureDeviation(portfolio, cells),
    provision:
      policy.provision === undefined || isPart
        ? undefined
        : measureProvision(classes, policy.provision, sumAllowance(portfolio, classified.used)),
    segments,
    restored: measureRestored(input, segments, comparison, npl.balance, ratioBase),
    writeOffs: input.registersGiven ? measureWriteOffs(input, portfolio.asOf, segments?.lock.lockDate) : undefined,
    by: split === undefined ? undefined : rowsOf(split, isPart),
    ...change,
  };
  return {
    loans,
    ratioBase,
    classes,
    notDeclared: tallyOf(cells, (cell) => cell.declared === NO_CLASS),
    npl,
    suspected,
    overdue: statesNoDays(current) ? [] : compareOverdue(portfolio, classified, npl.balance, policy.overdueComparisonDays),
    largest: largestNplBorrowers(portfolio, classified.used, nplList, npl.balance, LARGEST),
    ignoredEvents: segments?.ignored ?? [],
    unknownEvents: unknownEvents(input, before?.portfolio.asOf),
    warnings: [...lockWarnings(input), ...stillOnBook(leftOut), ...registerWarnings(input)],
    ...stated(figures),
  };
}

/** The ledger that changes are measured against: the year's start where it is given, else the latest. */
export function againstMonth(input: Pick<ReportInput, 'current' | 'earlier'>): Month | undefined {
  const yearStart = previousYearEnd(input.current.portfolio.asOf);
  const sorted = latestFirst(input.earlier);
  return sorted.find((month) => month.portfolio.asOf === yearStart) ?? sorted[0];
}

/** Loans that left since the lock, or since the ledger compared with where there is no lock or that is the earlier. */
export function suspectedSince(
  {
    current,
    segmented,
    families,
    events,
    renewalDays: days = RENEWAL_DAYS,
  }: Pick<ReportInput, 'current' | 'segmented' | 'families' | 'events' | 'renewalDays'>,
  before: Month | undefined,
): SuspectedRenewal[] {
  const starts = [before?.portfolio.asOf, segmented?.lock.lockDate].filter((day) => day !== undefined);
  if (starts.length === 0) return [];
  return suspectRenewals({
    after: current,
    ...(before === undefined ? {} : { before }),
    ...(segmented === undefined ? {} : { segmented }),
    sinceBefore: false,
    from: Math.min(...starts),
    families,
    events,
    days,
  });
}

/** NPL and loans of a ledger. */
export function standingOf(month: Month): Standing & { readonly loans: Cents } {
  const classes = tallyClasses(month.portfolio, month.classified.used);
  return { asOf: month.portfolio.asOf, npl: nplOf(classes).balance, loans: addTallies(classes).balance };
}

/** Rows of a part of the loans have no ratio: what a branch lends in all is not known. */
function rowsOf({ rows }: Split, isPart: boolean): readonly DimensionRow[] {
  return isPart ? rows.map(({ nplRatio: _, ...row }) => row) : rows;
}

function measureChange(
  input: ReportInput,
  nplList: readonly number[],
  before: Month,
  after: Standing & { readonly loans: Cents },
  isSuspected: Period['isSuspected'],
) {
  // --loans-total is of the data date: what was lent at the earlier dates is not known.
  const known = ({ asOf, npl, loans }: ReturnType<typeof standingOf>): Standing =>
    input.loansTotal === undefined ? { asOf, npl, loans } : { asOf, npl };
  const opening = known(standingOf(before));
  const history = [...input.earlier.map((month) => known(standingOf(month))), after];
  const doubleReduction = measureDoubleReduction(opening, after, history);
  const { families, events, current } = input;
  const reversals = input.reversals.events;
  const period = { from: opening.asOf, to: after.asOf, families, events, reversals, becameNew: new Map(), isSuspected };
  const { opened, fresh, ignored } = followStock(stockOfLedger(before, current.portfolio), current, nplList, period);
  const movement = addMovements(opened, fresh);
  return { doubleReduction, movement, attribution: measureAttribution(opening, after, movement), ignored };
}

function measureRestored(
  input: ReportInput,
  segments: SegmentFigures | undefined,
  change: { readonly movement: RollForward; readonly doubleReduction: DoubleReduction; readonly ignored: readonly LoanEvent[] } | undefined,
  npl: Cents,
  loans: Cents,
): Restored | undefined {
  const reference =
    change !== undefined
      ? { from: change.doubleReduction.against, ways: [change.movement], ignored: change.ignored }
      : segments === undefined
        ? undefined
        : { from: segments.lock.lockDate, ways: [segments.bridge, segments.newBridge], ignored: segments.ignored };
  if (!input.registersGiven || reference === undefined) return undefined;
  const takenOff = sumOf(reference.ways, takenOffBook);
  const ratio = restoredRatio(npl, loans, takenOff);
  if (ratio === undefined) return undefined;
  const ignored = new Set(reference.ignored);
  const period = { from: reference.from, to: input.current.portfolio.asOf };
  const { booked } = entriesWithin(period, input.events, input.reversals.events);
  return { ratio, takenOff, counted: booked.filter((event) => !ignored.has(event)) };
}

/** A ledger that says of no loan how long it is overdue: nothing overdue would be a figure that nobody stated. */
function statesNoDays({ portfolio, classified }: Month): boolean {
  return portfolio.count > 0 && classified.notes.daysNotStated === portfolio.count;
}
