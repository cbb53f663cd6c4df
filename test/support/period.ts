import type { MeasuredMonth } from '../../src/measure/month-figures.js';
import { measurePeriodMovement, type PeriodMovement } from '../../src/measure/period-movement.js';
import { CHANNELS } from '../../src/model/channels.js';
import type { Dimension } from '../../src/model/loan-fields.js';
import type { Movement } from '../../src/model/month-figures.js';
import { type Month, shownKey } from '../../src/model/portfolio.js';
import { measurePeriod } from '../../src/run/monitoring/measure-period.js';
import { segmentMonths } from '../../src/run/monitoring/open-period.js';
import { rowsOf } from '../../src/run/reading/completeness.js';
import { classifyMonths } from '../../src/run/reading/open-months.js';
import type { OpenedPeriod } from '../../src/run/reading/opened-period.js';
import { type Book, backgroundOf } from './book.js';
import { CN_2023, type LedgerText, readingOf } from './ledger.js';

/** Several months' ledgers, by date, and what they are measured with. */
export type Months = Pick<Book, 'locks' | 'events' | 'writeOffs' | 'recoveries' | 'disposals' | 'idMap' | 'policy' | 'basis'> & {
  readonly ledgers: readonly LedgerText[];
};

/** Opens texts as the commands over several months open files. */
export function openMonthsOf(months: Months): OpenedPeriod {
  const { policy = CN_2023, basis = 'stricter', ledgers } = months;
  const background = backgroundOf({ ...months, now: ledgers.at(-1) as LedgerText }, policy, basis);
  const readings = ledgers.map((text) => readingOf(text));
  const { months: classified, lineage } = classifyMonths(readings, background);
  return {
    months: segmentMonths(classified, background, lineage),
    background,
    lineage,
    wasNpl: () => false,
    register: async () => undefined,
    lastMonthBy: (other) => classifyMonths(readings, { ...background, policy: other }).months.at(-1) as Month,
    registersGiven: [months.events, months.writeOffs, months.recoveries, months.disposals].some((register) => register !== undefined),
    readings,
    rows: rowsOf(readings),
  };
}

export function measureMonthsOf(months: Months): readonly MeasuredMonth[] {
  return measurePeriod(openMonthsOf(months));
}

export function movementOfMonths(months: Months, by: readonly Dimension[] = []): PeriodMovement {
  const period = openMonthsOf(months);
  return measurePeriodMovement(
    period.months,
    measurePeriod(period).flatMap(({ movement }) => movement ?? []),
    by,
  );
}

/** A movement in yuan, without what is zero: what a test states by hand. */
export function moved(movement: Movement | undefined): Readonly<Record<string, number>> {
  if (movement === undefined) throw new Error('no movement');
  const { opening, channels, unexplained, reclassified, closing } = movement;
  const all: [string, bigint][] = [
    ['opening', opening],
    ...CHANNELS.map((channel): [string, bigint] => [channel, channels[channel]]),
    ['unexplained', unexplained],
    ['reclassified', reclassified],
    ['closing', closing],
  ];
  return Object.fromEntries(all.filter(([, cents]) => cents !== 0n).map(([name, cents]) => [name, Number(cents) / 100]));
}

/** What events do not explain, in yuan, by loan and date. */
export function unexplainedOf(movement: PeriodMovement): Readonly<Record<string, number>> {
  return Object.fromEntries(movement.unexplained.map(({ line }) => [shownKey(line.family), Number(line.unexplained) / 100]));
}
