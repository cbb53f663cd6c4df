import { NORMAL } from '../model/loan-class.js';
import type { Portfolio } from '../model/portfolio.js';
import type { DaysPastDue } from './days-past-due.js';
import { type Need, type OwnFloor, YES } from './rule-tests.js';

/** A rule on a loan's own facts, and its bit in the evidence. */
export interface OwnRule {
  readonly bit: number;
  readonly floor: OwnFloor;
}

/** The worst of the floors that fire on a loan's own facts, by loan; sets their bits in `fired`. */
export function ownFloors(portfolio: Portfolio, own: readonly OwnRule[], days: DaysPastDue, fired: Uint32Array): Uint8Array {
  // Filled at once: see ARCHITECTURE, fresh memory.
  const floors = new Uint8Array(portfolio.count).fill(0);
  for (const { need, rules } of byNeed(own)) {
    const table = need === undefined ? undefined : firedByValue(need, rules);
    if (need !== undefined && table !== undefined) {
      fireWhereMet(need, table, days, fired, floors);
      continue;
    }
    const loans = need === undefined ? undefined : loansThatMay(need, days);
    for (let k = 0; k < (loans?.length ?? portfolio.count); k++) {
      const i = loans === undefined ? k : (loans[k] as number);
      for (const { bit, floor } of rules) {
        const code = floor.of(i);
        if (code === NORMAL) continue;
        fired[i] = ((fired[i] as number) | (1 << bit)) >>> 0;
        if (code > (floors[i] as number)) floors[i] = code;
      }
    }
  }
  return floors;
}

/** By how far a value is above the least that any of the rules needs: the bits of those that fire, and the worst class. */
interface FiredByValue {
  readonly bits: Uint32Array;
  readonly classes: Uint8Array;
}

/** Days of a lifetime: a table of them is small. */
const LONGEST_TABLE = 50_000;

/** Of rules that ask nothing but their need; undefined where one asks more, or its limit is no number of days. */
function firedByValue({ atLeast }: Need, rules: readonly OwnRule[]): FiredByValue | undefined {
  const limits = rules.map(({ floor }) => (floor.whereMet === undefined ? Number.NaN : (floor.need?.atLeast ?? Number.NaN)));
  const rows = Math.max(...limits) - atLeast + 1;
  if (!limits.every(Number.isInteger) || rows > LONGEST_TABLE) return undefined;
  const [bits, classes] = [new Uint32Array(rows), new Uint8Array(rows)];
  rules.forEach(({ bit, floor: { whereMet = NORMAL } }, r) => {
    // A rule that gives the best class has nothing to show.
    if (whereMet === NORMAL) return;
    for (let row = (limits[r] as number) - atLeast; row < rows; row++) {
      bits[row] = (bits[row] as number) | (1 << bit);
      if (whereMet > (classes[row] as number)) classes[row] = whereMet;
    }
  });
  return { bits, classes };
}

function fireWhereMet(need: Need, { bits, classes }: FiredByValue, days: DaysPastDue, fired: Uint32Array, floors: Uint8Array): void {
  const { column, atLeast } = need;
  const loans = loansThatMay(need, days);
  const last = bits.length - 1;
  for (let k = 0; k < loans.length; k++) {
    const loan = loans[k] as number;
    const above = (column[loan] as number) - atLeast;
    if (above < 0) continue;
    const row = above < last ? above : last;
    const code = classes[row] as number;
    fired[loan] = (fired[loan] as number) | (bits[row] as number);
    if (code > (floors[loan] as number)) floors[loan] = code;
  }
}

/** Rules that look at one column first, together: the column is gone through once, for the least that any of them needs. */
function byNeed(own: readonly OwnRule[]): { need: Need | undefined; rules: readonly OwnRule[] }[] {
  const groups = new Map<Need['column'] | undefined, { need: Need | undefined; rules: OwnRule[] }>();
  for (const rule of own) {
    const { need } = rule.floor;
    const group = groups.get(need?.column);
    if (group === undefined) groups.set(need?.column, { need, rules: [rule] });
    else {
      group.rules.push(rule);
      if (need !== undefined && group.need !== undefined && need.atLeast < group.need.atLeast) group.need = need;
    }
  }
  return [...groups.values()];
}

/** The loans that may meet it, a few of all: the others cost a look at one column, or none. */
function loansThatMay({ column, atLeast }: Need, { all, overdue }: DaysPastDue): ArrayLike<number> {
  if (column instanceof Uint8Array) return flaggedLoans(column.subarray(0, all.length));
  return column === all && atLeast > 0 ? overdue : loansAbove(column, atLeast);
}

/** Searching bytes is what the engine does fastest. */
function flaggedLoans(flags: Uint8Array): number[] {
  const loans: number[] = [];
  for (let i = flags.indexOf(YES); i >= 0; i = flags.indexOf(YES, i + 1)) loans.push(i);
  return loans;
}

function loansAbove(days: Int32Array, atLeast: number): number[] {
  const loans: number[] = [];
  for (let i = 0; i < days.length; i++) if ((days[i] as number) >= atLeast) loans.push(i);
  return loans;
}
