import { assertInvariant } from '../diagnostics/diagnostic.js';
import { type DayNumber, previousMonthEnd, previousYearEnd } from '../model/civil-date.js';
import type { LoanEvent } from '../model/events.js';
import { groupBy } from '../model/groups.js';
import { type Cents, sumOf } from '../model/money.js';
import { type Ratio, ratioOf } from '../model/ratio.js';
import { TARGET_MEASURES, type Target, type UnitKind } from '../model/tasks.js';
import { CHANNELS, EXITS, newChannels } from './channels.js';
import type { RollForward } from './roll-forward.js';
import type { UnitMove } from './split-line.js';
import { addFlows, flowsByUnit, NO_FLOWS, type TaskFlows, type UnitFlows } from './task-flows.js';
import { measureTaskTable, type Progress, type TaskTable } from './task-table.js';
import { measureUnitBridges, type NplBalances, type UnitBridge, type UnitBridges } from './unit-bridge.js';
import type { UnitHomes } from './unit-homes.js';

export interface TasksInput {
  readonly homes: UnitHomes;
  /** The NPLs' way from the year's start to the data date. */
  readonly movement: RollForward;
  readonly start: NplBalances;
  readonly now: NplBalances;
  /** Of other dates that a ledger was given of. */
  readonly others: readonly NplBalances[];
  /** What came in after write-off since the year's start, and stands. */
  readonly recoveries: readonly LoanEvent[];
  readonly targets: readonly Target[];
  /** Units that are listed whatever they have, and those that a target may be set for. */
  readonly listed: readonly string[];
  readonly known: ReadonlySet<string>;
}

/** One unit's figures, of the year unless said otherwise. */
export interface TaskUnit extends UnitBridge {
  readonly month: TaskFlows;
  readonly yearToDate: TaskFlows;
  /** Cash principal and what else left the book: principal that entries took off, without upgrades and suspected renewals. */
  readonly disposal: Cents;
  /** Cash principal / disposal. */
  readonly cashShare?: Ratio;
  /** Disposal / formation. */
  readonly disposalOfFormation?: Ratio;
}

/** A unit against an NPL balance that it is not to pass. */
export interface CeilingRow {
  readonly target: Target;
  readonly npl: Cents;
  /** What is left below the ceiling; negative above it. */
  readonly room: Cents;
  readonly isKept: boolean;
  /** NPL / ceiling; absent for a ceiling of 0. */
  readonly used?: Ratio;
}

export interface Tasks {
  readonly unitKind: UnitKind;
  readonly asOf: DayNumber;
  readonly start: DayNumber;
  /** By name, "" (no unit is named) last. */
  readonly units: readonly TaskUnit[];
  readonly total: Omit<TaskUnit, 'unit'>;
  readonly moves: readonly UnitMove[];
  /** By measure, then period: the longest first. */
  readonly tables: readonly TaskTable[];
  /** The largest room taken first. */
  readonly ceilings: readonly CeilingRow[];
  /** Targets that hold now, of units that nothing names. */
  readonly unknownTargets: readonly Target[];
  /** How many targets are of other periods. */
  readonly otherPeriods: number;
}

export function measureTasks(input: TasksInput): Tasks {
  const { homes, movement, now, start, recoveries } = input;
  const { asOf } = now;
  assertInvariant(start.asOf === previousYearEnd(asOf), 'the tasks of a year begin at its start');
  const bridges = measureUnitBridges(movement, homes, start, now);
  const flows = flowsByUnit(movement, recoveries, homes);
  const targets = input.targets.filter(({ unitKind }) => unitKind === homes.kind);
  const current = targets.filter(({ period: { from, to } }) => from <= asOf && asOf <= to);
  const unknownTargets = current.filter(({ unit }) => !input.known.has(unit));
  const units = unitsOf(
    input,
    bridges,
    flows,
    current.map(({ unit }) => unit),
  );
  const total = totalOf(units);
  const exits = sumOf(EXITS, (channel) => movement.channels[channel]);
  assertInvariant(total.yearToDate.cashPrincipal === movement.channels.cash, 'the cash of the units is not that of the bridge');
  assertInvariant(total.yearToDate.otherDisposal === exits, 'the disposals of the units are not those of the bridge');
  return {
    unitKind: homes.kind,
    asOf,
    start: start.asOf,
    units,
    total,
    moves: bridges.moves,
    tables: tablesOf(input, current, units, { flows, moves: bridges.moves }),
    ceilings: ceilingsOf(current, units),
    unknownTargets,
    otherPeriods: targets.length - current.length,
  };
}

function unitsOf({ now, start, listed }: TasksInput, bridges: UnitBridges, flows: UnitFlows, targeted: readonly string[]): TaskUnit[] {
  const month = flows.within(previousMonthEnd(now.asOf), now.asOf);
  const year = flows.within(start.asOf, now.asOf);
  const found = new Map(bridges.units.map((bridge) => [bridge.unit, bridge]));
  const names = [...new Set([...listed, ...targeted, ...found.keys(), ...year.keys()])];
  return names
    .sort((a, b) => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1))
    .map((unit) => {
      const bridge = found.get(unit) ?? emptyBridge(unit);
      return withRatios({ ...bridge, month: month.get(unit) ?? NO_FLOWS, yearToDate: year.get(unit) ?? NO_FLOWS });
    });
}

type Summed = Omit<TaskUnit, 'unit' | 'disposal' | 'cashShare' | 'disposalOfFormation'>;

