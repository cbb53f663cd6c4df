import fc from 'fast-check';
import type { Keep } from '../../src/ledger/kept-fields.js';
import type { LedgerRules } from '../../src/ledger/plan-ledgers.js';
import type { FieldMap } from '../../src/table/schema.js';
import { gb18030 } from '../table/plain/gb18030.js';
import * as cells from './lane-cells.js';
import { AS_OF, rulesOf } from './read-text.js';

/** A ledger as it is generated: what it says is worked out from numbers, so that thousands are made in a second. */
export interface Ledger {
  readonly files: readonly Buffer[];
  readonly rules: LedgerRules;
  readonly keep?: Keep;
}

interface Column {
  readonly field?: string;
  readonly header: string;
  readonly spellings: cells.Spellings;
}

const NEEDED: readonly Column[] = [
  { field: 'loanId', header: '借据号', spellings: cells.LOAN_IDS },
  { field: 'balance', header: '贷款余额', spellings: cells.AMOUNTS },
  { field: 'declaredClass', header: '五级分类', spellings: cells.CLASSES },
];

const OTHERS: readonly Column[] = [
  { field: 'borrowerId', header: '客户编号', spellings: cells.IDS },
  { field: 'borrowerName', header: '客户名称', spellings: cells.TEXTS },
  { field: 'branch', header: '支行', spellings: cells.TEXTS },
  { field: 'contractId', header: '合同号', spellings: cells.TEXTS },
  { field: 'officer', header: '客户经理', spellings: cells.TEXTS },
  { field: 'originalAmount', header: '贷款金额（万元）', spellings: cells.AMOUNTS },
  { field: 'allowance', header: '减值准备(亿元)', spellings: cells.AMOUNTS },
  { field: 'interestArrears', header: '欠息金额', spellings: cells.AMOUNTS },
  { field: 'dueDate', header: '到期日', spellings: cells.DATES },
  { field: 'issueDate', header: '发放日期', spellings: cells.DATES },
  { field: 'principalOverdueSince', header: '逾期起始日', spellings: cells.DATES },
  { field: 'daysPastDue', header: '逾期天数', spellings: cells.DAYS },
  { field: 'interestDaysPastDue', header: '欠息天数', spellings: cells.DAYS },
  { field: 'restructured', header: '重组标志', spellings: cells.FLAGS },
  { field: 'guarantee', header: '担保方式', spellings: cells.GUARANTEES },
  { field: 'status', header: '贷款状态', spellings: cells.STATUSES },
  { field: 'replaces', header: '原借据号', spellings: cells.IDS },
  { field: 'writeOffDate', header: '核销日期', spellings: cells.DATES },
  { field: 'currency', header: '币种', spellings: cells.CURRENCIES },
  { field: 'institution', header: '法人机构', spellings: cells.INSTITUTIONS },
  { field: 'asOf', header: '数据日期', spellings: cells.AS_OF_DATES },
  { header: '备注', spellings: cells.TEXTS },
  { header: '', spellings: cells.TEXTS },
];

/** What a map may say of a field, wherever its column stands. */
const REFINEMENTS: readonly (readonly [string, FieldMap])[] = [
  ['balance', { unit: '千元' }],
  ['balance', { blank: '0' }],
  ['balance', { values: { 待定: '0', 贷款余额: '1' } }],
  ['interestArrears', { blank: '5', unit: '元' }],
  ['loanId', { values: { X: 'Y', k1: 'K1' } }],
  ['loanId', { blank: 'X9' }],
  ['borrowerId', { blank: '无' }],
  ['borrowerId', { blank: '="77"' }],
  ['borrowerId', { values: { 无名: '无', '0': '' } }],
  ['borrowerName', { blank: '未知' }],
  ['borrowerName', { blank: "'0012" }],
  ['borrowerName', { values: { 张三: '李四', '-': '' } }],
  ['contractId', { blank: '-' }],
  ['branch', { blank: ' ' }],
  ['declaredClass', { values: { 五级: '损失', 六级: '' } }],
  ['declaredClass', { blank: '正常' }],
  ['declaredClass', { blank: '没有' }],
  ['daysPastDue', { times: 30 }],
  ['daysPastDue', { times: 30, blank: '1' }],
  ['daysPastDue', { times: 200_000 }],
  ['interestDaysPastDue', { values: { 七天: '7' } }],
  ['dueDate', { dateFormat: 'dd/mm/yyyy' }],
  ['dueDate', { dateFormat: 'yyyy-mm-dd' }],
  ['dueDate', { dateFormat: 'yyyy/mm/dd' }],
  ['dueDate', { values: { '1900-01-01': '' } }],
  ['issueDate', { blank: '2015-01-01' }],
  ['asOf', { dateFormat: 'yyyymmdd' }],
  ['asOf', { dateFormat: 'yyyy-mm-dd' }],
  ['asOf', { blank: '2020-12-31' }],
  ['restructured', { blank: '否' }],
  ['status', { values: { 不明: '正常' } }],
  ['currency', { blank: 'CNY' }],
  ['institution', { blank: '甲行' }],
  ['replaces', { blank: '0' }],
];

