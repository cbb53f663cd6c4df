import type { BaseLock } from '../model/base-lock.js';
import type { DayNumber } from '../model/civil-date.js';
import { groupBy } from '../model/groups.js';
import { loanText } from '../model/loan-facts.js';
import type { Month } from '../model/portfolio.js';
import type { Assignment, InternalTransfer, OfficerRole, UnitKind } from '../model/tasks.js';
import { findText } from '../model/text-index.js';

/** A loan's going over from one unit to another: from that day on it is the other's. */
export interface UnitChange {
  readonly date: DayNumber;
  readonly loan: string;
  readonly from: string;
  readonly to: string;
}

/** Which branch or officer a loan belongs to on a day. "" where neither a register nor a ledger says. */
export interface UnitHomes {
  readonly kind: UnitKind;
  /** Whose an entry of that day is: by the registers, else by the last ledger before the day, else by the first from then on, else by a lock. */
  readonly onDay: (loan: string, day: DayNumber) => string;
  /** Whose the loan is at the end of that day: as above, a ledger of that very day coming first. */
  readonly atEnd: (loan: string, day: DayNumber) => string;
  /** What registers say went over after `from` up to `to`, by date and loan. */
  readonly changes: (from: DayNumber, to: DayNumber) => readonly UnitChange[];
}

/** Ledgers and locks that say whose a loan is. */
export interface HomeSources {
  readonly months: readonly Month[];
  readonly locks: readonly BaseLock[];
}

/** Branches, by internal transfers where a loan has any. */
export function branchHomes(sources: HomeSources, transfers: readonly InternalTransfer[]): UnitHomes {
  return newHomes('branch', statedHomes(sources, 'branch'), () => transfers.toSorted(byDate));
}

/**
 * Officers, by assignments where a loan has any: who collects it if that is assigned, else who manages it, else the ledger's
 * officer; in the managing role, who manages it, else the ledger's officer.
 */
export function officerHomes(sources: HomeSources, assignments: readonly Assignment[], role: OfficerRole): UnitHomes {
  const stated = statedHomes(sources, 'officer');
  const ways = (): UnitChange[] => {
    const held = new Map<string, { readonly managing?: string; readonly collecting?: string; readonly officer: string }>();
    return assignments
      .toSorted(byDate)
      .flatMap(({ loan, date, ...row }): UnitChange[] => {
        const before = held.get(loan) ?? { officer: stated(loan, date, false) };
        const managing = row.managing ?? before.managing;
        const collecting = row.collecting ?? before.collecting;
        const officer = (role === 'collecting' ? (collecting ?? managing) : managing) ?? before.officer;
        held.set(loan, { ...(managing === undefined ? {} : { managing }), ...(collecting === undefined ? {} : { collecting }), officer });
        return [{ date, loan, from: before.officer, to: officer }];
      })
      .sort(byDate);
  };
  return newHomes('officer', stated, ways);
}

/** Whose a loan is by ledgers and locks alone; `included`: whether a ledger of that very day counts as one before it. */
type StatedHome = (loan: string, day: DayNumber, included: boolean) => string;

function newHomes(kind: UnitKind, stated: StatedHome, ways: () => readonly UnitChange[]): UnitHomes {
  const all = ways();
  const byLoan = groupBy(all, ({ loan }) => loan);
  const find = (loan: string, day: DayNumber, included: boolean): string => {
    const own = byLoan.get(loan);
    if (own === undefined) return stated(loan, day, included);
    const last = own.findLast(({ date }) => date <= day);
    if (last !== undefined) return last.to;
    // A transfer says where the loan was before; an assignment does not.
    return kind === 'branch' ? (own[0] as UnitChange).from : stated(loan, day, included);
  };
  return {
    kind,
    onDay: (loan, day) => find(loan, day, false),
    atEnd: (loan, day) => find(loan, day, true),
    changes: (after, until) => all.filter(({ date, from, to }) => date > after && date <= until && from !== to),
  };
}

function byDate(a: { readonly date: DayNumber; readonly loan: string }, b: { readonly date: DayNumber; readonly loan: string }): number {
  return a.date === b.date ? (a.loan < b.loan ? -1 : a.loan > b.loan ? 1 : 0) : a.date - b.date;
}

function statedHomes({ months, locks }: HomeSources, kind: UnitKind): StatedHome {
  const ledgers = months.toSorted((a, b) => a.portfolio.asOf - b.portfolio.asOf);
  const latest = locks.toSorted((a, b) => b.lockDate - a.lockDate);
  let locked: readonly Map<string, string>[] | undefined;
  const inLocks = (loan: string): string => {
    locked ??= latest.map((lock) => new Map(lock.loans.map((one) => [one.key, one[kind] ?? ''])));
    return locked.find((lock) => lock.has(loan))?.get(loan) ?? '';
  };
  return (loan, day, included) => {
    const next = ledgers.findIndex(({ portfolio: { asOf } }) => asOf > day || (asOf === day && !included));
    const border = next < 0 ? ledgers.length : next;
    const inOrder = [...ledgers.slice(0, border).reverse(), ...ledgers.slice(border)];
    for (const { portfolio } of inOrder) {
      const found = findText(portfolio.keys, loan);
      if (found >= 0) return loanText(portfolio, kind, found) ?? '';
    }
    return inLocks(loan);
  };
}
