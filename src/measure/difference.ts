import { type ClassCode, isNpl } from '../model/loan-class.js';
import type { Dimension } from '../model/loan-fields.js';
import { type Cents, sumOf } from '../model/money.js';
import type { Month } from '../model/portfolio.js';
import { textAt } from '../model/text-index.js';
import { type DimensionRow, dimensionFinder } from './by-dimension.js';

/** What made a loan differ: it came, it left, it is in another class, or its balance alone is another. */
export const DIFFERENCES = ['entered', 'left', 'worse', 'better', 'increase', 'decrease'] as const;
export type DifferenceKind = (typeof DIFFERENCES)[number];

/** A loan's standing on one side. */
export interface Side {
  readonly loan: number;
  readonly class: ClassCode;
  readonly balance: Cents;
}

export interface DifferentLoan {
  readonly kind: DifferenceKind;
  readonly key: string;
  readonly left?: Side;
  readonly right?: Side;
  /** What it adds to all loans, and to the NPLs. */
  readonly loans: Cents;
  readonly npl: Cents;
}

export interface DifferenceSum {
  readonly kind: DifferenceKind;
  readonly count: number;
  readonly loans: Cents;
  readonly npl: Cents;
}

/** Two months, or one month by two policies: which loans differ, and what they sum to. */
export interface Difference {
  /** By their effect on the NPLs, then on the loans, then by key. */
  readonly rows: readonly DifferentLoan[];
  /** One for each kind, zero or not: they sum to the change of all loans, and of the NPLs. */
  readonly sums: readonly DifferenceSum[];
  readonly unchanged: number;
  readonly loans: { readonly left: Cents; readonly right: Cents };
  readonly npl: { readonly left: Cents; readonly right: Cents };
  readonly by?: readonly { readonly key: DimensionRow['key']; readonly count: number; readonly loans: Cents; readonly npl: Cents }[];
}

/** `becameOf`: by loan on the left, which one on the right it is or became; -1 where none. */
export function measureDifference(left: Month, right: Month, becameOf: Int32Array, dimensions: readonly Dimension[]): Difference {
  const rows: DifferentLoan[] = [];
  let unchanged = 0;
  const cameFrom = new Uint8Array(right.portfolio.count);
  for (let loan = 0; loan < left.portfolio.count; loan++) {
    const now = becameOf[loan] as number;
    if (now >= 0) cameFrom[now] = 1;
    const row = different(left, loan, right, now);
    if (row === undefined) unchanged++;
    else rows.push(row);
  }
  for (let loan = 0; loan < right.portfolio.count; loan++) {
    if (cameFrom[loan] === 1) continue;
    const side = sideOf(right, loan);
    rows.push({ kind: 'entered', key: textAt(right.portfolio.keys, loan), right: side, loans: side.balance, npl: nplOf(side) });
  }
  rows.sort(byEffect);
  const sums = DIFFERENCES.map((kind): DifferenceSum => {
    const own = rows.filter((row) => row.kind === kind);
    return { kind, count: own.length, loans: sumOf(own, (row) => row.loans), npl: sumOf(own, (row) => row.npl) };
  });
  return {
    rows,
    sums,
    unchanged,
    loans: { left: totalOf(left, () => true), right: totalOf(right, () => true) },
    npl: { left: totalOf(left, isNpl), right: totalOf(right, isNpl) },
    ...(dimensions.length === 0 ? {} : { by: byDimensions(rows, left, right, dimensions) }),
  };
}

function sideOf({ portfolio, classified }: Month, loan: number): Side {
  return { loan, class: classified.used[loan] as ClassCode, balance: BigInt(portfolio.balance[loan] as number) };
}

function nplOf(side: Side): Cents {
  return isNpl(side.class) ? side.balance : 0n;
}

function totalOf({ portfolio, classified }: Month, chosen: (code: ClassCode) => boolean): Cents {
  let sum = 0n;
  for (let loan = 0; loan < portfolio.count; loan++)
    if (chosen(classified.used[loan] as ClassCode)) sum += BigInt(portfolio.balance[loan] as number);
  return sum;
}

/** Undefined for a loan that is the same on both sides. */
function different(left: Month, loan: number, right: Month, now: number): DifferentLoan | undefined {
  if (
    now >= 0 &&
    left.portfolio.balance[loan] === right.portfolio.balance[now] &&
    left.classified.used[loan] === right.classified.used[now]
  )
    return undefined;
  const was = sideOf(left, loan);
  const key = textAt(left.portfolio.keys, loan);
  if (now < 0) return { kind: 'left', key, left: was, loans: -was.balance, npl: -nplOf(was) };
  const is = sideOf(right, now);
  const kind = is.class > was.class ? 'worse' : is.class < was.class ? 'better' : is.balance > was.balance ? 'increase' : 'decrease';
  return {
    kind,
    key: textAt(right.portfolio.keys, now),
    left: was,
    right: is,
    loans: is.balance - was.balance,
    npl: nplOf(is) - nplOf(was),
  };
}

function byEffect(a: DifferentLoan, b: DifferentLoan): number {
  const [left, right] = [absolute(a.npl), absolute(b.npl)];
  if (left !== right) return left > right ? -1 : 1;
  const [one, other] = [absolute(a.loans), absolute(b.loans)];
  if (one !== other) return one > other ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}

function absolute(cents: Cents): Cents {
  return cents < 0n ? -cents : cents;
}

/** By what the loan belongs to on the right, or on the left where it has gone; largest effect on the NPLs first. */
function byDimensions(
  rows: readonly DifferentLoan[],
  left: Month,
  right: Month,
  dimensions: readonly Dimension[],
): NonNullable<Difference['by']> {
  const keyOn = { left: finderOf(left, dimensions), right: finderOf(right, dimensions) };
  const groups = new Map<string, { key: DimensionRow['key']; count: number; loans: Cents; npl: Cents }>();
  for (const row of rows) {
    const key = row.right === undefined ? keyOn.left((row.left as Side).loan) : keyOn.right(row.right.loan);
    const name = Object.values(key).join('\u001f');
    const group = groups.get(name) ?? { key, count: 0, loans: 0n, npl: 0n };
    groups.set(name, { key, count: group.count + 1, loans: group.loans + row.loans, npl: group.npl + row.npl });
  }
  return [...groups]
    .sort(([one, a], [other, b]) => {
      const [x, y] = [absolute(a.npl), absolute(b.npl)];
      return x === y ? (one < other ? -1 : 1) : x > y ? -1 : 1;
    })
    .map(([, group]) => group);
}

function finderOf({ portfolio, classified }: Month, dimensions: readonly Dimension[]) {
  return dimensionFinder(portfolio, classified, dimensions);
}
