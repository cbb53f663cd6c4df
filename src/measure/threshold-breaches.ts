import type { Bilingual } from '../diagnostics/catalogue.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { isoDate } from '../model/civil-date.js';
import { yuan } from '../model/money.js';
import type { MonthFigures } from '../model/month-figures.js';
import { Decimal, ratioOf, ratioValue } from '../model/ratio.js';
import type { Thresholds } from '../model/thresholds.js';
import { coverageOf } from './series.js';

/**
 * The limits that a month breaks, as warnings. `before` is the month before, for what compares with it. A figure that is not
 * known breaks no limit.
 */
export function thresholdBreaches(figures: MonthFigures, before: MonthFigures | undefined, limits: Thresholds): Diagnostic[] {
  const broken: Diagnostic[] = [];
  const breach = (what: Bilingual, value: string, limit: string) =>
    broken.push({ code: 'W_THRESHOLD', params: { asOf: isoDate(figures.asOf), what, value, limit } });
  const { npl, loans, overdue, movement, segments } = figures;
  const ratio = ratioOf(npl.balance, loans.balance);
  if (limits.nplRatio !== undefined && ratio !== undefined && ratioValue(ratio).greaterThan(limits.nplRatio))
    breach(WHAT.nplRatio, percent(ratioValue(ratio)), percent(new Decimal(limits.nplRatio)));
  const coverage = coverageOf(figures);
  if (limits.coverage !== undefined && coverage !== undefined && ratioValue(coverage).lessThan(limits.coverage))
    breach(WHAT.coverage, percent(ratioValue(coverage)), percent(new Decimal(limits.coverage)));
  const [main] = overdue;
  const gap = main === undefined ? undefined : main.overdue.balance - npl.balance;
  if (limits.overdueGap !== undefined && gap !== undefined && gap > limits.overdueGap)
    breach(WHAT.overdueGap, yuan(gap), yuan(limits.overdueGap));
  const formed = movement?.total.channels.formation;
  if (limits.newNplPerMonth !== undefined && formed !== undefined && formed > limits.newNplPerMonth)
    breach(WHAT.newNplPerMonth, yuan(formed), yuan(limits.newNplPerMonth));
  const oldBefore = oldStockBefore(figures, before);
  if (limits.oldRise === true && segments !== undefined && oldBefore !== undefined && segments.old.balance > oldBefore)
    breach(WHAT.oldRise, yuan(segments.old.balance), yuan(oldBefore));
  return broken;
}

/** The old stock a month earlier: of the month before by the same lock, or of the lock where that is the month before. */
function oldStockBefore({ segments, movement }: MonthFigures, before: MonthFigures | undefined): bigint | undefined {
  if (segments === undefined) return undefined;
  if (before?.segments?.lock.hash === segments.lock.hash) return before.segments.old.balance;
  return movement?.from === segments.lock.date ? segments.lock.balance : undefined;
}

function percent(value: Decimal): string {
  return `${value.times(100).toFixed(2)}%`;
}

const WHAT: Readonly<Record<keyof Thresholds, Bilingual>> = {
  nplRatio: { en: 'the NPL ratio', zh: '不良率' },
  coverage: { en: 'coverage', zh: '拨备覆盖率' },
  overdueGap: { en: 'overdue less NPL', zh: '剪刀差' },
  newNplPerMonth: { en: 'the NPL formed in the month', zh: '当月新发生不良' },
  oldRise: { en: 'the old stock', zh: '存量不良' },
};
