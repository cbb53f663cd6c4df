import { type ClassCode, isNpl, LOAN_CLASSES } from '../model/loan-class.js';
import type { Dimension } from '../model/loan-fields.js';
import { addCents, type CentSums, type Cents, newSums, sumAt } from '../model/money.js';
import type { Month } from '../model/portfolio.js';
import { type DimensionRow, dimensionFinder } from './by-dimension.js';
import type { Migration } from './migration.js';
import { type MigrationRate, rates2005 } from './migration-rates.js';

/** One value of the dimensions asked for, as the loans stood at the opening. */
export interface DimensionMigration {
  readonly key: DimensionRow['key'];
  /** Performing loans at the opening. */
  readonly opening: Cents;
  /** Those of them that are NPL at the closing, at closing balance. */
  readonly becameNpl: Cents;
  /** By the formula of 2005. */
  readonly rates: readonly MigrationRate[];
}

const SIDE = LOAN_CLASSES.length;

/** Largest migration to NPL first, then by key. Errors: E_USAGE for a dimension the ledger lacks. */
export function measureMigrationBy(
  before: Month,
  after: Month,
  { becameOf }: Migration,
  dimensions: readonly Dimension[],
): DimensionMigration[] {
  const { portfolio, classified } = before;
  const keyOf = dimensionFinder(portfolio, classified, dimensions);
  const groups = new Map<string, { readonly key: DimensionRow['key']; readonly sums: CentSums; readonly opening: CentSums }>();
  for (let loan = 0; loan < portfolio.count; loan++) {
    const key = keyOf(loan);
    const name = Object.values(key).join('\u001f');
    const group = groups.get(name) ?? { key, sums: newSums(SIDE * SIDE), opening: newSums(1) };
    groups.set(name, group);
    const from = classified.used[loan] as ClassCode;
    if (!isNpl(from)) addCents(group.opening, 0, portfolio.balance[loan] as number);
    const now = becameOf[loan] as number;
    if (now >= 0) addCents(group.sums, from * SIDE + (after.classified.used[now] as ClassCode), after.portfolio.balance[now] as number);
  }
  return [...groups.values()].map(({ key, sums, opening }) => dimensionMigration(key, sums, sumAt(opening, 0))).sort(byMigration);
}

function dimensionMigration(key: DimensionRow['key'], sums: CentSums, opening: Cents): DimensionMigration {
  const closing = LOAN_CLASSES.map((_, from) => LOAN_CLASSES.map((__, to) => sumAt(sums, from * SIDE + to)));
  const rates = rates2005({ closing });
  return { key, opening, becameNpl: rates.find((rate) => rate.of === 'combined')?.migrated ?? 0n, rates };
}

function byMigration(left: DimensionMigration, right: DimensionMigration): number {
  if (left.becameNpl !== right.becameNpl) return left.becameNpl > right.becameNpl ? -1 : 1;
  const [a, b] = [left, right].map(({ key }) => Object.values(key).join('\u001f')) as [string, string];
  return a < b ? -1 : a > b ? 1 : 0;
}
