import type { DayNumber } from '../../model/civil-date.js';
import type { ForeclosedAsset } from '../../model/foreclosed.js';
import { type ClassCode, LOAN_CLASSES, type LoanClass } from '../../model/loan-class.js';
import type { Dimension } from '../../model/loan-fields.js';
import { type Cents, sumOf } from '../../model/money.js';
import { nplLoans } from '../../model/npl-loans.js';
import type { Month, Tally } from '../../model/portfolio.js';
import { type Ratio, ratioOf } from '../../model/ratio.js';
import { CAUSES, type Cause, type LoanCause } from '../../model/responsibility.js';
import { textAt } from '../../model/text-index.js';
import type { Bands, Policy } from '../../policy/policy.js';
import { dimensionFinder } from '../by-dimension.js';
import { groupByDimension } from '../group-by-dimension.js';
import { borrowerDebts, largestNplBorrowers, type NplBorrower } from '../largest-borrowers.js';
import { addLoan, addTallies, newGroups, talliesOf, tallyClasses, tallyLoans } from '../tallies.js';
import { type Foreclosed, measureForeclosed } from './foreclosed.js';
import { type KnownNpls, measureAges, type NplAges } from './npl-age.js';
import { measureObservation, type Observation } from './observation-ends.js';

export interface ConcentrationInput extends KnownNpls {
  readonly policy: Policy;
  readonly bands: Bands;
  /** Undefined where no register of foreclosed assets was given. */
  readonly assets?: readonly ForeclosedAsset[];
  /** Assets disposed of after this day are told. */
  readonly since: DayNumber;
  readonly dimensions: readonly Dimension[];
  /** Why loans turned bad, by loan; undefined where no responsibility register was given. */
  readonly causes?: ReadonlyMap<string, LoanCause>;
  /** All loans of the institution, for a ledger of NPLs alone. */
  readonly loansTotal?: Cents;
}

/** The borrowers with the largest balance of some loans, and what they make together. */
export interface Largest {
  readonly borrowers: readonly NplBorrower[];
  readonly together: Cents;
  readonly share?: Ratio;
}

export interface SizeBand {
  /** In cents: above this. */
  readonly above: Cents;
  /** In cents: up to this; absent for the last. */
  readonly upTo?: Cents;
  readonly borrowers: number;
  readonly tally: Tally;
}

export interface NplGroup {
  readonly key: Readonly<Partial<Record<Dimension, string>>>;
  readonly tally: Tally;
}

/** NPL and foreclosed assets together (不良资产), with the assets as booked and less impairment. */
export interface Npa {
  readonly gross: { readonly assets: Cents; readonly amount: Cents; readonly ratio?: Ratio };
  readonly net: { readonly assets: Cents; readonly amount: Cents; readonly ratio?: Ratio };
}

export interface Concentration {
  readonly loans: Cents;
  readonly npl: Tally;
  readonly largest: Largest;
  /** Special-mention, substandard, doubtful, loss: the classes of return G13 and the one before them. */
  readonly classes: readonly { readonly class: LoanClass; readonly tally: Tally; readonly largest: Largest }[];
  readonly sizes: readonly SizeBand[];
  readonly ages: NplAges;
  /** Undefined where the ledger has no such column. */
  readonly industry?: readonly NplGroup[];
  readonly debtorIdentity?: readonly NplGroup[];
  /** The last is of loans whose cause is not stated; undefined where no register was given. */
  readonly causes?: readonly { readonly cause?: Cause; readonly tally: Tally }[];
  readonly by: readonly NplGroup[];
  readonly observation?: Observation;
  readonly foreclosed?: Foreclosed;
  readonly npa?: Npa;
}

/** How many borrowers are the largest: as in return G13 and in every report. */
const LARGEST = 10;
const FIRST_CLASS: ClassCode = 1;

