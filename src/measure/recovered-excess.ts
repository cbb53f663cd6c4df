import { UserError } from '../diagnostics/diagnostic.js';
import { type DayNumber, isoDate } from '../model/civil-date.js';
import type { LoanEvent } from '../model/events.js';
import { groupBy } from '../model/groups.js';
import { type Cents, sumOf, yuan } from '../model/money.js';
import { shownKey } from '../model/portfolio.js';
import type { BookedClaims } from './written-off-claims.js';

/** What a write-off, a recovery, or one taken back does to a loan's claim from a day on. */
interface Step {
  readonly loan: string;
  readonly on: DayNumber;
  readonly writtenOff: Cents;
  readonly recovered: Cents;
  /** The recovery, where it is one. */
  readonly event?: LoanEvent;
}

/**
 * Refuses more principal collected on a loan than was written off of it, as the books stood on the day of each recovery, and
 * as they stand at `asOf`: a write-off that was taken back leaves nothing to collect. Loans whose write-off is not given cannot
 * be judged. Errors: E_RECOVERY_EXCEEDS.
 */
export function refuseExcess(booked: BookedClaims, asOf: DayNumber): void {
  const steps = groupBy(
    stepsOf(booked).filter(({ on }) => on <= asOf),
    ({ loan }) => loan,
  );
  for (const [loan, own] of steps) {
    const recoveries = own.flatMap(({ event }) => event ?? []).sort((a, b) => a.date - b.date);
    const last = recoveries.at(-1);
    if (last === undefined || own.every(({ event }) => event !== undefined)) continue;
    for (const [day, event] of [...recoveries.map((one) => [one.date, one] as const), [asOf, last] as const]) {
      const until = own.filter(({ on }) => on <= day);
      const [writtenOff, recovered] = [sumOf(until, (step) => step.writtenOff), sumOf(until, (step) => step.recovered)];
      if (recovered <= writtenOff) continue;
      const { file, line } = event;
      const params = { recovered: yuan(recovered), writtenOff: yuan(writtenOff), day: isoDate(day) };
      throw new UserError({ code: 'E_RECOVERY_EXCEEDS', file, line, value: shownKey(loan), params });
    }
  }
}

function stepsOf({ writeOffs, events, reversals }: BookedClaims): Step[] {
  const writeOff = (loan: string, on: DayNumber, writtenOff: Cents): Step => ({ loan, on, writtenOff, recovered: 0n });
  const recovery = (event: LoanEvent): Step => ({ loan: event.loan, on: event.date, writtenOff: 0n, recovered: event.principal, event });
  const isRecovery = ({ kind }: LoanEvent) => kind === 'recovery-after-write-off';
  return [
    ...events.filter(isRecovery).map(recovery),
    ...reversals.events
      .filter(({ entry }) => isRecovery(entry))
      .flatMap(({ entry, on }) => [recovery(entry), { ...recovery(entry), on, recovered: -entry.principal }]),
    // What a sale lost is no claim that could still be collected.
    ...writeOffs.filter(({ channel }) => channel === 'write-off').map(({ loan, date, principal }) => writeOff(loan, date, principal)),
    ...reversals.writeOffs
      .filter(({ entry }) => entry.channel === 'write-off')
      .flatMap(({ entry: { loan, date, principal }, on }) => [writeOff(loan, date, principal), writeOff(loan, on, -principal)]),
  ];
}
