import { addMonths, type DayNumber } from '../model/civil-date.js';
import { LIMITATIONS, type Limitation, type LimitationPeriod, type LimitationStart, type LimitationTable } from '../model/limitation.js';
import type { LitigationCase } from '../model/litigation.js';

/** What the ledger says of a loan that begins a period. */
export interface DueFacts {
  readonly dueDate?: DayNumber;
  readonly extendedDueDate?: DayNumber;
  /** As CHOICE_FIELDS names it. */
  readonly guarantee?: string;
}

/** The last day of something; `stated` where the register says it, false where the table computes it. */
export interface LimitationDate {
  readonly limitation: Limitation;
  readonly until: DayNumber;
  readonly stated: boolean;
}

/** What runs out, and nobody can tell when: none of these is known. */
export interface UnknownDate {
  readonly limitation: Limitation;
  readonly missing: readonly (LimitationStart | 'guarantee')[];
}

export interface LimitationDates {
  readonly dates: readonly LimitationDate[];
  readonly unknown: readonly UnknownDate[];
}

/**
 * The dates that run out for one case, in the order of LIMITATIONS. A last day that the register states goes before the table.
 * `guaranteeHeld`: whether the ledgers say how loans are guaranteed at all; without, only what the register states runs out.
 */
export function limitationDates(
  one: Pick<LitigationCase, 'stage' | 'starts' | 'until' | 'guarantorClaimed'>,
  table: LimitationTable,
  due: DueFacts,
  guaranteeHeld: boolean,
): LimitationDates {
  const dates: LimitationDate[] = [];
  const unknown: UnknownDate[] = [];
  for (const limitation of LIMITATIONS) {
    const period = table.periods.find(({ id }) => id === limitation);
    if (period?.stages?.includes(one.stage) === false) continue;
    const stated = one.until[limitation];
    const found = stated === undefined ? computed(one, period, due, guaranteeHeld) : { until: stated };
    if (found === undefined) continue;
    if ('missing' in found) unknown.push({ limitation, missing: found.missing });
    else if (!isClaimedInTime(one, limitation, found.until)) dates.push({ limitation, until: found.until, stated: stated !== undefined });
  }
  return { dates, unknown };
}

function isClaimedInTime(
  { guarantorClaimed }: Pick<LitigationCase, 'guarantorClaimed'>,
  limitation: Limitation,
  until: DayNumber,
): boolean {
  return limitation === 'guarantee' && guarantorClaimed !== undefined && guarantorClaimed <= until;
}

/** Undefined where the period does not run for this loan. */
function computed(
  one: Pick<LitigationCase, 'starts' | 'guarantorClaimed'>,
  period: LimitationPeriod | undefined,
  due: DueFacts,
  guaranteeHeld: boolean,
): { readonly until: DayNumber } | { readonly missing: UnknownDate['missing'] } | undefined {
  if (period === undefined) return undefined;
  // Who was claimed on as a guarantor is one, whatever the ledger says of the loan.
  if (period.guarantee !== undefined && one.guarantorClaimed === undefined) {
    if (due.guarantee === undefined) return guaranteeHeld ? { missing: ['guarantee'] } : undefined;
    if (due.guarantee !== period.guarantee) return undefined;
  }
  const known = period.from.flatMap((start) => startOf(one, start, due) ?? []);
  if (known.length === 0) return period.onceBegun ? undefined : { missing: period.from };
  return { until: addMonths(period.first ? (known[0] as DayNumber) : Math.max(...known), period.months) };
}

function startOf({ starts }: Pick<LitigationCase, 'starts'>, start: LimitationStart, due: DueFacts): DayNumber | undefined {
  if (start === 'firstDueDate') return starts.dueDate ?? due.dueDate ?? due.extendedDueDate;
  if (start !== 'dueDate' || starts.dueDate !== undefined) return starts[start];
  const ofLedger = [due.dueDate, due.extendedDueDate].filter((day) => day !== undefined);
  return ofLedger.length === 0 ? undefined : Math.max(...ofLedger);
}
