import type { Cents } from '../../model/money.js';
import { compareRatios, type Ratio } from '../../model/ratio.js';
import { money, ratio } from '../cells.js';
import type { Chart, TrendPoint } from '../chart.js';
import type { Cell } from '../document.js';
import type { Dated } from '../words/page-words.js';
import type { Words } from '../words/words.js';

/** What one date of a trend states. */
export interface TrendDate {
  /** ISO. */
  readonly date: string;
  readonly npl: Cents;
  readonly ratio: Ratio | undefined;
  /** Absent where no lock cuts this date. */
  readonly old?: Cents | undefined;
  readonly new?: Cents | undefined;
}

/** NPL by date, old and new stacked where a lock cuts them, and the ratio; undefined with fewer than two dates. */
export function trendChart(words: Words, dates: readonly TrendDate[]): Chart | undefined {
  if (dates.length < 2) return undefined;
  const isSplit = dates.some((one) => one.old !== undefined);
  const isWhole = dates.some((one) => one.old === undefined);
  const { chart } = words.page;
  const labels = monthLabels(dates.map(({ date }) => date));
  const points = dates.map((one, index): TrendPoint => {
    const whole = one.old === undefined ? one.npl : undefined;
    const amounts = isSplit ? [one.old, one.new, ...(isWhole ? [whole] : [])] : [whole];
    return { label: labels[index] as string, amounts, ratio: one.ratio };
  });
  const balances = dates.map(({ date, npl }) => ({ at: date, npl, value: money(npl) }));
  const ratios = dates.flatMap((one) => (one.ratio === undefined ? [] : [{ at: one.date, ratio: one.ratio, value: ratio(one.ratio) }]));
  return {
    title: chart.trend,
    says: [
      ...between(words, words.column.npl, balances, (a, b) => a.npl > b.npl),
      ...(ratios.length < 2 ? [] : ['; ', ...between(words, words.column.nplRatio, ratios, (a, b) => compareRatios(a.ratio, b.ratio) > 0)]),
    ],
    shape: {
      kind: 'trend',
      series: isSplit ? [words.column.old, words.column.new, ...(isWhole ? [chart.notSplit] : [])] : [words.column.npl],
      points,
      ratio: words.column.nplRatio,
    },
  };
}

/** First, last and highest of some values; the list is not empty. */
function between<T extends Dated>(
  words: Words,
  name: string,
  values: readonly T[],
  isHigher: (a: T, b: T) => boolean,
): readonly (string | Cell)[] {
  const highest = values.reduce((top, one) => (isHigher(one, top) ? one : top));
  return words.page.chart.between(name, values[0] as T, values.at(-1) as T, highest);
}

/** YYYY-MM where no two dates are of one month, else the dates. */
function monthLabels(dates: readonly string[]): readonly string[] {
  const months = dates.map((date) => date.slice(0, 'YYYY-MM'.length));
  return new Set(months).size === months.length ? months : dates;
}

/** What may become NPL until the coming month-ends, over what is NPL now, and the estimate. */
export function potentialChart(
  words: Words,
  npl: Cents,
  dates: readonly { readonly date: string; readonly atMost: Cents; readonly added: Cents; readonly estimate?: Cents | undefined }[],
): Chart | undefined {
  const [last] = dates.slice(-1);
  if (last === undefined) return undefined;
  const { chart } = words.page;
  const points: TrendPoint[] = [
    { label: words.period.today, amounts: [npl, 0n] },
    ...dates.map(({ date, atMost, added, estimate }) => ({ label: date, amounts: [atMost - added, added], estimate })),
  ];
  const withEstimate = dates.some(({ estimate }) => estimate !== undefined);
  return {
    title: chart.potential,
    says: [
      ...[`${words.period.today} `, money(npl)],
      ...dates.flatMap(({ date, atMost, estimate }): (string | Cell)[] => [
        ...[`${words.comma}${date} `, money(atMost)],
        ...(estimate === undefined ? [] : [` (${words.column.estimate} `, money(estimate), ')']),
      ]),
    ],
    shape: {
      kind: 'trend',
      series: [words.column.npl, chart.mayBecomeNpl],
      points,
      ...(withEstimate ? { estimate: words.column.estimate } : {}),
    },
  };
}
