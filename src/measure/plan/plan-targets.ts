import type { DayNumber } from '../../model/civil-date.js';
import type { Cents } from '../../model/money.js';
import type { PlanTarget } from '../../model/plans.js';

/**
 * How a target stands: closed by the department (done), reached by what was collected (met), past its date and neither (overdue), not
 * yet due (open), or due before what was collected is known (before): then nobody can say.
 */
export type TargetState = 'done' | 'met' | 'overdue' | 'open' | 'before';

export interface TargetStanding {
  readonly target: PlanTarget;
  /** Of what was collected since the reference, what goes to this target: the earliest target is served first. Absent where not known. */
  readonly met?: Cents;
  /** What is still to be collected; 0 where it is done, absent where it is not known. */
  readonly rest?: Cents;
  readonly state: TargetState;
}

/** The targets of one plan by date, with what was collected dealt out to them; `collected` is undefined where no register says. */
export function dealOut(targets: readonly PlanTarget[], collected: Cents | undefined, since: DayNumber, asOf: DayNumber): TargetStanding[] {
  const from = collected === undefined ? asOf - 1 : since;
  let left = collected ?? 0n;
  return targets
    .toSorted((a, b) => a.targetDate - b.targetDate)
    .map((target): TargetStanding => {
      const { targetAmount: asked, targetDate, isDone } = target;
      if (targetDate <= from) return isDone ? { target, rest: 0n, state: 'done' } : { target, state: 'before' };
      if (collected === undefined) return isDone ? { target, rest: 0n, state: 'done' } : { target, state: 'open' };
      const met = left < asked ? left : asked;
      left -= met;
      if (isDone) return { target, met, rest: 0n, state: 'done' };
      const state = met === asked ? 'met' : targetDate < asOf ? 'overdue' : 'open';
      return { target, met, rest: asked - met, state };
    });
}
