import type { BaseLock } from '../model/base-lock.js';
import type { DayNumber } from '../model/civil-date.js';
import { groupBy } from '../model/groups.js';
import { textReader } from '../model/loan-facts.js';
import type { Month } from '../model/portfolio.js';
import type { Families } from '../model/segmented.js';
import { stated } from '../model/stated.js';
import type { Assignment, InternalTransfer, OfficerRole, UnitKind } from '../model/tasks.js';
import { findText } from '../model/text-index.js';
import { relativesOf } from './relatives.js';

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
  /** Whose an entry of that day is: by the registers, else by the last ledger before the day, else by the first from then on, else by a lock, else as what it replaced or was replaced by. */
  readonly onDay: (loan: string, day: DayNumber) => string;
  /** Whose the loan is at the end of that day: as above, a ledger of that very day coming first. */
  readonly atEnd: (loan: string, day: DayNumber) => string;
  /** What registers say went over after `from` up to `to`, by date and loan. */
  readonly changes: (from: DayNumber, to: DayNumber) => readonly UnitChange[];
}

/** Ledgers and locks that say whose a loan is, and which loans took whose place. */
export interface HomeSources {
  readonly months: readonly Month[];
  readonly locks: readonly BaseLock[];
  readonly families: Pick<Families, 'parentsOf' | 'descendantsOf'>;
}

/** Branches, by internal transfers where a loan has any. */
export function branchHomes(sources: HomeSources, transfers: readonly InternalTransfer[]): UnitHomes {
  return newHomes('branch', sources, transfers);
}

/**
 * Officers, by assignments where a loan has any: who collects it if that is assigned, else who manages it, else the ledger's
 * officer; in the managing role, who manages it, else the ledger's officer.
 */
export function officerHomes(sources: HomeSources, assignments: readonly Assignment[], role: OfficerRole): UnitHomes {
  const held = new Map<string, Pick<Assignment, 'managing' | 'collecting'>>();
  const rows = assignments.toSorted(byDate).flatMap((row): HomeRow[] => {
    const { loan, date } = row;
    const { managing = held.get(loan)?.managing, collecting = held.get(loan)?.collecting } = row;
    held.set(loan, stated({ managing, collecting }));
    const to = role === 'collecting' ? (collecting ?? managing) : managing;
    return to === undefined ? [] : [{ date, loan, to }];
  });
  return newHomes('officer', sources, rows);
}

/** What a register says of a loan: whose it is from a day on, and perhaps whose it was before. */
type HomeRow = Pick<UnitChange, 'date' | 'loan' | 'to'> & Partial<Pick<UnitChange, 'from'>>;

/** First-responsible persons (第一责任人): a ledger or a lock alone says who. */
export function firstResponsibleHomes(sources: HomeSources): UnitHomes {
  return newHomes('officer', sources, [], 'firstResponsible');
}

/** Who collects a loan, where a row says so by that day. */
export function collectorsOf(assignments: readonly Assignment[]): (loan: string, day: DayNumber) => string | undefined {
  const rows = groupBy(assignments.filter(({ collecting }) => collecting !== undefined).toSorted(byDate), ({ loan }) => loan);
  return (loan, day) => rows.get(loan)?.findLast(({ date }) => date <= day)?.collecting;
}

function newHomes(
  kind: UnitKind,
  sources: HomeSources,
  given: readonly HomeRow[],
  column: UnitKind | 'firstResponsible' = kind,
): UnitHomes {
  const rows = given.toSorted(byDate);
  const byLoan = groupBy(rows, ({ loan }) => loan);
  const onLedgers = statedHomes(sources, column);
  /** By what names the loan itself. `included`: as below. */
  const named = (loan: string, day: DayNumber, included: boolean): string | undefined => {
    const own = byLoan.get(loan);
    return own?.findLast(({ date }) => date <= day)?.to ?? own?.[0]?.from ?? onLedgers(loan, day, included);
  };
  /** A loan that nothing names belongs where what it replaced does, else where what took its place does. */
  const related = (loan: string, day: DayNumber, included: boolean): string => {
    for (const one of relativesOf(loan, sources.families)) {
      const home = named(one, day, included);
      if (home !== undefined) return home;
    }
    return '';
  };
  const find = (loan: string, day: DayNumber, included: boolean) => named(loan, day, included) ?? related(loan, day, included);
  const fromOf = ({ loan, date, from }: HomeRow): string =>
    from ?? byLoan.get(loan)?.findLast((one) => one.date < date)?.to ?? onLedgers(loan, date, false) ?? related(loan, date, false);
  return {
    kind,
    onDay: (loan, day) => find(loan, day, false),
    atEnd: (loan, day) => find(loan, day, true),
    changes: (after, until) =>
      rows
        .filter(({ date }) => date > after && date <= until)
        .map(({ date, loan, to, ...row }) => ({ date, loan, from: fromOf({ date, loan, to, ...row }), to }))
        .filter(({ from, to }) => from !== to),
  };
}

