import type { DiagnosticCode } from '../diagnostics/catalogue.js';
import type { Param } from '../diagnostics/diagnostic.js';

/** What kind of value a field's cells hold; src/table/values.ts says what is accepted. */
export type FieldKind =
  | { readonly type: 'key' }
  | { readonly type: 'text' }
  | { readonly type: 'amount'; readonly negative: DiagnosticCode }
  | { readonly type: 'date' }
  /** A date, or a month that stands for its last day. */
  | { readonly type: 'date-or-month' }
  | { readonly type: 'days' }
  | { readonly type: 'share' }
  /** A closed list: folded words to codes. `refusal` names the code when a word is not among them. */
  | { readonly type: 'choice'; readonly words: ReadonlyMap<string, number>; readonly refusal: DiagnosticCode; readonly shown: string }
  | { readonly type: 'currency' };

export interface Field {
  readonly name: string;
  readonly kind: FieldKind;
  /** Header names in Chinese and English; compared after folding (width, case, blanks, _ and -). */
  readonly names: readonly string[];
  /**
   * Names of columns that hold nearly the same, best first: one of them is taken where no column of `names` stands beside
   * it, and is an unused column otherwise. Two columns of `names` are refused instead.
   */
  readonly lesserNames?: readonly string[];
  /** Set when no table can be read without it: what it is for, in words. */
  readonly neededFor?: Param;
  /** A text that names one of something: 无, - and 0 stand for none. Keys always are. */
  readonly isId?: boolean;
  /** A blank cell is refused. */
  readonly required?: boolean;
}

export interface Schema {
  readonly id: string;
  readonly fields: readonly Field[];
  /** Field whose header marks a line as the header at all, with those of neededFor. */
  readonly key: string;
  /** False: a table that lacks a needed field is read all the same, to show what it holds. */
  readonly demandsFields?: false;
}

/** What a user says in a --map file about columns that names cannot. */
export interface ColumnMap {
  /** By field name, or by any header name of the field. */
  readonly fields: Readonly<Record<string, FieldMap>>;
  /** False: the file has no header, and columns are given by number. */
  readonly header: boolean;
  readonly ignore: readonly string[];
  /** Columns whose text may hold line breaks. */
  readonly freeText: readonly string[];
  readonly dateFormat?: string;
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly skipLines?: number;
}

/** A column is named as in the header, or numbered from 1. */
export type ColumnRef = string | number;

export interface FieldMap {
  /** One column, or several joined (composite ids). */
  readonly columns?: readonly ColumnRef[];
  readonly join?: string;
  /** The same value for every row. */
  readonly constant?: string;
  /** Cell text to value text, after trimming; with a table, other texts are refused as always. */
  readonly values?: Readonly<Record<string, string>>;
  /** What a blank cell stands for. */
  readonly blank?: string;
  /** Days fields: the cell counts periods of so many days. */
  readonly times?: number;
  /** Amount fields: the unit, where the header does not name it: 元 千元 万元 百万元 亿元, yuan thousand wan million yi. */
  readonly unit?: string;
  readonly dateFormat?: string;
}

export const NO_MAP: ColumnMap = { fields: {}, header: true, ignore: [], freeText: [] };
