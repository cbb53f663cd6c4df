import type { Dimension } from '../model/loan-fields.js';
import { sumOf } from '../model/money.js';
import type { Tally } from '../model/portfolio.js';
import type { DimensionRow } from './by-dimension.js';
import { groupByDimension } from './group-by-dimension.js';
import { homeKeys } from './line-home.js';
import type { SegmentedMonth } from './month-movement.js';
import type { NewNpl } from './new-npl.js';

/** New NPLs of one value of the dimensions asked for, as their loans stood when they turned. */
export interface NewNplGroup {
  readonly key: DimensionRow['key'];
  readonly formation: Tally;
  readonly relapse: Tally;
}

/**
 * By what the loan belongs to, as the roll-forward has it.
 * Largest first, equal ones by value. Errors: E_USAGE for a dimension that a ledger lacks.
 */
export function groupNewNpl(
  rows: readonly NewNpl[],
  months: readonly SegmentedMonth[],
  dimensions: readonly Dimension[],
): readonly NewNplGroup[] {
  const keyOf = homeKeys(
    months.map(({ month }) => month),
    dimensions,
  );
  const groups = groupByDimension(
    rows.filter(({ entry }) => entry !== 'return'),
    ({ place }) => keyOf(place),
  );
  return groups
    .map(({ key, name, members }) => ({ key, name, formation: tallyOf(members, 'formation'), relapse: tallyOf(members, 'relapse') }))
    .sort((a, b) => {
      const [one, other] = [a.formation.balance + a.relapse.balance, b.formation.balance + b.relapse.balance];
      return one === other ? (a.name < b.name ? -1 : 1) : one > other ? -1 : 1;
    })
    .map(({ name: _, ...group }) => group);
}

function tallyOf(rows: readonly NewNpl[], entry: NewNpl['entry']): Tally {
  const own = rows.filter((row) => row.entry === entry);
  return { count: own.length, balance: sumOf(own, (row) => row.entered) };
}
