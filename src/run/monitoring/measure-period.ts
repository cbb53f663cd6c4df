import { withoutExits } from '../../measure/impossible-exits.js';
import { type MeasuredMonth, measureMonth } from '../../measure/month-figures.js';
import type { LoanEvent } from '../../model/events.js';
import { lockedKeys } from '../../model/lock-columns.js';
import { nplLoans } from '../../model/npl-loans.js';
import { onceOf } from '../../model/once.js';
import type { Month } from '../../model/portfolio.js';
import { RENEWAL_DAYS } from '../../model/suspected-renewal.js';
import { textAt } from '../../model/text-index.js';
import type { OpenedPeriod } from '../reading/opened-period.js';

/** The figures of every month of a period, each against the one before it, and what they leave out; measured once for all who ask. */
export function measurePeriod(period: OpenedPeriod, renewalDays = RENEWAL_DAYS): readonly MeasuredMonth[] {
  return onceOf(period, `measured ${renewalDays}`, () => measureMonths(period, renewalDays));
}

function measureMonths(period: OpenedPeriod, renewalDays: number): MeasuredMonth[] {
  const { background, lineage, registersGiven } = period;
  const history = nplHistory(period);
  let { events, writeOffs } = background;
  const measured: MeasuredMonth[] = [];
  period.months.forEach((current, i) => {
    const before = period.months[i - 1];
    const figures = measured[i - 1]?.figures;
    if (before !== undefined) history.passTo(before.month);
    const found = measureMonth({
      ...current,
      ...(before === undefined ? {} : { before: { ...before, ...(figures === undefined ? {} : { figures }) } }),
      wasNpl: history.wasNpl,
      families: lineage.families,
      policy: period.policies?.[i] ?? background.policy,
      events,
      writeOffs,
      reversals: background.reversals,
      registersGiven,
      renewalDays,
    });
    ({ events, writeOffs } = withoutExits(
      { ...period, current: current.month, earlier: [], families: lineage.families, events, writeOffs },
      found.leftOut,
    ));
    measured.push(found);
  });
  return measured;
}

/** Which loans were NPL at any date before the one it has been passed to: by ledgers, locks and stated events. */
function nplHistory({ wasNpl, background }: OpenedPeriod) {
  const known = new Set<string>();
  const waiting: LoanEvent[] = background.events
    .filter(({ kind }) => kind === 'formation' || kind === 'relapse')
    .toSorted((a, b) => a.date - b.date);
  const locks = background.locks.toSorted((a, b) => a.lockDate - b.lockDate);
  let last: Month | undefined;
  return {
    wasNpl: (loan: string) => known.has(loan) || wasNpl(loan),
    /** `month` is the one before that which is to be measured. */
    passTo: (month: Month): void => {
      const { asOf } = month.portfolio;
      if (last !== undefined) for (const loan of nplLoans(last.classified.used)) known.add(textAt(last.portfolio.keys, loan));
      for (; waiting[0] !== undefined && waiting[0].date <= asOf; waiting.shift()) known.add(waiting[0].loan);
      for (; locks[0] !== undefined && locks[0].lockDate <= asOf; locks.shift()) for (const key of lockedKeys(locks[0])) known.add(key);
      last = month;
    },
  };
}
