import type { Cents } from '../../../model/money.js';
import type { Ratio } from '../../../model/ratio.js';
import type { Named } from '../../../report/chart.js';
import type { MoneyUnit } from '../../../report/document.js';
import type { CellFormat } from '../../format-cell.js';
import { formatCell } from '../../format-cell.js';
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
export function domainEnd(longest: number, plot: number, room: number): number {
  return longest === 0 ? 1 : (longest * plot) / Math.max(plot - room, plot / 4);
}

/** The least part of a chart's width that is bars, and how wide their names may be, in ems. */
const LEAST_BARS = 0.24;
const [NARROWEST_LABEL, WIDEST_LABEL] = [6, 20];

/** The names of bars, as wide as what is said behind them leaves room for. */
export function itemLabels(items: readonly Named[], said: readonly string[]): string[] {
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
