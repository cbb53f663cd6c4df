import type { Document, MoneyUnit } from '../report/document.js';
import { asciiBars, asciiMarks } from './ascii.js';
import { csvLines } from './csv.js';
import { markdownLines } from './markdown.js';
import { plainLines } from './plain.js';
import { terminalLines } from './terminal.js';
import { visibleDocument } from './visible-document.js';

export type TextFormat = 'table' | 'plain' | 'csv' | 'markdown';

export interface RenderOptions {
  /** Of every amount; each cell is rounded alone. */
  readonly unit: MoneyUnit;
  /** Chalk's colour level, for 'table' only; at 0 no escape byte is written. */
  readonly color: 0 | 1 | 2 | 3;
  /** Columns of the terminal, 60 or more, for 'table' only. */
  readonly width: number;
  /** Marks and bars in ASCII, for 'table' only; 'plain' has bars so in any case. */
  readonly ascii?: boolean;
  /** The document can be had in no other format, for 'table' only. */
  readonly isOnlyTable?: boolean;
}

const WRITERS: Readonly<Record<TextFormat, (document: Document, options: RenderOptions) => string[]>> = {
  table: terminalLines,
  plain: plainLines,
  csv: csvLines,
  markdown: markdownLines,
};

/**
 * The document as text with \n line ends, the last line ended by one. Text in it is safe for the format it is written in
 * (control and bidi characters, spreadsheet formulas, Markdown and HTML), and figures have the same digits in all four.
 */
export function renderDocument(document: Document, format: TextFormat, options: RenderOptions): string {
  const written = `${WRITERS[format](visibleDocument(document), options).join('\n')}\n`;
  if (format === 'plain') return asciiBars(written);
  return format === 'table' && options.ascii === true ? asciiMarks(written) : written;
}
