import type { Bilingual, DiagnosticCode } from './catalogue.js';

/** Fills a `{name}` of the catalogue's wording. Words that a person reads are given in both languages. */
export type Param = string | number | Bilingual;

/** One thing to say about the input: what, where, and (through the catalogue) why and what to do. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly file?: string;
  /** Line of the file, from 1. */
  readonly line?: number;
  /** Field of the row, from 1. */
  readonly column?: number;
  /** The field's name as the header writes it. */
  readonly field?: string;
  /** The cell's text as read. */
  readonly value?: string;
  readonly params?: Readonly<Record<string, Param>>;
  /** The cells of the whole row: for the rejects file, and for the line that is printed with a caret under the field. */
  readonly row?: readonly string[];
}
