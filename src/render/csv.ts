import type { Block, Document, MoneyUnit, Row, Section, Table } from '../report/document.js';
import { harmlessField, quotedField } from './csv-field.js';
import { type CellFormat, formatCell } from './format-cell.js';
import { sentenceText } from './plain.js';

const HEADER = ['section', 'table', 'row', 'column', 'value'];

interface Formats {
  readonly cells: CellFormat;
  /** Sentences are read by people whatever file they are in. */
  readonly sentences: CellFormat;
}

/**
 * The document (already visible) as the lines of one rectangular RFC 4180 file: one line per table cell, named by the
 * stable ids of its section, table, row and column; a row without an id is named by the text of its first cell.
 * Amounts are plain numbers in the unit the line `document,,unit` states, ratios and changes of ratios percent numbers
 * (0.86% -0.22% = 0.64%), dates ISO, absent figures empty. Words (title, headings, sentences, what a limit left out) are
 * lines whose column is `text`.
 */
export function csvLines(document: Document, options: { readonly unit: MoneyUnit }): string[] {
  const formats: Formats = {
    cells: { style: 'machine', lang: document.lang, unit: options.unit },
    sentences: { style: 'signs', lang: document.lang, unit: options.unit },
  };
  const words = (name: string, text: string) => wordsLine('document', '', name, text);
  return [
    HEADER.join(','),
    ...(document.incomplete === undefined ? [] : [words('incomplete', document.incomplete)]),
    words('title', document.title),
    ...document.subtitle.map((fact) => words('subtitle', fact)),
    words('unit', options.unit),
    ...document.sections.flatMap((section) => sectionLines(section, formats)),
  ];
}

function sectionLines(section: Section, formats: Formats): string[] {
  const heading = section.heading === '' ? [] : [wordsLine(section.id, '', 'heading', section.heading)];
  return [...heading, ...section.blocks.flatMap((block) => blockLines(section, block, formats))];
}

function blockLines(section: Section, block: Block, formats: Formats): string[] {
  if (block.kind === 'paragraph') return [wordsLine(section.id, '', block.tone, sentenceText(block, formats.sentences))];
  return [
    ...(block.title === undefined ? [] : [wordsLine(section.id, block.id, 'title', block.title)]),
    ...block.rows.flatMap((row) => rowLines(section, block, row, formats)),
    ...(block.more === undefined ? [] : [wordsLine(section.id, block.id, 'more', block.more)]),
  ];
}

function rowLines(section: Section, table: Table, row: Row, formats: Formats): string[] {
  const values = row.cells.map((cell) => {
    const text = formatCell(cell, formats.cells);
    return cell.kind === 'text' ? harmlessField(text) : text;
  });
  const name = row.id ?? values[0] ?? '';
  return values.map((value, index) => line([section.id, table.id, name, table.columns[index]?.id ?? '', value]));
}

function wordsLine(section: string, table: string, row: string, text: string): string {
  return line([section, table, row, 'text', harmlessField(text)]);
}

function line(fields: readonly string[]): string {
  return fields.map(quotedField).join(',');
}
