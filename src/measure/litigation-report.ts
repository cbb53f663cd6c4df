import type { DayNumber } from '../model/civil-date.js';
import { isUnsued, LIMITATIONS, type Limitation, type LimitationTable, STAGES, type Stage } from '../model/limitation.js';
import type { LitigationCase } from '../model/litigation.js';
import type { Dimension } from '../model/loan-fields.js';
import { type Cents, sumOf } from '../model/money.js';
import { nplLoans } from '../model/npl-loans.js';
import type { Tally } from '../model/portfolio.js';
import { textAt } from '../model/text-index.js';
import { dimensionFinder as currentFinder, type DimensionRow } from './by-dimension.js';
import { type CaseLoan, type CaseLoansFrom, caseLoans } from './case-loans.js';
import { groupByDimension } from './group-by-dimension.js';
import { type LimitationDate, limitationDates, type UnknownDate } from './limitation-dates.js';
import { dimensionFinder } from './loan-origins.js';

export interface LitigationInput extends CaseLoansFrom {
  readonly cases: readonly LitigationCase[];
  readonly table: LimitationTable;
  /** Days ahead in which what runs out is listed. */
  readonly within: number;
  readonly dimensions: readonly Dimension[];
}

/** A case with its loan. */
export interface CaseOfLoan {
  readonly case: LitigationCase;
  readonly at: CaseLoan;
}

/** A date that runs out; `daysLeft` is negative where it has. */
export interface RunsOut extends LimitationDate, CaseOfLoan {
  readonly daysLeft: number;
}

export interface RunsOutUnknown extends UnknownDate, CaseOfLoan {}

/** An NPL without a case, and when it runs out at the latest known: nobody states a demand or an agreed period. */
export interface WithoutCase {
  readonly at: CaseLoan;
  readonly action?: DayNumber;
  readonly guarantee?: DayNumber;
}

/** Loans on the book, written-off loans by what is left of them, and amounts claimed. */
export interface CaseSums {
  readonly onBook: Tally;
  /** Off-book loans of which nothing is known count with 0. */
  readonly offBook: Tally;
  readonly claimed: Cents;
}

export interface LimitationSums {
  readonly limitation: Limitation;
  readonly runOut: Tally;
  readonly within: Tally;
  readonly unknown: Tally;
}

export interface LitigationByRow {
  readonly key: DimensionRow['key'];
  readonly cases: CaseSums;
  readonly runOut: number;
  readonly within: number;
  readonly unknown: number;
  readonly withoutCase: Tally;
  readonly ableNotSued: number;
}

export interface LitigationFigures {
  readonly asOf: DayNumber;
  /** Last day of the days ahead. */
  readonly until: DayNumber;
  /** By stage, in their order, without those of no case. */
  readonly stages: readonly (CaseSums & { readonly stage: Stage })[];
  readonly total: CaseSums;
  /** The NPLs of the ledger: with a case (sued or not) and without make all. */
  readonly npl: { readonly all: Tally; readonly withCase: Tally; readonly sued: Tally; readonly withoutCase: Tally };
  /** Has run out or does so until the last day; by date, then by loan. */
  readonly runsOut: readonly RunsOut[];
  readonly byLimitation: readonly LimitationSums[];
  readonly unknown: readonly RunsOutUnknown[];
  /** Largest first. */
  readonly withoutCase: readonly WithoutCase[];
  readonly ableNotSued: readonly CaseOfLoan[];
  /** Cases of loans of which nothing is left: in none of the above. */
  readonly left: readonly CaseOfLoan[];
  readonly by: readonly LitigationByRow[];
  /** False where no ledger says how loans are guaranteed: then guarantee periods run out where the register states them alone. */
  readonly guaranteeHeld: boolean;
}

export function measureLitigation(input: LitigationInput): LitigationFigures {
  const { current, cases, table, within } = input;
  const { portfolio, classified } = current;
  const { asOf } = portfolio;
  const until = asOf + within;
  const registered = new Set(cases.map(({ loan }) => loan));
  const loanOf = caseLoans(input, (loan) => registered.has(loan));
  const all = cases.map((one): CaseOfLoan => ({ case: one, at: loanOf(one.loan) }));
  const pursued = all.filter(({ at }) => at.standing !== 'left').sort(byLoan);
  const guaranteeHeld = [current, ...input.earlier].some((month) => month.portfolio.choices.guarantee !== undefined);
  const found = pursued.map((one) => ({ one, ...limitationDates(one.case, table, one.at.due, guaranteeHeld) }));
  const runsOut = found
    .flatMap(({ one, dates }) => dates.map((date): RunsOut => ({ ...one, ...date, daysLeft: date.until - asOf })))
    .filter((date) => date.until <= until)
    // Stable: within a day by loan, and of one loan in the order of the kinds.
    .sort((a, b) => a.until - b.until);
  const unknown = found.flatMap(({ one, unknown: own }) => own.map((date): RunsOutUnknown => ({ ...one, ...date })));
  const named = new Set(all.map(({ at }) => at.now));
  const npl = nplLoans(classified.used).map((loan) => loanOf(textAt(portfolio.keys, loan)));
  const withoutCase = npl
    .filter(({ loan }) => !named.has(loan))
    .sort(largestFirst)
    .map((at) => withoutCaseOf(at, table, guaranteeHeld));
  const ableNotSued = pursued.filter(isAbleNotSued).sort((a, b) => largestFirst(a.at, b.at));
  const nplCases = pursued.filter(({ at }) => at.isNpl);
  const figures = {
    asOf,
    until,
    stages: STAGES.map((stage) => ({ stage, ...sumsOf(pursued.filter((one) => one.case.stage === stage)) })).filter(
      ({ onBook, offBook }) => onBook.count + offBook.count > 0,
    ),
    total: sumsOf(pursued),
    npl: {
      all: tallyOf(npl),
      withCase: tallyOf(nplCases.map(({ at }) => at)),
      sued: tallyOf(nplCases.filter((one) => !isUnsued(one.case.stage)).map(({ at }) => at)),
      withoutCase: tallyOf(withoutCase.map(({ at }) => at)),
    },
    runsOut,
    byLimitation: LIMITATIONS.map((limitation) => limitationSums(limitation, asOf, runsOut, unknown)),
    unknown,
    withoutCase,
    ableNotSued,
    left: all.filter(({ at }) => at.standing === 'left').sort(byLoan),
    guaranteeHeld,
  };
  return { ...figures, by: splitBy(input, pursued, figures) };
}

