import type { CellObject, Row as SheetRow } from 'write-excel-file/node';
import type { Document, Paragraph } from '../../report/document.js';
import { wordsOf } from '../../report/words/catalogue.js';
import type { CellFormat } from '../format-cell.js';
import { sentenceText } from '../plain.js';
import { isKeptAsText, sheetCell, textCell } from './cell.js';
import { rowHeight } from './row-height.js';
import type { SheetContent } from './table-sheet.js';

const TITLE_SIZE = 16;
const TITLE_HEIGHT = 24;
const WIDTHS = [32, 22, 22, 23];
const ALL_WIDTH = WIDTHS.reduce((sum, width) => sum + width, 0);

/** The first sheet: what the report is of, its key figures, and its sentences section by section. */
export function summarySheet(document: Document, format: CellFormat): SheetContent {
  const words = wordsOf(document.lang);
  const { cover, incomplete, sections } = document;
  const bold = (text: string): CellObject => ({ ...textCell(text), fontWeight: 'bold' });
  const said = (text: string): CellObject => {
    const height = rowHeight([{ text, width: ALL_WIDTH }]);
    return { ...textCell(text), wrap: true, alignVertical: 'top', columnSpan: WIDTHS.length, height };
  };
  const blank: SheetRow = [];
  const inLine = (cell: CellObject): CellObject => ({ ...cell, alignVertical: 'center', height: rowHeight([]) });
  const figures = (cover?.figures ?? []).map(
    ({ name, value, change, against }): SheetRow => [
      inLine(textCell(name)),
      inLine({ ...sheetCell(value, format), align: 'right', fontWeight: 'bold' }),
      ...(change === undefined ? [] : [inLine({ ...sheetCell(change, format), align: 'right' })]),
      ...(against === undefined ? [] : [inLine({ ...textCell(against), align: 'left', indent: 1 })]),
    ],
  );
  const sentences = sections.flatMap((section): SheetRow[] => {
    const paragraphs = section.blocks.filter((block) => block.kind === 'paragraph').filter(({ sketch }) => sketch === undefined);
    if (paragraphs.length === 0) return [];
    const heading = section.heading === '' ? [] : [[bold(section.heading)]];
    return [blank, ...heading, ...paragraphs.map((paragraph) => [said(sentenceOf(paragraph, words.page.warning, format))])];
  });
  return {
    title: words.page.summary,
    data: [
      [{ ...bold(document.title), fontSize: TITLE_SIZE, height: TITLE_HEIGHT }],
      ...(incomplete === undefined ? [] : [[{ ...said(incomplete), fontWeight: 'bold' as const, backgroundColor: '#fff4d6' }]]),
      ...document.subtitle.map((fact): SheetRow => [said(fact)]),
      ...(hasLongAmounts(document) ? [[said(words.page.keptAsText)]] : []),
      ...(cover === undefined || cover.facts.length === 0 ? [] : [blank]),
      ...(cover?.facts ?? []).map(({ name, value }): SheetRow => [inLine(textCell(name)), inLine(bold(value))]),
      ...(figures.length === 0 ? [] : [blank, [bold(words.page.keyFigures)], ...figures]),
      ...sentences,
    ],
    widths: WIDTHS,
    frozen: { rows: 1, columns: 0 },
  };
}

function sentenceOf(paragraph: Paragraph, warning: string, format: CellFormat): string {
  const text = sentenceText(paragraph, format).trim();
  return paragraph.tone === 'warning' ? `${warning} ${text}` : text;
}

function hasLongAmounts({ sections }: Document): boolean {
  return sections.some(({ blocks }) =>
    blocks.some((block) => block.kind === 'table' && block.rows.some(({ cells }) => cells.some(isKeptAsText))),
  );
}