function withRatios<T extends Summed>(unit: T): T & Pick<TaskUnit, 'disposal' | 'cashShare' | 'disposalOfFormation'> {
  const { cashPrincipal, otherDisposal } = unit.yearToDate;
  const disposal = cashPrincipal + otherDisposal;
  const [cashShare, disposalOfFormation] = [ratioOf(cashPrincipal, disposal), ratioOf(disposal, unit.channels.formation)];
  return {
    ...unit,
    disposal,
    ...(cashShare === undefined ? {} : { cashShare }),
    ...(disposalOfFormation === undefined ? {} : { disposalOfFormation }),
  };
}

function totalOf(units: readonly TaskUnit[]): Tasks['total'] {
  const sum = (of: (unit: TaskUnit) => Cents) => sumOf(units, of);
  const channels = newChannels();
  for (const channel of CHANNELS) channels[channel] = sum((unit) => unit.channels[channel]);
  return withRatios({
    opening: sum(({ opening }) => opening),
    channels,
    transferredIn: sum(({ transferredIn }) => transferredIn),
    transferredOut: sum(({ transferredOut }) => transferredOut),
    unexplained: sum(({ unexplained }) => unexplained),
    moved: sum(({ moved }) => moved),
    closing: sum(({ closing }) => closing),
    month: units.reduce((all, { month }) => addFlows(all, month), NO_FLOWS),
    yearToDate: units.reduce((all, { yearToDate }) => addFlows(all, yearToDate), NO_FLOWS),
  });
}

function tablesOf(
  input: TasksInput,
  current: readonly Target[],
  units: readonly TaskUnit[],
  entries: { readonly flows: UnitFlows; readonly moves: readonly UnitMove[] },
): TaskTable[] {
  const { asOf } = input.now;
  const names = units.map(({ unit }) => unit);
  return TARGET_MEASURES.filter((measure) => measure !== 'npl-ceiling').flatMap((measure) => {
    const own = groupBy(
      current.filter((target) => target.measure === measure),
      ({ period }) => period.name,
    );
    return [...own.values()]
      .sort(([a], [b]) => (a as Target).period.from - (b as Target).period.from)
      .map((targets) => {
        const { period } = targets[0] as Target;
        const span = { first: period.from - 1, monthStart: previousMonthEnd(asOf), asOf };
        const progress =
          measure === 'reduction' ? reductionProgress(input, entries.moves, span) : flowProgress(entries.flows, measure, span);
        return measureTaskTable(targets, names, asOf, progress);
      });
  });
}

interface Span {
  /** The day before the period's first. */
  readonly first: DayNumber;
  readonly monthStart: DayNumber;
  readonly asOf: DayNumber;
}

const COUNTED: Readonly<Record<'cash-principal' | 'cash-interest' | 'written-off' | 'disposal', (flows: TaskFlows) => Cents>> = {
  'cash-principal': ({ cashPrincipal }) => cashPrincipal,
  'cash-interest': ({ interestOnBook, interestOffBook }) => interestOnBook + interestOffBook,
  'written-off': ({ writtenOffPrincipal, writtenOffInterest }) => writtenOffPrincipal + writtenOffInterest,
  disposal: ({ cashPrincipal, otherDisposal }) => cashPrincipal + otherDisposal,
};

function flowProgress(flows: UnitFlows, measure: keyof typeof COUNTED, { first, monthStart, asOf }: Span): Progress {
  const count = COUNTED[measure];
  const of = (after: DayNumber, until: DayNumber) => {
    const sums = flows.within(after, until);
    return (unit: string) => count(sums.get(unit) ?? NO_FLOWS);
  };
  return { month: of(monthStart, asOf), toDate: of(first, asOf), before: first >= monthStart ? () => undefined : of(first, monthStart) };
}

/** A fall is measured between ledgers, without what went over to or came from other units: moving a loan reduces nothing. */
function reductionProgress({ start, now, others }: TasksInput, moves: readonly UnitMove[], { first, monthStart, asOf }: Span): Progress {
  const stocks = [start, now, ...others];
  const of = (after: DayNumber, until: DayNumber) => {
    const [from, to] = [after, until].map((day) => stocks.find((stock) => stock.asOf === day));
    if (from === undefined || to === undefined) return () => undefined;
    const net = new Map<string, Cents>();
    const add = (unit: string, amount: Cents) => net.set(unit, (net.get(unit) ?? 0n) + amount);
    for (const move of moves) {
      if (move.date <= after || move.date > until) continue;
      add(move.to, move.amount);
      add(move.from, -move.amount);
    }
    return (unit: string) => (from.byUnit.get(unit) ?? 0n) + (net.get(unit) ?? 0n) - (to.byUnit.get(unit) ?? 0n);
  };
  return { month: of(monthStart, asOf), toDate: of(first, asOf), before: first >= monthStart ? () => undefined : of(first, monthStart) };
}

function ceilingsOf(current: readonly Target[], units: readonly TaskUnit[]): CeilingRow[] {
  const balances = new Map(units.map(({ unit, closing }) => [unit, closing]));
  return current
    .filter(({ measure }) => measure === 'npl-ceiling')
    .map((target): CeilingRow => {
      const npl = balances.get(target.unit) ?? 0n;
      const used = ratioOf(npl, target.amount);
      return { target, npl, room: target.amount - npl, isKept: npl <= target.amount, ...(used === undefined ? {} : { used }) };
    })
    .sort((a, b) => (a.room === b.room ? (a.target.unit < b.target.unit ? -1 : 1) : a.room < b.room ? -1 : 1));
}

function emptyBridge(unit: string): UnitBridge {
  const nothing = { opening: 0n, transferredIn: 0n, transferredOut: 0n, unexplained: 0n, moved: 0n, closing: 0n };
  return { unit, channels: newChannels(), ...nothing };
}
