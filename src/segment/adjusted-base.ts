import { type Diagnostic, UserError } from '../diagnostics/diagnostic.js';
import type { BaseAdjustment } from '../model/base-adjustment.js';
import type { Restatement } from '../model/base-lock.js';
import { groupBy } from '../model/groups.js';
import { type Cents, sumOf, yuan } from '../model/money.js';
import { shownKey } from '../model/portfolio.js';

const SHOWN = 20;

/**
 * Refuses a restatement that its register of adjustments does not come to: original ± adjustments = current, loan by loan and to
 * the cent. Errors: E_ADJUSTMENT for each of the first loans that differ, by loan.
 */
export function refuseUnadjusted(restatement: Restatement, adjustments: readonly BaseAdjustment[], file: string): void {
  const changed = changesOf(restatement);
  const stated = groupBy(adjustments, ({ loan }) => loan);
  const faults = [...new Set([...changed.keys(), ...stated.keys()])].sort().flatMap((loan): Diagnostic[] => {
    const rows = stated.get(loan) ?? [];
    const adjusted = sumOf(rows, ({ kind, amount }) => (kind === 'increase' ? amount : -amount));
    const change = changed.get(loan) ?? 0n;
    if (adjusted === change) return [];
    const place = rows.at(-1);
    const at = place === undefined ? { file } : { file: place.file, line: place.line };
    return [{ code: 'E_ADJUSTMENT', ...at, value: shownKey(loan), params: { adjusted: yuan(adjusted), change: yuan(change) } }];
  });
  if (faults.length > 0) throw new UserError(faults.slice(0, SHOWN));
}

/** Current less original, of the loans that differ. */
function changesOf({ added, removed, changed }: Restatement): Map<string, Cents> {
  return new Map([
    ...added.map(({ key, balance }) => [key, balance] as const),
    ...removed.map(({ key, balance }) => [key, -balance] as const),
    ...changed.map(({ key, from, to }) => [key, to - from] as const),
  ]);
}
