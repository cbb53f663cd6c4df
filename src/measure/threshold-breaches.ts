import type { Bilingual } from '../diagnostics/catalogue.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { listed } from '../diagnostics/wording.js';
import { isoDate } from '../model/civil-date.js';
import { yuan } from '../model/money.js';
import type { MonthFigures } from '../model/month-figures.js';
import { Decimal, ratioOf, ratioValue } from '../model/ratio.js';
import type { Thresholds } from '../model/thresholds.js';
import { coverageOf } from './series.js';

/**
 * The limits that a month breaks, as warnings. `before` is the month before, for what compares with it. A figure that is not
 * known breaks no limit: limitsNotAssessed names those.
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
  // Across other rules nothing is told apart: what formed is in what is reclassified.
  const formed = movement?.acrossRules === true ? undefined : movement?.total.channels.formation;
  if (limits.newNplPerMonth !== undefined && formed !== undefined && formed > limits.newNplPerMonth)
    breach(WHAT.newNplPerMonth, yuan(formed), yuan(limits.newNplPerMonth));
  const oldBefore = movement?.acrossRules === true ? undefined : oldStockBefore(figures, before);
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

/**
 * The limits of figures that a month's data do not allow. The first month of a book, and the month of the lock, have nothing to
 * be compared with, and leave no limit open.
 */
export function limitsNotAssessed(figures: MonthFigures, before: MonthFigures | undefined, limits: Thresholds): (keyof Thresholds)[] {
  const { npl, loans, allowance, overdue, movement, segments } = figures;
  const isOpen: Readonly<Record<keyof Thresholds, boolean>> = {
    nplRatio: ratioOf(npl.balance, loans.balance) === undefined,
    coverage: npl.balance !== 0n && (allowance === undefined || allowance.nplNotStated > 0),
    overdueGap: overdue.length === 0,
    newNplPerMonth: before !== undefined && (movement === undefined || movement.acrossRules === true),
    oldRise:
      before !== undefined &&
      segments?.lock.date !== figures.asOf &&
      (movement?.acrossRules === true || oldStockBefore(figures, before) === undefined),
  };
  const isSet = (limit: keyof Thresholds) => limits[limit] !== undefined && limits[limit] !== false;
  return (Object.keys(isOpen) as (keyof Thresholds)[]).filter((limit) => isSet(limit) && isOpen[limit]);
}

/** One warning for each limit that was left open, with the months. */
export function notAssessedWarnings(
  open: readonly { readonly asOf: number; readonly limits: readonly (keyof Thresholds)[] }[],
): Diagnostic[] {
  return (Object.keys(WHAT) as (keyof Thresholds)[]).flatMap((limit): Diagnostic[] => {
    const months = open.filter(({ limits }) => limits.includes(limit)).map(({ asOf }) => isoDate(asOf));
    return months.length === 0
      ? []
      : [{ code: 'W_THRESHOLD_OPEN', params: { what: WHAT[limit], why: LACKS[limit], months: listed(months) } }];
  });
}

const LACKS: Readonly<Record<keyof Thresholds, Bilingual>> = {
  nplRatio: { en: 'there are no loans', zh: '无贷款' },
  coverage: { en: 'the ledger does not state the allowance of every NPL', zh: '台账未列明全部不良贷款的减值准备' },
  overdueGap: { en: 'the ledger states no days past due', zh: '台账无逾期天数' },
  newNplPerMonth: { en: 'there is no movement from the month before', zh: '无自上月以来的变动' },
  oldRise: { en: 'no lock cuts both the month and the one before', zh: '本月与上月未按同一锁定划分' },
};

const WHAT: Readonly<Record<keyof Thresholds, Bilingual>> = {
  nplRatio: { en: 'the NPL ratio', zh: '不良率' },
  coverage: { en: 'coverage', zh: '拨备覆盖率' },
  overdueGap: { en: 'overdue less NPL', zh: '剪刀差' },
  newNplPerMonth: { en: 'the NPL formed in the month', zh: '当月新发生不良' },
  oldRise: { en: 'the old stock', zh: '存量不良' },
};
