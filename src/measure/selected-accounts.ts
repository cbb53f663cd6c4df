import type { BaseLock } from '../model/base-lock.js';
import type { Disposal, LoanEvent, WriteOff } from '../model/events.js';
import { lockedKeys } from '../model/lock-columns.js';
import { type Cents, sumOf } from '../model/money.js';
import type { Portfolio } from '../model/portfolio.js';
import type { Families } from '../model/segmented.js';
import { findText } from '../model/text-index.js';
import type { Reversals } from './settle-reversals.js';

/** Where a loan may stand that belongs to the selection of rows. */
export interface Selection {
  readonly portfolios: readonly Portfolio[];
  readonly locks: readonly BaseLock[];
  readonly families: Families;
}

/** Register rows that are in no figure because nothing shows that their loans belong to the selection. */
export interface NotSelected {
  readonly count: number;
  readonly principal: Cents;
}

interface Accounts {
  readonly events: readonly LoanEvent[];
  readonly writeOffs: readonly WriteOff[];
  readonly reversals: Reversals;
  readonly entrusted: readonly Disposal[];
}

/**
 * Tells whether a loan, or one whose place it took or that took its place, is on a selected row of any ledger (on the book or
 * off it) or in a lock.
 */
export function selectedLoans({ portfolios, locks, families }: Selection): (loan: string) => boolean {
  const locked = new Set(locks.flatMap(lockedKeys));
  for (const { key } of locks.flatMap(({ offBook }) => offBook?.claims ?? [])) locked.add(key);
  const isOn = ({ keys, offBookKeys }: Portfolio, key: string) =>
    findText(keys, key) >= 0 || (offBookKeys !== undefined && findText(offBookKeys, key) >= 0);
  const isHeld = (key: string) => locked.has(key) || portfolios.some((portfolio) => isOn(portfolio, key));
  const lines = families.linesFrom([]);
  const known = new Map<string, boolean>();
  return (loan) => {
    if (isHeld(loan)) return true;
    if (!families.isLinked(loan)) return false;
    const line = lines.of(loan);
    const held = known.get(line) ?? lines.members(line).some(isHeld);
    known.set(line, held);
    return held;
  };
}

/** The same accounts without what is said of loans outside the selection, and how much that was. */
export function ofSelection<T extends Accounts>(
  accounts: T,
  isSelected: (loan: string) => boolean,
): { readonly accounts: T; readonly left: NotSelected } {
  const isIn = ({ loan }: { readonly loan: string }) => isSelected(loan);
  const { events, writeOffs, reversals, entrusted } = accounts;
  // A write-off is in both lists, by one row.
  const rows = new Map([...writeOffs, ...events, ...entrusted].filter((row) => !isIn(row)).map((row) => [`${row.file}:${row.line}`, row]));
  const left = { count: rows.size, principal: sumOf([...rows.values()], ({ principal }) => principal) };
  if (left.count === 0) return { accounts, left };
  return {
    accounts: {
      ...accounts,
      events: events.filter(isIn),
      writeOffs: writeOffs.filter(isIn),
      entrusted: entrusted.filter(isIn),
      reversals: {
        events: reversals.events.filter(({ entry }) => isIn(entry)),
        writeOffs: reversals.writeOffs.filter(({ entry }) => isIn(entry)),
      },
    },
    left,
  };
}
