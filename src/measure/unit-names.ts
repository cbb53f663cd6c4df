import type { Month } from '../model/portfolio.js';
import type { Assignment, InternalTransfer, UnitKind } from '../model/tasks.js';
import { textAt } from '../model/text-index.js';
import type { HomeSources } from './unit-homes.js';

/** The units that a ledger's loans name, each once. */
export function unitsOnBook({ portfolio }: Month, kind: UnitKind): string[] {
  const column = portfolio.texts[kind];
  if (column === undefined) return [];
  if ('list' in column)
    return [...new Set(Array.from({ length: portfolio.count }, (_, loan) => textAt(column.list, loan)))].filter((name) => name !== '');
  const { codes, dictionary } = column;
  const isUsed = new Uint8Array(dictionary.size);
  for (let loan = 0; loan < portfolio.count; loan++) {
    const code = codes[loan] as number;
    if (code < dictionary.size) isUsed[code] = 1;
  }
  return Array.from(isUsed.keys()).flatMap((code) => (isUsed[code] === 1 ? [textAt(dictionary, code)] : []));
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
