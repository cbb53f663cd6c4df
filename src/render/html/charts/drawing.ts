import type { Cents } from '../../../model/money.js';
import type { Ratio } from '../../../model/ratio.js';
import type { Named } from '../../../report/chart.js';
import type { MoneyUnit } from '../../../report/document.js';
import type { CellFormat } from '../../format-cell.js';
import { formatCell } from '../../format-cell.js';
import { INK } from './palette.js';
import { fittingText, textEms } from './text-width.js';

/** What all charts of a page share. */
export interface Drawing {
  readonly format: CellFormat;
  /** "10,000 yuan": what an axis of amounts counts. */
  readonly unit: string;
}

/** Width of a whole chart in its own pixels; the page scales it to its column. */
export const CHART_WIDTH = 490;
export const FONT_SIZE = 13;
/** Between a label and what it labels. */
export const LABEL_GAP = 6;
/** Height of a row of bars. */
export const ROW_HEIGHT = 26;

const CENTS_PER_UNIT: Readonly<Record<MoneyUnit, number>> = { yuan: 100, wan: 1_000_000, yi: 10_000_000_000 };

/** An amount as a length: for drawing alone, never written. */
export function lengthOf(cents: Cents, { format }: Drawing): number {
  return Number(cents) / CENTS_PER_UNIT[format.unit];
}

export function amountText(cents: Cents, { format }: Drawing): string {
  return formatCell({ kind: 'money', cents }, format);
}

/** Room for the widest of some texts, in pixels. */
export function roomFor(texts: readonly string[]): number {
  return Math.ceil(Math.max(0, ...texts.map(textEms)) * FONT_SIZE);
}

/** Axis numbers are round: decimals only where the amounts are small. */
export function axisFormat(largest: number): string {
  return largest < 10 ? ',.2~f' : ',.0f';
}

/** Where the scale of bars must end so that `room` pixels stay free behind the longest of them. */
function domainEnd(longest: number, plot: number, room: number): number {
  return longest === 0 ? 1 : (longest * plot) / Math.max(plot - room, plot / 4);
}

/** The least part of a chart's width that is bars, and how wide their names may be, in ems. */
const LEAST_BARS = 0.24;
const [NARROWEST_LABEL, WIDEST_LABEL] = [6, 20];

/** The names of bars, as wide as what is said behind them leaves room for. */
function itemLabels(items: readonly Named[], said: readonly string[]): string[] {
  const left = (CHART_WIDTH * (1 - LEAST_BARS) - roomFor(said) - LABEL_GAP * 4) / FONT_SIZE;
  const ems = Math.min(WIDEST_LABEL, Math.max(NARROWEST_LABEL, left));
  return items.map(({ label, detail }) => fittingText(label + (detail ?? ''), ems));
}

/** An amount and the ratio behind it, where there is one. */
export function withRatio(amount: string, ratio: Ratio | undefined, { format }: Drawing): string {
  return ratio === undefined ? amount : `${amount}\u2002${formatCell({ kind: 'ratio', ratio }, format)}`;
}

/** A row for each value of `field`, in the order of the data, named by the parameter `labels`. */
export function rowAxis<Field extends string>(field: Field, labels: string) {
  return {
    field,
    type: 'ordinal',
    sort: null,
    title: null,
    axis: { labelExpr: `${labels}[datum.value]`, labelPadding: LABEL_GAP },
  } as const;
}

/** Rows of bars, one for each item, with something `said` behind each, which ends at `ends`. */
export function rowsOf<Field extends string>(field: Field, items: readonly Named[], said: readonly string[], ends: readonly number[]) {
  const labels = itemLabels(items, said);
  const plot = CHART_WIDTH - roomFor(labels) - LABEL_GAP * 2;
  const scale = { domain: [0, domainEnd(Math.max(0, ...ends), plot, roomFor(said) + LABEL_GAP * 2)], nice: false };
  const y = rowAxis(field, 'labels');
  const behind = {
    data: { values: ends.map((end, row) => ({ [field]: row, end, said: said[row] })) },
    mark: { type: 'text', align: 'left', dx: LABEL_GAP, fontSize: FONT_SIZE, fill: INK },
    encoding: { y, x: { field: 'end', type: 'quantitative', scale }, text: { field: 'said' } },
  } as const;
  return { labels, plot, scale, y, behind };
}
