import { describe, expect, it } from 'vitest';
import { NO_DAY, parseIsoDate } from '../../src/model/civil-date.js';
import { codedTexts, loanText } from '../../src/model/loan-facts.js';
import { NO_CHOICE } from '../../src/model/loan-fields.js';
import { textAt } from '../../src/model/text-index.js';
import type { ColumnMap } from '../../src/table/schema.js';
import { type RulesGiven, readText, readTexts, refusalOf, told, totalOf } from './read-text.js';

const lines = (...rows: string[]) => `${rows.join('\n')}\n`;
const HEADER = '借据号,支行,贷款余额,五级分类,逾期天数';
/** 100.00 + 200.50 + 300.25 = 600.75. */
const ROWS = ['A1,相山,100.00,正常,0', 'A2,杜集,200.50,次级,95', 'A3,相山,300.25,损失,400'];
const CLEAN = lines(HEADER, ...ROWS);

async function keysOf(text: string, given: RulesGiven = {}): Promise<string[]> {
  const { portfolio } = await readText(text, given);
  return Array.from({ length: portfolio.count }, (_, loan) => textAt(portfolio.keys, loan));
}

async function codesOf(text: string, given: RulesGiven = {}): Promise<string[]> {
  return (await refusalOf(readText(text, given))).diagnostics.map(told);
}

describe('a portfolio', () => {
  it('holds a loan a row, in columns', async () => {
    const { portfolio } = await readText(
      lines(`${HEADER},到期日,是否重组`, 'A1,相山,100.00,正常,,2021-01-31,否', 'A2,杜集,200.50,,95,,是'),
    );
    expect(portfolio.count).toBe(2);
    expect([...portfolio.balance]).toEqual([10000, 20050]);
    expect([...(portfolio.declaredClass ?? [])]).toEqual([0, 255]);
    expect([...(portfolio.days.daysPastDue ?? [])]).toEqual([-2147483648, 95]);
    // 2021-01-31 is 51 years of 365 days, 13 leap days (1972 … 2020) and 30 days after 1970-01-01: 18 658.
    expect([...(portfolio.dates.dueDate ?? [])]).toEqual([18658, -2147483648]);
    expect([...(portfolio.flags.restructured ?? [])]).toEqual([0, 1]);
    expect([...portfolio.lineOf]).toEqual([2, 3]);
    expect(portfolio.choices.guarantee).toBeUndefined();
    expect(portfolio.rows).toEqual({ read: 2, loans: 2, offBook: 0, rejected: 0, notSelected: 0, blank: 0, repeatedHeader: 0, totals: 0 });
  });

  it('grows beyond its first capacity without losing what is not stated', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `B${i},${i % 2 === 0 ? '相山' : ''},1.01,正常,,${i % 3 === 0 ? '信用' : ''},`);
    const { portfolio } = await readText(lines(`${HEADER},担保方式,到期日`, ...rows));
    expect(portfolio.count).toBe(3000);
    expect(portfolio.balance.length).toBe(3000);
    expect(portfolio.choices.guarantee?.filter((code) => code === NO_CHOICE).length).toBe(2000);
    for (const column of [portfolio.dates.dueDate, portfolio.days.daysPastDue]) {
      expect(column?.every((day) => day === NO_DAY)).toBe(true);
    }
    expect(codedTexts(portfolio, 'branch')?.codes.filter((code) => code === 0xffffffff).length).toBe(1500);
  });

  it('counts every row somewhere', async () => {
    const text = lines(HEADER, ROWS[0]!, '', ',,,,', HEADER, ROWS[1]!, 'A9,相山,x,正常,0', '小计,,300.50,,', ROWS[2]!, '合计,,600.75,,');
    const reading = await readText(text, { rejectLimit: { rows: 1 }, where: [{ column: '支行', value: '相山' }] });
    expect(reading.portfolio.rows).toEqual({
      read: 9,
      loans: 2,
      offBook: 0,
      rejected: 1,
      notSelected: 1,
      blank: 2,
      repeatedHeader: 1,
      totals: 2,
    });
    // 100.00 + 300.25; the totals rows speak of A2 too, and cannot be checked for A9.
    expect(totalOf(reading)).toBe(40025n);
    expect(reading.notes.map(({ code }) => code)).toEqual(['W_CONTROL_TOTAL_UNCHECKED', 'W_CONTROL_TOTAL_UNCHECKED', 'N_REPEATED_HEADER']);
  });

  it('joins files of one date, and finds a loan that stands in two of them', async () => {
    const reading = await readTexts([CLEAN, lines(HEADER, 'B1,相山,1.00,正常,0')]);
    expect(reading.portfolio.count).toBe(4);
    expect([...reading.portfolio.sourceOf]).toEqual([0, 0, 0, 1]);
    const twice = await refusalOf(readTexts([CLEAN, lines(HEADER, 'A2,相山,1.00,正常,0')]));
    expect(twice.diagnostics[0]).toMatchObject({ code: 'E_DUP_ID', line: 2, column: 1 });
    expect(String(twice.diagnostics[0]?.params?.first)).toMatch(/a\.csv:3$/);
  });
});

