import { loanText } from '../model/loan-facts.js';
import type { Month } from '../model/portfolio.js';
import type { Assignment, InternalTransfer, UnitKind } from '../model/tasks.js';
import type { HomeSources } from './unit-homes.js';

/** The units that a ledger's loans name, each once. */
export function unitsOnBook({ portfolio }: Month, kind: UnitKind): string[] {
  const names = new Set<string>();
  for (let loan = 0; loan < portfolio.count; loan++) {
    const name = loanText(portfolio, kind, loan);
    if (name !== undefined) names.add(name);
  }
  return [...names];
}

/** Every unit that a ledger, a lock or a register names. */
export function unitNames(
  kind: UnitKind,
  { months, locks }: Pick<HomeSources, 'months' | 'locks'>,
  { assignments, transfers }: { readonly assignments: readonly Assignment[]; readonly transfers: readonly InternalTransfer[] },
): ReadonlySet<string> {
  const names = new Set(months.flatMap((month) => unitsOnBook(month, kind)));
  for (const { loans } of locks) for (const loan of loans) names.add(loan[kind] ?? '');
  if (kind === 'branch') for (const { from, to } of transfers) names.add(from).add(to);
  else for (const { managing, collecting } of assignments) names.add(managing ?? '').add(collecting ?? '');
  return names;
}
