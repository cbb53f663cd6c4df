import { describe, expect, it } from 'vitest';
import { type Diagnostic, UserError } from '../../src/diagnostics/diagnostic.js';
import { formatDiagnostic } from '../../src/diagnostics/format-diagnostic.js';
import { detectDialect } from '../../src/table/dialect.js';
import { type Binding, bindHeader, foldHeader, splitUnit } from '../../src/table/header.js';
import { type ColumnMap, NO_MAP, type Schema } from '../../src/table/schema.js';
import { unitInTitle } from '../../src/table/units.js';

const SCHEMA: Schema = {
  id: 'test',
  key: 'id',
  fields: [
    { name: 'id', kind: { type: 'key' }, names: ['loan_id', '借据号', '贷款账号'], neededFor: 'names each loan', required: true },
    {
      name: 'balance',
      kind: { type: 'amount', negative: 'E_NEGATIVE_BALANCE' },
      names: ['贷款余额', '余额'],
      neededFor: 'is summed',
      required: true,
    },
    { name: 'branch', kind: { type: 'text' }, names: ['支行'], lesserNames: ['机构名称', '机构代码'] },
    { name: 'days', kind: { type: 'days' }, names: ['逾期天数'] },
    { name: 'due', kind: { type: 'date' }, names: ['到期日'] },
  ],
};
const PLACE = { file: 'f.csv', line: 1 };

function bind(header: string, map: Partial<ColumnMap> = {}): Binding {
  return bindHeader(header.split(','), SCHEMA, { ...NO_MAP, ...map }, PLACE);
}

/** Columns by field name. */
function columns(binding: Binding): Record<string, readonly number[]> {
  return Object.fromEntries(binding.fields.map(({ field, columns: bound }) => [field.name, bound]));
}

