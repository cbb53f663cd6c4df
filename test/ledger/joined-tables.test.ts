import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readColumnMap } from '../../src/documents/column-map.js';
import { NO_DAY } from '../../src/model/civil-date.js';
import { loanText } from '../../src/model/loan-facts.js';
import { findText } from '../../src/model/text-index.js';
import { addReject, checkRejects, newRejectLog } from '../../src/table/rejects.js';
import { type RulesGiven, readText, readTexts, refusalOf, told } from './read-text.js';

const lines = (...rows: string[]) => `${rows.join('\n')}\n`;
const HEADER = '借据号,支行,贷款余额,五级分类,逾期天数';
const ROW = 'A1,相山,100.00,正常,0';
const CLEAN = lines(HEADER, ROW);

async function codesOf(text: string, given: RulesGiven = {}): Promise<string[]> {
  return (await refusalOf(readText(text, given))).diagnostics.map(told);
}

describe('ledgers of one run', () => {
  const A1 = lines('as_of,loan_id,balance,class', '2020-12-31,A1,100,loss');

  it('must have the same columns that decide a class, whichever comes first', async () => {
    const other = lines('as_of,loan_id,balance,overdue_since', '2020-12-31,B1,900,');
    const refusal = await refusalOf(readTexts([A1, other]));
    expect(refusal.diagnostics[0]).toMatchObject({ code: 'E_COLUMNS_DIFFER', params: { columns: { zh: 'declaredClass (class)' } } });
    expect([refusal.diagnostics[0]?.file, refusal.diagnostics[0]?.params?.other].map((name) => /.\.csv$/.exec(String(name))?.[0])).toEqual([
      'b.csv',
      'a.csv',
    ]);
    const more = lines('as_of,loan_id,balance,class,bankruptcy', '2020-12-31,B1,900,loss,');
    for (const texts of [
      [A1, more],
      [more, A1],
    ]) {
      expect((await refusalOf(readTexts(texts))).diagnostics[0]?.params).toMatchObject({ columns: { zh: 'bankruptcy' } });
    }
  });

  it('may differ in the columns that do not', async () => {
    const other = lines('as_of,balance,loan_id,branch,class', '2020-12-31,900,B1,x,loss');
    expect((await readTexts([A1, other])).portfolio.count).toBe(2);
  });
});

describe('a selection', () => {
  it('of nothing is refused, of a ledger without a date column too', async () => {
    const given = { where: [{ column: '支行', value: '濉溪' }] };
    expect(await codesOf(CLEAN, given)).toEqual(['E_NOTHING_SELECTED']);
    expect((await refusalOf(readTexts([CLEAN], given, ['ledger-2020-12-31.csv']))).diagnostics[0]?.code).toBe('E_NOTHING_SELECTED');
    const empty = await readTexts([lines(HEADER)], { allowEmpty: true }, ['ledger-2020-12-31.csv']);
    expect(empty.portfolio.count).toBe(0);
  });
});

describe('a second header', () => {
  it('in another order is refused, whatever the limit', async () => {
    const limit = { rejectLimit: { rows: 10 } };
    expect(await codesOf(lines(HEADER, ROW, '支行,借据号,贷款余额,五级分类,逾期天数', '相山,A2,2,损失,0'), limit)).toEqual([
      'E_HEADER_CHANGED 3:-',
    ]);
    expect(await codesOf(lines(HEADER, ROW, '借据号,贷款余额', 'A2,2'), limit)).toEqual(['E_HEADER_CHANGED 3:-']);
    const title = await readText(lines(HEADER, ROW, '贷款余额,明细,,,'), limit);
    expect(title.portfolio.rows.rejected).toBe(1);
  });
});

describe('ids that stand for none', () => {
  const header = '借据号,贷款余额,五级分类,客户编号,户主,原借据号';

  it('are blank, and counted', async () => {
    const reading = await readText(
      lines(header, 'A1,1,正常,无,-,', 'A2,1,正常,—,/,0', 'A3,1,正常,N/A,,', 'A4,1,正常,NULL,张三,A9', 'A5,1,正常,0,,', 'A6,1,正常,10,,'),
    );
    const stated = (name: 'borrowerId' | 'household' | 'replaces') =>
      [0, 1, 2, 3, 4, 5].flatMap((loan) => loanText(reading.portfolio, name, loan) ?? []);
    expect(stated('borrowerId')).toEqual(['10']);
    expect(stated('household')).toEqual(['张三']);
    expect(stated('replaces')).toEqual(['A9']);
    expect(reading.notes).toMatchObject([{ code: 'N_ID_PLACEHOLDER', params: { count: 8 } }]);
  });

  it('are no loan ids', async () => {
    for (const id of ['无', '-', '0', 'N/A']) expect(await codesOf(lines(header, `${id},1,正常,1,,`))).toEqual(['E_KEY_EMPTY 2:1']);
  });
});

describe('off-book rows', () => {
  it('keep their keys, and what they took the place of', async () => {
    const { portfolio } = await readText(
      lines('借据号,贷款余额,五级分类,贷款状态,原借据号', 'A1,1,正常,在账,B1', 'B1,0,正常,结清,C1', 'B2,0,正常,结清,'),
    );
    expect(portfolio.offBookKeys?.size).toBe(2);
    expect(findText(portfolio.offBookKeys!, 'B2')).toBe(1);
    expect(portfolio.offBookReplaces).toEqual([{ key: 'B1', replaces: 'C1' }]);
  });
});

describe('debts at other banks', () => {
  it('count as overdue only where the column says for how long', async () => {
    const { portfolio } = await readText(lines('借据号,贷款余额,五级分类,他行逾期,他行逾期金额', 'A1,1,正常,5,6'));
    expect(portfolio.amounts.otherBanksOverdue).toBeUndefined();
    const said = await readText(lines('借据号,贷款余额,五级分类,他行逾期90天以上', 'A1,1,正常,5'));
    expect(said.portfolio.amounts.otherBanksOverdue?.[0]).toBe(500);
  });
});

describe('a map document', () => {
  it('may make a word blank, and names encodings as --encoding does', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'npl-test-'));
    try {
      const path = join(folder, 'map.yaml');
      const read = (text: string) => {
        writeFileSync(path, text);
        return readColumnMap(path);
      };
      const map = read('encoding: gbk\nfields:\n  dueDate: {values: {"1900-01-01": ""}}\n');
      const { portfolio } = await readText(lines('loan_id,balance,class,due_date', 'A1,1,loss,1900-01-01', 'B1,1,loss,2021-01-31'), {
        map,
      });
      expect([...(portfolio.dates.dueDate ?? [])]).toEqual([NO_DAY, 18658]);
      expect(map.encoding).toBe('gbk');
      expect(() => read('encoding: latin1\n')).toThrow('E_DOCUMENT');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a table that takes no limit', () => {
  it.each([
    [true, ['A_MORE_ROWS', 'A_REFUSED_ROWS', 'A_GO_ON']],
    [false, ['A_MORE', 'A_REFUSED_ROWS']],
  ])('is not told of one: %s', async (advise, codes) => {
    const log = newRejectLog(false, { advise });
    for (let line = 2; line < 30; line++) addReject(log, [{ code: 'E_DATE', file: 'r.csv', line }]);
    const { afterword } = await refusalOf((async () => checkRejects(log, undefined, 40))());
    expect(afterword.map(({ code }) => code)).toEqual(codes);
  });
});