function byDate(a: { readonly date: DayNumber; readonly loan: string }, b: { readonly date: DayNumber; readonly loan: string }): number {
  return a.date === b.date ? (a.loan < b.loan ? -1 : a.loan > b.loan ? 1 : 0) : a.date - b.date;
}

/** Whose a loan is by ledgers and locks alone, undefined on none; `included`: whether a ledger of that very day counts as one before it. */
function statedHomes(
  { months, locks }: HomeSources,
  column: UnitKind | 'firstResponsible',
): (loan: string, day: DayNumber, included: boolean) => string | undefined {
  const ledgers = months.toSorted((a, b) => a.portfolio.asOf - b.portfolio.asOf);
  const latest = locks.toSorted((a, b) => b.lockDate - a.lockDate);
  let locked: readonly Map<string, string>[] | undefined;
  const inLocks = (loan: string): string | undefined => {
    locked ??= latest.map((lock) => new Map(lock.loans.map((one) => [one.key, one[column] ?? ''])));
    return locked.find((lock) => lock.has(loan))?.get(loan);
  };
  const placeIn = placeFinder(ledgers, months);
  const readers = ledgers.map(({ portfolio }) => textReader(portfolio, column));
  // Between two ledgers a loan belongs to one unit, and is asked about for each of its entries.
  const known = new Map<number, Map<string, string | undefined>>();
  const look = (loan: string, border: number): string | undefined => {
    const place = placeIn(loan, border);
    return place === undefined ? inLocks(loan) : ((readers[place.ledger] as (loan: number) => string | undefined)(place.loan) ?? '');
  };
  return (loan, day, included) => {
    let border = ledgers.length < 2 ? 0 : ledgers.findIndex(({ portfolio: { asOf } }) => asOf > day || (asOf === day && !included));
    if (border < 0) border = ledgers.length;
    return foundOnce(known, loan, border, look);
  };
}

/** The first of the ledgers, in the order of their border, that holds a loan. */
interface Place {
  readonly ledger: number;
  readonly loan: number;
}

/** By the months that they are of: roles of the same loans ask for the same places. */
const PLACES = new WeakMap<readonly Month[], Map<number, Map<string, Place | undefined>>>();

/** `border`: the last ledger before it comes first, backwards to the first of all, then those behind it. */
function placeFinder(ledgers: readonly Month[], months: readonly Month[]): (loan: string, border: number) => Place | undefined {
  const held = PLACES.get(months) ?? new Map<number, Map<string, Place | undefined>>();
  PLACES.set(months, held);
  const numbers = [...ledgers.keys()];
  const orders = [...numbers, ledgers.length].map((border) => [...numbers.slice(0, border).reverse(), ...numbers.slice(border)]);
  const look = (loan: string, border: number): Place | undefined => {
    for (const ledger of orders[border] as readonly number[]) {
      const found = findText((ledgers[ledger] as Month).portfolio.keys, loan);
      if (found >= 0) return { ledger, loan: found };
    }
    return undefined;
  };
  return (loan, border) => foundOnce(held, loan, border, look);
}

/** What `look` finds of a loan at a border, looked for once and kept in `known`. */
function foundOnce<Found>(
  known: Map<number, Map<string, Found | undefined>>,
  loan: string,
  border: number,
  look: (loan: string, border: number) => Found | undefined,
): Found | undefined {
  let found = known.get(border);
  if (found === undefined) {
    found = new Map();
    known.set(border, found);
  }
  const held = found.get(loan);
  if (held !== undefined || found.has(loan)) return held;
  const one = look(loan, border);
  found.set(loan, one);
  return one;
}
