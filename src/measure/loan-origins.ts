import type { BaseLock, LockedLoan } from '../model/base-lock.js';
import { className } from '../model/loan-class.js';
import { loanText } from '../model/loan-facts.js';
import { CHOICE_FIELDS, type Dimension } from '../model/loan-fields.js';
import type { Month } from '../model/portfolio.js';
import type { Families } from '../model/segmented.js';
import { lastHeld, latestFirst } from './last-held.js';
import { relativesOf } from './relatives.js';

/**
 * Where a loan that may be gone belonged: by its last ledger of those given, else by the latest lock that lists it, else where
 * what it replaced did, or what took its place. Blank where none of them says.
 */
export function dimensionFinder(
  months: readonly Month[],
  locks: readonly BaseLock[],
  dimensions: readonly Dimension[],
  families: Pick<Families, 'parentsOf' | 'descendantsOf'>,
): (loan: string) => Readonly<Partial<Record<Dimension, string>>> {
  const latest = latestFirst(months);
  const locked = locks.toSorted((a, b) => b.lockDate - a.lockDate).map((lock) => new Map(lock.loans.map((loan) => [loan.key, loan])));
  const named = (key: string) => {
    const held = lastHeld(latest, key);
    if (held !== undefined) return keyOf(dimensions, (dimension) => onLedger(held.ledger, held.loan, dimension));
    const found = locked.map((lock) => lock.get(key)).find((loan) => loan !== undefined);
    return found === undefined ? undefined : keyOf(dimensions, (dimension) => inLock(found, dimension));
  };
  const blank = keyOf(dimensions, () => '');
  return (key) => {
    const own = named(key);
    if (own !== undefined) return own;
    for (const one of relativesOf(key, families)) {
      const found = named(one);
      if (found !== undefined) return found;
    }
    return blank;
  };
}

function keyOf(dimensions: readonly Dimension[], textOf: (dimension: Dimension) => string): Partial<Record<Dimension, string>> {
  return Object.fromEntries(dimensions.map((dimension) => [dimension, textOf(dimension)]));
}

function onLedger({ portfolio, classified }: Month, loan: number, dimension: Dimension): string {
  if (dimension === 'class') return className(classified.used[loan] as number);
  if (dimension === 'guarantee' || dimension === 'borrowerType') {
    const names: readonly string[] = CHOICE_FIELDS[dimension];
    return names[portfolio.choices[dimension]?.[loan] ?? names.length] ?? '';
  }
  return loanText(portfolio, dimension, loan) ?? '';
}

function inLock(loan: LockedLoan, dimension: Dimension): string {
  if (dimension === 'class') return className(loan.class);
  if (dimension === 'branch' || dimension === 'officer' || dimension === 'firstResponsible') return loan[dimension] ?? '';
  return '';
}