describe('keys', () => {
  it('differ by leading zeros and by institution', async () => {
    expect(await keysOf(lines(HEADER, '0012,x,1,正常,0', '12,x,1,正常,0'))).toEqual(['0012', '12']);
    const text = lines(`法人机构,${HEADER}`, '甲行,A1,x,1,正常,0', '乙行,A1,x,1,正常,0');
    expect(await keysOf(text)).toEqual(['甲行\u001fA1', '乙行\u001fA1']);
  });

  it('are equal after folding, whichever part is written otherwise', async () => {
    const header = `法人机构,${HEADER}`;
    expect(await codesOf(lines(header, '甲行(一),A1,x,1,正常,0', '甲行（一）,Ａ１,x,1,正常,0'))).toEqual(['E_DUP_ID 3:2']);
    expect(await codesOf(lines(header, '甲行,A1,x,1,正常,0', '甲\u200b行,A1,x,1,正常,0'))).toEqual(['E_KEY_UNSEEN 3:1']);
    expect(await codesOf(lines(header, ',A1,x,1,正常,0'))).toEqual(['E_TEXT_EMPTY 2:1']);
  });

  it('are composed as the map says, and blank when a part is', async () => {
    const map = { fields: { loanId: { columns: ['支行', '借据号'] } } };
    expect(await keysOf(lines(HEADER, '"=""01""",x,1,正常,0', '01,y,1,正常,0'), { map })).toEqual(['x-01', 'y-01']);
    expect(await codesOf(lines(HEADER, '01,,1,正常,0'), { map })).toEqual(['E_KEY_EMPTY 2:2']);
    expect(await codesOf(lines(HEADER, '01,x,1,正常,0', "'01,x,1,正常,0"), { map })).toEqual(['E_DUP_ID 3:2']);
  });

  it('of files with and without an institution cannot be matched', async () => {
    const refusal = refusalOf(readTexts([CLEAN, lines(`法人机构,${HEADER}`, '甲行,B1,x,1,正常,0')]));
    expect((await refusal).diagnostics[0]?.code).toBe('E_KEY_PARTS');
  });

  it('that were numbers in a spreadsheet are told', async () => {
    const noted = async (...ids: string[]) =>
      (await readText(lines(HEADER, ...ids.map((id) => `${id},x,1,正常,0`)))).notes.map(({ code }) => code);
    expect(await noted('622848001234567000', '622848001234568000')).toContain('W_ID_EXCEL_15_DIGITS');
    expect(await noted('62284800123456700', '62284800123456800')).toContain('W_ID_EXCEL_15_DIGITS');
    expect(await noted('622848001234567000', '622848001234568001')).toEqual([]);
    expect(await noted('1001.0', '1002.0')).toEqual(['W_ID_DECIMAL']);
    expect(await noted('"=""0012"""')).toEqual(['N_UNWRAPPED']);
  });

  it('of replaced loans and borrowers are folded like ids', async () => {
    const { portfolio } = await readText(lines(`${HEADER},客户编号,原借据号`, 'A1,x,1,正常,0,"=""007""",Ａ０'));
    expect(loanText(portfolio, 'borrowerId', 0)).toBe('007');
    expect(loanText(portfolio, 'replaces', 0)).toBe('A0');
    expect(await codesOf(lines(`${HEADER},客户编号`, 'A1,x,1,正常,0,3.4E+17'))).toEqual(['E_KEY_DAMAGED 2:6']);
  });
});

