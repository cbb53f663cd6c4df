import type { Chart } from './chart.js';
import type { Cover } from './cover.js';
import type { Cell } from './typed-cell.js';

export type { Cell } from './typed-cell.js';

/**
 * What a report says, before anyone knows whether it becomes a terminal table, a page or a file: words in the chosen
 * language, and typed cells that each renderer formats. Renderers never compute a figure.
 */
export interface Document {
  readonly lang: Lang;
  readonly title: string;
  /** Short facts about the whole report: institution, date, unit, policy. */
  readonly subtitle: readonly string[];
  /** Set when rows were left out: shown first, in every format. */
  readonly incomplete?: string;
  /** What a page shows before its sections, which say all of it again; text formats have no cover. */
  readonly cover?: Cover;
  readonly sections: readonly Section[];
}

/** Rows that could not be read and are in no figure, of all rows read. */
export interface Incomplete {
  readonly rejected: number;
  readonly read: number;
}

export type Lang = 'zh' | 'en';
export const LANGS: readonly Lang[] = ['zh', 'en'];

/** The unit that amounts are shown in; each cell is rounded once, alone. */
export type MoneyUnit = 'yuan' | 'wan' | 'yi';
export const MONEY_UNITS: readonly MoneyUnit[] = ['yuan', 'wan', 'yi'];

export interface Section {
  /** Stable name for csv and tests, such as "classes". */
  readonly id: string;
  readonly heading: string;
  readonly blocks: readonly Block[];
}

export type Block = Paragraph | Table;

/** One or more sentences, or a list of notes. Pieces are typed cells or words, so that numbers follow the unit. */
export interface Paragraph {
  readonly kind: 'paragraph';
  /** 'lead' is the sentence that matters most, 'warning' asks for attention, 'note' is small print. */
  readonly tone: 'lead' | 'plain' | 'warning' | 'note';
  readonly pieces: readonly (string | Cell)[];
  /** A drawing in characters: formats that draw leave it out. */
  readonly sketch?: true;
}

export interface Table {
  readonly kind: 'table';
  readonly id: string;
  readonly title?: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Said under the table when rows were left out by a limit. */
  readonly more?: string;
  /** The same figures to be drawn beside the table; formats that cannot draw leave it out. */
  readonly chart?: Chart;
  /** What of the chart a wide terminal shows in characters; other formats leave it out. */
  readonly bar?: RowBar;
}

/** A bar for each row, made of the very cell that it stands behind. */
export interface RowBar {
  /** Id of the column whose amounts or ratios are shown. */
  readonly column: string;
  /** A full bar is the longest of them (rows with a tone, being sums, have none), or the goal of each. */
  readonly full: 'longest' | 'goal';
  /** Id of the column of goals; without it the cells are shares of them. */
  readonly goal?: string;
  /** Ids of rows that the chart leaves out. */
  readonly without?: readonly string[];
}

export interface Column {
  /** Stable name for csv, such as "balance". */
  readonly id: string;
  readonly header: string;
  readonly align: 'left' | 'right';
}

export interface Row {
  /** Stable name for csv where the row is a fixed item ("substandard", "total"); lists have none. */
  readonly id?: string;
  readonly tone?: 'total' | 'emphasis';
  readonly cells: readonly Cell[];
}