/** Where NPLs lie together. Every split of them adds up to them. Errors: E_USAGE for a dimension the ledger lacks. */
export function measureConcentration(input: ConcentrationInput): Concentration {
  const { current, policy, bands, assets, dimensions } = input;
  const { portfolio, classified } = current;
  const { used } = classified;
  const tallies = tallyClasses(portfolio, used);
  const npl = addTallies(tallies.slice(2));
  const loans = nplLoans(used);
  const balance = input.loansTotal ?? addTallies(tallies).balance;
  const largestOf = (own: readonly number[], tally: Tally): Largest => {
    const borrowers = largestNplBorrowers(portfolio, used, own, tally.balance, LARGEST);
    const together = sumOf(borrowers, (borrower) => borrower.balance);
    const share = ratioOf(together, tally.balance);
    return { borrowers, together, ...(share === undefined ? {} : { share }) };
  };
  const split = (own: readonly Dimension[]) => groupNpl(current, loans, own);
  const has = (dimension: 'industry' | 'debtorIdentity') => portfolio.texts[dimension] !== undefined;
  const observation = measureObservation(current, policy);
  const foreclosed = assets === undefined ? undefined : measureForeclosed(assets, bands, portfolio.asOf, input.since);
  return {
    loans: balance,
    npl,
    largest: largestOf(loans, npl),
    classes: LOAN_CLASSES.slice(FIRST_CLASS).map((name, i) => {
      const code = FIRST_CLASS + i;
      const tally = tallies[code] as Tally;
      return { class: name, tally, largest: largestOf(loansOfClass(current, code), tally) };
    }),
    sizes: sizesOf(current, loans, bands.size.upTo),
    ages: measureAges(input, loans, bands.nplAge.months),
    ...(has('industry') ? { industry: split(['industry']) } : {}),
    ...(has('debtorIdentity') ? { debtorIdentity: split(['debtorIdentity']) } : {}),
    ...(input.causes === undefined ? {} : { causes: causesOf(current, loans, input.causes) }),
    by: dimensions.length === 0 ? [] : split(dimensions),
    ...(observation === undefined ? {} : { observation }),
    ...(foreclosed === undefined ? {} : { foreclosed, npa: npaOf(npl.balance, balance, foreclosed) }),
  };
}

function loansOfClass({ classified: { used } }: Month, code: ClassCode): number[] {
  const loans: number[] = [];
  for (let loan = 0; loan < used.length; loan++) if (used[loan] === code) loans.push(loan);
  return loans;
}

/** By what each borrower owes in NPLs; an end belongs to the band below it. */
function sizesOf({ portfolio }: Month, loans: readonly number[], upTo: readonly string[]): SizeBand[] {
  const ends = upTo.map((yuan) => BigInt(yuan) * 100n);
  const debts = borrowerDebts(portfolio, loans);
  return [...ends, undefined].map((end, i) => {
    const above = i === 0 ? 0n : (ends[i - 1] as Cents);
    // Who owes nothing, on an NPL of balance 0, is in the first band.
    const own = debts.filter((one) => (i === 0 || one.balance > above) && (end === undefined || one.balance <= end));
    return { above, ...(end === undefined ? {} : { upTo: end }), borrowers: own.length, tally: addTallies(own) };
  });
}

/** The largest first, then by value. */
function groupNpl({ portfolio, classified }: Month, loans: readonly number[], dimensions: readonly Dimension[]): NplGroup[] {
  return groupByDimension(loans, dimensionFinder(portfolio, classified, dimensions))
    .map(({ key, name, members }) => ({
      key,
      name,
      tally: tallyLoans(portfolio, members),
    }))
    .sort((a, b) => (a.tally.balance === b.tally.balance ? (a.name < b.name ? -1 : 1) : a.tally.balance > b.tally.balance ? -1 : 1))
    .map(({ key, tally }) => ({ key, tally }));
}

/** In the order of the list of causes; those that no loan has are left out. */
function causesOf(
  { portfolio }: Month,
  loans: readonly number[],
  causes: ReadonlyMap<string, LoanCause>,
): NonNullable<Concentration['causes']> {
  const groups = newGroups(CAUSES.length + 1);
  for (const loan of loans) {
    const stated = causes.get(textAt(portfolio.keys, loan))?.cause;
    addLoan(groups, stated === undefined ? CAUSES.length : CAUSES.indexOf(stated), portfolio.balance[loan] as number);
  }
  return talliesOf(groups)
    .map((tally, i) => ({ ...(CAUSES[i] === undefined ? {} : { cause: CAUSES[i] }), tally }))
    .filter(({ tally }) => tally.count > 0);
}

function npaOf(npl: Cents, loans: Cents, { held }: Foreclosed): Npa {
  const view = (assets: Cents) => {
    const ratio = ratioOf(npl + assets, loans + assets);
    return { assets, amount: npl + assets, ...(ratio === undefined ? {} : { ratio }) };
  };
  return { gross: view(held.booked), net: view(held.net) };
}