describe('the data date', () => {
  const dated = (...rows: string[]) => lines('数据日期,借据号,贷款余额,五级分类', ...rows);
  const undated = { asOf: undefined } as unknown as RulesGiven;

  it('is the column, the option, or the file name', async () => {
    expect((await readText(dated('2018-06-30,A1,1,正常'), undated)).portfolio.asOf).toBe(parseIsoDate('2018-06-30'));
    expect((await readText(dated('201806,A1,1,正常'), undated)).portfolio.asOf).toBe(parseIsoDate('2018-06-30'));
    const named = await readTexts([CLEAN], undated, ['贷款2018-06-30.csv']);
    expect(named.portfolio.asOf).toBe(parseIsoDate('2018-06-30'));
    expect(named.notes.map(({ code }) => code)).toEqual(['N_AS_OF_FROM_NAME']);
    expect((await refusalOf(readText(CLEAN, undated))).diagnostics[0]?.code).toBe('E_AS_OF_MISSING');
    // Two dates in a name name none.
    expect((await refusalOf(readTexts([CLEAN], undated, ['20180630-20180703.csv']))).diagnostics[0]?.code).toBe('E_AS_OF_MISSING');
  });

  it('of the option is told when the file name says another', async () => {
    const { notes } = await readTexts([CLEAN], {}, ['ledger-2018-06-30.csv']);
    expect(notes.map(({ code }) => code)).toEqual(['W_AS_OF_NAME']);
  });

  it('must be one: several are listed, although every loan stands twice', async () => {
    const text = dated('2018-06-30,A1,1,正常', '2018-07-31,A1,2,正常', '2018-07-31,A1,x,正常');
    const { diagnostics } = await refusalOf(readText(text, undated));
    expect(diagnostics).toMatchObject([{ code: 'E_AS_OF_SEVERAL', params: { dates: '2018-06-30, 2018-07-31' } }]);
  });

  it('is picked by --as-of or --where', async () => {
    const text = dated('2018-06-30,A1,1,正常', '2018-07-31,A1,2,正常');
    const picked = await readText(text, { asOf: parseIsoDate('2018-07-31') as number });
    expect([totalOf(picked), picked.portfolio.rows.notSelected]).toEqual([200n, 1]);
    const where = await readText(text, { ...undated, where: [{ column: 'asOf', value: '2018/7/31' }] });
    expect([totalOf(where), where.portfolio.asOf]).toEqual([200n, parseIsoDate('2018-07-31')]);
    expect((await refusalOf(readText(text))).diagnostics[0]?.code).toBe('E_AS_OF_CONFLICT');
  });

  it('of two files must be the same', async () => {
    const refusal = refusalOf(readTexts([CLEAN, CLEAN.replaceAll('A', 'B')], undated, ['2018-06-30.csv', '2018-07-31.csv']));
    expect((await refusal).diagnostics[0]?.code).toBe('E_AS_OF_SEVERAL');
  });
});

describe('currency', () => {
  const header = '借据号,贷款余额,五级分类,币种';

  it('is one, however it is written', async () => {
    const { portfolio } = await readText(lines(header, 'A1,1,正常,人民币', 'A2,1,正常,CNY', 'A3,1,正常,156'));
    expect(portfolio.currency).toBe('CNY');
    expect(await codesOf(lines(header, 'A1,1,正常,'))).toEqual(['E_TEXT_EMPTY 2:4']);
    expect(await codesOf(lines(header, 'A1,1,正常,元宝'))).toEqual(['E_CURRENCY 2:4']);
  });

  it('of a file that does not say is yuan, and not mixed with another file’s', async () => {
    const silent = lines('借据号,贷款余额,五级分类', 'A1,1,正常');
    expect((await readText(silent)).portfolio.currency).toBe('CNY');
    const differ = refusalOf(readTexts([silent, lines(header, 'B1,1,正常,USD')]));
    expect((await differ).diagnostics[0]).toMatchObject({ code: 'E_COLUMNS_DIFFER', params: { columns: { zh: 'currency (币种)' } } });
    const mixed = refusalOf(readTexts([lines(header, 'A1,1,正常,人民币'), lines(header, 'B1,1,正常,USD')]));
    expect((await mixed).diagnostics[0]).toMatchObject({ code: 'E_CURRENCY_MIXED', params: { currencies: 'CNY (1), USD (1)' } });
    const dollars = await readTexts([lines(header, 'B1,1,正常,USD'), silent], { currency: 'USD' });
    expect(dollars.portfolio.currency).toBe('USD');
  });

  it('is picked by its value', async () => {
    const text = lines(header, 'A1,1,正常,人民币', 'A2,5,正常,美元');
    const reading = await readText(text, { where: [{ column: 'currency', value: 'CNY' }] });
    expect([totalOf(reading), reading.portfolio.rows.notSelected]).toEqual([100n, 1]);
  });
});

