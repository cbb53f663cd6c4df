import type { Cents } from '../../../model/money.js';
import type { MoneyUnit } from '../../../report/document.js';
import type { CellFormat } from '../../format-cell.js';
import { formatCell } from '../../format-cell.js';
import { textEms } from './text-width.js';

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
