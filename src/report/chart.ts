import type { Cents } from '../model/money.js';
import type { Ratio } from '../model/ratio.js';
import type { Cell } from './typed-cell.js';

/** A picture beside a table: its figures, not its drawing. Every figure stands in the table too. */
export interface Chart {
  readonly title: string;
  /** What is to be seen, in one sentence with its figures, for those who do not see it. */
  readonly says: readonly (string | Cell)[];
  readonly shape: ChartShape;
}

export type ChartShape = Trend | Waterfall | HeatMap | Bars | Progress;

/** Amounts at dates that follow each other, stacked in the order of `series`, and a ratio in a panel of its own. */
export interface Trend {
  readonly kind: 'trend';
  readonly series: readonly string[];
  readonly points: readonly TrendPoint[];
  /** Name of the ratio; without it no panel is drawn. */
  readonly ratio?: string;
  /** Name of the estimates, marked over the amounts. */
  readonly estimate?: string;
}

export interface TrendPoint {
  readonly label: string;
  /** One for each series; undefined where it is not known. */
  readonly amounts: readonly (Cents | undefined)[];
  readonly ratio?: Ratio | undefined;
  readonly estimate?: Cents | undefined;
}

/** From an opening amount to a closing one, step by step. */
export interface Waterfall {
  readonly kind: 'waterfall';
  readonly opening: WaterfallStep;
  /** Signed: what came in is positive. They add up to closing less opening. */
  readonly steps: readonly WaterfallStep[];
  readonly closing: WaterfallStep;
}

export interface WaterfallStep {
  readonly label: string;
  readonly cents: Cents;
}

/** Amounts from a state (rows) to a state (columns), shaded by their share of the row. */
export interface HeatMap {
  readonly kind: 'heat-map';
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly Cents[] }[];
}

/** One bar for each item, stacked in the order of `series`. */
export interface Bars {
  readonly kind: 'bars';
  /** One name where nothing is stacked: there is no legend then. */
  readonly series: readonly string[];
  readonly bars: readonly Bar[];
  /** The table has the parts of a bar and not their sum: the parts are said behind it. */
  readonly saysParts?: true;
}

export interface Bar extends Named {
  readonly amounts: readonly Cents[];
  readonly ratio?: Ratio | undefined;
}

/** An item of a chart. A text from data is a label alone, so that it can be told and masked; `detail` is said right behind it. */
export interface Named {
  readonly label: string;
  readonly detail?: string;
}

/** What was reached of a goal: for each item a wide bar for the goal, and a narrow one in it for what was reached. */
export interface Progress {
  readonly kind: 'progress';
  readonly goal: string;
  readonly reached: string;
  readonly rows: readonly ProgressRow[];
}

export interface ProgressRow extends Named {
  readonly goal: Cents;
  /** Undefined where it is not known. */
  readonly reached: Cents | undefined;
  /** Reached of the goal. */
  readonly ratio?: Ratio | undefined;
}
