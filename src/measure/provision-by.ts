import { type ClassCode, isNpl, LOAN_CLASSES, NO_CLASS } from '../model/loan-class.js';
import type { Dimension } from '../model/loan-fields.js';
import { addCents, type Cents, newSums, sumAt, sumOf } from '../model/money.js';
import type { ClassTallies, Month, Tally } from '../model/portfolio.js';
import type { Ratio } from '../model/ratio.js';
import { stated } from '../model/stated.js';
import type { ProvisionRates } from '../policy/policy.js';
import { byNplThenKey, type DimensionRow, type LoanGroups, loanGroups } from './by-dimension.js';
import { roundTogether } from './deal-out.js';
import { type Allowance, measureProvision, type Provision } from './provision.js';
import { addLoan, addTallies, newGroups, nplOf, tallyAt } from './tallies.js';

/**
 * Provision of one value (or pair of values) of the dimensions. The total is rounded once, and its cents are dealt out: each row is
 * rounded down, and the cents that are left go to the largest remainders. So the rows sum to the total to the cent, in general,
 * specific and needed provision; and in each row the classes sum to its specific provision. A class over all rows may therefore
 * differ from what the class comes to for itself, by less than a cent a row.
 */
export interface ProvisionRow {
  readonly key: DimensionRow['key'];
  readonly loans: Tally;
  readonly npl: Tally;
  readonly general: Cents;
  readonly specific: Cents;
  /** The specific provision of each class, normal to loss. */
  readonly classes: readonly Cents[];
  readonly needed: Cents;
  /** The stated part. Absent when the ledger has no allowance column. */
  readonly held?: Cents;
  /** Absent, as coverage is, where an NPL of the row states no allowance. */
  readonly gap?: Cents;
  readonly coverage?: Ratio;
}

/** Rows largest NPL first, then by key. `total` is what they sum to. Errors: E_USAGE for a dimension the ledger lacks. */
export function measureProvisionBy(
  month: Month,
  rates: ProvisionRates,
  total: Pick<Provision, 'general' | 'specific'>,
  dimensions: readonly Dimension[],
): ProvisionRow[] {
  const groups = loanGroups(month.portfolio, month.classified, dimensions);
  const classes = classesByGroup(month, groups);
  const allowances = allowancesByGroup(month, groups);
  const met = groups
    .keys()
    .map((key, group) => ({ key, group, tallies: classes[group] as ClassTallies }))
    .map((row) => ({ ...row, loans: addTallies(row.tallies), npl: nplOf(row.tallies) }))
    .filter(({ loans }) => loans.count > 0)
    .sort(byNplThenKey);
  const { numerators, scale } = wholeRates([rates.general, ...LOAN_CLASSES.map((_, code) => rates.specific[code] ?? '0')]);
  const [ofGeneral = 0n, ...ofClass] = numerators;
  const exact = met.map(({ tallies }) => tallies.map(({ balance }, code) => balance * (ofClass[code] ?? 0n)));
  const general = roundTogether(
    total.general,
    met.map(({ loans }) => loans.balance * ofGeneral),
    scale,
  );
  const specific = roundTogether(
    total.specific,
    exact.map((amounts) => sumOf(amounts, (amount) => amount)),
    scale,
  );
  return met.map(({ key, group, tallies, loans, npl }, i): ProvisionRow => {
    const [ownGeneral, ownSpecific] = [general[i] as Cents, specific[i] as Cents];
    const needed = ownGeneral + ownSpecific;
    const { held, gap, coverage } = measureProvision(tallies, rates, allowances?.[group]);
    return {
      ...{ key, loans, npl, needed },
      general: ownGeneral,
      specific: ownSpecific,
      classes: roundTogether(ownSpecific, exact[i] as bigint[], scale),
      ...stated({ held, gap: gap === undefined || held === undefined ? undefined : needed - held, coverage }),
    };
  });
}

/** Decimals as whole numbers over one scale. */
function wholeRates(rates: readonly string[]): { readonly numerators: readonly bigint[]; readonly scale: bigint } {
  const parts = rates.map((rate) => rate.split('.') as [string, string?]);
  const digits = Math.max(...parts.map(([, fraction = '']) => fraction.length));
  return { numerators: parts.map(([whole, fraction = '']) => BigInt(whole + fraction.padEnd(digits, '0'))), scale: 10n ** BigInt(digits) };
}

function classesByGroup({ portfolio, classified }: Month, { size, groupOf }: LoanGroups): ClassTallies[] {
  const { balance, count } = portfolio;
  const classes = LOAN_CLASSES.length;
  const groups = newGroups(size * classes);
  for (let i = 0; i < count; i++) {
    const code = classified.used[i] as ClassCode;
    if (code !== NO_CLASS) addLoan(groups, groupOf(i) * classes + code, balance[i] as number);
  }
  return Array.from({ length: size }, (_, group) => LOAN_CLASSES.map((__, code) => tallyAt(groups, group * classes + code)));
}

/** Undefined where the ledger has no allowance column. */
function allowancesByGroup({ portfolio, classified }: Month, { size, groupOf }: LoanGroups): Allowance[] | undefined {
  const { allowance } = portfolio.amounts;
  if (allowance === undefined) return undefined;
  const sums = newSums(size * 2);
  const blanks = new Uint32Array(size * 2);
  for (let i = 0; i < portfolio.count; i++) {
    const cents = allowance[i] as number;
    const at = groupOf(i) * 2 + (isNpl(classified.used[i] as number) ? 1 : 0);
    if (Number.isNaN(cents)) blanks[at] = (blanks[at] as number) + 1;
    else addCents(sums, at, cents);
  }
  return Array.from({ length: size }, (_, group): Allowance => {
    const [others, onNpl] = [sumAt(sums, group * 2), sumAt(sums, group * 2 + 1)];
    const [blank, nplNotStated] = [blanks[group * 2] as number, blanks[group * 2 + 1] as number];
    return { held: others + onNpl, onNpl, notStated: blank + nplNotStated, nplNotStated };
  });
}
