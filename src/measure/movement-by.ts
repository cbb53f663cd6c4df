import { groupBy } from '../model/groups.js';
import type { Dimension } from '../model/loan-fields.js';
import type { Cents } from '../model/money.js';
import type { Movement } from '../model/month-figures.js';
import { nplLoans } from '../model/npl-loans.js';
import type { Month } from '../model/portfolio.js';
import type { DimensionRow } from './by-dimension.js';
import { homeKeys, homeOf } from './line-home.js';
import type { MonthLine, MonthMovement, SegmentedMonth } from './month-movement.js';
import { chainMovements, type Moved, movementOf, restingStock } from './movement.js';
import { nplOfLedger } from './npl-balances.js';
import { splitLine, takeChanges } from './split-line.js';
import type { UnitHomes } from './unit-homes.js';

/**
 * The movement of one value of the dimensions asked for. What its loans brought from others, or took there, is reclassified; of
 * that, what a register of internal transfers says stands apart.
 */
export interface DimensionMovement {
  readonly key: DimensionRow['key'];
  readonly movement: Movement;
  readonly transferredIn: Cents;
  readonly transferredOut: Cents;
}

/**
 * Each month's lines by what their loan belongs to; the largest closing first. `homes` are the branches that a register says loans
 * went over to: of such a loan each entry counts where it was on the day. Errors: E_USAGE for a dimension that a ledger lacks.
 */
export function moveByDimensions(
  months: readonly SegmentedMonth[],
  movements: readonly MonthMovement[],
  dimensions: readonly Dimension[],
  homes?: UnitHomes,
): DimensionMovement[] {
  const found = new Map<string, DimensionMovement>();
  const ledgers = months.map(({ month }) => month);
  const keyOf = homeKeys(ledgers, dimensions);
  const stocks = ledgers.map((_, at) => stockByGroup(ledgers, at, keyOf));
  const branches = dimensions.includes('branch') ? homes : undefined;
  movements.forEach((movement, i) => {
    const [before, after] = [stocks[i], stocks[i + 1]] as [GroupStock, GroupStock];
    const groups = new Map<string, Group>();
    const groupAt = (key: DimensionRow['key']): Group => {
      const name = nameOf(key);
      const group = groups.get(name) ?? { key, moved: [], transferredIn: 0n, transferredOut: 0n };
      groups.set(name, group);
      return group;
    };
    for (const key of [...before.keys.values(), ...after.keys.values()]) groupAt(key);
    const changed =
      branches === undefined ? [] : changedLoans(movement, branches, ledgers, i, (line) => keyOf(homeOf(line, ledgers, i + 1)));
    const split = new Set(changed.flatMap(({ line }) => line ?? []));
    for (const line of movement.lines) if (!split.has(line)) groupAt(keyOf(homeOf(line, ledgers, i + 1))).moved.push(line);
    for (const { pieces, moves } of changed) {
      for (const { key, ...piece } of pieces) groupAt(key).moved.push({ ...piece, opening: 0n, closing: 0n });
      for (const { from, to, amount } of moves) {
        groupAt(from).transferredOut += amount;
        groupAt(to).transferredIn += amount;
      }
    }
    for (const [name, { key, moved, transferredIn, transferredOut }] of groups) {
      const own = movementOf(moved, before.npl.get(name) ?? 0n, after.npl.get(name) ?? 0n);
      const known = found.get(name) ?? { movement: restingStock(before.npl.get(name) ?? 0n), transferredIn: 0n, transferredOut: 0n };
      found.set(name, {
        key,
        movement: chainMovements(known.movement, own),
        transferredIn: known.transferredIn + transferredIn,
        transferredOut: known.transferredOut + transferredOut,
      });
    }
    // A group that no longer has a loan has moved to nothing.
    for (const [name, one] of found)
      if (!groups.has(name)) found.set(name, { ...one, movement: chainMovements(one.movement, restingStock(0n)) });
  });
  return [...found].sort(byClosing).map(([, one]) => one);
}

interface Group {
  readonly key: DimensionRow['key'];
  readonly moved: Moved[];
  transferredIn: Cents;
  transferredOut: Cents;
}

/** A line whose loan went over in the month, cut by branch; one that nothing else moved has no line. */
interface ChangedLoan {
  readonly line?: MonthLine;
  readonly pieces: readonly (Pick<Moved, 'channels' | 'unexplained'> & { readonly key: DimensionRow['key'] })[];
  readonly moves: readonly { readonly from: DimensionRow['key']; readonly to: DimensionRow['key']; readonly amount: Cents }[];
}

function changedLoans(
  { from, to, lines }: MonthMovement,
  homes: UnitHomes,
  months: readonly Month[],
  at: number,
  keyOf: (line: Pick<MonthLine, 'opened' | 'members'>) => DimensionRow['key'],
): ChangedLoan[] {
  const changes = groupBy(homes.changes(from, to), ({ loan }) => loan);
  if (changes.size === 0) return [];
  const { of: openingOf } = nplOfLedger(months[at] as Month, homes);
  const inBranch = (key: DimensionRow['key'], branch: string): DimensionRow['key'] => ({ ...key, branch });
  const found: ChangedLoan[] = [];
  for (const line of lines) {
    const own = takeChanges(changes, line.members);
    if (own.length === 0) continue;
    const key = keyOf(line);
    const { pieces, moves } = splitLine(line, homes, { to }, own, openingOf);
    found.push({
      line,
      pieces: pieces.map(({ unit, ...piece }) => ({ ...piece, key: inBranch(key, unit) })),
      moves: moves.map((move) => ({ from: inBranch(key, move.from), to: inBranch(key, move.to), amount: move.amount })),
    });
  }
  for (const [loan, own] of changes) {
    const amount = openingOf(loan);
    if (amount === 0n) continue;
    const key = keyOf({ opened: true, members: [loan] });
    found.push({ pieces: [], moves: own.map((change) => ({ from: inBranch(key, change.from), to: inBranch(key, change.to), amount })) });
  }
  return found;
}

interface GroupStock {
  readonly keys: ReadonlyMap<string, DimensionRow['key']>;
  readonly npl: ReadonlyMap<string, Cents>;
}

function nameOf(key: DimensionRow['key']): string {
  return Object.values(key).join('\u001f');
}

function stockByGroup(months: readonly Month[], at: number, keyOf: ReturnType<typeof homeKeys>): GroupStock {
  const { portfolio, classified } = months[at] as Month;
  const keys = new Map<string, DimensionRow['key']>();
  const npl = new Map<string, Cents>();
  for (const loan of nplLoans(classified.used)) {
    const key = keyOf({ month: at, loan });
    const group = nameOf(key);
    keys.set(group, key);
    npl.set(group, (npl.get(group) ?? 0n) + BigInt(portfolio.balance[loan] as number));
  }
  return { keys, npl };
}

function byClosing([left, a]: readonly [string, DimensionMovement], [right, b]: readonly [string, DimensionMovement]): number {
  if (a.movement.closing !== b.movement.closing) return a.movement.closing > b.movement.closing ? -1 : 1;
  return left < right ? -1 : 1;
}