const CONSTANTS: readonly (readonly [string, string])[] = [
  ['balance', '1.50'],
  ['loanId', 'K77'],
  ['declaredClass', '关注'],
  ['currency', 'USD'],
  ['institution', '甲行'],
  ['borrowerId', '无'],
  ['borrowerName', ' 某人 '],
  ['contractId', "'0012"],
  ['dueDate', '2022-02-22'],
  ['daysPastDue', '9'],
  ['asOf', '2020-12-31'],
];

interface Shape {
  /** Out of 100 cells, how many are not written in the plain way; and of 1000 rows, how many are no loans' rows. */
  readonly oddCells: number;
  readonly oddRows: number;
  readonly quotedOf10: number;
  readonly delimiter: string;
  readonly lineEnd: '\n' | '\r\n' | '\r' | 'mixed';
  readonly endsWithNewline: boolean;
  readonly encoding: 'utf8' | 'utf8-bom' | 'gb18030' | 'gb18030-bom' | 'utf16le' | 'utf16be';
  readonly hasHeader: boolean;
  readonly isEnglish: boolean;
}

const SHAPE: fc.Arbitrary<Shape> = fc.record({
  oddCells: fc.constantFrom(0, 0, 1, 3, 3, 10, 40),
  oddRows: fc.constantFrom(0, 0, 5, 20, 100),
  quotedOf10: fc.constantFrom(0, 1, 1, 3, 10),
  delimiter: fc.constantFrom(',', ',', '\t', ';'),
  lineEnd: fc.constantFrom('\n', '\n', '\r\n', '\r', 'mixed'),
  endsWithNewline: fc.constantFrom(true, true, true, false),
  encoding: fc.constantFrom('utf8', 'utf8', 'utf8-bom', 'gb18030', 'gb18030', 'gb18030-bom', 'utf16le', 'utf16be'),
  hasHeader: fc.constantFrom(true, true, true, true, false),
  isEnglish: fc.boolean(),
});

const SEED = fc.nat(0x7fffffff);
/** Rows repeat their numbers but not their ids; more than 1024 are several batches. */
const ROWS = fc.record({
  seeds: fc.array(fc.array(SEED, { minLength: 28, maxLength: 28 }), { minLength: 1, maxLength: 14 }),
  count: fc.oneof({ weight: 120, arbitrary: fc.nat(24) }, { weight: 1, arbitrary: fc.integer({ min: 1000, max: 2100 }) }),
});
type Rows = typeof ROWS extends fc.Arbitrary<infer T> ? T : never;

const COLUMNS = fc
  .tuple(fc.shuffledSubarray([...OTHERS], { maxLength: 9 }), fc.array(fc.nat(11), { minLength: 3, maxLength: 3 }), fc.nat(9))
  .map(([others, places, dropped]) => {
    const columns: Column[] = [...others];
    // Now and then one of those that a ledger cannot do without is missing.
    for (const [i, column] of NEEDED.entries()) if (i !== dropped) columns.splice((places[i] as number) % (columns.length + 1), 0, column);
    return columns;
  });

const RULES = fc.record({
  refinements: fc.oneof(fc.constant([]), fc.array(SEED, { minLength: 1, maxLength: 3 })),
  constants: fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(SEED, { minLength: 1, maxLength: 2 }) }),
  composite: fc.constantFrom(undefined, undefined, undefined, undefined, 'loanId', 'borrowerName', 'dueDate'),
  freeText: fc.constantFrom([], ['客户名称'], ['客户名称', '备注', '借据号', '没有']),
  ignore: fc.constantFrom([], [], ['支行', '没有']),
  dateFormat: fc.constantFrom(undefined, undefined, undefined, undefined, undefined, 'yyyy-mm-dd', 'yyyymmdd', 'mm/dd/yyyy'),
  where: fc.array(fc.record({ column: SEED, value: SEED }), { maxLength: 2 }),
  hasWhere: fc.constantFrom(false, false, false, true),
  asOf: fc.constantFrom(AS_OF, AS_OF, AS_OF, undefined),
  allowNegative: fc.boolean(),
  excelEpoch: fc.constantFrom(undefined, undefined, 1900 as const, 1904 as const),
  limit: fc.constantFrom({ percent: 100 }, { percent: 100 }, { percent: 100 }, { rows: 2 }, { percent: 10 }, undefined),
  keepAllRejects: fc.boolean(),
  states: fc.boolean(),
  kept: fc.constantFrom('yes' as const, 'yes' as const, 'shown' as const, 'no' as const),
});
type Rules = typeof RULES extends fc.Arbitrary<infer T> ? T : never;

