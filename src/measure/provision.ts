import { isNpl, LOAN_CLASSES } from '../model/loan-class.js';
import { addCents, type Cents, newSums, sumAt } from '../model/money.js';
import type { ClassTallies, Portfolio } from '../model/portfolio.js';
import { Decimal, decimalOf, type Ratio, ratioOf, roundCents, shareOf } from '../model/ratio.js';
import type { ProvisionRates } from '../policy/policy.js';
import { addTallies, nplOf } from './tallies.js';

/** Provision needed and held. General and specific are each rounded half up to the cent once; needed is their sum. */
export interface Provision {
  readonly general: Cents;
  /** Over all classes, rounded after summing. */
  readonly specific: Cents;
  readonly needed: Cents;
  /** The stated part. Absent when the ledger has no allowance column. */
  readonly held?: Cents;
  /** needed - held: positive is a shortfall. It, both ratios and net NPL are absent where an NPL states no allowance: blank is not zero. */
  readonly gap?: Cents;
  readonly coverage?: Ratio;
  readonly provisionRatio?: Ratio;
  /** What the two supervisory minimums ask for; the higher binds. */
  readonly minimum: {
    readonly byCoverage: Cents;
    readonly byProvisionRatio: Cents;
    readonly need: Cents;
    readonly binding: 'coverage' | 'provisionRatio';
  };
  /** Net NPL: NPL - allowance on NPL. */
  readonly netNpl?: Cents;
  /** Loans without a stated allowance, in a ledger that has the column. */
  readonly notStated: number;
  /** How many of them are NPL. */
  readonly nplNotStated: number;
  readonly verified: boolean;
}

export interface Allowance {
  readonly held: Cents;
  readonly onNpl: Cents;
  readonly notStated: number;
  readonly nplNotStated: number;
}

export function sumAllowance(portfolio: Portfolio, classes: ArrayLike<number>): Allowance | undefined {
  const { allowance } = portfolio.amounts;
  if (allowance === undefined) return undefined;
  const sums = newSums(2);
  let [notStated, nplNotStated] = [0, 0];
  for (let i = 0; i < portfolio.count; i++) {
    const cents = allowance[i] as number;
    const npl = isNpl(classes[i] as number) ? 1 : 0;
    if (!Number.isNaN(cents)) addCents(sums, npl, cents);
    else [notStated, nplNotStated] = [notStated + 1, nplNotStated + npl];
  }
  const onNpl = sumAt(sums, 1);
  return { held: sumAt(sums, 0) + onNpl, onNpl, notStated, nplNotStated };
}

export function measureProvision(classes: ClassTallies, rates: ProvisionRates, allowance: Allowance | undefined): Provision {
  const loans = addTallies(classes).balance;
  const npl = nplOf(classes).balance;
  const general = shareOf(loans, rates.general);
  const specific = roundCents(
    LOAN_CLASSES.reduce(
      (sum, _, code) => sum.plus(decimalOf(classes[code]?.balance ?? 0n).times(rates.specific[code] ?? '0')),
      new Decimal(0),
    ),
  );
  const needed = general + specific;
  const byCoverage = shareOf(npl, rates.minimumCoverage);
  const byProvisionRatio = shareOf(loans, rates.minimumProvisionRatio);
  const binding = byCoverage >= byProvisionRatio ? 'coverage' : 'provisionRatio';
  const minimum = { byCoverage, byProvisionRatio, need: binding === 'coverage' ? byCoverage : byProvisionRatio, binding } as const;
  const figures = { general, specific, needed, minimum, verified: rates.verified };
  if (allowance === undefined) return { ...figures, notStated: 0, nplNotStated: 0 };
  const { held, onNpl, notStated, nplNotStated } = allowance;
  if (nplNotStated > 0) return { ...figures, held, notStated, nplNotStated };
  const coverage = ratioOf(held, npl);
  const provisionRatio = ratioOf(held, loans);
  return {
    ...figures,
    held,
    gap: needed - held,
    ...(coverage === undefined ? {} : { coverage }),
    ...(provisionRatio === undefined ? {} : { provisionRatio }),
    netNpl: npl - onNpl,
    notStated,
    nplNotStated,
  };
}
