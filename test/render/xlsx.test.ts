import { describe, expect, test } from 'vitest';
import { workbook } from '../../src/render/xlsx/workbook.js';
import type { Cell, Document, MoneyUnit } from '../../src/report/document.js';
import {
  absent,
  column,
  count,
  countChange,
  date,
  days,
  label,
  money,
  moneyChange,
  pointsChange,
  ratio,
  sampleReport,
  tableDocument,
  text,
} from './sample.js';
import { readWorkbook, sheetRows } from './workbook-reader.js';

const FIRST_ROW = 3;

/** The cells of one row, each as [type, value, number format]. */
async function written(cells: readonly Cell[], unit: MoneyUnit = 'yuan', lang: 'zh' | 'en' = 'en'): Promise<unknown[]> {
  const columns = cells.map((_, index) => column(`c${index}`, `c${index}`));
  const { Sheets, SheetNames } = readWorkbook(await workbook(tableDocument(columns, [{ cells }], lang), unit));
  const sheet = Sheets[SheetNames[1] as string] as Record<string, { t: string; v: unknown; z: string }>;
  return cells.map((_, index) => {
    const cell = sheet[`${String.fromCharCode(65 + index)}${FIRST_ROW}`];
    return [cell?.t, cell?.v, cell?.z];
  });
}

describe('cells of a workbook', () => {
  test('are numbers with formats, dates, and text', async () => {
    const cells = [
      ...[count(1234), days(90), money(123_456_78n), moneyChange(-5_00n), countChange(3), ratio(1n, 8n), pointsChange('-0.0022')],
      ...[date('2019-12-31'), text('00012'), label('total'), absent],
    ];
    expect(await written(cells)).toEqual([
      ['n', 1234, '#,##0'],
      ['n', 90, '0'],
      ['n', 123456.78, '#,##0.00'],
      ['n', -5, '+#,##0.00;-#,##0.00;#,##0.00'],
      ['n', 3, '+#,##0;-#,##0;0'],
      ['n', 0.125, '0.00%'],
      ['n', -0.22, '+0.00" pp";-0.00" pp";0.00" pp"'],
      // Day 43830 of a spreadsheet: 2019-12-31 is 18261 days after 1970-01-01, which is its day 25569.
      ['n', 43830, 'yyyy-mm-dd'],
      ['s', '00012', '@'],
      ['s', 'total', '@'],
      ['s', 'n/a', '@'],
    ]);
  });

  test('a sheet says the unit of its amounts, and none where it has none', async () => {
    const title = async (cell: Cell) => {
      const { Sheets, SheetNames } = readWorkbook(await workbook(tableDocument([column('a', 'a')], [{ cells: [cell] }]), 'wan'));
      return (Sheets[SheetNames[1] as string] as Record<string, { v: string }>).A1?.v;
    };
    expect(await title(money(1n))).toMatch(/ {2}unit 10,000 yuan$/);
    expect(await title(count(1))).not.toContain('yuan');
  });

  test('amounts in a larger unit keep what the format does not show', async () => {
    // 29,570,000.01 yuan are 2957.000001 wan and 0.2957000001 yi.
    expect(await written([money(29_570_000_01n)], 'wan')).toEqual([['n', 2957.000001, '#,##0.00']]);
    expect(await written([money(29_570_000_01n)], 'yi')).toEqual([['n', 0.2957000001, '#,##0.00']]);
  });

  test('an amount of more than 15 digits is text, and the summary says so', async () => {
    expect(await written([money(9_007_199_254_740_993n)])).toEqual([['s', '90,071,992,547,409.93', '@']]);
    // 15 digits and zeros are kept.
    expect(await written([money(999_999_999_999_999_00n)])).toEqual([['n', 999999999999999, '#,##0.00']]);
    const note = async (cents: bigint) => {
      const { Sheets, SheetNames } = readWorkbook(await workbook(tableDocument([column('a', 'a')], [{ cells: [money(cents)] }]), 'yuan'));
      return sheetRows(Sheets[SheetNames[0] as string] as never)
        .flat()
        .some((one) => String(one).includes('15 digits'));
    };
    expect([await note(9_007_199_254_740_993n), await note(999_999_999_999_999_00n)]).toEqual([true, false]);
  });

  test('days that spreadsheets count wrongly are text', async () => {
    expect(await written([date('1900-02-28'), date('1900-03-01')])).toEqual([
      ['s', '1900-02-28', '@'],
      ['n', 61, 'yyyy-mm-dd'],
    ]);
  });
});

describe('a workbook', () => {
  test('has a summary, then a sheet for each table under its heading', async () => {
    const { SheetNames } = readWorkbook(await workbook(sampleReport('en'), 'wan'));
    expect(SheetNames).toEqual(['Summary', 'Five classes', 'Largest non-performing loans']);
  });

  test('sheets of one name are told apart, whatever the case; names are cut to 31', async () => {
    const long = 'Loans that went from one branch to another';
    const document: Document = {
      ...sampleReport('en'),
      sections: ['History', long, `${long} again`, long.toUpperCase(), 'a/b:c', ''].map(sectionOf),
    };
    const { SheetNames } = readWorkbook(await workbook(document, 'yuan'));
    expect(SheetNames).toEqual([
      ...['Summary', 'History-', 'Loans that went from one branch', 'Loans that went from one bran 2', 'LOANS THAT WENT FROM ONE BRAN 3'],
      ...['a b c', 'Non-performing loan report'],
    ]);
  });

  test('heads stay in view and are repeated on paper; all columns fit the width of a page', async () => {
    const { Workbook } = readWorkbook(await workbook(sampleReport('zh'), 'wan'));
    const names = Workbook?.Names?.map(({ Name, Ref, Sheet }) => [Name, Ref, Sheet]);
    // Title, headers, seven classes; title, headers, two loans, their sum, what is left out.
    expect(names).toEqual([
      ['_xlnm.Print_Area', expect.stringMatching(/^'摘要'!\$A\$1:\$D\$\d+$/), 0],
      ['_xlnm.Print_Area', "'五级分类'!$A$1:$E$9", 1],
      ['_xlnm.Print_Titles', "'五级分类'!$1:$2", 1],
      ['_xlnm.Print_Area', "'最大的不良贷款'!$A$1:$F$6", 2],
      ['_xlnm.Print_Titles', "'最大的不良贷款'!$1:$2", 2],
    ]);
  });

  test('the same document gives the same bytes', async () => {
    const first = await workbook(sampleReport('zh'), 'wan');
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect(Buffer.compare(await workbook(sampleReport('zh'), 'wan'), first)).toBe(0);
  });
});

function sectionOf(heading: string): Document['sections'][number] {
  return { id: 's', heading, blocks: [{ kind: 'table', id: 't', columns: [column('a', 'a')], rows: [] }] };
}