describe('--where', () => {
  const where = (column: string, value: string) => ({ where: [{ column, value }] });

  it.each([
    ['支行', '相山', 40025n],
    ['branch', ' 相 山', 40025n],
    ['所属支行', '相山', 40025n],
    ['class', 'loss', 30025n],
    ['五级分类', '5', 30025n],
    ['逾期天数', '095', 20050n],
    ['余额', '200.5', 20050n],
    ['loanId', 'Ａ１', 10000n],
  ])('%s=%s selects %d', async (column, value, total) => {
    expect(totalOf(await readText(CLEAN, where(column, value)))).toBe(total);
  });

  it('refuses what no row can be, and says when nothing is left', async () => {
    expect((await refusalOf(readText(CLEAN, where('class', '关注一')))).diagnostics[0]).toMatchObject({ code: 'E_WHERE' });
    expect((await refusalOf(readText(CLEAN, where('colour', 'red')))).diagnostics[0]?.code).toBe('E_COLUMN_UNKNOWN');
    expect((await refusalOf(readText(CLEAN, where('支行', '濉溪')))).diagnostics[0]?.code).toBe('E_NOTHING_SELECTED');
  });

  it('does not guess between a column and a field of that name', async () => {
    const text = lines('借据号,branch,所属,贷款余额,五级分类', 'A1,x,y,1,正常');
    const map = { fields: { branch: { columns: ['所属'] } } };
    expect((await refusalOf(readText(text, { map, ...where('branch', 'x') }))).diagnostics[0]?.code).toBe('E_COLUMN_TWICE');
    expect(totalOf(await readText(text, { map, ...where('所属', 'y') }))).toBe(100n);
    const twice = lines(`${HEADER},备注,备注`, 'A1,x,1,正常,0,p,q');
    expect((await refusalOf(readText(twice, where('备注', 'p')))).diagnostics[0]?.code).toBe('E_COLUMN_TWICE');
  });

  it('takes columns that no field uses, and composite fields', async () => {
    const text = lines(`${HEADER},备注`, 'A1,x,1,正常,0,p', 'A2,x,2,正常,0,q');
    expect(totalOf(await readText(text, where('备注', 'Q')))).toBe(200n);
    const map = { fields: { branch: { columns: ['支行', '备注'] } } };
    expect(totalOf(await readText(text, { map, ...where('branch', 'x-q') }))).toBe(200n);
  });
});

