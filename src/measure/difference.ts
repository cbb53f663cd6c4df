import { type ClassCode, isNpl } from '../model/loan-class.js';
import type { Dimension } from '../model/loan-fields.js';
import type { Cents } from '../model/money.js';
import type { Month } from '../model/portfolio.js';
import { textAt } from '../model/text-index.js';
import { type DimensionRow, dimensionFinder } from './by-dimension.js';

/** What made a loan differ: it came, it left, it is in another class, or its balance alone is another. */
const DIFFERENCES = ['entered', 'left', 'worse', 'better', 'increase', 'decrease'] as const;
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
  /** By their effect on the NPLs, then on the loans, then by key; the sums hold those too that are not kept. */
  readonly rows: readonly DifferentLoan[];
  /** One for each kind, zero or not: they sum to the change of all loans, and of the NPLs. */
  readonly sums: readonly DifferenceSum[];
  readonly unchanged: number;
  readonly loans: { readonly left: Cents; readonly right: Cents };
  readonly npl: { readonly left: Cents; readonly right: Cents };
  readonly by?: readonly { readonly key: DimensionRow['key']; readonly count: number; readonly loans: Cents; readonly npl: Cents }[];
}

/**
 * `becameOf`: by loan on the left, which one on the right it is or became; -1 where none. Of the loans that neither changed
 * their class nor touch the NPLs only the `most` that moved most are kept as rows: nearly every loan pays something.
 */
export function measureDifference(
  left: Month,
  right: Month,
  becameOf: Int32Array,
  dimensions: readonly Dimension[],
  most: number,
): Difference {
  const kept = newKept(most);
  const sums = new Map(DIFFERENCES.map((kind) => [kind, { kind, count: 0, loans: 0n, npl: 0n }]));
  const groups = dimensions.length === 0 ? undefined : newGroupsBy(left, right, dimensions);
  let unchanged = 0;
  const cameFrom = new Uint8Array(right.portfolio.count);
  const add = (row: DifferentLoan): void => {
    const sum = sums.get(row.kind) as { count: number; loans: Cents; npl: Cents };
    sum.count++;
    sum.loans += row.loans;
    sum.npl += row.npl;
    groups?.add(row);
    kept.add(row);
  };
  for (let loan = 0; loan < left.portfolio.count; loan++) {
    const now = becameOf[loan] as number;
    if (now >= 0) cameFrom[now] = 1;
    const row = different(left, loan, right, now);
    if (row === undefined) unchanged++;
    else add(row);
  }
  for (let loan = 0; loan < right.portfolio.count; loan++) {
    if (cameFrom[loan] === 1) continue;
    const side = sideOf(right, loan);
    add({ kind: 'entered', key: textAt(right.portfolio.keys, loan), right: side, loans: side.balance, npl: nplOf(side) });
  }
  return {
    rows: kept.rows(),
    sums: [...sums.values()],
    unchanged,
    loans: { left: totalOf(left, () => true), right: totalOf(right, () => true) },
    npl: { left: totalOf(left, isNpl), right: totalOf(right, isNpl) },
    ...(groups === undefined ? {} : { by: groups.sorted() }),
  };
}

/** Rows that matter, and the largest of the others. */
function newKept(most: number) {
  const telling: DifferentLoan[] = [];
  let plain: DifferentLoan[] = [];
  return {
    add: (row: DifferentLoan): void => {
      if (row.npl !== 0n || row.kind === 'worse' || row.kind === 'better') {
        telling.push(row);
        return;
      }
      plain.push(row);
      if (plain.length >= KEPT_BETWEEN + most) plain = plain.sort(byEffect).slice(0, most);
    },
    rows: () => [...telling, ...plain.sort(byEffect).slice(0, most)].sort(byEffect),
  };
}

/** So many more than are kept are gathered before they are sorted. */
const KEPT_BETWEEN = 4096;

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
function newGroupsBy(left: Month, right: Month, dimensions: readonly Dimension[]) {
  const onLeft = dimensionFinder(left.portfolio, left.classified, dimensions);
  const onRight = dimensionFinder(right.portfolio, right.classified, dimensions);
  const groups = new Map<string, { key: DimensionRow['key']; count: number; loans: Cents; npl: Cents }>();
  return {
    add: (row: DifferentLoan): void => {
      const key = row.right === undefined ? onLeft((row.left as Side).loan) : onRight(row.right.loan);
      const name = Object.values(key).join('\u001f');
      const group = groups.get(name) ?? { key, count: 0, loans: 0n, npl: 0n };
      groups.set(name, { key, count: group.count + 1, loans: group.loans + row.loans, npl: group.npl + row.npl });
    },
    sorted: (): NonNullable<Difference['by']> =>
      [...groups]
        .sort(([one, a], [other, b]) => {
          const [x, y] = [absolute(a.npl), absolute(b.npl)];
          return x === y ? (one < other ? -1 : 1) : x > y ? -1 : 1;
        })
        .map(([, group]) => group),
  };
}
