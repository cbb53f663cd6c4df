import type { DayNumber } from '../model/civil-date.js';
import type { LoanEvent } from '../model/events.js';
import type { Cents } from '../model/money.js';
import { EXITS } from './channels.js';
import type { RollForward } from './roll-forward.js';
import type { UnitHomes } from './unit-homes.js';

/** What entries of a period brought in and took off the book. */
export interface TaskFlows {
  /** Principal collected on NPLs that are on the book: the cash of the bridge, to the cent. */
  readonly cashPrincipal: Cents;
  readonly interestOnBook: Cents;
  readonly interestOffBook: Cents;
  /** Collected on loans that were written off before. */
  readonly writtenOffPrincipal: Cents;
  readonly writtenOffInterest: Cents;
  /** Fees that came in with either: in no target. */
  readonly fees: Cents;
  /** Written off, sold, foreclosed, swapped, securitised, other exits: principal. */
  readonly otherDisposal: Cents;
}
type FlowName = keyof TaskFlows;

export const NO_FLOWS: TaskFlows = {
  cashPrincipal: 0n,
  interestOnBook: 0n,
  interestOffBook: 0n,
  writtenOffPrincipal: 0n,
  writtenOffInterest: 0n,
  fees: 0n,
  otherDisposal: 0n,
};

interface DatedFlows {
  readonly unit: string;
  readonly date: DayNumber;
  readonly flows: Partial<TaskFlows>;
}

/** Entries by the unit that each belonged to on its day. */
export interface UnitFlows {
  /** Sums by unit of what is dated after `after` up to `until`. */
  readonly within: (after: DayNumber, until: DayNumber) => ReadonlyMap<string, TaskFlows>;
}

/** `recoveries`: what came in after write-off and stands. */
export function flowsByUnit({ lines }: RollForward, recoveries: readonly LoanEvent[], homes: UnitHomes): UnitFlows {
  const all: DatedFlows[] = [];
  const add = ({ loan, date }: LoanEvent, flows: Partial<TaskFlows>) => all.push({ unit: homes.onDay(loan, date), date, flows });
  for (const { steps } of lines) {
    for (const { event, channel } of steps) {
      const { principal, interestOnBook, interestOffBook, fees = 0n } = event;
      if (channel === 'cash') add(event, { cashPrincipal: principal, interestOnBook, interestOffBook, fees });
      else if (EXITS.has(channel)) add(event, { otherDisposal: principal });
    }
  }
  for (const event of recoveries) {
    const { principal, interestOnBook, interestOffBook, fees = 0n } = event;
    add(event, { writtenOffPrincipal: principal, writtenOffInterest: interestOnBook + interestOffBook, fees });
  }
  return {
    within: (after, until) => {
      const sums = new Map<string, Record<FlowName, Cents>>();
      for (const { unit, date, flows } of all) {
        if (date <= after || date > until) continue;
        let held = sums.get(unit);
        if (held === undefined) {
          held = { ...NO_FLOWS };
          sums.set(unit, held);
        }
        addTo(held, flows);
      }
      return sums;
    },
  };
}

/** The sum of both. */
export function addFlows(left: TaskFlows, right: TaskFlows): TaskFlows {
  const sum = { ...left };
  addTo(sum, right);
  return sum;
}

function addTo(sum: Record<FlowName, Cents>, flows: Partial<TaskFlows>): void {
  // Not Object.entries: a register may have 200 000 rows, which every window is summed from.
  for (const name in flows) {
    const more = flows[name as FlowName] as Cents;
    if (more !== 0n) sum[name as FlowName] += more;
  }
}
