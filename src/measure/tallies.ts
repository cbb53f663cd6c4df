import { type ClassCode, isNpl, LOAN_CLASSES, NO_CLASS, NORMAL } from '../model/loan-class.js';
import { addCents, type CentSums, newSums, sumAt, sumOf } from '../model/money.js';
import type { Classified, ClassTallies, Portfolio, Tally } from '../model/portfolio.js';

export const NOTHING: Tally = { count: 0, balance: 0n };

/** Counts and sums of groups while loans are added to them. */
export interface Groups {
  readonly counts: Float64Array;
  readonly sums: CentSums;
}

export function newGroups(length: number): Groups {
  return { counts: new Float64Array(length), sums: newSums(length) };
}

export function addLoan({ counts, sums }: Groups, group: number, cents: number): void {
  counts[group] = (counts[group] as number) + 1;
  addCents(sums, group, cents);
}

export function tallyAt({ counts, sums }: Groups, group: number): Tally {
  const count = counts[group] as number;
  return count === 0 ? NOTHING : { count, balance: sumAt(sums, group) };
}

export function talliesOf(groups: Groups): Tally[] {
  return Array.from(groups.counts, (_, group) => tallyAt(groups, group));
}

/** Count and balance of each class, normal to loss. Loans without a class are in none. */
export function tallyClasses({ balance, count }: Portfolio, classes: Uint8Array): ClassTallies {
  const groups = newGroups(LOAN_CLASSES.length);
  for (let i = 0; i < count; i++) {
    const code = classes[i] as ClassCode;
    if (code !== NO_CLASS) addLoan(groups, code, balance[i] as number);
  }
  return talliesOf(groups);
}

/** The loans of one declared, one computed and one used class together; NO_CLASS where there is none. */
export interface ClassCell {
  readonly declared: ClassCode;
  readonly computed: ClassCode;
  readonly used: ClassCode;
  readonly tally: Tally;
}

/** Each class, and none behind them. */
export const CLASS_PLACES = LOAN_CLASSES.length + 1;
const SIDE = CLASS_PLACES;

/**
 * One pass over the loans for every tally of classes: each is a sum of these cells, of which none is empty. `known` are the tallies of the
 * used classes by their places, where another pass has found them: where no class is declared or differs from the rules', they say all.
 */
export function tallyClassCells(
  { balance, count, declaredClass }: Portfolio,
  { computed, used }: Classified,
  known?: readonly Tally[],
): ClassCell[] {
  if (known !== undefined && declaredClass === undefined && computed === used) {
    return known.flatMap((tally, at) =>
      tally.count === 0 ? [] : [{ declared: NO_CLASS, computed: classAt(at), used: classAt(at), tally }],
    );
  }
  const groups = newGroups(SIDE ** 3);
  if (declaredClass === undefined) addPairs(groups, classPlace(NO_CLASS), computed, used, balance, count);
  else addTriples(groups, declaredClass, computed, used, balance, count);
  const cells: ClassCell[] = [];
  groups.counts.forEach((loans, cell) => {
    if (loans === 0) return;
    const [stated, rules, last] = [Math.floor(cell / SIDE ** 2), Math.floor(cell / SIDE) % SIDE, cell % SIDE];
    cells.push({ declared: classAt(stated), computed: classAt(rules), used: classAt(last), tally: tallyAt(groups, cell) });
  });
  return cells;
}

const MOST = Number.MAX_SAFE_INTEGER;

/** The place of every code, so that a loan takes a look and no question. */
const PLACES = Uint8Array.from({ length: 256 }, (_, code) => classPlace(code));

/** Nearly all loans are normal by both, and are added up by themselves. */
function addPairs(groups: Groups, stated: number, computed: Uint8Array, used: Uint8Array, balance: Float64Array, count: number): void {
  const first = stated * SIDE ** 2;
  let [loans, cents] = [0, 0];
  for (let i = 0; i < count; i++) {
    const rules = computed[i] as number;
    const last = used[i] as number;
    const more = balance[i] as number;
    const after = cents + more;
    if ((rules | last) !== NORMAL || after > MOST || after < -MOST) {
      addLoan(groups, first + (PLACES[rules] as number) * SIDE + (PLACES[last] as number), more);
    } else {
      cents = after;
      loans++;
    }
  }
  groups.counts[first] = (groups.counts[first] as number) + loans;
  addCents(groups.sums, first, cents);
}

function addTriples(
  groups: Groups,
  declared: Uint8Array,
  computed: Uint8Array,
  used: Uint8Array,
  balance: Float64Array,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const rules = (PLACES[declared[i] as number] as number) * SIDE + (PLACES[computed[i] as number] as number);
    addLoan(groups, rules * SIDE + (PLACES[used[i] as number] as number), balance[i] as number);
  }
}

export function classPlace(code: ClassCode): number {
  return code === NO_CLASS ? SIDE - 1 : code;
}

function classAt(at: number): ClassCode {
  return at === SIDE - 1 ? NO_CLASS : at;
}

/** The same tallies as tallyClasses gives for one kind of class. */
export function classesIn(cells: readonly ClassCell[], kind: 'declared' | 'computed' | 'used'): ClassTallies {
  return LOAN_CLASSES.map((_, code) => tallyOf(cells, (cell) => cell[kind] === code));
}

export function tallyOf(cells: readonly ClassCell[], chosen: (cell: ClassCell) => boolean): Tally {
  return addTallies(cells.filter(chosen).map(({ tally }) => tally));
}

export function addTallies(tallies: readonly Tally[]): Tally {
  return { count: tallies.reduce((sum, tally) => sum + tally.count, 0), balance: sumOf(tallies, (tally) => tally.balance) };
}

/** Count and balance of some loans. */
export function tallyLoans({ balance }: Pick<Portfolio, 'balance'>, loans: readonly number[]): Tally {
  return { count: loans.length, balance: sumOf(loans, (loan) => BigInt(balance[loan] as number)) };
}

/** Count and balance of the non-performing classes. */
export function nplOf(classes: ClassTallies): Tally {
  return addTallies(classes.filter((_, code) => isNpl(code)));
}