describe('a map', () => {
  const read = (text: string, map: Partial<ColumnMap>, given: RulesGiven = {}) => readText(text, { ...given, map });

  it('gives values, blanks, periods, units and dates their meaning', async () => {
    const text = lines('id,bal,cls,periods,due', 'A1,1.5,A,,03/04/2019', 'A2,2,E,3,');
    const { portfolio } = await read(text, {
      fields: {
        loanId: { columns: ['id'] },
        balance: { columns: ['bal'], unit: 'wan' },
        declaredClass: { columns: ['cls'], values: { A: '正常', e: '损失' } },
        daysPastDue: { columns: ['periods'], times: 30, blank: '0' },
        dueDate: { columns: ['due'], dateFormat: 'dd/mm/yyyy' },
        branch: { constant: '总行' },
      },
    });
    expect([...portfolio.balance]).toEqual([1500000, 2000000]);
    expect([...(portfolio.declaredClass ?? [])]).toEqual([0, 4]);
    expect([...(portfolio.days.daysPastDue ?? [])]).toEqual([0, 90]);
    expect(portfolio.dates.dueDate?.[0]).toBe(parseIsoDate('2019-04-03'));
    expect(loanText(portfolio, 'branch', 1)).toBe('总行');
  });

  it('refuses what its table of values does not hold', async () => {
    const map = { fields: { declaredClass: { values: { A: '正常' } } } };
    expect(await codesOf(lines(HEADER, 'A1,x,1,B,0'), { map })).toEqual(['E_CLASS 2:4']);
  });

  it('reads a file without a header by number', async () => {
    const map = { header: false, fields: { loanId: { columns: [1] }, balance: { columns: [3] }, declaredClass: { columns: [4] } } };
    const reading = await read(lines(...ROWS), map);
    expect([totalOf(reading), reading.portfolio.lineOf[0]]).toEqual([60075n, 1]);
  });

  it('allows line breaks where it names free text, and only there', async () => {
    const text = lines(`${HEADER},备注`, 'A1,x,1,正常,0,"第一行\n第二行"', 'A2,x,z,正常,0,');
    expect(await codesOf(text)).toEqual(['E_NEWLINE_IN_FIELD 2:6']);
    expect(await codesOf(text, { map: { freeText: ['备注'] } })).toEqual(['E_AMOUNT 4:3']);
  });

  it('leaves out ignored columns, and tells of those it does not find', async () => {
    const reading = await read(CLEAN, { ignore: ['逾期天数', '逾期日数'] });
    expect(reading.portfolio.days).toEqual({});
    expect(reading.notes.map(({ code, params }) => [code, params])).toEqual([
      ['N_NOT_MATCHED', { names: { en: '逾期天数', zh: '逾期天数' } }],
      ['W_MAP_COLUMN', { name: '逾期日数' }],
    ]);
  });

  it('refuses a constant that is no value', async () => {
    const refusal = refusalOf(read(CLEAN, { fields: { guarantee: { constant: '口头' } } }));
    expect((await refusal).diagnostics[0]).toMatchObject({ code: 'E_CHOICE', field: 'guarantee', value: '口头' });
  });

  it('may say the delimiter, the encoding and the lines to skip', async () => {
    const text = Buffer.from(`题\n${CLEAN}`);
    expect(totalOf(await readText(text, { map: { skipLines: 1, delimiter: ',', encoding: 'UTF-8' } }))).toBe(60075n);
    expect((await refusalOf(readText(CLEAN, { map: { encoding: 'latin1' } }))).diagnostics[0]?.code).toBe('E_MAP');
  });

  it('cannot make 1900 of days: serials need --excel-dates', async () => {
    const text = lines(`${HEADER},到期日`, 'A1,x,1,正常,0,43708');
    expect(await codesOf(text)).toEqual(['E_DATE 2:6']);
    expect((await readText(text, { excelEpoch: 1900 })).portfolio.dates.dueDate?.[0]).toBe(parseIsoDate('2019-08-31'));
  });
});

describe('off-book rows', () => {
  const header = '借据号,贷款余额,五级分类,贷款状态,核销日期';

  it('are counted and summed apart', async () => {
    const { portfolio, notes } = await readText(
      lines(header, 'A1,1,正常,正常,', 'A2,2,损失,核销,2020-01-01', 'A3,4,损失,,2020-01-01', 'A4,8,正常,结清,'),
    );
    expect([portfolio.count, portfolio.offBook]).toEqual([1, { count: 3, balance: 1400n }]);
    expect(notes.map(({ code }) => code)).toEqual(['W_OFF_BOOK_BALANCE', 'W_WRITE_OFF_DATE']);
  });

  it('cannot be on the book as well, in whichever order and file', async () => {
    const on = 'A1,1,正常,正常,';
    const off = 'A1,2,损失,核销,2020-01-01';
    for (const rows of [
      [on, off],
      [off, on],
      [off, off],
    ])
      expect(await codesOf(lines(header, ...rows))).toEqual(['E_DUP_ID 3:1']);
    const files = refusalOf(readTexts([lines(header, off), lines(header, on)]));
    expect(String((await files).diagnostics[0]?.params?.first)).toMatch(/a\.csv:2$/);
  });

  it('are not written off after the data date, nor while on the book', async () => {
    expect(await codesOf(lines(header, 'A1,1,正常,,2021-01-01'))).toEqual(['E_STATUS_CONFLICT 2:5']);
    expect(await codesOf(lines(header, 'A1,1,正常,正常,2020-12-31'))).toEqual(['E_STATUS_CONFLICT 2:5']);
    expect(await codesOf(lines(header, 'A1,1,正常,呆账,'))).toEqual(['E_CHOICE 2:4']);
  });
});

