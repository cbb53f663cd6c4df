import writeExcelFile, { type Image, type Sheet } from 'write-excel-file/node';
import type { Document, MoneyUnit, Section, Table } from '../../report/document.js';
import { wordsOf } from '../../report/words/catalogue.js';
import type { CellFormat } from '../format-cell.js';
import { visibleDocument } from '../visible-document.js';
import { printFeature } from './print-setup.js';
import { sheetName } from './sheet-name.js';
import { summarySheet } from './summary-sheet.js';
import { tableSheet } from './table-sheet.js';
import { withoutTimes } from './without-times.js';

/** One that every office has; Chinese is written in what stands in for it. */
const FONT = { fontFamily: 'Arial', fontSize: 10 };

/** Wider sheets are printed lying on their side. */
const PORTRAIT_WIDTH = 112;

/**
 * The document as a workbook: a summary, then a sheet for each table, its headers frozen and repeated in print. The same document
 * gives the same bytes.
 */
export async function workbook(given: Document, unit: MoneyUnit): Promise<Uint8Array> {
  const document = visibleDocument(given);
  const format: CellFormat = { style: 'signs', lang: document.lang, unit };
  const words = wordsOf(document.lang);
  const unitFact = `${words.unitLabel} ${words.unit[unit]}`;
  const tables = document.sections.flatMap((section) =>
    section.blocks.filter((block) => block.kind === 'table').map((table) => ({ table, name: nameOf(table, section) || document.title })),
  );
  const contents = [
    summarySheet(document, format),
    ...tables.map(({ table, name }) => ({ ...tableSheet(table, hasAmounts(table) ? `${name}  ${unitFact}` : name, format), title: name })),
  ];
  const taken = new Set<string>();
  const named = contents.map((content) => ({ ...content, name: sheetName(content.title, taken) }));
  const sheets = named.map(
    ({ name, data, widths, frozen }): Sheet<Image['content']> => ({
      sheet: name,
      data: [...data],
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: frozen.rows,
      stickyColumnsCount: frozen.columns,
      ...{ showGridLines: false },
    }),
  );
  const setups = named.map(({ name, data, widths, frozen }, index) => ({
    name,
    columns: widths.length,
    rows: data.length,
    repeated: index === 0 ? 0 : frozen.rows,
    landscape: widths.reduce((sum, width) => sum + width, 0) > PORTRAIT_WIDTH,
  }));
  const bytes: Uint8Array = await writeExcelFile(sheets, { ...FONT, features: [printFeature(setups)] }).toBuffer();
  return withoutTimes(bytes);
}

function hasAmounts({ rows }: Table): boolean {
  return rows.some(({ cells }) => cells.some(({ kind }) => kind === 'money' || kind === 'money-change'));
}

/** A table is named by its title; the first of a section without one by the heading. */
function nameOf(table: Table, section: Section): string {
  return table.title ?? section.heading;
}