function isAbleNotSued({ case: { ableToPay, stage } }: CaseOfLoan): boolean {
  return ableToPay === true && isUnsued(stage);
}

/** As if the loan were not sued and nobody had claimed anything: what the ledger alone says. */
function withoutCaseOf(at: CaseLoan, table: LimitationTable, guaranteeHeld: boolean): WithoutCase {
  const { dates } = limitationDates({ stage: 'not-sued', starts: {}, until: {} }, table, at.due, guaranteeHeld);
  const untilOf = (limitation: Limitation) => dates.find((date) => date.limitation === limitation)?.until;
  const [action, guarantee] = [untilOf('action'), untilOf('guarantee')];
  return { at, ...(action === undefined ? {} : { action }), ...(guarantee === undefined ? {} : { guarantee }) };
}

function limitationSums(
  limitation: Limitation,
  asOf: DayNumber,
  runsOut: readonly RunsOut[],
  unknown: readonly RunsOutUnknown[],
): LimitationSums {
  const of = <T extends CaseOfLoan & { readonly limitation: Limitation }>(dates: readonly T[]) =>
    tallyOf(dates.filter((date) => date.limitation === limitation).map(({ at }) => at));
  return {
    limitation,
    runOut: of(runsOut.filter((date) => date.until < asOf)),
    within: of(runsOut.filter((date) => date.until >= asOf)),
    unknown: of(unknown),
  };
}

/** Count and what is owed, as far as it is known. */
function tallyOf(loans: readonly CaseLoan[]): Tally {
  return { count: loans.length, balance: sumOf(loans, ({ owed = 0n }) => owed) };
}

function sumsOf(cases: readonly CaseOfLoan[]): CaseSums {
  const loans = cases.map(({ at }) => at);
  return {
    onBook: tallyOf(loans.filter(({ standing }) => standing === 'on-book')),
    offBook: tallyOf(loans.filter(({ standing }) => standing !== 'on-book')),
    claimed: sumOf(cases, (one) => one.case.claimed ?? 0n),
  };
}

function byLoan(a: CaseOfLoan, b: CaseOfLoan): number {
  return a.at.loan < b.at.loan ? -1 : a.at.loan > b.at.loan ? 1 : 0;
}

function largestFirst(a: CaseLoan, b: CaseLoan): number {
  const [one, other] = [a.owed ?? 0n, b.owed ?? 0n];
  if (one !== other) return one > other ? -1 : 1;
  return a.loan < b.loan ? -1 : 1;
}

/** What belongs to one value of the dimensions: cases, and NPLs without one. */
type Belongs = { readonly one: CaseOfLoan } | { readonly without: WithoutCase };

/** Largest on the book first, equal ones by value. Errors: E_USAGE for a dimension that the ledger lacks. */
function splitBy(
  { current, earlier, behind = [], locks, dimensions, families }: LitigationInput,
  pursued: readonly CaseOfLoan[],
  { asOf, runsOut, unknown, withoutCase }: Pick<LitigationFigures, 'asOf' | 'runsOut' | 'unknown' | 'withoutCase'>,
): LitigationByRow[] {
  if (dimensions.length === 0) return [];
  currentFinder(current.portfolio, current.classified, dimensions);
  const keyOf = dimensionFinder([current, ...earlier, ...behind], locks, dimensions, families);
  const all: Belongs[] = [...pursued.map((one) => ({ one })), ...withoutCase.map((without) => ({ without }))];
  const groups = groupByDimension(all, (part) => keyOf('one' in part ? part.one.at.now : part.without.at.now));
  return groups
    .map(({ key, name, members }) => {
      const own = members.flatMap((part) => ('one' in part ? [part.one] : []));
      const cases = new Set(own.map((one) => one.case));
      const countOf = (dates: readonly CaseOfLoan[]) => dates.filter((date) => cases.has(date.case)).length;
      const row: LitigationByRow = {
        key,
        cases: sumsOf(own),
        runOut: countOf(runsOut.filter((date) => date.until < asOf)),
        within: countOf(runsOut.filter((date) => date.until >= asOf)),
        unknown: countOf(unknown),
        withoutCase: tallyOf(members.flatMap((part) => ('without' in part ? [part.without.at] : []))),
        ableNotSued: own.filter(isAbleNotSued).length,
      };
      return { name, row };
    })
    .sort((a, b) => {
      const [one, other] = [a, b].map(({ row }) => row.cases.onBook.balance + row.withoutCase.balance) as [Cents, Cents];
      return one === other ? (a.name < b.name ? -1 : 1) : one > other ? -1 : 1;
    })
    .map(({ row }) => row);
}