describe('negative balances', () => {
  it('are refused, or shown apart when allowed', async () => {
    const text = lines(HEADER, 'A1,x,-100.00,正常,0', 'A2,x,250.00,正常,0', '合计,,150.00,,');
    expect(await codesOf(text)).toEqual(['E_NEGATIVE_BALANCE 2:3']);
    const reading = await readText(text, { allowNegative: true });
    expect([totalOf(reading), reading.portfolio.negative]).toEqual([15000n, { count: 1, balance: -10000n }]);
  });
});

describe('rejected rows', () => {
  const bad = lines(HEADER, 'A1,x,1e5,正常,0', 'A2,x,2,六,-1', 'A3,x,3,正常,0');

  it('are all told, with everything wrong in them', async () => {
    const { diagnostics, afterword, rejected, exitCode } = await refusalOf(readText(bad));
    expect(diagnostics.map(told)).toEqual(['E_AMOUNT 2:3', 'E_DAYS 3:5', 'E_CLASS 3:4']);
    expect(rejected).toEqual(diagnostics);
    expect(afterword.map(({ code, params }) => [code, params?.rejected])).toEqual([
      ['A_REFUSED_ROWS', 2],
      ['A_GO_ON', 2],
    ]);
    expect(exitCode).toBe(65);
  });

  it('are twenty on a screen and all in a rejects file', async () => {
    const many = lines(HEADER, ...Array.from({ length: 50 }, (_, i) => `A${i},x,x,正常,0`));
    const kept = await refusalOf(readText(many));
    expect([kept.diagnostics.length, kept.rejected.length]).toEqual([20, 50]);
    expect(kept.afterword[0]).toMatchObject({ code: 'A_MORE_ROWS', params: { count: 30 } });
    expect((await refusalOf(readText(many, { keepAllRejects: false }))).rejected).toEqual([]);
  });

  it('may be left out up to a number, or a share of all rows of all files', async () => {
    const reading = await readText(bad, { rejectLimit: { rows: 2 } });
    expect([totalOf(reading), reading.rejected.length, reading.portfolio.rows.rejected]).toEqual([300n, 3, 2]);
    // 2 of 3 + 3 rows are a third: 34 % allow two rows, 33 % one.
    expect((await readTexts([bad, CLEAN.replaceAll('A', 'B')], { rejectLimit: { percent: 34 } })).portfolio.count).toBe(4);
    const refused = await refusalOf(readTexts([bad, CLEAN.replaceAll('A', 'B')], { rejectLimit: { percent: 33 } }));
    expect(refused.afterword[0]).toMatchObject({ code: 'A_REFUSED_LIMIT', params: { allowed: 1, rows: 6 } });
  });

  it('do not include a loan that stands twice, nor a last row that is cut off', async () => {
    const twice = await refusalOf(readText(lines(HEADER, ROWS[0]!, ROWS[0]!), { rejectLimit: { percent: 100 } }));
    expect(twice.afterword.map(({ code }) => code)).toEqual(['A_REFUSED_TWICE']);
    const cut = await refusalOf(readText(CLEAN.slice(0, -8), { rejectLimit: { percent: 100 } }));
    expect(cut.afterword.map(({ code }) => code)).toEqual(['A_REFUSED_CUT']);
  });
});

describe('what says nothing of quality', () => {
  it('is refused: a row, or the whole ledger', async () => {
    expect(await codesOf(lines(HEADER, 'A1,x,1,,'))).toEqual(['E_NOTHING_TO_CLASSIFY 2:4']);
    expect(await codesOf(lines('借据号,贷款余额', 'A1,1'))).toEqual(['E_FIELD_MISSING 1:-']);
    // A blank overdue-since date says "not overdue".
    expect((await readText(lines('借据号,贷款余额,逾期起始日', 'A1,1,'))).portfolio.count).toBe(1);
  });
});