function fault(work: () => unknown): Diagnostic {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return error.diagnostics[0] as Diagnostic;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('header names', () => {
  it('fold width, case, blanks, _ and -', () => {
    for (const name of ['Loan_ID', 'loan id', 'ＬＯＡＮ－ＩＤ', ' loan\u00a0id ', '\ufeffLoanId']) expect(foldHeader(name)).toBe('loanid');
  });

  it.each([
    ['贷款余额（万元）', '贷款余额', 'wan'],
    ['贷款余额(元)', '贷款余额', 'yuan'],
    ['贷款余额（单位：亿元）', '贷款余额', 'yi'],
    ['余额 (千元)', '余额', 'thousand-yuan'],
    ['余额[人民币百万元]', '余额', 'million-yuan'],
    ['贷款账号(17位)', '贷款账号(17位)', undefined],
    ['余额(美元)', '余额(美元)', undefined],
    ['余额', '余额', undefined],
    ['（元）', '(元)', undefined],
  ])('%s is %s in %s', (header, name, unit) => {
    expect(splitUnit(header)).toEqual(unit === undefined ? { name } : { name, unit });
  });

  it.each([
    ['贷款明细，单位：万元', 'wan'],
    ['单位:人民币元', 'yuan'],
    ['余额表（亿元）', 'yi'],
    ['截至2020年12月31日', undefined],
    ['填报单位：相山支行', undefined],
    ['填报单位：万年支行', undefined],
    ['报表单位：万年支行', undefined],
    ['单位：户、万元', 'wan'],
    ['单位：笔，万元', 'wan'],
    ['单位：万', 'wan'],
    ['单位:百万', 'million-yuan'],
    ['计量单位为万元', 'wan'],
    ['金额单位：人民币千元 币种：人民币', 'thousand-yuan'],
    ['填报单位：相山支行　单位：万元', 'wan'],
    ['Unit: 10k yuan', 'wan'],
    ['Loans, RMB million', 'million-yuan'],
    ["RMB'000", 'thousand-yuan'],
    ['in thousands of yuan', 'thousand-yuan'],
    ['United Bank million members', undefined],
  ])('a title of %s names %s', (title, unit) => {
    expect(unitInTitle(title)).toBe(unit);
  });
});

describe('binding', () => {
  it('finds columns by name and lists the others', () => {
    const binding = bind('备注,借据号,贷款余额（万元）,,支行');
    expect(columns(binding)).toEqual({ id: [1], balance: [2], branch: [4] });
    expect(binding.fields[1]).toMatchObject({ unit: 'wan', unitStated: true });
    expect(binding.unused).toEqual([0, 3]);
  });

  it('takes a lesser name where no full one stands, the best first', () => {
    expect(columns(bind('借据号,余额,机构代码')).branch).toEqual([2]);
    expect(columns(bind('借据号,余额,机构代码,机构名称')).branch).toEqual([3]);
    expect(columns(bind('借据号,余额,机构代码,支行,机构名称')).branch).toEqual([3]);
  });

  it('refuses two columns of one field, with a concrete way out', () => {
    const twice = fault(() => bind('借据号,贷款账号,余额'));
    expect(twice).toMatchObject({ code: 'E_HEADER_TWICE', column: 2, params: { field: 'id', choice: '"借据号"' } });
    // Named alike, only a number tells them apart.
    expect(fault(() => bind('借据号,余额,余额')).params).toMatchObject({ choice: 2 });
    expect(fault(() => bind('借据号,余额,机构名称,机构名称')).code).toBe('E_HEADER_TWICE');
    expect(columns(bind('借据号,贷款账号,余额', { fields: { id: { columns: ['借据号'] } } }))).toEqual({ id: [0], balance: [2] });
    expect(columns(bind('借据号,余额,余额', { fields: { balance: { columns: [3] } } }))).toEqual({ id: [0], balance: [2] });
    expect(columns(bind('借据号,贷款账号,余额', { ignore: ['贷款账号'] }))).toEqual({ id: [0], balance: [2] });
  });

  it('refuses a table without a field it needs, naming the accepted names', () => {
    expect(fault(() => bind('借据号,支行'))).toMatchObject({
      code: 'E_FIELD_MISSING',
      params: { field: 'balance', names: { en: '贷款余额, 余额', zh: '贷款余额、余额' } },
    });
  });

  it('lets a constant of the map stand for a column', () => {
    const binding = bind('借据号,余额,支行', { fields: { branch: { constant: '相山' } } });
    expect(columns(binding)).toEqual({ id: [0], balance: [1], branch: [] });
    expect(binding.unused).toEqual([2]);
  });

  it('joins columns, and refines the column found by name', () => {
    const binding = bind('机构,借据号,余额,逾期天数', {
      fields: { id: { columns: ['机构', '借据号'] }, days: { times: 30 }, 余额: { unit: '万元' } },
    });
    expect(columns(binding)).toEqual({ id: [0, 1], balance: [2], days: [3] });
    expect(binding.fields[1]).toMatchObject({ unit: 'wan', unitStated: true });
    expect(binding.fields[2]?.map?.times).toBe(30);
  });

  it('takes columns by number where there is no header', () => {
    const binding = bind('1,2,3', { header: false, fields: { id: { columns: [2] }, balance: { columns: ['3'] } } });
    expect(columns(binding)).toEqual({ id: [1], balance: [2] });
  });

  it('knows what a name is for: __proto__ is just a name', () => {
    expect(columns(bind('__proto__,constructor,借据号,余额'))).toEqual({ id: [2], balance: [3] });
    expect(fault(() => bind('借据号,余额', { fields: { __proto__x: {} } })).code).toBe('E_MAP');
  });

  it.each([
    ['an unknown field', { nothing: {} }],
    ['a field given twice', { id: { columns: ['借据号'] }, 借据号: { columns: ['借据号'] } }],
    ['times of an amount', { balance: { times: 30 } }],
    ['times that are no whole number', { days: { times: 30.5 } }],
    ['a unit nobody knows', { balance: { unit: '万' + '亿' } }],
    ['a unit of days', { days: { unit: '万元' } }],
    ['a date format without a month', { due: { dateFormat: 'dd/yyyy' } }],
    ['a column and a constant', { branch: { columns: ['支行'], constant: 'x' } }],
    ['an amount of two columns', { balance: { columns: ['余额', '支行'] } }],
    ['one text for two values', { branch: { values: { A: '1', ａ: '2' } } }],
  ])('refuses a map with %s', (_name, fields) => {
    expect(fault(() => bind('借据号,余额,支行', { fields })).code).toBe('E_MAP');
  });

  it('refuses a map whose column is missing or stands twice', () => {
    expect(fault(() => bind('借据号,余额', { fields: { branch: { columns: ['网点'] } } })).code).toBe('E_COLUMN_UNKNOWN');
    expect(fault(() => bind('借据号,余额', { fields: { branch: { columns: [9] } } })).code).toBe('E_COLUMN_UNKNOWN');
    expect(fault(() => bind('借据号,余额,备注,备注', { fields: { branch: { columns: ['备注'] } } })).code).toBe('E_COLUMN_TWICE');
  });
});

describe('dialects', () => {
  const detect = (text: string, map: Partial<ColumnMap> = {}, skipLines = 0) =>
    detectDialect(Buffer.from(text), SCHEMA, { ...NO_MAP, ...map }, { file: 'f.csv', skipLines });

  it.each([
    ['借据号,余额\n', ','],
    ['借据号\t余额\n', '\t'],
    ['借据号;余额\n', ';'],
    ['借据号;余额;"a,b,c,d"\n', ';'],
    ['"借据号","余额"\nx"y\n', ','],
    ['借据号\t余额\t合同编号,协议编号,原借款合同号\n', '\t'],
    ['"借据号",余额,"a;b;c;d;e"\r\n', ','],
  ])('%j is separated by %j', (text, delimiter) => {
    expect(detect(text).delimiter).toBe(delimiter);
  });

  it('keep a quoted header cell whole', () => {
    expect(detect('"合同编号,协议编号",借据号,余额\n').binding.header).toEqual(['合同编号,协议编号', '借据号', '余额']);
  });

  it.each([
    ['借据号，余额\n', 'E_DELIMITER'],
    ['借据号|余额\n', 'E_DELIMITER'],
    ['一,二\n借据号,余额\n', 'E_HEADER'],
    ['借据号\n', 'E_FIELD_MISSING'],
    ['借据"号,余额\n', 'E_QUOTE'],
    ['借据号,余额,"备\n注"\n', 'E_NEWLINE_IN_FIELD'],
    ['借据号,余额,备\u0007注\n', 'E_CONTROL_CHAR'],
    ['\n', 'E_HEADER'],
  ])('%j is refused: %s', (text, code) => {
    expect(fault(() => detect(text)).code).toBe(code);
  });

  it('name the lines to skip', () => {
    const found = fault(() => detect('贷款明细\n单位：元\n借据号,余额\n'));
    expect(formatDiagnostic(found, 'zh')).toContain('表头似在第 3 行：--skip-lines 2');
    expect(detect('贷款明细\n单位：元\n借据号,余额\n', {}, 2).headerLine).toBe(3);
  });

  it('refuse a unit in a header cell of its own', () => {
    expect(fault(() => detect('借据号,余额,单位：万元\n'))).toMatchObject({ code: 'E_UNIT_TITLE', line: 1, column: 3 });
    expect(detect('借据号,余额（元）,单位：万元\n').binding.unused).toEqual([2]);
    expect(detect('借据号,余额,存款余额（万元）\n').binding.unused).toEqual([2]);
  });

  it('refuse a unit in the title that the header does not repeat', () => {
    const text = '贷款明细\n单位：万元\n借据号,余额\n';
    expect(fault(() => detect(text, {}, 2))).toMatchObject({ code: 'E_UNIT_TITLE', line: 2, params: { word: 'wan' } });
    expect(detect(text, { fields: { balance: { unit: 'wan' } } }, 2).binding.fields[1]?.unit).toBe('wan');
    expect(detect(text.replace('余额', '余额(元)'), {}, 2).binding.fields[1]?.unit).toBe('yuan');
  });
});
