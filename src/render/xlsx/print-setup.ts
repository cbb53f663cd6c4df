import type { Feature, Image } from 'write-excel-file/node';

/** How a sheet is printed: what of it, and the rows that every page repeats. */
export interface PrintSetup {
  readonly name: string;
  readonly columns: number;
  readonly rows: number;
  /** Rows at the top that every page repeats; 0 for none. */
  readonly repeated: number;
  readonly landscape: boolean;
}

const A4 = 9;

/** A4, as wide as the sheet, its head on every page, page numbers: what write-excel-file has no options for. */
export function printFeature(sheets: readonly PrintSetup[]): Feature<Image['content']> {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _, { sheetIndex }) => {
            const landscape = sheets[sheetIndex]?.landscape === true;
            const page =
              '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.3"/>' +
              `<pageSetup paperSize="${A4}" orientation="${landscape ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/>` +
              '<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>';
            return xml
              .replace(/(<worksheet[^>]*>)/, '$1<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
              .replace('</worksheet>', `${page}</worksheet>`);
          },
        },
        'xl/workbook.xml': {
          transform: (xml) => xml.replace('</sheets>', () => `</sheets><definedNames>${sheets.map(namesOf).join('')}</definedNames>`),
        },
      },
    },
  };
}

function namesOf(sheet: PrintSetup, index: number): string {
  const quoted = `'${xmlText(sheet.name.replaceAll("'", "''"))}'`;
  const defined = (name: string, range: string) =>
    `<definedName name="_xlnm.${name}" localSheetId="${index}">${quoted}!${range}</definedName>`;
  const area = defined('Print_Area', `$A$1:$${columnName(sheet.columns)}$${sheet.rows}`);
  return sheet.repeated === 0 ? area : area + defined('Print_Titles', `$1:$${sheet.repeated}`);
}

/** 1 is A, 27 is AA. */
function columnName(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? columnName(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}

function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
