import { type Cents, sumOf } from '../../model/money.js';
import type { Ratio } from '../../model/ratio.js';
import { money, ratio } from '../cells.js';
import type { Bar, Chart, Named, Progress, ProgressRow } from '../chart.js';
import type { Cell } from '../document.js';
import type { Words } from '../words/words.js';

/** More bars than these are a list, and the table is one. */
const MOST_BARS = 15;

/** A bar for each class below normal: beside the normal ones they would be lines. `shares` are of all loans. */
export function classesChart(
  words: Words,
  classes: readonly { readonly name: string; readonly balance: Cents; readonly share: Ratio | undefined }[],
): Chart | undefined {
  const bars = classes.map(({ name, balance, share }): Bar => ({ label: name, amounts: [balance], ratio: share }));
  if (bars.every(({ amounts }) => amounts[0] === 0n)) return undefined;
  return {
    title: words.page.chart.classes,
    says: saidBars(words, bars, [words.column.balance]),
    shape: { kind: 'bars', series: [words.column.balance], bars },
  };
}

/** What one value of the dimensions came to. */
export interface DimensionBar extends Named {
  readonly npl: Cents;
  readonly ratio: Ratio | undefined;
  readonly old?: Cents | undefined;
  readonly new?: Cents | undefined;
}

/** NPL by the values of one or two dimensions, old and new stacked where a lock cuts them; undefined where one bar would stand alone. */
export function dimensionChart(words: Words, dimensions: string, rows: readonly DimensionBar[]): Chart | undefined {
  const isSplit = rows.every((row) => row.npl <= 0n || (row.old !== undefined && row.new !== undefined));
  const bars = rows.map(
    ({ npl, ratio: share, old, new: fresh, ...named }): Bar => ({
      ...named,
      amounts: isSplit ? [old ?? 0n, fresh ?? 0n] : [npl],
      ratio: share,
    }),
  );
  const series = isSplit ? [words.column.old, words.column.new] : [words.column.npl];
  return barsChart(words, { title: words.page.chart.by(dimensions), series, bars, order: 'largest' });
}

export interface BarsOfTable {
  /** In words; of stacked parts it may be made of the table's heading and of those that there are. */
  readonly title: string | { readonly heading: string };
  /** What the parts of a bar are; one where nothing is stacked. */
  readonly series: readonly string[];
  readonly bars: readonly Bar[];
  /** In the order of the table; the largest first, and no more than a chart holds. */
  readonly order: 'table' | 'largest';
  /** Rows that the table shows: of others nothing is drawn. All without. */
  readonly limit?: number;
  readonly saysParts?: true;
}

/** Amounts of a table as bars, without those that come to nothing; undefined where one bar would stand alone. */
export function barsChart(words: Words, { title, series, bars, order, saysParts, limit }: BarsOfTable): Chart | undefined {
  const all = bars.filter(isDrawn);
  const some = bars.slice(0, limit).filter(isDrawn);
  if (some.length < 2) return undefined;
  const sorted = order === 'table' ? some : some.toSorted((a, b) => compare(lengthOf(b), lengthOf(a)));
  const cut = sorted.slice(0, MOST_BARS);
  const isMade = typeof title !== 'string';
  const kept = series.map((_, part) => !isMade || some.some(({ amounts }) => amounts[part] !== 0n));
  const shown = cut.map((bar): Bar => ({ ...bar, amounts: bar.amounts.filter((_, part) => kept[part] === true) }));
  const names = series.filter((_, part) => kept[part] === true);
  const left = shown.length < all.length ? words.page.chart.some[some.length < all.length ? 'table' : order](shown.length, all.length) : '';
  return {
    title: (isMade ? chartTitle(words, title.heading, ...names) : title) + left,
    says: saidBars(words, shown, names),
    shape: { kind: 'bars', series: names, bars: shown, ...(saysParts === undefined ? {} : { saysParts }) },
  };
}

export interface ProgressOfTable extends Omit<Progress, 'kind'> {
  readonly title: string;
  /** Rows that the table shows: of others nothing is drawn. All without. */
  readonly limit?: number;
}

/** What was reached of goals; undefined where there is no goal. */
export function progressChart(words: Words, { title, goal, reached, rows, limit }: ProgressOfTable): Chart | undefined {
  const all = rows.filter(hasGoal);
  const shown = rows.slice(0, limit).filter(hasGoal).slice(0, MOST_BARS);
  if (shown.length === 0) return undefined;
  return {
    title: title + (shown.length < all.length ? words.page.chart.some.table(shown.length, all.length) : ''),
    says: shown.flatMap((row, index): (string | Cell)[] => [
      ...(index === 0 ? [] : ['; ']),
      ...namePieces(row),
      ...[` ${goal} `, money(row.goal)],
      ...(row.reached === undefined ? [] : [`${words.comma}${reached} `, money(row.reached)]),
      ...(row.ratio === undefined ? [] : [' (', ratio(row.ratio), ')']),
    ]),
    shape: { kind: 'progress', goal, reached, rows: shown },
  };
}

function hasGoal({ goal, reached }: ProgressRow): boolean {
  return goal > 0n || (reached ?? 0n) > 0n;
}

/** "Cases by stage: balance, left to collect": what a chart shows of the table under a heading. */
export function chartTitle(words: Words, heading: string, ...shown: readonly string[]): string {
  return heading + words.colon + shown.join(words.list);
}

function isDrawn(bar: Bar): boolean {
  return lengthOf(bar) > 0n;
}

function lengthOf({ amounts }: Bar): Cents {
  return sumOf(amounts, (cents) => cents);
}

function compare(a: Cents, b: Cents): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** "substandard 12,245,900.00 (0.27%), doubtful …"; of stacked bars each part. */
function saidBars(words: Words, bars: readonly Bar[], series: readonly string[]): (string | Cell)[] {
  return bars.flatMap((bar, index): (string | Cell)[] => [
    ...(index === 0 ? [] : [series.length === 1 ? words.comma : '; ']),
    ...namePieces(bar),
    ...(series.length === 1
      ? [' ', money(bar.amounts[0])]
      : series.flatMap((name, part): (string | Cell)[] => [`${part === 0 ? ' ' : words.comma}${name} `, money(bar.amounts[part])])),
    ...(bar.ratio === undefined ? [] : [' (', ratio(bar.ratio), ')']),
  ]);
}

/** A name from data is a piece of its own: it is masked as a whole. */
function namePieces({ label, detail }: Named): string[] {
  return detail === undefined ? [label] : [label, detail];
}
