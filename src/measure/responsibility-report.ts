import type { BaseLock } from '../model/base-lock.js';
import { groupBy } from '../model/groups.js';
import { loanText } from '../model/loan-facts.js';
import type { Dimension } from '../model/loan-fields.js';
import { type Cents, sumOf } from '../model/money.js';
import type { Month } from '../model/portfolio.js';
import { type Cause, isSettled, type ResponsibilityState, type Role } from '../model/responsibility.js';
import { findText } from '../model/text-index.js';
import { type AnsweredFrom, type AnsweredNpl, type AnsweredPart, answeredNpl } from './answered-npl.js';
import { dimensionFinder as currentFinder, type DimensionRow } from './by-dimension.js';
import { groupByDimension } from './group-by-dimension.js';
import { latestFirst } from './last-held.js';
import { dimensionFinder } from './loan-origins.js';

export interface ResponsibilityInput extends AnsweredFrom {
  readonly locks: readonly BaseLock[];
  readonly dimensions: readonly Dimension[];
}

/** New NPLs: how many, what turned (gross), and what of it stands. */
export interface NewNplSum {
  readonly count: number;
  readonly gross: Cents;
  readonly now: Cents;
}

const DETERMINATIONS = ['determined', 'exempt', 'open', 'none'] as const satisfies readonly (ResponsibilityState | 'none')[];

/** What a name of the ledger has to do with: at the start, where its ledger is there, and by the last that holds each loan. */
export interface NamedNpl {
  /** Undefined for a loan that the ledger does not have, '' for a blank cell. */
  readonly name?: string;
  readonly start?: NewNplSum;
  readonly now: NewNplSum;
}

export interface ResponsibilityFigures {
  readonly start: AnsweredFrom['start'];
  readonly total: NewNplSum;
  /** Largest first. */
  readonly loans: readonly AnsweredNpl[];
  /** In the order of DETERMINATIONS, all of them; they make the total. */
  readonly byState: readonly (NewNplSum & { readonly state: (typeof DETERMINATIONS)[number] })[];
  /** By cause and words, the largest first; without a cause last. They make the total. */
  readonly byCause: readonly (NewNplSum & { readonly cause?: Cause; readonly text?: string })[];
  /** Parts of what is determined, by person and role; they make what is determined. */
  readonly persons: readonly (NewNplSum & { readonly person: string; readonly role: Role })[];
  /** By the ledger's columns; undefined where no ledger has one. Each makes the total. */
  readonly firstResponsible?: readonly NamedNpl[];
  readonly managing?: readonly NamedNpl[];
  /** Whether the ledger of the start is there: without, who it was then is not known. */
  readonly startHeld: boolean;
  /** Not settled and due before the data date, longest first. Undefined where nobody says how many days there are. */
  readonly overdue?: readonly AnsweredNpl[];
  readonly by: readonly (NewNplSum & {
    readonly key: DimensionRow['key'];
    readonly settled: NewNplSum;
    readonly overdue?: number;
  })[];
  /** Loans of the register that are no new NPL: in none of the above. */
  readonly others: readonly string[];
  /** Rows determined when a ledger still shows no NPL: in the figures all the same. */
  readonly early: AnsweredNpl['rows'];
}

export function measureResponsibility(input: ResponsibilityInput): ResponsibilityFigures {
  const { start, current, earlier, behind, determineWithin } = input;
  const { loans, others, early } = answeredNpl(input);
  const months = latestFirst(current, earlier, behind);
  const atStart = earlier.find((month) => month.portfolio.asOf === start);
  const overdue = loans
    .filter(({ overdueDays }) => overdueDays !== undefined)
    .sort((a, b) => (b.overdueDays as number) - (a.overdueDays as number) || (a.loan < b.loan ? -1 : 1));
  const named = (field: 'firstResponsible' | 'officer') => {
    if (!months.some(({ portfolio }) => portfolio.texts[field] !== undefined)) return undefined;
    return namesOf(loans, field, months, atStart);
  };
  const [firstResponsible, managing] = [named('firstResponsible'), named('officer')];
  return {
    start,
    total: sumOfLoans(loans),
    loans,
    byState: DETERMINATIONS.map((state) => ({ state, ...sumOfLoans(loans.filter((one) => one.state === state)) })),
    byCause: causesOf(loans),
    persons: personsOf(loans),
    ...(firstResponsible === undefined ? {} : { firstResponsible }),
    ...(managing === undefined ? {} : { managing }),
    startHeld: atStart !== undefined,
    ...(determineWithin === undefined ? {} : { overdue }),
    by: splitBy(input, loans),
    others: [...new Set(others.map(({ loan }) => loan))].sort(),
    early,
  };
}