/**
 * Ledgers of any kind that people and systems write, and of some that they should not. No preference for small numbers:
 * it would choose the same few cells.
 */
export const LEDGERS: fc.Arbitrary<Ledger> = fc.noBias(
  fc.tuple(SHAPE, COLUMNS, fc.array(ROWS, { minLength: 1, maxLength: 3 }), RULES).map(([shape, columns, files, rules]) => ({
    files: files.map((rows, i) => encoded(shape, textOf(shape, columns, rows, i * (rows.count % 3 === 0 ? 0 : 5000)))),
    rules: rulesFor(shape, columns, rules),
    ...(rules.kept === 'yes'
      ? {}
      : { keep: (field) => (field === 'institution' || field === 'currency' || field.length % 3 === 0 ? 'yes' : rules.kept) }),
  })),
);

function rulesFor(shape: Shape, columns: readonly Column[], given: Rules): LedgerRules {
  const fields: Record<string, FieldMap> = {};
  const refine = (field: string, more: FieldMap) => {
    fields[field] = { ...fields[field], ...more };
  };
  if (!shape.hasHeader) {
    for (const [i, { field }] of columns.entries()) if (field !== undefined) refine(field, { columns: [i + 1] });
  }
  const has = ([name]: readonly [string, unknown]) => columns.some(({ field }) => field === name);
  for (const [field, more] of picked(REFINEMENTS.filter(has), given.refinements)) refine(field, more);
  for (const [field, constant] of picked(
    CONSTANTS.filter((one) => !has(one)),
    given.constants,
  ))
    refine(field, { constant });
  const parts = columns.flatMap(({ field }, i) => (field === given.composite || !NEEDED.some((one) => one.field === field) ? [i + 1] : []));
  if (given.composite !== undefined && parts.length > 1) refine(given.composite, { columns: parts.slice(0, 2) });
  const { dateFormat, excelEpoch, limit, asOf } = given;
  const where = given.where.map(({ column, value }) => {
    const one = columns[column % columns.length] as Column;
    return { column: headerOf(shape, one), value: one.spellings.plain(value % 9, value) };
  });
  const stated = shape.encoding.startsWith('gb18030') && given.states ? { encoding: 'gb18030' as const } : {};
  const { asOf: _, ...rules } = rulesOf({
    map: {
      fields,
      header: shape.hasHeader,
      freeText: given.freeText,
      ignore: given.ignore,
      ...(dateFormat === undefined ? {} : { dateFormat }),
    },
    where: given.hasWhere && shape.hasHeader ? where : [],
    allowNegative: given.allowNegative,
    keepAllRejects: given.keepAllRejects,
    ...stated,
    ...(excelEpoch === undefined ? {} : { excelEpoch }),
    ...(limit === undefined ? {} : { rejectLimit: limit }),
  });
  return { ...rules, ...(asOf === undefined && columns.some(({ field }) => field === 'asOf') ? {} : { asOf: AS_OF }) };
}

function picked<T>(list: readonly T[], seeds: readonly number[]): T[] {
  return list.length === 0 ? [] : seeds.map((seed) => list[seed % list.length] as T);
}

function textOf(shape: Shape, columns: readonly Column[], { seeds, count }: Rows, firstId: number): string {
  const header = columns.map((column) => quoted(shape, headerOf(shape, column), 5)).join(shape.delimiter);
  const lines = shape.hasHeader ? [header] : [];
  const above: string[][] = [];
  for (let i = 0; i < count && seeds.length > 0; i++) {
    const seed = seeds[i % seeds.length] as readonly number[];
    const row = columns.map((column, at) => cellOf(shape, column, firstId + i, seed[at] as number));
    const kind = Math.floor((seed[27] as number) / 7);
    const odd = kind % 1000 < shape.oddRows;
    lines.push(
      odd ? oddRow(shape, columns, row, above, kind) : row.map((text, at) => quoted(shape, text, seed[at] as number)).join(shape.delimiter),
    );
    above.push(row);
  }
  const ends = ['\n', '\r\n', '\r'];
  return lines
    .map((line, i) => {
      if (i === lines.length - 1 && !shape.endsWithNewline) return line;
      return line + (shape.lineEnd === 'mixed' ? ends[((seeds[i % Math.max(1, seeds.length)]?.[26] ?? 0) + i) % 3] : shape.lineEnd);
    })
    .join('');
}

