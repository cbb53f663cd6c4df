import type { Block, Document, MoneyUnit, Paragraph, Row, Section, Table } from '../report/document.js';
import { type CellFormat, formatCell } from './format-cell.js';
import { sentenceText } from './plain.js';

const WARNING = { zh: '注意：', en: 'Warning:' } as const;

/**
 * The document (already visible) as lines of GitHub Markdown: # title, ## sections, tables with their alignment row.
 * Every word is escaped, so nothing in it is markup, a link or HTML.
 */
export function markdownLines(document: Document, options: { readonly unit: MoneyUnit }): string[] {
  const format: CellFormat = { style: 'arrows', lang: document.lang, unit: options.unit };
  const parts: string[][] = [
    ...(document.incomplete === undefined ? [] : [[warningLine(document.incomplete, format)]]),
    [`# ${inlineText(document.title)}`],
    document.subtitle.map((fact) => `- ${blockText(fact)}`),
    ...document.sections.flatMap((section) => sectionParts(section, format)),
  ];
  return parts.filter((part) => part.length > 0).flatMap((part, index) => (index === 0 ? part : ['', ...part]));
}

/**
 * Text that Markdown shows as it is, anywhere inside a line: markup characters and HTML are escaped, and what GitHub by
 * itself turns into links (https://, www.) or formulas ($). An e-mail address may still become a mailto link.
 */
export function inlineText(text: string): string {
  return text.replace(/[\\`*_[\]<>#&|~$]|:(?=\/\/)|(?<=www)\./giu, (mark) => `\\${mark}`);
}

/** inlineText that may stand at the start of a line without becoming a list, a rule or a heading. */
export function blockText(text: string): string {
  return inlineText(text.trim())
    .replace(/^([-+=])(?!\d)/u, '\\$1')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/u, '$1\\$2');
}

function sectionParts(section: Section, format: CellFormat): string[][] {
  const heading = section.heading === '' ? [] : [[`## ${inlineText(section.heading)}`]];
  return [...heading, ...section.blocks.flatMap((block) => blockParts(block, format))];
}

function blockParts(block: Block, format: CellFormat): string[][] {
  if (block.kind === 'paragraph') return [[paragraphLine(block, format)]];
  return [
    ...(block.title === undefined ? [] : [[bold(inlineText(block.title))]]),
    tableLines(block, format),
    ...(block.more === undefined ? [] : [[blockText(block.more)]]),
  ];
}

function paragraphLine(paragraph: Paragraph, format: CellFormat): string {
  const text = sentenceText(paragraph, format);
  if (paragraph.tone === 'warning') return warningLine(text, format);
  return paragraph.tone === 'lead' ? bold(inlineText(text)) : blockText(text);
}

function warningLine(text: string, format: CellFormat): string {
  return `> ${bold(WARNING[format.lang])} ${inlineText(text)}`;
}

function tableLines(table: Table, format: CellFormat): string[] {
  return [
    tableLine(table.columns.map((column) => inlineText(column.header))),
    tableLine(table.columns.map((column) => (column.align === 'right' ? '---:' : ':---'))),
    ...table.rows.map((row) => tableLine(table.columns.map((_, index) => cellText(row, index, format)))),
  ];
}

function cellText(row: Row, index: number, format: CellFormat): string {
  const cell = row.cells[index];
  const text = cell === undefined ? '' : inlineText(formatCell(cell, format));
  return row.tone === undefined ? text : bold(text);
}

function tableLine(fields: readonly string[]): string {
  return `| ${fields.join(' | ')} |`;
}

/** Emphasis must touch the words it holds. */
function bold(text: string): string {
  const words = text.trim();
  return words === '' ? '' : `**${words}**`;
}