function sumOfLoans(loans: readonly Pick<AnsweredNpl, 'gross' | 'now'>[]): NewNplSum {
  return { count: loans.length, gross: sumOf(loans, ({ gross }) => gross), now: sumOf(loans, ({ now }) => now) };
}

/** Larger first, then by name. */
function byGross(a: { readonly name: string; readonly gross: Cents }, b: { readonly name: string; readonly gross: Cents }): number {
  return a.gross === b.gross ? (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) : a.gross > b.gross ? -1 : 1;
}

function causesOf(loans: readonly AnsweredNpl[]): ResponsibilityFigures['byCause'] {
  const groups = groupBy(loans, ({ cause }) => (cause === undefined ? '' : `${cause.cause}\u001f${cause.text ?? ''}`));
  return [...groups]
    .map(([name, own]) => ({ name, ...(own[0]?.cause ?? {}), ...sumOfLoans(own) }))
    .sort((a, b) => Number(a.name === '') - Number(b.name === '') || byGross(a, b))
    .map(({ name: _, ...row }) => row);
}

function personsOf(loans: readonly AnsweredNpl[]): ResponsibilityFigures['persons'] {
  const parts = loans.flatMap(({ parts: own }) => own);
  const groups = groupBy(parts, ({ row }) => `${row.person}\u001f${row.role}`);
  return [...groups]
    .map(([name, own]) => {
      const { person, role } = (own[0] as AnsweredPart).row as { person: string; role: Role };
      return { name, person, role, ...sumOfLoans(own) };
    })
    .sort(byGross)
    .map(({ name: _, ...row }) => row);
}

const NOT_THERE = '\u0000';

function namesOf(
  loans: readonly AnsweredNpl[],
  field: 'firstResponsible' | 'officer',
  months: readonly Month[],
  atStart: Month | undefined,
): NamedNpl[] {
  const now = groupBy(loans, (one) => nameIn(months, field, one));
  const then = atStart === undefined ? undefined : groupBy(loans, (one) => nameIn([atStart], field, one));
  return [...new Set([...now.keys(), ...(then?.keys() ?? [])])]
    .map((name) => {
      const start = then === undefined ? undefined : sumOfLoans(then.get(name) ?? []);
      const row: NamedNpl = {
        ...(name === NOT_THERE ? {} : { name }),
        ...(start === undefined ? {} : { start }),
        now: sumOfLoans(now.get(name) ?? []),
      };
      // Without a name last, and those that the ledger does not have behind them.
      return { rank: name === NOT_THERE ? 2 : name === '' ? 1 : 0, name, gross: row.now.gross, row };
    })
    .sort((a, b) => a.rank - b.rank || byGross(a, b))
    .map(({ row }) => row);
}

/** By the first of the months that holds the loan, or another of its line. */
function nameIn(months: readonly Month[], field: 'firstResponsible' | 'officer', { loan, members }: AnsweredNpl): string {
  for (const { portfolio } of months) {
    for (const key of [loan, ...members]) {
      const index = findText(portfolio.keys, key);
      if (index >= 0) return loanText(portfolio, field, index) ?? '';
    }
  }
  return NOT_THERE;
}

/** Largest first, equal ones by value. Errors: E_USAGE for a dimension that the ledger lacks. */
function splitBy(
  { current, earlier, behind = [], locks, families, dimensions, determineWithin }: ResponsibilityInput,
  loans: readonly AnsweredNpl[],
): ResponsibilityFigures['by'] {
  if (dimensions.length === 0) return [];
  currentFinder(current.portfolio, current.classified, dimensions);
  const keyOf = dimensionFinder([current, ...earlier, ...behind], locks, dimensions, families);
  return groupByDimension(loans, ({ loan }) => keyOf(loan))
    .map(({ key, name, members }) => ({
      key,
      name,
      ...sumOfLoans(members),
      settled: sumOfLoans(members.filter(isSettled)),
      ...(determineWithin === undefined ? {} : { overdue: members.filter(({ overdueDays }) => overdueDays !== undefined).length }),
    }))
    .sort(byGross)
    .map(({ name: _, ...row }) => row);
}