function headerOf({ isEnglish }: Shape, { field, header }: Column): string {
  return isEnglish && field !== undefined ? field : header;
}

function cellOf({ oddCells }: Shape, { spellings, field }: Column, n: number, seed: number): string {
  const pick = Math.floor(seed / 100);
  // One odd id in three: most rows should be loans.
  if (seed % 100 >= oddCells || (field === 'loanId' && pick % 3 > 0)) return spellings.plain(n, pick);
  return (spellings.other[pick % spellings.other.length] as string).replace('{n}', String(n));
}

function quoted({ delimiter, quotedOf10 }: Shape, text: string, seed: number): string {
  const needs = text.includes(delimiter) || /["\r\n]/.test(text);
  return needs || seed % 10 < quotedOf10 ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows that are no loans', and damaged ones. */
function oddRow(
  shape: Shape,
  columns: readonly Column[],
  row: readonly string[],
  above: readonly (readonly string[])[],
  kind: number,
): string {
  const { delimiter } = shape;
  const join = (texts: readonly string[]) => texts.map((text) => quoted(shape, text, kind)).join(delimiter);
  const pick = Math.floor(kind / 1000);
  const labels = ['合计', '小计', '总计', '本页合计：', 'Total', '合计3笔', '合 计', 'ＴＯＴＡＬ', '杜集支行小计', `总计${above.length}笔`];
  const label = labels[pick % labels.length] as string;
  const sums = columns.map(({ spellings }, at) => (spellings === cells.AMOUNTS ? sumOf(above, at, pick % 4 === 0) : ''));
  const labelled = (at: number, texts: readonly string[]) => texts.map((text, i) => (i === at ? label : text));
  const key = Math.max(
    0,
    columns.findIndex(({ field }) => field === 'loanId'),
  );
  switch (kind % 16) {
    case 0:
      return join(labelled(0, sums));
    case 1:
      return join(labelled(key, sums));
    case 2:
      return join(labelled(pick % columns.length, sums));
    case 3:
      return join(labelled(pick % columns.length, row));
    case 4:
      return join(
        labelled(
          1 % columns.length,
          row.map((text, at) => (at === 0 || at === key ? '' : text)),
        ),
      );
    case 5:
      return join(columns.map((column) => headerOf(shape, column)));
    case 6:
      return join(columns.toReversed().map((column) => headerOf(shape, column)));
    case 7:
      return join(columns.map(() => (pick % 2 === 0 ? '' : '　')));
    case 8:
      return '';
    case 9:
      return join(row.slice(0, pick % (row.length + 1)));
    case 10:
      return join([...row, ...(pick % 2 === 0 ? [''] : ['x', 'y"'])]);
    case 11:
      return row.join(delimiter);
    case 12:
      return `${join(row)}${['"', ' "x"', '""', '"x', '\u0000', '\u0001'][pick % 6]}`;
    case 13:
      return join(row).replace(
        delimiter,
        ['"', `"${delimiter}`, `${delimiter}"`, `${delimiter} "a"`, `""${delimiter}`][pick % 5] as string,
      );
    case 14:
      return join(row.map((text, at) => (at === pick % row.length ? `${text}\n${text}` : text)));
    default:
      return join(above[pick % Math.max(1, above.length)] ?? row);
  }
}

/** The sum of a column as its cells are written; a tenth more where it has to be wrong. */
function sumOf(rows: readonly (readonly string[])[], at: number, isWrong: boolean): string {
  let tenths = isWrong ? 1n : 0n;
  for (const row of rows) {
    const [whole = '0', fraction = ''] = (row[at] as string).replaceAll(',', '').split('.');
    if (/^\d+$/.test(whole) && /^\d{0,2}$/.test(fraction)) tenths += BigInt(whole + fraction.padEnd(2, '0'));
  }
  return `${tenths / 100n}.${String(tenths % 100n).padStart(2, '0')}`;
}

function encoded({ encoding }: Shape, text: string): Buffer {
  const marked = `\ufeff${text}`;
  switch (encoding) {
    case 'utf8':
      return Buffer.from(text);
    case 'utf8-bom':
      return Buffer.from(marked);
    case 'gb18030':
      return gb18030(text);
    case 'gb18030-bom':
      return gb18030(marked);
    case 'utf16le':
      return Buffer.from(marked, 'utf16le');
    case 'utf16be':
      return Buffer.from(marked, 'utf16le').swap16();
  }
}
