import { assertInvariant } from '../diagnostics/diagnostic.js';
import type { DayNumber } from '../model/civil-date.js';
import { addCents, type CentSums, type Cents, newSums, sumAt, sumOf } from '../model/money.js';
import type { Portfolio, Tally } from '../model/portfolio.js';
import type { Families } from '../model/segmented.js';
import { codesIn, findText, textAt } from '../model/text-index.js';

/** The states of a portfolio's loans: classes, ratings, months overdue. NO_STATE for a loan that states none. */
export interface StatesOf {
  readonly portfolio: Portfolio;
  readonly stateOf: (loan: number) => number;
}

export const NO_STATE = -1;

/** A matrix: `cells[from][to]`. */
export type Matrix<T> = readonly (readonly T[])[];

/** How loans went from state to state between two dates. */
export interface Migration {
  readonly from: DayNumber;
  readonly to: DayNumber;
  readonly counts: Matrix<number>;
  /** The same loans' balance at the opening, and at the closing. */
  readonly opening: Matrix<Cents>;
  readonly closing: Matrix<Cents>;
  /** Loans of the closing that the opening does not have, by closing state, at closing balance. */
  readonly entries: readonly Tally[];
  /** Loans of the opening that the closing does not have, by opening state, at opening balance. */
  readonly exits: readonly Tally[];
  /** All loans by state, but those that are not stated. */
  readonly openingTotal: readonly Tally[];
  readonly closingTotal: readonly Tally[];
  /** Loans that state no state on one of the dates: in no cell and no total. Each counts once, at its closing balance where it has one. */
  readonly notStated: Tally;
  /** By opening loan: which loan of the closing it is or became, -1 where none. */
  readonly becameOf: Int32Array;
}

export interface MigrationInput {
  readonly states: number;
  readonly opening: StatesOf;
  readonly closing: StatesOf;
  readonly families: Families;
}

/** Every loan of either date is in exactly one cell, an entry, an exit, or states nothing. */
export function measureMigration({ states, opening, closing, families }: MigrationInput): Migration {
  const cells = states * states;
  const counts = new Float64Array(cells);
  const [openingSums, closingSums] = [newSums(cells), newSums(cells)];
  const entries = newTallies(states);
  const exits = newTallies(states);
  const [openingTotal, closingTotal] = [newTallies(states), newTallies(states)];
  const notStated = newTallies(1);
  const becameOf = successors(opening.portfolio, closing.portfolio, families);
  const cameFrom = new Int32Array(closing.portfolio.count).fill(-1);
  const [before, after] = [opening.portfolio.balance, closing.portfolio.balance];
  for (let loan = 0; loan < opening.portfolio.count; loan++) {
    const now = becameOf[loan] as number;
    if (now >= 0) cameFrom[now] = loan;
    const from = opening.stateOf(loan);
    const to = now < 0 ? undefined : closing.stateOf(now);
    if (from === NO_STATE || to === NO_STATE) {
      add(notStated, 0, (now < 0 ? before[loan] : after[now]) as number);
      continue;
    }
    add(openingTotal, from, before[loan] as number);
    if (to === undefined) {
      add(exits, from, before[loan] as number);
      continue;
    }
    add(closingTotal, to, after[now] as number);
    const cell = from * states + to;
    counts[cell] = (counts[cell] as number) + 1;
    addCents(openingSums, cell, before[loan] as number);
    addCents(closingSums, cell, after[now] as number);
  }
  for (let loan = 0; loan < closing.portfolio.count; loan++) {
    if (cameFrom[loan] !== -1) continue;
    const to = closing.stateOf(loan);
    if (to === NO_STATE) {
      add(notStated, 0, after[loan] as number);
      continue;
    }
    add(entries, to, after[loan] as number);
    add(closingTotal, to, after[loan] as number);
  }
  return {
    from: opening.portfolio.asOf,
    to: closing.portfolio.asOf,
    counts: rowsOf(states, (cell) => counts[cell] as number),
    opening: rowsOf(states, (cell) => sumAt(openingSums, cell)),
    closing: rowsOf(states, (cell) => sumAt(closingSums, cell)),
    entries: talliesIn(entries),
    exits: talliesIn(exits),
    openingTotal: talliesIn(openingTotal),
    closingTotal: talliesIn(closingTotal),
    notStated: talliesIn(notStated)[0] as Tally,
    becameOf,
  };
}

/**
 * The same loan by its key, or the one that alone took its place and took no other's. What was split, merged or put together
 * otherwise leaves and comes: our own decision.
 */
export function successors(opening: Portfolio, closing: Portfolio, families: Families): Int32Array {
  const { keys } = opening;
  const became = codesIn(closing.keys, keys);
  if (!families.areAny) return became;
  const taken = new Map<number, number>();
  for (let loan = 0; loan < opening.count; loan++) {
    if ((became[loan] as number) >= 0) continue;
    const key = textAt(keys, loan);
    if (!families.isLinked(key)) continue;
    const next = families
      .descendantsOf(key)
      .map((one) => findText(closing.keys, one))
      .filter((one) => one >= 0);
    const [only] = next;
    if (only === undefined || next.length > 1 || findText(keys, textAt(closing.keys, only)) >= 0) continue;
    taken.set(only, taken.has(only) ? SEVERAL : loan);
  }
  for (const [now, loan] of taken) if (loan !== SEVERAL) became[loan] = now;
  return became;
}

const SEVERAL = -2;

interface Tallies {
  readonly counts: Float64Array;
  readonly sums: CentSums;
}

function newTallies(length: number): Tallies {
  return { counts: new Float64Array(length), sums: newSums(length) };
}

function add({ counts, sums }: Tallies, at: number, cents: number): void {
  counts[at] = (counts[at] as number) + 1;
  addCents(sums, at, cents);
}

function talliesIn({ counts, sums }: Tallies): Tally[] {
  return Array.from(counts, (count, at) => ({ count, balance: sumAt(sums, at) }));
}

function rowsOf<T>(states: number, cell: (cell: number) => T): T[][] {
  return Array.from({ length: states }, (_, from) => Array.from({ length: states }, (__, to) => cell(from * states + to)));
}

/** Row and column sums that must hold of a migration. */
export function checkMigration(migration: Migration): void {
  const { counts, opening, closing, entries, exits, openingTotal, closingTotal } = migration;
  openingTotal.forEach((total, state) => {
    const row = counts[state] as readonly number[];
    assertInvariant(row.reduce((a, b) => a + b, 0) + (exits[state] as Tally).count === total.count, 'a row of the matrix lost a loan');
    assertInvariant(
      sumOf(opening[state] as readonly Cents[], (cents) => cents) + (exits[state] as Tally).balance === total.balance,
      'a row of the opening-balance matrix does not tie',
    );
  });
  closingTotal.forEach((total, state) => {
    const column = sumOf(closing, (row) => row[state] as Cents);
    const many = counts.reduce((sum, row) => sum + (row[state] as number), 0);
    assertInvariant(many + (entries[state] as Tally).count === total.count, 'a column of the matrix lost a loan');
    assertInvariant(column + (entries[state] as Tally).balance === total.balance, 'a column of the closing-balance matrix does not tie');
  });
}
