import type { DayNumber } from '../model/civil-date.js';
import type { Cents } from '../model/money.js';
import type { Decimal, Ratio } from '../model/ratio.js';

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
}

export interface Table {
  readonly kind: 'table';
  readonly id: string;
  readonly title?: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Said under the table when rows were left out by a limit. */
  readonly more?: string;
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

export type Cell =
  | { readonly kind: 'text'; readonly text: string }
  /** Words from the catalogue rather than from data: need no escaping against formulas. */
  | { readonly kind: 'label'; readonly text: string }
  | { readonly kind: 'count'; readonly value: number }
  | { readonly kind: 'days'; readonly value: number }
  | { readonly kind: 'money'; readonly cents: Cents }
  /** A change: shown with an arrow and a sign. `good` says which direction is welcome, for colour only. */
  | { readonly kind: 'money-change'; readonly cents: Cents; readonly good?: 'up' | 'down' }
  | { readonly kind: 'count-change'; readonly value: number; readonly good?: 'up' | 'down' }
  | { readonly kind: 'ratio'; readonly ratio: Ratio }
  /** A difference of ratios, such as -0.0022, shown as percentage points. */
  | { readonly kind: 'points-change'; readonly value: Decimal; readonly good?: 'up' | 'down' }
  | { readonly kind: 'date'; readonly day: DayNumber }
  /** No such figure: a zero denominator, or facts the ledger lacks. */
  | { readonly kind: 'absent' };
