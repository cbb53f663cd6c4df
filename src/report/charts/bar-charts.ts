import { type Cents, sumOf } from '../../model/money.js';
import type { Ratio } from '../../model/ratio.js';
import { money, ratio } from '../cells.js';
import type { Bars, Chart } from '../chart.js';
import type { Cell } from '../document.js';
import type { Words } from '../words/words.js';

/** More bars than these are a list, and the table is one. */
const MOST_BARS = 15;

type Bar = Bars['bars'][number];

/** A bar for each class below normal: beside the normal ones they would be lines. `shares` are of all loans. */
export function classesChart(
  words: Words,
  classes: readonly { readonly name: string; readonly balance: Cents; readonly share: Ratio | undefined }[],
): Chart | undefined {
  const bars = classes.map(({ name, balance, share }): Bar => ({ label: name, amounts: [balance], ratio: share }));
  if (bars.every(({ amounts }) => amounts[0] === 0n)) return undefined;
  return { title: words.page.chart.classes, says: listed(words, bars), shape: { kind: 'bars', series: [words.column.balance], bars } };
}

/** What one value of the dimensions came to. */
export interface DimensionBar {
  readonly label: string;
  readonly npl: Cents;
  readonly ratio: Ratio | undefined;
  readonly old?: Cents | undefined;
  readonly new?: Cents | undefined;
}

/** NPL by the values of one or two dimensions, old and new stacked where a lock cuts them; undefined where one bar would stand alone. */
export function dimensionChart(words: Words, dimensions: string, rows: readonly DimensionBar[]): Chart | undefined {
  const bad = rows.filter(({ npl }) => npl > 0n);
  if (bad.length < 2) return undefined;
  const isSplit = bad.every((row) => row.old !== undefined && row.new !== undefined);
  const shown = bad.toSorted((a, b) => (b.npl > a.npl ? 1 : b.npl < a.npl ? -1 : 0)).slice(0, MOST_BARS);
  const bars = shown.map(
    (row): Bar => ({ label: row.label, amounts: isSplit ? [row.old as Cents, row.new as Cents] : [row.npl], ratio: row.ratio }),
  );
  const { chart } = words.page;
  return {
    title: chart.by(dimensions) + (shown.length < bad.length ? chart.largest(shown.length, bad.length) : ''),
    says: listed(words, bars),
    shape: { kind: 'bars', series: isSplit ? [words.column.old, words.column.new] : [words.column.npl], bars },
  };
}

/** "substandard 12,245,900.00 (0.27%), doubtful …" */
function listed(words: Words, bars: readonly Bar[]): (string | Cell)[] {
  return bars.flatMap(({ label, amounts, ratio: share }, index): (string | Cell)[] => [
    ...(index === 0 ? [] : [words.comma]),
    `${label} `,
    money(sumOf(amounts, (cents) => cents)),
    ...(share === undefined ? [] : [' (', ratio(share), ')']),
  ]);
}
