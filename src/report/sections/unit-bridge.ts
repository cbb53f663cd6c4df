import type { UnitBridge } from '../../measure/unit-bridge.js';
import { CHANNELS_IN, CHANNELS_OUT } from '../../model/channels.js';
import { type Cents, sumOf } from '../../model/money.js';
import type { UnitKind } from '../../model/tasks.js';
import { label, money, moneyChange, table, text, withoutZeroColumns } from '../cells.js';
import type { Cell, Column, Row, Table } from '../document.js';
import { limitedRows } from '../limited-rows.js';
import type { TaskColumn } from '../words/task-words.js';
import type { Words } from '../words/words.js';

const LEFT: ReadonlySet<TaskColumn> = new Set(['unit', 'period', 'state', 'loan', 'from', 'to', 'role', 'date']);

/** Columns by their names among the words of tasks; words to the left, figures to the right. */
export function taskColumns(words: Words, unitKind: UnitKind, names: readonly TaskColumn[]): Column[] {
  return names.map((id) => ({
    id,
    header: id === 'unit' ? words.dimension[unitKind] : words.tasks.column[id],
    align: LEFT.has(id) ? 'left' : 'right',
  }));
}

export function unitCell(words: Words, unit: string): Cell {
  return unit === '' ? label(words.item.blank) : text(unit);
}

export function unitName(words: Words, unit: string): string {
  return unit === '' ? words.item.blank : unit;
}

/** Units down to the limit, the sum of the others, and all. */
export function unitRows<T extends { readonly unit: string }>(
  words: Words,
  units: readonly T[],
  limit: number,
  cells: (unit: T) => Cell[],
  restCells: (units: readonly T[]) => Cell[],
  total: Cell[],
): Row[] {
  return [
    ...limitedRows(
      units,
      limit,
      (unit) => ({ cells: [unitCell(words, unit.unit), ...cells(unit)] }),
      (rest) => [label(words.say.more(rest.length)), ...restCells(rest)],
    ),
    { id: 'total', tone: 'total', cells: [label(words.tasks.item.total), ...total] },
  ];
}

/** The cells of the sum of several units. */
export function sumsOf<T>(amounts: (unit: T) => readonly Cents[]): (units: readonly T[]) => Cell[] {
  return (units) => {
    const all = units.map(amounts);
    return (all[0] ?? []).map((_, i) => money(sumOf(all, (own) => own[i] as Cents)));
  };
}

const MOVED = 6;

/** How each unit's NPLs came from a start to now, and all of them together. */
export function unitBridgeTable(words: Words, unitKind: UnitKind, units: readonly UnitBridge[], limit: number): Table {
  const amounts = ({ opening, channels, transferredIn, transferredOut, unexplained, moved, closing }: UnitBridge) => [
    opening,
    sumOf(CHANNELS_IN, (channel) => channels[channel]),
    sumOf(CHANNELS_OUT, (channel) => channels[channel]),
    transferredIn,
    transferredOut,
    unexplained,
    moved,
    closing,
  ];
  const cells = (unit: UnitBridge) => amounts(unit).map((cents, i) => (i === MOVED ? moneyChange(cents) : money(cents)));
  const rest = sumsOf(amounts);
  const rows = unitRows(words, units, limit, cells, rest, rest(units));
  const names: TaskColumn[] = ['unit', 'base', 'in', 'out', 'transferredIn', 'transferredOut', 'unexplained', 'moved', 'now'];
  return withoutZeroColumns(table('bridge', taskColumns(words, unitKind, names), rows));
}
